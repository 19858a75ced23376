"""Programs with marks, and what a picture of them shows."""

from __future__ import annotations

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.mark_layers import badges_in
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.kinds import EVERY, Badge, Kind, Wanted
from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.layout.data import Direction
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.oracle import recorded

VIEWS: tuple[View, ...] = ("expression", "grad_fn")
MIXED = """
import torch
x = torch.tensor([1., 2., 3.], requires_grad=True)
X = torch.ones(2, 3, requires_grad=True)
y = X + x
s = torch.tensor(2., requires_grad=True)
z = y * s
with torch.inference_mode():
    q = x * 2
with torch.no_grad():
    p = y + 1
u = z.detach()
r = torch.relu(z - 7)
r.register_hook(lambda g: g * 10)
lin = torch.nn.Linear(3, 2)
o = lin(r)
(o.sum() + torch.relu(z).sum()).backward()
torch.optim.SGD([x], lr=.1).step()
"""
WRITTEN = """
import torch
w = torch.ones(2, 3, requires_grad=True)
y = w.exp()
y[:, -1] = 0
y.sum().backward()
"""
TWICE = """
import torch
x = torch.tensor(3.0, requires_grad=True)
y = x**3
(slope,) = torch.autograd.grad(y, x, create_graph=True)
(second,) = torch.autograd.grad(slope, x, create_graph=True)
second.backward()
"""
LOST = """
import torch
x = torch.tensor([0., 1., 4.], requires_grad=True)
y = x.log()
z = y * 0
z.sum().backward()
"""
OFTEN = """
import torch
w = torch.tensor(2., requires_grad=True)
y = w * 1
for k in range(5):
    y = (y * w).sin()
y.backward()
"""


def moment(
    source: str | Tape, step: int = -1, view: View = "expression", language: str = "en",
    direction: Direction = "down", wanted: Wanted = EVERY,
) -> Moment:  # fmt: skip
    tape = source if isinstance(source, Tape) else recorded(source)
    scene = Scene(tape, TapeIndex(tape), view, language, direction=direction)
    step = step if step >= 0 else len(tape.steps) - 1
    return Moment(scene, step, LIGHT, wanted)


def badges(at: Moment, kind: Kind | None = None) -> list[Badge]:
    whole = at.scene.bounds.adjusted(-99, -99, 99, 99)
    return [badge for badge in badges_in(at, whole) if kind in (None, badge.kind)]


def on(at: Moment, name: str) -> list[Badge]:
    """The badges of a tensor's card."""
    ref = next(t.id for t in at.scene.tape.tensors if name in at.scene.index.names(t.id))
    place = at.scene.places["tensor", ref][0]
    book = book_of(at.scene)
    return list(book.badges(at.scene, place, at.face(place), at.step, at.wanted))
