import torch
from torch import nn

x = torch.tensor([
    [0.0, 0.0], [0.0, 1.0],
    [1.0, 0.0], [1.0, 1.0],
])
y = torch.tensor([[5.0], [6.0], [9.0], [10.0]])

torch.manual_seed(0)
model = nn.Sequential(
    nn.Linear(2, 2),
    nn.Sigmoid(),
    nn.Linear(2, 1),
)
sgd = torch.optim.SGD(model.parameters(), lr=0.05)

for i in range(1, 1001):
    y_hat = model(x)
    cost = nn.functional.mse_loss(y_hat, y)
    sgd.zero_grad()
    cost.backward()
    sgd.step()
    if i == 1 or i % 250 == 0:
        print(f"pass {i}: cost {cost:.6f}")

print(y_hat.detach().flatten())
