"""Tapes written by hand, so that the panels are tested without torch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import (
    Binding,
    Edge,
    Meta,
    Node,
    Op,
    Place,
    Run,
    Saved,
    Seed,
    Step,
    Tensor,
)
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value, encode

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform says of every window that it cannot hint at sizes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


CHAIN = """a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
d.backward()
print(a.grad)
"""


def value(array: npt.ArrayLike, dtype: str = "float32") -> Value:
    """A complete value of some numbers."""
    held = np.asarray(array)
    return Value(dtype=dtype, shape=held.shape, data=encode(held, dtype))


def chain() -> Tape:
    """Lesson 1.2 as PyTorch runs it: d = sum((a + 1)²)."""
    values = [value([x] * 3) for x in (1.0, 2.0, 4.0)] + [value(12.0), value(1.0)]
    values += [value([x] * 3) for x in (1.0, 2.0, 4.0)]  # 5, 6, 7: gradients
    ones = Op(id=0, name="ones", qualified="torch.ones", step=0, outputs=(0,), place=_at(1))
    add = Op(
        id=1, name="add", qualified="torch.Tensor.add", step=1, place=_at(2), code="a + 1",
        inputs=(0,), constants=("1",), outputs=(1,), nodes=(0, 1),
    )  # fmt: skip
    mul = Op(
        id=2, name="mul", qualified="torch.Tensor.mul", step=2, place=_at(3), code="b * b",
        inputs=(1, 1), outputs=(2,), nodes=(2,),
    )  # fmt: skip
    total = Op(
        id=3, name="sum", qualified="torch.Tensor.sum", step=3, place=_at(4), code="c.sum()",
        inputs=(2,), outputs=(3,), nodes=(3,),
    )  # fmt: skip
    tape = Tape(meta=Meta(source=CHAIN, filename="ones.py"))
    tape.values = values
    tape.tensors = [
        _tensor(0, "a", (3,), None, 0, 0, 0),
        _tensor(1, "b", (3,), 0, 1, 1, 1),
        _tensor(2, "c", (3,), 2, 2, 2, 2),
        _tensor(3, "d", (), 3, 3, 3, 3),
    ]
    tape.bindings = [Binding(tensor=i, name="abcd"[i], step=i) for i in range(4)]
    tape.ops = [ones, add, mul, total]
    saved = (Saved(name="self", tensor=1), Saved(name="other", tensor=1))
    tape.nodes = [
        Node(id=0, name="AddBackward0", edges=(Edge(1, 0), None), op=1, step=1, sequence=0),
        Node(id=1, name="AccumulateGrad", op=1, step=1, variable=0),
        Node(
            id=2, name="MulBackward0", edges=(Edge(0, 0), Edge(0, 0)), op=2, step=2,
            saved=saved, sequence=1,
        ),
        Node(id=3, name="SumBackward0", edges=(Edge(2, 0),), op=3, step=3, sequence=2),
    ]  # fmt: skip
    seed = Seed(node=3, tensor=3, gradient=4)
    tape.runs = [Run(id=0, kind="backward", line=5, seeds=(seed,), first_step=4)]
    tape.steps = [
        Step(index=0, kind="forward", line=1, op=0, outputs=(0,)),
        Step(index=1, kind="forward", line=2, op=1, inputs=(0,), outputs=(1,)),
        Step(index=2, kind="forward", line=3, op=2, inputs=(1, 1), outputs=(2,)),
        Step(index=3, kind="forward", line=4, op=3, inputs=(2,), outputs=(3,)),
        _backward(4, 3, (4,), (5,)),
        _backward(5, 2, (5,), (6, 6)),
        _backward(6, 0, (7,), (7, None)),
        Step(
            index=7, kind="accumulate", line=5, node=1, run=0, gradients_in=(7,), tensor=0, after=7
        ),
        Step(index=8, kind="print", line=6, text="tensor([4., 4., 4.])\n"),
    ]
    check_tape(tape)
    return tape


def _at(line: int) -> Place:
    return Place(line, 0, line, 9)


def _tensor(
    number: int, name: str, shape: tuple[int, ...], node: int | None, held: int, op: int, step: int
) -> Tensor:
    return Tensor(
        id=number, name=name, shape=shape, dtype="float32", device="cpu", requires_grad=True,
        is_leaf=node is None, node=node, value=held, op=op, step=step,
    )  # fmt: skip


def _backward(
    index: int, node: int, arrived: tuple[int, ...], sent: tuple[int | None, ...]
) -> Step:
    return Step(
        index=index, kind="backward", line=5, node=node, run=0,
        gradients_in=arrived, gradients_out=sent,
    )  # fmt: skip


@pytest.fixture
def tape() -> Tape:
    return chain()


@pytest.fixture
def index(tape: Tape) -> TapeIndex:
    return TapeIndex(tape)
