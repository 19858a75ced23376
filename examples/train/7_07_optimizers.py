import torch
from torch import optim

slope = torch.tensor([10.0, 0.1])  # steep and flat
rules = [
    (optim.SGD, {}),
    (optim.SGD, {"momentum": 0.9}),
    (optim.RMSprop, {}),
    (optim.Adam, {}),
]

ways = []
for make, more in rules:
    w = torch.zeros(2, requires_grad=True)
    optimizer = make([w], lr=0.1, **more)
    for step in range(2):
        loss = torch.dot(slope, w)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    ways.append(w.detach())

moved = torch.stack(ways)
print(moved)
