"""Programs that tests record and run plainly."""

from __future__ import annotations

PROGRAMS: dict[str, str] = {
    "product": """
a = torch.tensor(3., requires_grad=True)
b = torch.tensor(4., requires_grad=True)
c = a * b
c.backward()
""",
    "chain": """
a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
d.backward()
""",
    "accumulate": """
x = torch.arange(4., requires_grad=True)
y = 2 * torch.dot(x, x)
y.backward()
x.sum().backward()
before = x.grad.clone()
x.grad.zero_()
y = x.sum()
y.backward()
x.grad = None
y = (x * x).sum()
y.backward()
""",
    "vector": """
x = torch.arange(4., requires_grad=True)
y = x * x
y.backward(gradient=torch.tensor([1., -0., 2., 0.5]))
""",
    "detach": """
x = torch.arange(4., requires_grad=True)
y = x * x
u = y.detach()
z = u * x
z.sum().backward(retain_graph=True)
x.grad.zero_()
y.sum().backward()
""",
    "control flow": """
def f(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    if b.sum() > 0:
        c = b
    else:
        c = 100 * b
    return c
a = torch.randn(size=(), requires_grad=True)
d = f(a)
d.backward()
""",
    "no_grad": """
w = torch.tensor([1., 2.], requires_grad=True)
for _ in range(3):
    loss = ((w * w) - 1).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad.zero_()
""",
    "data alias": """
w = torch.tensor([1., 2.], requires_grad=True)
loss = (w ** 2).sum()
loss.backward()
w.data -= 0.1 * w.grad
v = w.detach()
v += 1
w.data = torch.tensor([5., 6.])
""",
    "retain_graph": """
x = torch.tensor([1., 2.], requires_grad=True)
y = (x.exp() * x).sum()
y.backward(retain_graph=True)
y.backward()
""",
    "freed": """
x = torch.tensor([1., 2.], requires_grad=True)
y = x.exp().sum()
y.backward()
y.backward()
""",
    "second derivative": """
x = torch.tensor(2., requires_grad=True)
y = x ** 3
(g,) = torch.autograd.grad(y, x, create_graph=True)
g.backward()
""",
    "create_graph backward": """
x = torch.tensor([1., 2.], requires_grad=True)
y = (x ** 3 * x.sin()).sum()
(first,) = torch.autograd.grad(y, [x], create_graph=True)
(second,) = torch.autograd.grad(first.sum(), x)
""",
    "views": """
x = torch.arange(6.).reshape(2, 3)
x.requires_grad_()
y = x * 1
v = y[:, -1]
v.mul_(2)
y[0, 0] = 7.
z = y.t().reshape(-1).view(3, 2)
w = (z * z).sum()
w.backward()
""",
    "view of base": """
x = torch.ones(2, 2, requires_grad=True)
y = x * 3
top = y[0]
y += 1
s = (top * top).sum()
s.backward()
""",
    "version error": """
x = torch.ones(3, requires_grad=True)
y = x.exp()
y.add_(1)
y.sum().backward()
""",
    "leaf in place error": """
x = torch.ones(3, requires_grad=True)
x[0] = 5.
""",
    "autograd.grad": """
x = torch.tensor([1., 2.], requires_grad=True)
w = torch.tensor([3., 4.], requires_grad=True)
y = (x * w).sum()
gx, gw = torch.autograd.grad(y, (x, w))
""",
    "jacobian": """
def f(x):
    return torch.stack([x[0] * x[1], x.sin().sum()])
x = torch.tensor([1., 2.])
J = torch.autograd.functional.jacobian(f, x)
""",
    "mlp": """
net = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3))
X = torch.randn(6, 4)
y = torch.tensor([0, 1, 2, 0, 1, 2])
loss = F.cross_entropy(net(X), y)
loss.backward()
g = net[0].weight.grad
""",
    "sgd": """
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
X, y = torch.randn(5, 2), torch.randn(5, 1)
for epoch in range(3):
    opt.zero_grad()
    loss = ((net(X) - y) ** 2).mean()
    loss.backward()
    opt.step()
p = net[0].weight
""",
    "adam": """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Linear(2, 3)
        self.two = nn.Parameter(torch.ones(3, 1))
    def forward(self, x):
        return torch.tanh(self.one(x)) @ self.two
model = Net()
opt = torch.optim.Adam(model.parameters(), lr=0.1, foreach=True)
X, y = torch.randn(5, 2), torch.randn(5, 1)
for epoch in range(3):
    loss = F.mse_loss(model(X), y)
    opt.zero_grad(set_to_none=False)
    loss.backward()
    opt.step()
p = model.two
""",
    "function": """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        ctx.save_for_backward(x)
        ctx.k = k
        return x * x * k
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        g.mul_(2)
        return g * x * ctx.k, None
x = torch.tensor([1., 2.], requires_grad=True)
y = Double.apply(x, 3)
z = y.sum() + (y * 1).sum()
z.backward()
""",
    "checkpoint": """
from torch.utils.checkpoint import checkpoint
calls = []
def f(x):
    calls.append(1)
    return (x.sin() * x).exp()
x = torch.tensor([1., 2.], requires_grad=True)
y = checkpoint(f, x, use_reentrant=False)
y.sum().backward()
count = torch.tensor(len(calls))
""",
    "reentrant checkpoint": """
from torch.utils.checkpoint import checkpoint
def f(x):
    return (x.sin() * x).exp()
x = torch.tensor([1., 2.], requires_grad=True)
y = checkpoint(f, x * 1, use_reentrant=True)
y.sum().backward()
""",
    "broadcast": """
x = torch.ones(3, 1, requires_grad=True)
w = torch.arange(2., requires_grad=True)
y = (x * w + w).sum()
y.backward()
""",
    "outputs": """
x = torch.arange(6., requires_grad=True)
a, b, c = x.chunk(3)
m, i = torch.stack([a, b, c]).max(dim=0)
rows = [row * 2 for row in torch.stack([a, c])]
p, q = torch.stack([a, b]).unbind()
y = (m * q).sum() + rows[0].sum() * a[1]
y.backward()
""",
    "hooks": """
x = torch.tensor([1., 2.], requires_grad=True)
y = x * 2
y.register_hook(lambda g: g * 10)
z = (y * y).sum()
x.register_hook(lambda g: print("leaf", g.tolist()))
z.backward()
""",
    "signs and nans": """
x = torch.tensor([-0.0, float("nan"), float("inf"), -2.], requires_grad=True)
y = x * -0.0
z = (y * x).sum()
z.backward()
""",
    "bfloat16": """
x = torch.tensor([1., 2.3, -4.], dtype=torch.bfloat16, requires_grad=True)
y = (x * x).float().sum()
y.backward()
""",
    "complex": """
x = torch.tensor([1 + 2j, 3 - 1j], requires_grad=True)
y = (x * x.conj()).real.sum()
y.backward()
""",
    "transposed": """
x = torch.randn(2, 3, requires_grad=True)
y = (x.T @ x).relu()
y.expand(2, 3, 3).sum().backward()
""",
    "numpy": """
import numpy as np
a = np.ones(3)
t = torch.from_numpy(a)
a[0] = 100
u = t * 2
n = u.numpy()
n[1] = -1
v = u + 1
""",
    "out": """
a = torch.ones(3)
b = torch.zeros(3)
torch.add(a, a, out=b)
c = b * 2
b.zero_()
""",
    "batch norm": """
bn = nn.BatchNorm1d(2)
x = torch.randn(4, 2, requires_grad=True)
y = bn(x)
y.square().sum().backward()
m = bn.running_mean
""",
    "clip": """
w = torch.tensor([3., 4.], requires_grad=True)
(w * w).sum().backward()
nn.utils.clip_grad_norm_([w], 1.0)
""",
    "embedding": """
e = nn.Embedding(4, 2, sparse=True)
y = e(torch.tensor([1, 1, 3])).sum()
y.backward()
w = e.weight
""",
    "lstm": """
cell = nn.LSTMCell(2, 3)
h = c = torch.zeros(1, 3)
for step in range(3):
    h, c = cell(torch.randn(1, 2), (h, c))
h.sum().backward()
w = cell.weight_hh
""",
    "lbfgs": """
w = torch.tensor([3., 4.], requires_grad=True)
opt = torch.optim.LBFGS([w], max_iter=3)
def closure():
    opt.zero_grad()
    loss = ((w - 1) ** 2).sum()
    loss.backward()
    return loss
opt.step(closure)
""",
    "func": """
x = torch.tensor([1., 2.])
g = torch.func.grad(lambda x: (x * x).sum())(x)
J = torch.func.jacrev(lambda x: x * x)(x)
V = torch.func.vmap(lambda a: a * 2)(x)
""",
    "batched grad": """
x = torch.tensor([1., 2.], requires_grad=True)
y = x * x
(J,) = torch.autograd.grad(y, x, torch.eye(2), is_grads_batched=True)
""",
    "retained": """
x = torch.tensor([1., 2.], requires_grad=True)
y = x * x
y.retain_grad()
y.sum().backward()
g = y.grad
g.mul_(2)
""",
}
HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
RAISING = {
    "freed": "RuntimeError",
    "version error": "RuntimeError",
    "leaf in place error": "RuntimeError",
}
