import torch

x = torch.arange(4.0, requires_grad=True)
y = x * x

try:
    y.backward()
except RuntimeError as error:
    print(error)

y.backward(gradient=torch.ones(4))
print(x.grad)
