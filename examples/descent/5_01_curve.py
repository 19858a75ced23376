import torch


def descend(lr):
    x = torch.tensor(1.0, requires_grad=True)
    for step in range(10):
        f = x**2
        f.backward()
        with torch.no_grad():
            x -= lr * x.grad  # times 1 - 2 lr
        x.grad = None
    return x.detach()


slow = descend(0.1)
swinging = descend(0.9)
stuck = descend(1.0)
gone = descend(1.1)
print(slow, swinging)
print(stuck, gone)
