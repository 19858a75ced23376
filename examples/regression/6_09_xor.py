import torch
from torch import nn

x = torch.tensor([
    [0.0, 0.0], [0.0, 1.0],
    [1.0, 0.0], [1.0, 1.0],
])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

torch.manual_seed(0)
perceptron = nn.Linear(2, 1)
network = nn.Sequential(
    nn.Linear(2, 4),
    nn.Tanh(),
    nn.Linear(4, 1),
)
weights = list(perceptron.parameters())
weights += network.parameters()
sgd = torch.optim.SGD(weights, lr=1.0)
bce = nn.BCEWithLogitsLoss()

for i in range(300):
    single = bce(perceptron(x), y)
    hidden = bce(network(x), y)
    cost = single + hidden  # no weight in both
    sgd.zero_grad()
    cost.backward()
    sgd.step()

print(f"{single:.4f} {hidden:.4f}")
with torch.no_grad():
    print(perceptron(x).sigmoid().flatten())
    print(network(x).sigmoid().round().flatten())
