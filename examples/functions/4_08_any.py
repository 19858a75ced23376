import torch


def f(x):  # any function of x
    return torch.sin(x) * torch.exp(-(x**2) / 8)


x = torch.tensor(1.0, dtype=torch.float64)
x.requires_grad_()
y = f(x)
(slope,) = torch.autograd.grad(y, x, create_graph=True)
(bend,) = torch.autograd.grad(slope, x)

h = 1e-4
with torch.no_grad():
    quotient = (f(x + h) - f(x - h)) / (2 * h)
    second = (f(x + h) - 2 * f(x) + f(x - h)) / h**2
print(slope.item(), quotient.item())
print(bend.item(), second.item())
