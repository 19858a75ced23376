import torch
from torch import nn

DIGITS = """003c666666663c00 0018381818183c00
    003c66061c307e00 003c660c06663c00 000c1c3c6c7e0c00
    007e607c06663c00 001c307c66663c00 007e060c18181800
    003c663c66663c00 003c66663e0c3800"""
bits = [f"{int(d, 16):064b}" for d in DIGITS.split()]
drawn = torch.tensor([[float(c) for c in b] for b in bits])

torch.manual_seed(0)
y = torch.arange(10).repeat(6)
x = drawn[y] + 0.5 * torch.randn(60, 64)
new = drawn[y] + 0.5 * torch.randn(60, 64)
one_hot = nn.functional.one_hot(y).float()

ten = nn.ModuleList(nn.Linear(64, 1) for _ in range(10))
bce = nn.BCELoss(reduction="sum")
one = nn.Linear(64, 10)
cross = nn.CrossEntropyLoss(reduction="sum")
weights = [*ten.parameters(), *one.parameters()]
sgd = torch.optim.SGD(weights, lr=0.001)

for i in range(50):
    p = torch.cat([m(x).sigmoid() for m in ten], 1)
    cost = bce(p, one_hot)
    other = cross(one(x), y)
    sgd.zero_grad()
    (cost + other).backward()
    sgd.step()

z = torch.cat([m(new) for m in ten], dim=1)
o = one(new)
right = (z.argmax(1) == y).float().mean()
right_one = (o.argmax(1) == y).float().mean()
print(right, right_one)
