import torch
from torch import nn

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


class Regression(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 1)

    def forward(self, x):
        return self.linear(x)


torch.manual_seed(8)
model = Regression()
sgd = torch.optim.SGD(model.parameters(), lr=1e-5)

for i in range(1, 101):
    cost = nn.functional.mse_loss(model(x), y)
    sgd.zero_grad()
    cost.backward()
    sgd.step()
    if i == 1 or i % 20 == 0:
        print(f"pass {i}: cost {cost:.4f}")
