import torch

x = torch.arange(-8.0, 8.0, 2.0, requires_grad=True)
y = torch.relu(x)
y.sum().backward()
print(y.detach())
print(x.grad)  # at 0 PyTorch takes 0

for step in (-1e-3, 1e-3):  # beside 0: two slopes
    h = torch.tensor(step)
    slope = (torch.relu(h) - torch.relu(0 * h)) / h
    print(step, slope.item())
