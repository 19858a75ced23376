import torch


def f(a):
    b = a * 2
    while b.detach().norm() < 1000:
        b = b * 2
    if b.detach().sum() > 0:
        return b
    return 100 * b


a = torch.tensor(-150.0, requires_grad=True)
d = f(a)
d.backward()

ratio = d.detach() / a.detach()
print(a.grad, torch.allclose(a.grad, ratio))
