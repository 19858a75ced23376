"""Tapes to export: a product, a layer with a heat map, a loop, and one whose names are hostile."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from graphviewer.record.program import record
from graphviewer.tape.tape import Tape

HOSTILE = '</script><script>document.title="pwned"</script>'
NAMES = (
    HOSTILE,
    'a "quoted" \\ {name} & $x_1^2$ % # ~ \'',
    "]]> --> ${x} @@DATA@@ @@",
    "\x1b[31m\x00\x07 \u2028",
    "한글 σ ✂ 🙂",
)
PRODUCT = """\
import torch

a = torch.tensor(3.0, requires_grad=True)
b = torch.tensor(4.0, requires_grad=True)
c = a * b
c.backward()
print(a.grad, b.grad)
"""
LAYER = """\
import torch

torch.manual_seed(0)
W = torch.randn(6, 5, requires_grad=True)
x = torch.randn(5)
y = torch.tanh(W @ x)
loss = (y * y).sum()
loss.backward()
"""
LOOP = """\
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
for i in range(4):
    loss = (w * w * w * w * w).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        w.grad = None
"""


@cache
def product() -> Tape:
    """c = a * b, its backward, and a print: 7 steps."""
    return record(PRODUCT, "product.py")


@cache
def layer() -> Tape:
    """A layer, its weights a heat map."""
    return record(LAYER, "layer.py")


@cache
def loop() -> Tape:
    """A loop that is shown iteration by iteration."""
    return record(LOOP, "loop.py")


def hostile() -> Tape:
    """The product with names, file and source that mean harm wherever they are not text."""
    tape = record(PRODUCT, "product.py")
    tape.tensors = [replace(row, name=NAMES[row.id % 5]) for row in tape.tensors]
    tape.bindings = [
        replace(row, name=NAMES[place % len(NAMES)]) for place, row in enumerate(tape.bindings)
    ]
    tape.ops = [replace(row, code=f"f({NAMES[2]}, {HOSTILE})") for row in tape.ops]
    source = "\n".join(NAMES)
    tape.meta = replace(tape.meta, source=source, filename=f"{HOSTILE}.py")
    return tape


MODULES = """\
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
loss = net(torch.ones(4, 2)).square().mean()
loss.backward()
"""


@cache
def modules() -> Tape:
    """A small network of modules."""
    return record(MODULES, "modules.py")
