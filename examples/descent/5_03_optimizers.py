import torch
from torch import optim

kinds = {
    "SGD": (optim.SGD, {}),
    "momentum": (optim.SGD, {"momentum": 0.9}),
    "RMSprop": (optim.RMSprop, {}),
    "Adam": (optim.Adam, {}),
}
ends = []
for name, (make, more) in kinds.items():
    a = torch.tensor([-5.0, -2.0])  # moved by hand
    w = a.clone().requires_grad_()  # moved by PyTorch
    optimizer = make([w], lr=0.1, **more)
    m = r = torch.zeros(2)
    same = []
    for t in range(1, 11):
        f = 0.1 * w[0] ** 2 + 2 * w[1] ** 2
        optimizer.zero_grad()
        f.backward()
        optimizer.step()
        g = torch.tensor([0.2, 4.0]) * a
        up, down = g, 1.0
        if name == "momentum":
            up = m = 0.9 * m + g
        if name == "RMSprop":
            r = 0.99 * r + 0.01 * g**2
            down = r.sqrt() + 1e-8
        if name == "Adam":
            m = 0.9 * m + 0.1 * g
            r = 0.999 * r + 0.001 * g**2
            up = m / (1 - 0.9**t)
            down = (r / (1 - 0.999**t)).sqrt() + 1e-8
        a = a - 0.1 * up / down
        same.append(torch.allclose(a, w, atol=1e-5))
    print(name, all(same), a)
