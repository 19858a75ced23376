import torch
from torch import nn

torch.manual_seed(0)
drop = nn.Dropout(0.3)
norm = nn.BatchNorm1d(2)
X = torch.tensor([[1.0, 2.0], [3.0, 6.0]])
ones = torch.ones(1000)

# Training mode.
kept = drop(ones)  # 0, or 1 / 0.7
lost = (kept == 0).sum() / 1000
mean = kept.mean()  # stays about 1
print(kept[:5], lost, mean)
Z = norm(X)  # by this batch's mean and variance
print(Z)

# Eval mode.
drop.eval()
norm.eval()
whole = drop(ones)  # does nothing
E = norm(X)  # by the running statistics
alone = norm(X[:1])  # needs no batch
print(torch.equal(whole, ones))
print(E, torch.equal(alone, E[:1]))
