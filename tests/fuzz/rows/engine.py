"""Blocks of Python, hooks and runs of the engine, an empty line between two."""

from __future__ import annotations

BLOCKS = """
for i{id} in range(3):
    {x:n} = {x:n} * {r} + {y:o}

for i{id} in range(2):
    {new} = {x:f} * i{id}
    {x:f} = {new}.tanh() + {x:f}

i{id} = 0
while i{id} < 3:
    {x:n} = ({x:n} * {x:n}).tanh()
    i{id} += 1

if {x:f}.sum() > 0:
    {new} = {x:f} * 2
else:
    {new} = {x:f} ** 2

def f{id}(p{id}, q{id}):
    r{id} = p{id} * q{id}
    return r{id} + p{id}.sum()
{new} = f{id}({x:f}, {y:o})

def f{id}(p{id}):
    return p{id}.sin(), p{id} * {x:g}
{new1}, {new2} = f{id}({y:o})

def f{id}(p{id}, n{id}):
    return p{id} if n{id} == 0 else f{id}(p{id} * {r} + {x:f}.mean(), n{id} - 1)
{new} = f{id}({x:f}, 3)

{new} = [{x:f} * k for k in range(1, 3)][-1]

{new} = (lambda t: t * t + t)({x:f})

{new} = Square.apply({x:f}, {r})

{new} = Square.apply(Square.apply({x:f}, 2.0), {r})

{new} = Straight.apply({x:f})

{new} = Rude.apply({x:f})

{new} = checkpoint(body, {x:f}, use_reentrant=False)

{new} = checkpoint(body, {x:g}, use_reentrant=True)

{new} = checkpoint(lambda t: torch.exp(t * 0.1) * {x:g}, {y:o}, use_reentrant=False)

net{id} = nn.Linear({x:v}.shape[-1], 4)
{new} = net{id}({x:v})

net{id} = nn.Sequential(nn.Linear({x:v}.shape[-1], 5), nn.ReLU(), nn.Linear(5, 4))
{new} = net{id}({x:v})

net{id} = nn.Sequential(nn.Linear({x:m}.shape[-1], 5), nn.BatchNorm1d(5), nn.Tanh())
{new} = net{id}({x:m})

cell{id} = nn.GRUCell({x:m}.shape[-1], 4)
{new} = cell{id}({x:m})

cell{id} = nn.LSTM({x:t}.shape[-1], 3, batch_first=True)
{new1}, ({new2}, _) = cell{id}({x:t})

e{id} = nn.Embedding(5, 4, sparse=True)
{new} = e{id}({i:i})

att{id} = nn.MultiheadAttention(4, 2, batch_first=True)
{new}, _ = att{id}({x:t}, {x:t}, {x:t})

norm{id} = nn.LayerNorm({x:v}.shape[-1])
{new} = norm{id}({x:v}) + {x:v}

conv{id} = nn.Conv2d({x:u}.shape[1], 2, 3, padding=1)
{new} = conv{id}({x:u})

print({x:f}.tolist())

print({x:f}.shape, {x:f}.requires_grad, {x:f}.is_leaf)

{new} = {x:f}

del {x:n}

{new} = {x:n}.grad_fn
"""
HOOKS = """
{x:p}.register_hook(lambda g: g * 2)

{x:p}.register_hook(lambda g: None)

{x:p}.register_hook(lambda g: -g)

{x:p}.register_hook(lambda g: print('hook', tuple(g.shape)))

h{id} = {x:p}.register_hook(lambda g: g + 1)
h{id}.remove()

{x:p}.retain_grad()

{x:p}.retain_grad()
{x:p}.register_hook(lambda g: g * {r})

{x:l}.register_post_accumulate_grad_hook(lambda p: print(tuple(p.grad.shape)))

{x:l}.register_post_accumulate_grad_hook(lambda p: p.grad.mul_(2))

{x:l}.register_post_accumulate_grad_hook(lambda p: print(p.grad.mul_(2).sum().item()))

{x:n}.grad_fn.register_prehook(lambda gs: tuple(None if g is None else g * 2 for g in gs))

{x:n}.grad_fn.register_prehook(lambda gs: None)

{x:n}.grad_fn.register_hook(lambda sent, used: None)

{x:n}.grad_fn.register_hook(lambda sent, used: tuple(None if g is None else g * 2 for g in sent))
"""
RUNS = """
{loss}.backward()

{loss}.backward()

{loss}.backward()

{loss}.backward(retain_graph=True)

{loss}.backward(retain_graph=True)
{loss}.backward()

{loss}.backward(retain_graph=True)
({loss} * {r} + {x:g}.sum()).backward()

{loss}.backward()
{loss}.backward()

{x:n}.backward(torch.ones_like({x:n}))

{x:n}.backward(torch.randn_like({x:n}), retain_graph=True)
{loss}.backward()

{x:n}.backward(gradient=torch.zeros_like({x:n}) * -1.0)

{x:n}.backward()

torch.autograd.backward([{loss}, {x:g}.sum()])

torch.autograd.backward([{x:n}, {y:n}], [torch.ones_like({x:n}), {y:n}.detach()])

torch.autograd.backward([{loss}, {loss}])

{loss}.backward(inputs=[{x:l}])

{loss}.backward(inputs=[{x:l}, {y:n}])

{new1}, {new2} = torch.autograd.grad({loss}, [{x:g}, {y:g}], allow_unused=True)

{new} = torch.autograd.grad({loss}, {x:n})[0]

{new} = torch.autograd.grad({loss}, {x:l}, retain_graph=True)[0]
{loss}.backward()

{new} = torch.autograd.grad({x:n}, {y:g}, {x:n}.detach(), allow_unused=True)[0]

{new} = torch.autograd.grad({loss}, {x:g}, materialize_grads=True)[0]

{new1}, {new2} = torch.autograd.grad({loss}, [{x:n}, {y:l}], retain_graph=True, allow_unused=True)

{new} = torch.autograd.grad({loss}, {x:l}, create_graph=True)[0]
({new} ** 2).sum().backward()

{new} = torch.autograd.grad({loss}, {x:g}, create_graph=True)[0]
({loss} + ({new} * {new}).sum()).backward()

{new1} = torch.autograd.grad({loss}, {x:n}, create_graph=True)[0]
{new2} = torch.autograd.grad({new1}.sum(), {y:l}, allow_unused=True)[0]

{new1} = torch.autograd.grad({loss}, {x:l}, create_graph=True)[0]
{new2} = torch.autograd.grad({new1}.sum(), {x:l}, create_graph=True)[0]
{new2}.sum().backward()

{loss}.backward(create_graph=True)
{new} = {x:l}.grad.square().sum()
{x:l}.grad = None
{new}.backward()

for i{id} in range(3):
    ({loss} * i{id}).backward(retain_graph=True)

try:
    {loss}.backward()
    {loss}.backward()
except RuntimeError as error:
    print('caught', error)
"""
AFTER = """
{x:l}.grad = None

{x:l}.grad.zero_()

{x:l}.grad.mul_({r})

{new} = {x:l}.grad * 2

{new} = {x:l}.grad

{new} = {x:l}.grad.clone()
{x:l}.grad = {new}

with torch.no_grad():
    {x:l} -= 0.1 * {x:l}.grad

with torch.no_grad():
    {x:l} -= 0.1 * {x:l}.grad
    {x:l}.grad.zero_()

{x:l}.data -= 0.1 * {x:l}.grad

{x:l}.data.sub_({x:l}.grad, alpha=0.1)
{x:l}.grad = None

opt{id} = torch.optim.SGD([{x:l}], lr=0.1)
opt{id}.step()
opt{id}.zero_grad()

opt{id} = torch.optim.Adam([{x:l}, {y:l}], lr=0.1)
opt{id}.step()

nn.utils.clip_grad_norm_([{x:l}], 0.5)

print({x:l}.grad.sum().item())

{new} = {x:n}.grad

{x:l}.grad[0] = {r}
"""
# What a program needs at its top when its text has the word.
DEFINITIONS = {
    "Square": """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        ctx.save_for_backward(x)
        ctx.k = k
        return x * x * k
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * 2 * x * ctx.k, None
""",
    "Straight": """
class Straight(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.sign()
    @staticmethod
    def backward(ctx, g):
        return g
""",
    "Both": """
class Both(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x * y, x - y
    @staticmethod
    def backward(ctx, g, h):
        x, y = ctx.saved_tensors
        return g * y + h, g * x - h
""",
    "Rude": """
class Rude(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, g):
        return g.mul_(2)
""",
    "checkpoint": """from torch.utils.checkpoint import checkpoint
""",
    "body": """
def body(t):
    u = t.sin() * t
    return u.exp() + t
""",
}
