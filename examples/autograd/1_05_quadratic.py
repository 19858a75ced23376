import torch

x = torch.arange(4.0, requires_grad=True)
y = 2 * torch.dot(x, x)
y.backward()
print(y.item(), x.grad)
print(x.grad == 4 * x.detach())
