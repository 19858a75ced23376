import torch
from torch import nn

X = torch.tensor([[1.0, 0], [0, 1], [1, 1]])
y = torch.tensor([0, 0, 1])

left = []
for lr in (0.01, 0.1, 1.0):
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 2)
    )
    optimizer = torch.optim.SGD(model.parameters(), lr)
    for step in range(10):
        loss = nn.functional.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    left.append(loss.detach())
    print(lr, loss.item())

small, usual, large = left
print(small > usual, usual > large)
