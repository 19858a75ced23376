import torch

x = torch.tensor([
    [1.0, 2.0], [2.0, 3.0], [3.0, 1.0],
    [4.0, 3.0], [5.0, 3.0], [6.0, 2.0],
])
y = torch.tensor([
    [0.0], [0.0], [0.0], [1.0], [1.0], [1.0]
])
W = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
lr = 0.05

for i in range(1, 1001):
    p = torch.sigmoid(x @ W + b)
    right = y * p + (1 - y) * (1 - p)
    cost = -right.log().mean()
    cost.backward()
    with torch.no_grad():
        W -= lr * W.grad
        b -= lr * b.grad
    W.grad = b.grad = None

    if 375 <= i <= 377:
        print(f"pass {i}: cost {cost:.6f}")

print(p.detach().flatten())
