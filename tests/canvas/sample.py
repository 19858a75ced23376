"""A hand-made tape: a = ones(3); b = a + 1; c = b * b; d = c.sum(); d.backward()."""

from __future__ import annotations

import struct

from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import Binding, Edge, Meta, Node, Op, Place, Run, Seed, Step, Tensor
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.value import Value


def value(*numbers: float, shape: tuple[int, ...] | None = None) -> Value:
    """A float32 value."""
    shape = (len(numbers),) if shape is None else shape
    return Value(dtype="float32", shape=shape, data=struct.pack(f"<{len(numbers)}f", *numbers))


def tensor(number: int, name: str, **more: object) -> Tensor:
    """A float32 tensor row that wants a gradient."""
    base = {"shape": (3,), "dtype": "float32", "device": "cpu", "requires_grad": True}
    base["is_leaf"] = False
    return Tensor(id=number, name=name, object=number, **{**base, **more})  # type: ignore[arg-type]


def op(number: int, name: str, line: int, **more: object) -> Op:
    """An op row at a line."""
    place = Place(line, 0, line, 5)
    return Op(id=number, name=name, qualified=f"torch.{name}", place=place, **more)  # type: ignore[arg-type]


def chain() -> Tape:
    """The tape of lesson 1.2, checked against the law."""
    ones, twos, fours, total = value(1, 1, 1), value(2, 2, 2), value(4, 4, 4), value(12, shape=())
    one = value(1, shape=())
    part = Part(
        values=(ones, twos, fours, total, one),
        tensors=(
            tensor(0, "torch.ones(3)", is_leaf=True, value=0, op=0),
            tensor(1, "a + 1", node=1, value=1, op=1, step=1),
            tensor(2, "b * b", node=2, value=2, op=2, step=2),
            tensor(3, "c.sum()", node=3, value=3, op=3, step=3, shape=()),
        ),
        bindings=tuple(Binding(tensor=k, name="abcd"[k], step=k) for k in range(4)),
        ops=(
            op(0, "ones", 1, step=0, constants=("3",), outputs=(0,)),
            op(1, "add", 2, step=1, inputs=(0,), constants=("1",), outputs=(1,), nodes=(0, 1)),
            op(2, "mul", 3, step=2, inputs=(1, 1), outputs=(2,), nodes=(2,)),
            op(3, "sum", 4, step=3, inputs=(2,), outputs=(3,), nodes=(3,)),
        ),
        nodes=(
            Node(id=0, name="AccumulateGrad", variable=0, step=1),
            Node(id=1, name="AddBackward0", edges=(Edge(0, 0), None), op=1, step=1),
            Node(id=2, name="MulBackward0", edges=(Edge(1, 0), Edge(1, 0)), op=2, step=2),
            Node(id=3, name="SumBackward0", edges=(Edge(2, 0),), op=3, step=3),
        ),
        runs=(_run(),),
        steps=(
            Step(index=0, kind="forward", line=1, op=0, outputs=(0,)),
            Step(index=1, kind="forward", line=2, op=1, inputs=(0,), outputs=(1,)),
            Step(index=2, kind="forward", line=3, op=2, inputs=(1, 1), outputs=(2,)),
            Step(index=3, kind="forward", line=4, op=3, inputs=(2,), outputs=(3,)),
            _ran(4, 3, (4,), (0,)),
            _ran(5, 2, (0,), (1, 1)),
            _ran(6, 1, (2,), (2, None)),
            Step(index=7, kind="accumulate", line=5, node=0, run=0, tensor=0, after=2,
                 gradients_in=(2,)),
            Step(index=8, kind="print", line=6, text="tensor([4., 4., 4.])\n"),
        ),
    )  # fmt: skip
    tape = Tape(meta=Meta(source="", filename="chain.py"))
    tape.extend(part)
    check_tape(tape)
    return tape


def _run() -> Run:
    seeds = (Seed(node=3, tensor=3, gradient=4),)
    return Run(id=0, kind="backward", line=5, seeds=seeds, first_step=4)


def _ran(index: int, node: int, gradients_in: tuple[int, ...], out: tuple[int | None, ...]) -> Step:
    return Step(
        index=index, kind="backward", line=5, node=node, run=0,
        gradients_in=gradients_in, gradients_out=out,
    )  # fmt: skip
