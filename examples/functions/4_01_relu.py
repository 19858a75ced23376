import torch

x = torch.arange(-8.0, 8.0, 2.0, requires_grad=True)
y = torch.relu(x)
y.sum().backward()
print(y.detach())
print(x.grad)  # at 0 PyTorch takes 0

zero = torch.tensor(0.0)
for h in (-1e-3, 1e-3):  # beside 0: two slopes
    slope = (torch.relu(zero + h) - torch.relu(zero)) / h
    print(h, slope.item())
