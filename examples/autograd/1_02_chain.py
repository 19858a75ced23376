import torch

a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
d.backward()
print(d.item(), a.grad)
