import torch
from torch.nn import functional as F

x = torch.arange(-8.0, 8.0, 2.0, requires_grad=True)
g = F.gelu(x)
g.sum().backward()

with torch.no_grad():
    Phi = (1 + torch.erf(x / 2**0.5)) / 2
    phi = torch.exp(-(x**2) / 2) / (2 * torch.pi) ** 0.5
    by_hand = x * Phi
    slope = Phi + x * phi
print(torch.allclose(g, by_hand, atol=1e-6))
print(torch.allclose(x.grad, slope, atol=1e-6))
print(x.grad)
