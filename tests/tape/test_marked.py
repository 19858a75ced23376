"""What marks are made of: held against what PyTorch itself says."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from graphviewer.tape.cuts import cut_by
from graphviewer.tape.finite import NotFinite
from graphviewer.tape.idle import idle, is_relu, unit_axis
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.stretched import repeated, stretched
from graphviewer.tape.tape import Tape
from graphviewer.tape.versions import version_at
from tests.record.oracle import plain, recorded

SHAPES = [
    ((3,), (2, 3)), ((), (2, 3)), ((2, 1), (2, 3)), ((1, 3), (4, 3)), ((1,), (5,)),
    ((2, 3), (2, 3)), ((4, 1, 1), (4, 2, 3)), ((1, 1), (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "to"), SHAPES)
def test_the_axes_repeated_are_those_expand_gives_stride_0(
    shape: tuple[int, ...], to: tuple[int, ...]
) -> None:
    strides = torch.ones(shape).expand(to).stride()
    assert repeated(shape, to) == tuple(k for k, stride in enumerate(strides) if stride == 0)


def test_shapes_that_do_not_fit_are_not_repeated() -> None:
    assert repeated((2,), (2, 3)) == ()
    assert repeated((2, 3), (3,)) == ()


@pytest.mark.parametrize(
    ("line", "place", "to"),
    [
        ("y = X + x", 1, (2, 3)),
        ("y = s * X", 0, (2, 3)),
        ("y = torch.nn.functional.linear(X, W, b)", 2, (2, 2)),
        ("y = torch.addmm(b, X, W.t())", 0, (2, 2)),
        ("y = torch.ones(5, 2, 3) @ W.t()", None, ()),
        ("y = torch.ones(5, 2, 3) @ M", 1, (5, 3, 4)),
        ("y = torch.where(X > 0, x, X)", 1, (2, 3)),
    ],
)
def test_the_gradient_of_a_stretched_input_is_summed_over_its_axes(
    line: str, place: int | None, to: tuple[int, ...]
) -> None:
    tape = recorded(
        "import torch\n"
        "x, X = torch.ones(3, requires_grad=True), torch.ones(2, 3, requires_grad=True)\n"
        "s, b = torch.tensor(2., requires_grad=True), torch.ones(2, requires_grad=True)\n"
        "W, M = torch.ones(2, 3, requires_grad=True), torch.ones(1, 3, 4, requires_grad=True)\n"
        f"{line}\ny.sum().backward()\n"
    )
    op = next(op for op in reversed(tape.ops) if op.code == line.split("= ")[1])
    found = {k: how for k in range(len(op.inputs)) if (how := stretched(tape, op, k))}
    assert list(found) == ([] if place is None else [place])
    for how in found.values():
        assert how.to == to
        whole = torch.ones(how.shape).expand(how.to)
        assert whole.numel() == torch.ones(how.shape).numel() * np.prod([to[k] for k in how.axes])


CUT = """
import torch
x = torch.ones(3, requires_grad=True)
a = x.detach()
b = x.data
with torch.no_grad():
    c = x * 2
with torch.inference_mode():
    d = x * 3
with torch.set_grad_enabled(False):
    e = x * 4
@torch.no_grad()
def f(t):
    return t * 5
g = f(x)
h = x * 6
k = x > 0
with torch.no_grad():
    with torch.enable_grad():
        m = x * 7
"""


def made_by(tape: Tape, index: TapeIndex, name: str) -> Op:
    row = next(row for row in tape.tensors if name in index.names(row.id))
    assert row.op is not None
    return tape.ops[row.op]


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("a", "detach"), ("b", ".data"), ("c", "no_grad"), ("d", "inference_mode"),
        ("e", "set_grad_enabled"), ("g", "no_grad"), ("h", ""), ("k", ""), ("m", ""),
    ],
)  # fmt: skip
def test_a_cut_is_called_as_the_program_spells_it(name: str, how: str) -> None:
    tape = recorded(CUT)
    index = TapeIndex(tape)
    assert cut_by(tape, index, made_by(tape, index, name)) == how
    space, _, _ = plain(CUT)
    if how:
        assert not space[name].requires_grad


VERSIONS = """
import torch
a = torch.arange(6.)
v = a.view(2, 3)
print(a._version, v._version)
v[:, -1] = 0
print(a._version, v._version)
d = a.data
d.add_(1)
print(a._version, v._version)
a.mul_(2)
print(a._version, v._version)
w = torch.ones(3, requires_grad=True)
y = w.exp()
y.add_(1)
y.mul_(2)
print(a._version, v._version)
"""


def test_versions_are_those_that_pytorch_counts() -> None:
    tape = recorded(VERSIONS)
    index = TapeIndex(tape)
    rows = {name: row.id for row in tape.tensors for name in index.names(row.id)}
    said = [step for step in tape.steps if step.kind == "print"]
    for step in said:
        ours = [version_at(tape, index, rows[name], step.index) for name in ("a", "v")]
        assert step.text.split() == [str(version) for version in ours]
    space, _, _ = plain(VERSIONS)
    assert version_at(tape, index, rows["y"], len(tape.steps)) == space["y"]._version == 2


@pytest.mark.parametrize(
    ("make", "axis"),
    [
        ("torch.relu(torch.randn(4, 10) - 1)", 1),
        ("torch.relu(torch.randn(8) - 1)", 0),
        ("torch.relu(torch.nn.Conv2d(1, 6, 3)(torch.randn(2, 1, 5, 5)) - 1)", 1),
        ("torch.nn.functional.relu(torch.randn(2, 3, 7) - 2)", 2),
        ("(torch.randn(4, 5) - 2).clamp(min=0)", 1),
        ("torch.relu(torch.randn(64, 200) - 3)", 1),
    ],
)
def test_units_that_are_off_are_zero_over_the_batch(make: str, axis: int) -> None:
    source = f"import torch\ntorch.manual_seed(3)\ny = {make}\n"
    tape = recorded(source)
    op = next(op for op in reversed(tape.ops) if is_relu(op))
    value = tape.tensors[op.outputs[0]].value
    assert value is not None
    assert unit_axis(tape, op) == axis
    found = idle(tape.values[value], axis)
    y = plain(source)[0]["y"]
    zero = (y == 0).movedim(axis, 0).reshape(y.shape[axis], -1)
    assert found is not None
    assert (found.zeros, found.numbers) == (int((y == 0).sum()), y.numel())
    if tape.values[value].complete:
        assert (found.off, found.units) == (int(zero.all(1).sum()), y.shape[axis])


def test_only_what_clips_at_zero_is_a_relu() -> None:
    source = "import torch\nx = torch.ones(2)\nx.clamp(0)\nx.clamp(min=1)\nx.clamp_min(0)\nx.tanh()"
    tape = recorded(source)
    assert [op.name for op in tape.ops if is_relu(op)] == ["clamp_min"]


def test_every_value_that_is_not_finite_is_known() -> None:
    tape = recorded("import torch\na = torch.tensor([0., 1.])\nb = a.log()\nc = b * 0\nd = a + 1")
    index = TapeIndex(tape)
    known = NotFinite(tape).counts
    space, _, _ = plain(tape.meta.source)
    for row in tape.tensors:
        for name in index.names(row.id):
            bad = int(space[name].isnan().sum()), int(space[name].isinf().sum())
            assert known.get(row.value if row.value is not None else -1, (0, 0)) == bad
