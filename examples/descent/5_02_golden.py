import numpy as np
import torch


def f(w):
    return (w[0] - 1) ** 2 + 3 * (w[1] + 2) ** 2


def by_hand(w):
    return np.array([2 * (w[0] - 1), 6 * (w[1] + 2)])


def by_torch(w):
    x = torch.tensor(w, requires_grad=True)
    f(x).backward()
    return x.grad.numpy()


def golden(phi, a=0.0, b=1.0, r=(5**0.5 - 1) / 2):
    while b - a > 1e-9:
        c, d = b - r * (b - a), a + r * (b - a)
        a, b = (a, d) if phi(c) < phi(d) else (c, b)
    return (a + b) / 2


def descend(slope):
    w = np.array([4.0, 0.0])
    g = slope(w)
    while np.linalg.norm(g) >= 1e-6:
        w = w - golden(lambda s: f(w - s * g)) * g
        g = slope(w)
    return w


found = torch.tensor(descend(by_torch))
print(found, np.allclose(found, descend(by_hand)))
