import torch
from torch import nn

x = torch.tensor([
    [0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]
])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

torch.manual_seed(0)
perceptron = nn.Linear(2, 1)
network = nn.Sequential(
    nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1)
)
weights = [*perceptron.parameters(), *network.parameters()]
optimizer = torch.optim.SGD(weights, lr=1.0)
bce = nn.functional.binary_cross_entropy_with_logits

for i in range(300):
    single = bce(perceptron(x), y)
    hidden = bce(network(x), y)
    cost = single + hidden  # they share no weights
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()

print(f"{single.item():.4f} {hidden.item():.4f}")
print(perceptron(x).sigmoid().detach().flatten())
print((network(x) > 0).int().flatten())
