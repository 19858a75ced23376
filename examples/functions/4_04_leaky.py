import torch
from torch.nn import functional as F

x = torch.arange(-8.0, 8.0, 2.0, requires_grad=True)
alpha = torch.tensor(0.1, requires_grad=True)  # learned

p = torch.where(x > 0, x, alpha * x)
p.sum().backward()
print(x.grad)
print(alpha.grad)  # the sum of the negative x

with torch.no_grad():
    built_in = F.prelu(x, alpha)
    leaky = F.leaky_relu(x, 0.1)  # the slope a constant
print(torch.equal(p, built_in), torch.equal(p, leaky))
