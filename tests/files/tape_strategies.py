"""Hypothesis strategies for values and legal tapes."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from graphviewer.tape.rows import (
    Binding,
    Change,
    Edge,
    End,
    Error,
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
from graphviewer.tape.value import ITEM_BYTES, Stats, Value

words = st.text(max_size=12)
floats = st.floats(width=64)
lines = st.none() | st.integers(1, 99)


@st.composite
def values(draw: Any) -> Value:
    """A legal value of any dtype, whole or sampled."""
    dtype = draw(st.sampled_from(sorted(ITEM_BYTES)))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=3)))
    stride = draw(st.integers(1, 3))
    kept = -(-math.prod(shape) // stride)
    item = (
        st.binary(min_size=1, max_size=1).map(lambda b: bytes([b[0] & 1]))
        if dtype == "bool"
        else st.binary(min_size=ITEM_BYTES[dtype], max_size=ITEM_BYTES[dtype])
    )
    data = b"".join(draw(st.lists(item, min_size=kept, max_size=kept)))
    least, most = sorted((draw(floats), draw(floats)), key=lambda one: (math.isnan(one), one))
    zeros = draw(st.integers(0, math.prod(shape)))
    stats = Stats(
        min=least, max=most, mean=draw(floats), std=draw(floats), norm=draw(floats),
        zeros=zeros, nans=math.prod(shape) - zeros, infs=0,
    )  # fmt: skip
    return Value(
        dtype=dtype, shape=shape, data=data, stride=stride, stats=stats if stride > 1 else None
    )


@st.composite
def tapes(draw: Any) -> Tape:
    """A small legal tape with a row in every table."""
    pool = draw(st.lists(values(), min_size=1, max_size=5))
    value = st.integers(0, len(pool) - 1)
    maybe = st.none() | value
    name = draw(words)
    alike = [at for at, one in enumerate(pool) if one.shape == pool[0].shape]
    own = st.none() | st.sampled_from([at for at in alike if pool[at].dtype == pool[0].dtype])
    gradient = st.none() | st.sampled_from(alike)
    tensor = Tensor(
        id=0, name=name, shape=pool[0].shape, dtype=pool[0].dtype, device="cpu",
        requires_grad=draw(st.booleans()), is_leaf=True, value=draw(own),
    )  # fmt: skip
    fact = draw(st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | floats | words)
    leaf = Node(id=0, name="AccumulateGrad", variable=0)
    node = Node(
        id=1, name=draw(words), edges=(Edge(0, 0), None), op=0,
        saved=(Saved(name="self", tensor=0), Saved(name="x", fact=fact, value=draw(maybe))),
    )  # fmt: skip
    op = Op(
        id=0, name="mul", qualified="torch.Tensor.mul", step=0, inputs=(0, 0), outputs=(0,),
        nodes=(1,), place=Place(1, 0, 1, 5), code=draw(words), constants=("1",),
    )  # fmt: skip
    steps = [
        Step(index=0, kind="forward", op=0, inputs=(0, 0), outputs=(0,), line=draw(lines)),
        Step(
            index=1, kind="backward", node=1, run=0,
            gradients_in=(draw(maybe),), gradients_out=(draw(gradient), None),
        ),
        Step(index=2, kind="accumulate", node=0, run=0, tensor=0, after=draw(gradient)),
        Step(index=3, kind="print", text=draw(words)),
    ]  # fmt: skip
    return Tape(
        meta=Meta(source=draw(words), seed=draw(st.none() | st.integers(0, 2**32))),
        values=pool,
        tensors=[tensor],
        changes=[Change(tensor=0, step=1, value=draw(maybe))],
        bindings=[Binding(tensor=0, name=draw(words), step=0)],
        ops=[op],
        nodes=[leaf, node],
        runs=[Run(id=0, kind="backward", line=1, seeds=(Seed(node=1),), first_step=1)],
        steps=steps,
        error=draw(st.none() | st.just(Error(type="ValueError", message="no", line=3))),
        end=draw(st.none() | st.just(End(reason="finished"))),
    )
