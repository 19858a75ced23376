import torch
from torch.nn import functional as F

x = torch.arange(-8.0, 8.0, 2.0, requires_grad=True)
alpha = torch.tensor([0.1], requires_grad=True)  # learned

p = F.prelu(x, alpha)
p.sum().backward()
print(x.grad)
print(alpha.grad)  # the sum of the negative x

with torch.no_grad():
    by_hand = torch.where(x > 0, x, alpha * x)
    leaky = F.leaky_relu(x, 0.1)  # the slope a constant
print(torch.equal(p, by_hand), torch.equal(p, leaky))
