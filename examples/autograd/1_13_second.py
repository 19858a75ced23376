import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**3
(slope,) = torch.autograd.grad(
    y, x, create_graph=True
)
print(slope.item())

slope.backward()
print(x.grad)
