"""Programs with training loops of which a tape keeps a few iterations."""

from __future__ import annotations

HEAD = """
import torch
x = torch.randn(4, 3)
y = torch.randn(4)
w = torch.randn(3, requires_grad=True)
b = torch.zeros((), requires_grad=True)
"""
PROGRAMS = {
    "by hand": """
for i in range(60):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
    w.grad = None
    b.grad = None
""",
    "sgd with momentum": """
opt = torch.optim.SGD([w, b], lr=0.05, momentum=0.9)
for i in range(60):
    opt.zero_grad()
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    opt.step()
    if i % 7 == 0:
        print(i, loss.item())
""",
    "zeroed in place": """
opt = torch.optim.Adam([w, b], lr=0.05)
for i in range(60):
    opt.zero_grad(set_to_none=False)
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    opt.step()
""",
    "never zeroed": """
for i in range(60):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    w.data -= 0.01 * w.grad
print("end")
""",
    "detached state": """
h = torch.zeros(3)
for i in range(60):
    h = torch.tanh(h.detach() * w + x[i % 4])
    loss = h.square().sum()
    loss.backward()
    w.grad.zero_()
""",
    "state with its graph": """
h = torch.zeros(3)
for i in range(40):
    h = torch.tanh(h * w + x[i % 4])
    loss = h.square().sum()
    loss.backward(retain_graph=True)
""",
    "a graph from before the loop": """
base = (w * 2).exp()
for i in range(60):
    loss = (base * x[i % 4]).sum() + b
    loss.backward(retain_graph=True)
""",
    "a list that grows": """
losses, kept = [], []
for i in range(50):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    losses.append(loss.detach())
    kept.append(w * i)
    w.grad = None
total = torch.stack(losses).sum()
(torch.stack(kept).sum() * total).backward()
print(total)
""",
    "nested": """
opt = torch.optim.SGD([w, b], lr=0.05)
for epoch in range(6):
    for i in range(10):
        opt.zero_grad()
        loss = ((x[i % 4] * w).sum() + b - y[i % 4]) ** 2
        loss.backward()
        opt.step()
    with torch.no_grad():
        print(epoch, ((x @ w + b - y) ** 2).mean())
""",
    "two backwards": """
v = torch.randn(3, requires_grad=True)
one, two = torch.optim.SGD([w], lr=0.1), torch.optim.SGD([v], lr=0.1)
for i in range(50):
    one.zero_grad()
    made = x @ v
    (made.detach() * (x @ w)).sum().backward()
    one.step()
    two.zero_grad()
    ((x @ w) * made).sum().backward()
    two.step()
""",
    "while and break": """
i = 0
while True:
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad.zero_()
    i += 1
    if i == 55:
        break
print(w)
""",
    "an exception": """
for i in range(60):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    print("at", i)
    if i == 53:
        raise ValueError("enough")
""",
    "gradients of gradients": """
for i in range(40):
    loss = ((x @ w + b - y) ** 2).mean()
    (g,) = torch.autograd.grad(loss, w, create_graph=True)
    (loss + g.square().sum()).backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
""",
    "gradients that hooks change on their way out": """
_ = w.register_hook(lambda g: g * 10)
base = (w * 2).exp()
_ = base.register_hook(lambda g: g + 1)
for i in range(60):
    loss = (x @ w).square().mean() + w.sum() + (base * x[i % 4]).sum()
    u = torch.ones(3, requires_grad=True)
    g, none, h = torch.autograd.grad(loss, (w, u, base), allow_unused=True, retain_graph=True)
    w.data -= 0.001 * g
""",
    "gradients that are made zeros": """
_ = w.register_hook(lambda g: g * 10)
for i in range(60):
    loss = (x @ w).square().mean() + w.sum()
    z, g = torch.autograd.grad(loss, (b, w), materialize_grads=True)
    w.data -= 0.001 * g
""",
    "a run within a run": """
def again(g):
    with torch.enable_grad():
        (b * 3).backward()
for i in range(50):
    h = w * 2
    h.register_hook(again)
    (h * x[i % 4]).sum().backward()
    w.grad = None
""",
    "a reentrant checkpoint": """
from torch.utils.checkpoint import checkpoint
for i in range(50):
    h = checkpoint(lambda one: (one * 2).sin(), w, use_reentrant=True)
    (h * b).sum().backward()
    w.grad = None
""",
    "a module": """
net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
opt = torch.optim.Adam(net.parameters(), lr=0.01)
for i in range(50):
    opt.zero_grad()
    loss = torch.nn.functional.mse_loss(net(x).squeeze(-1), y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    opt.step()
""",
    "kept gradients": """
for i in range(50):
    h = x @ w
    h.retain_grad()
    (h - y).square().sum().backward()
    largest = h.grad.abs().max()
    w.grad = None
""",
    "running average in place": """
average = torch.zeros(3)
view = average[1:]
for i in range(60):
    (x @ w).square().sum().backward()
    average.mul_(0.9).add_(w.grad, alpha=0.1)
    with torch.no_grad():
        w.sub_(average)
""",
    "requires_grad switched": """
for i in range(60):
    w.requires_grad_(True)
    b.requires_grad_(i % 3 != 0)
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    w.grad = None
""",
    "a leaf of every pass": """
seen = None
for i in range(50):
    z = torch.randn(3, requires_grad=True)
    (w * z).sum().backward()
    if i % 5 == 0:
        seen = z
    print(seen.grad, w.grad)
""",
    "in a function": """
def step(k):
    loss = ((x[k % 4] * w).sum() + b - y[k % 4]) ** 2
    loss.backward()
    with torch.no_grad():
        for p in (w, b):
            p -= 0.05 * p.grad
            p.grad = None
    return loss.item()
def fit():
    for k in range(70):
        value = step(k)
        if value < 0:
            return k
fit()
print("done", (x @ w).sum())
""",
}
