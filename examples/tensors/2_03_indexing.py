import torch

x = torch.tensor([[0.1, 0.7], [0.9, 0.5], [0.2, 0.6]])
column = x[:, 1]
rows = x[0:2]
mask = x > 0.5
kept = x * mask
i, j = mask.nonzero(as_tuple=True)
picked = kept[i, j]
print(picked)

X = torch.arange(12).reshape(3, 4)
X[1, 2] = 17
print(X)
X[:2, :] = 12
print(X)
