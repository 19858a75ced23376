import torch


def f(x):
    return x**3


x = torch.tensor(1.5, requires_grad=True)
y = f(x)
y.backward()
print("autograd", x.grad.item())

with torch.no_grad():
    for k in range(1, 8):
        h = 10.0**-k
        slope = (f(x + h) - f(x)) / h
        error = (slope - x.grad).abs()
        print(h, slope.item(), error.item())
