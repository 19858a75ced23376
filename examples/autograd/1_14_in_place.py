import torch

a = torch.arange(6.0)
x = a.view(2, 3)
x[:, -1] = 0
print(a, a._version)

w = torch.ones(2, 3, requires_grad=True)
y = w.exp()
print(y._version)
y[:, -1] = 0
print(y._version)
y.sum().backward()
