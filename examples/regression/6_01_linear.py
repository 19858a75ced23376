import torch

x = torch.tensor([
    [73.0, 80.0, 75.0],
    [93.0, 88.0, 93.0],
    [89.0, 91.0, 90.0],
    [96.0, 98.0, 100.0],
    [73.0, 66.0, 70.0],
])
y = torch.tensor([
    [152.0], [185.0], [180.0], [196.0], [142.0]
])
W = torch.zeros(3, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([W, b], lr=1e-5)

for i in range(1, 101):
    y_hat = x @ W + b
    cost = ((y_hat - y) ** 2).mean()

    optimizer.zero_grad()
    cost.backward()
    optimizer.step()

    if i == 1 or i >= 97:
        print(f"pass {i}: cost {cost:.6f}")

print(y_hat.detach().flatten())
