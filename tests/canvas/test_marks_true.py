"""Marks after each line of a program are what PyTorch itself says there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from msgspec.structs import replace

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.nodes import order_of
from graphviewer.tape.rows import Seed, Step
from graphviewer.tape.tape import Tape
from tests.canvas.marked import VIEWS, badges, moment, on
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")

KEPT = """import torch
x = torch.tensor([1., 2.], requires_grad=True)
w = torch.tensor([3., 4.], requires_grad=True)
p = x * w
y = p.exp()
s = y.sum()
s.backward(retain_graph=True)
s.backward()
q = (x * 2).exp()
(g,) = torch.autograd.grad(q.sum(), x, create_graph=True)
g.sum().backward()
"""
PARTS = """import torch
x = torch.tensor([1., 2.], requires_grad=True)
a = x.exp()
b = a.sin()
c = a * a
b.sum().backward()
"""
WRITTEN = """import torch
x = torch.tensor([1., 2., 3.], requires_grad=True)
y = x * 2
y.add_(1)
v = y.view(3, 1)
v.mul_(3)
d = y.detach()
d.zero_()
m = torch.zeros(3)
m[0] = 5.
m += 1
z = y.sum()
"""
CUT = """import torch
x = torch.tensor(3., requires_grad=True)
y = x ** 2
u = y.detach()
z = u * x
with torch.no_grad(): m = y * 10
z.backward()
"""
OVERFLOWN = """import torch
x = torch.tensor([0., 1.], requires_grad=True)
y = x.log()
z = y * 0
s = z.sum()
s.backward()
"""


def _after_each_line(source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers and what plain Python holds once each has run; the program goes on meanwhile."""
    space: dict[str, Any] = {}
    for number, line in enumerate(source.splitlines(), 1):
        exec(line, space)
        yield number, space


def _step_after(tape: Tape, line: int) -> int:
    steps: list[Step] = [step for step in tape.steps if step.line is not None and step.line <= line]
    runs = {run.id for run in tape.runs if tape.steps[run.first_step].line in range(line + 1)}
    last = max((step.index for step in tape.steps if step.run in runs), default=-1)
    return max(last, max((step.index for step in steps), default=-1))


def _freed(node: Any) -> bool | None:
    """Whether what a node saved is gone; None where it saves no tensor."""
    found: bool | None = None
    for name in dir(node):
        if name.startswith("_saved_"):
            try:
                found = found or (False if isinstance(getattr(node, name), torch.Tensor) else found)
            except RuntimeError as error:
                assert "freed" in str(error)  # noqa: PT017
                return True
    return found


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("source", [KEPT, PARTS, CUT])
def test_pins_are_full_as_long_as_pytorch_holds_the_tensors(source: str, view: View) -> None:
    tape = recorded(source)
    seen: set[bool] = set()
    for line, space in _after_each_line(source):
        step = _step_after(tape, line)
        if step < 0:
            continue
        at = moment(tape, step, view)
        for name in ("p", "y", "s", "a", "b", "c", "z", "q"):
            tensor = space.get(name)
            if tensor is None or tensor.grad_fn is None:
                continue
            freed = _freed(tensor.grad_fn)
            row = next(t for t in tape.tensors if name in at.scene.index.names(t.id))
            kind, ref = ("op", row.op) if view == "expression" else ("node", row.node)
            assert ref is not None
            (place,) = at.scene.places[kind, ref][:1]
            shown = book_of(at.scene).badges(at.scene, place, at.face(place), step, at.wanted)
            pins = [badge.hollow for badge in shown if badge.kind == "saved"]
            assert pins == ([] if freed is None else [freed]), (line, name)
            seen.update(pins)
    assert seen == {True, False}


def test_the_counter_on_a_card_is_pytorchs_version() -> None:
    tape = recorded(WRITTEN)
    said: set[str] = set()
    born: dict[str, int] = {}  # it is told once it has gone on: of a view it begins at its base's
    for line, space in _after_each_line(WRITTEN):
        step = _step_after(tape, line)
        for name in ("y", "v", "m"):
            if name not in space or step < 0:
                continue
            at = moment(tape, step)
            newest = [t for t in tape.tensors if name in at.scene.index.names(t.id, step)][-1]
            places = at.scene.places.get(("tensor", newest.id), [])
            for place in places:
                shown = book_of(at.scene).badges(at.scene, place, at.face(place), step, at.wanted)
                texts = [b.text for b in shown if b.kind == "in_place" and b.text[1:].isdigit()]
                version = space[name]._version
                first = born.setdefault(name, version)
                assert texts == ([f"v{version}"] if version > first else []), (line, name)
                said.update(texts)
    assert said >= {"v1", "v2"}


def test_nan_and_infinity_are_on_the_cards_that_hold_them_and_from_then_on() -> None:
    tape = recorded(OVERFLOWN)
    for line, space in _after_each_line(OVERFLOWN):
        at = moment(tape, max(0, _step_after(tape, line)))
        for name in ("x", "y", "z", "s"):
            tensor = space.get(name)
            if tensor is None:
                continue
            held = [tensor.detach()]
            with contextlib.suppress(AttributeError):
                held += [tensor.grad] if tensor.is_leaf and tensor.grad is not None else []
            bad = {
                word
                for word, has in (("NaN", torch.isnan), ("inf", torch.isinf))
                if any(bool(has(one).any()) for one in held)
            }
            said = {
                word for badge in on(at, name) if badge.kind == "finite"
                for word in badge.text.split(" + ") if "first" not in badge.text
            }  # fmt: skip
            assert bad <= said or not bad, (line, name)
            if tensor.is_leaf or line < len(OVERFLOWN.splitlines()):
                assert said == bad, (line, name)


def test_scissors_stand_where_a_graph_was_cut_and_nowhere_else() -> None:
    at = moment(CUT)
    space = dict(list(_after_each_line(CUT))[-1][1])
    cut = {
        at.scene.graph.vertices[at.scene.graph.links[chip.link].target].ref
        for chip in book_of(at.scene).chips(at.scene)
        if not chip.lines
    }
    made = {name: _maker(at.scene.tape, at.scene.index.names, name) for name in "yuzm"}
    assert cut == {made[name] for name in "yuzm" if not space[name].requires_grad}
    assert [badge.text for badge in badges(at, "cut")] == ["no_grad"]


def _maker(tape: Tape, names: Any, name: str) -> int | None:
    return next(t.op for t in tape.tensors if name in names(t.id))


def test_a_sign_has_run_only_where_its_own_node_has() -> None:
    at = moment(CUT)
    for name, ran in (("y", False), ("z", True)):
        op = _maker(at.scene.tape, at.scene.index.names, name)
        assert op is not None
        (place,) = at.scene.places["op", op][:1]
        assert at.face(place).ran == ran, name


def test_what_a_run_builds_is_an_order_above_all_it_goes_through() -> None:
    tape = recorded(
        "import torch\nx = torch.tensor(2., requires_grad=True)\ny = x ** 4\n"
        "(g,) = torch.autograd.grad(y, x, create_graph=True)\n"
        "(h,) = torch.autograd.grad((x ** 3, g), x, create_graph=True)\n"
    )
    orders = [order_of(tape, node) for node in tape.nodes]
    assert {order: node.run for order, node in zip(orders, tape.nodes, strict=True)} == {
        1: None,
        2: 0,
        3: 1,
    }


def test_a_run_that_is_said_to_begin_at_what_it_builds_has_an_order() -> None:
    tape = recorded(
        "import torch\nx = torch.tensor(2., requires_grad=True)\ny = x ** 3\n"
        "(g,) = torch.autograd.grad(y, x, create_graph=True)\n"
    )
    built = next(node for node in tape.nodes if node.run == 0)
    tape.runs[0] = replace(tape.runs[0], seeds=(Seed(node=built.id),))
    assert order_of(tape, built) == 2
