import torch
from torch import nn

x = torch.tensor([
    [1.0, 2.0], [2.0, 3.0], [3.0, 1.0],
    [4.0, 3.0], [5.0, 3.0], [6.0, 2.0],
])
y = torch.tensor([
    [0.0], [0.0], [0.0], [1.0], [1.0], [1.0]
])


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


torch.manual_seed(1)
model = Classifier()
sgd = torch.optim.SGD(model.parameters(), lr=0.01)

for i in range(1, 1001):
    p = model(x)
    cost = nn.functional.binary_cross_entropy(p, y)
    sgd.zero_grad()
    cost.backward()
    sgd.step()
    if i == 1 or i % 250 == 0:
        print(f"pass {i}: cost {cost:.4f}")

print((p > 0.5).flatten() == y.flatten().bool())
