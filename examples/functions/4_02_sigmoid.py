import torch

x = torch.arange(-8.0, 8.0, 2.0, requires_grad=True)
s = torch.sigmoid(x)
s.sum().backward()

with torch.no_grad():
    slope = s * (1 - s)
print(s.detach())
print(slope)
print(torch.allclose(x.grad, slope))
