"""A tape written by hand: a = ones(3); b = a + 1; c = b * b; d = c.sum(); d.backward(); print."""

from __future__ import annotations

import numpy as np

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
from graphviewer.tape.value import Value

SOURCE = """\
a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
d.backward()
print(a.grad)
"""


def value(*numbers: float, scalar: bool = False) -> Value:
    """A float32 vector, or a scalar."""
    data = np.asarray(numbers, "<f4").tobytes()
    return Value(dtype="float32", shape=() if scalar else (len(numbers),), data=data)


def _tensor(place: int, code: str, number: int, node: int | None) -> Tensor:
    return Tensor(
        id=place,
        name=code,
        shape=() if place == 3 else (3,),
        dtype="float32",
        device="cpu",
        requires_grad=True,
        is_leaf=node is None,
        node=node,
        value=number,
        op=place,
        step=place,
        object=place,
    )


def _op(place: int, name: str, code: str, inputs: tuple[int, ...], *constants: str) -> Op:
    return Op(
        id=place,
        name=name,
        qualified=f"torch.Tensor.{name}",
        step=place,
        place=Place(place + 1, 4, place + 1, 4 + len(code)),
        code=code,
        inputs=inputs,
        constants=constants,
        outputs=(place,),
        nodes=(place,) if place else (),
    )


def sample() -> Tape:
    """The tape, complete."""
    tape = Tape(meta=Meta(source=SOURCE, torch="2.13.0"))
    ones, twos, fours = value(1, 1, 1), value(2, 2, 2), value(4, 4, 4)
    tape.values += [ones, twos, fours, value(12, scalar=True), value(1, scalar=True)]
    codes = ("torch.ones(3, requires_grad=True)", "a + 1", "b * b", "c.sum()")
    tape.tensors += [_tensor(i, code, i, i or None) for i, code in enumerate(codes)]
    tape.bindings += [Binding(tensor=i, name=name, step=i) for i, name in enumerate("abcd")]
    tape.ops += [
        _op(0, "ones", codes[0], (), "3"),
        _op(1, "add", codes[1], (0,), "1"),
        _op(2, "mul", codes[2], (1, 1)),
        _op(3, "sum", codes[3], (2,)),
    ]
    saved = (Saved(name="self", tensor=1), Saved(name="other", tensor=1))
    tape.nodes += [
        Node(id=0, name="AccumulateGrad", variable=0, step=1),
        Node(id=1, name="AddBackward0", edges=(Edge(0, 0), None), op=1, step=1),
        Node(id=2, name="MulBackward0", edges=(Edge(1, 0), Edge(1, 0)), op=2, step=2, saved=saved),
        Node(
            id=3,
            name="SumBackward0",
            edges=(Edge(2, 0),),
            op=3,
            step=3,
            saved=(Saved(name="self_sym_sizes", fact=(3,)),),
        ),
    ]
    tape.runs.append(
        Run(
            id=0, kind="backward", line=5, seeds=(Seed(node=3, tensor=3, gradient=4),), first_step=4
        )
    )
    tape.steps += [
        Step(index=i, kind="forward", line=i + 1, op=i, inputs=tape.ops[i].inputs, outputs=(i,))
        for i in range(4)
    ]
    tape.steps += [
        Step(
            index=4, kind="backward", node=3, gradients_in=(4,), gradients_out=(0,), line=5, run=0
        ),
        Step(
            index=5, kind="backward", node=2, gradients_in=(0,), gradients_out=(1, 1), line=5, run=0
        ),
        Step(
            index=6,
            kind="backward",
            node=1,
            gradients_in=(2,),
            gradients_out=(2, None),
            line=5,
            run=0,
        ),
        Step(
            index=7, kind="accumulate", node=0, tensor=0, gradients_in=(2,), after=2, line=5, run=0
        ),
        Step(index=8, kind="print", line=6, text="tensor([4., 4., 4.])\n"),
    ]
    return tape
