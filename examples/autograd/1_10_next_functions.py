import torch

x = torch.linspace(
    0, 2 * torch.pi, 25, requires_grad=True
)
s = torch.sin(x)
m = 2 * s
p = m + 1
y = p.sum()

node = y.grad_fn
print(type(node).__name__)
while node.next_functions:
    node = node.next_functions[0][0]
    print(type(node).__name__)

y.backward()
slope = 2 * torch.cos(x.detach())
print(torch.allclose(x.grad, slope))
