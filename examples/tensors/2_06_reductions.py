import torch

A = torch.arange(6.0).reshape(2, 3)
down = A.sum(0)
across = A.sum(1)
kept = A.sum(1, keepdim=True)
shares = A / kept
mean = A.mean()
running = A.cumsum(0)
print(down, across, mean)

u = torch.tensor([3.0, -4.0])
L2 = torch.norm(u)
L1 = u.abs().sum()
ones = torch.ones(4, 9)
frobenius = torch.norm(ones)
print(L2, L1, frobenius)
