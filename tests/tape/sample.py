"""A tape written by hand: a = ones(3); b = a + 1; c = b * b; d = c.sum(); d.backward()."""

from __future__ import annotations

import numpy as np

from graphviewer.tape.rows import Binding, Edge, Meta, Node, Op, Run, Saved, Seed, Step, Tensor
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.value import Value

SOURCE = """import torch
a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
d.backward()
"""


def vector(*numbers: float) -> Value:
    """A float32 vector."""
    return Value(dtype="float32", shape=(len(numbers),), data=np.array(numbers, "<f4").tobytes())


def number(x: float) -> Value:
    """A float32 scalar."""
    return Value(dtype="float32", shape=(), data=np.float32(x).tobytes())


def forward_part() -> Part:
    """The forward pass. Values 0 to 3 are those of a, b, c, d."""

    def tensor(id_: int, name: str, node: int | None, shape: tuple[int, ...] = (3,)) -> Tensor:
        return Tensor(
            id=id_,
            name=name,
            shape=shape,
            dtype="float32",
            device="cpu",
            requires_grad=True,
            is_leaf=node is None,
            node=node,
            value=id_,
            op=id_,
            step=id_,
            object=id_,
            storage=id_,
        )

    def op(id_: int, name: str, inputs: tuple[int, ...], nodes: tuple[int, ...]) -> Op:
        return Op(
            id=id_,
            name=name,
            qualified=f"torch.{name}",
            step=id_,
            inputs=inputs,
            outputs=(id_,),
            nodes=nodes,
        )

    return Part(
        values=(vector(1, 1, 1), vector(2, 2, 2), vector(4, 4, 4), number(12)),
        tensors=(
            tensor(0, "torch.ones(3, requires_grad=True)", None),
            tensor(1, "a + 1", 0),
            tensor(2, "b * b", 2),
            tensor(3, "c.sum()", 3, ()),
        ),
        bindings=tuple(Binding(tensor=i, name=name, step=i) for i, name in enumerate("abcd")),
        ops=(
            op(0, "ones", (), ()),
            op(1, "add", (0,), (0, 1)),
            op(2, "mul", (1, 1), (2,)),
            op(3, "sum", (2,), (3,)),
        ),
        nodes=(
            Node(id=0, name="AddBackward0", edges=(Edge(1, 0), None), op=1, step=1),
            Node(id=1, name="AccumulateGrad", op=1, step=1, variable=0),
            Node(
                id=2,
                name="MulBackward0",
                edges=(Edge(0, 0), Edge(0, 0)),
                op=2,
                step=2,
                saved=(Saved(name="self", tensor=1), Saved(name="other", tensor=1)),
            ),
            Node(id=3, name="SumBackward0", edges=(Edge(2, 0),), op=3, step=3),
        ),
        steps=tuple(
            Step(index=i, kind="forward", line=i + 2, op=i, inputs=inputs, outputs=(i,))
            for i, inputs in enumerate(((), (0,), (1, 1), (2,)))
        ),
    )


def backward_part() -> Part:
    """The backward run. Values 4 to 8: the seed, d/dc, the two products, d/db, d/da."""

    def step(index: int, node: int, into: int, *out: int | None) -> Step:
        return Step(
            index=index,
            kind="backward",
            line=6,
            node=node,
            run=0,
            gradients_in=(into,),
            gradients_out=out,
        )

    return Part(
        values=(
            number(1),
            vector(1, 1, 1),
            vector(2, 2, 2),
            vector(2, 2, 2),
            vector(4, 4, 4),
        ),
        runs=(
            Run(
                id=0,
                kind="backward",
                line=6,
                seeds=(Seed(node=3, tensor=3, gradient=4),),
                first_step=4,
            ),
        ),
        steps=(
            step(4, 3, 4, 5),
            step(5, 2, 5, 6, 7),
            step(6, 0, 8, 8, None),
            Step(
                index=7,
                kind="accumulate",
                line=6,
                node=1,
                run=0,
                gradients_in=(8,),
                tensor=0,
                after=8,
            ),
        ),
    )


def tape() -> Tape:
    """The whole tape."""
    result = Tape(meta=Meta(source=SOURCE))
    result.extend(forward_part())
    result.extend(backward_part())
    return result
