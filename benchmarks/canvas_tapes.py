"""Tapes of large graphs: recorded ones without modules, and one made by hand with them."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from graphviewer.record.program import record
from graphviewer.tape.rows import Edge, Meta, Node, Op, Run, Seed, Step, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

# chains beside each other that meet at the end: graphs about as wide as they are high
CHAINS = """import torch
torch.manual_seed(0)
ends = []
w = torch.randn(4, requires_grad=True)
for chain in range({wide}):
    h = torch.randn(4, requires_grad=True)
    for link in range({long}):
        u = h * w
        v = torch.tanh(u)
        h = v + u * 0.5
    ends.append(h.sum())
torch.stack(ends).sum().backward()
"""


def chains(wide: int, long: int) -> Tape:
    """A tape with about 8 vertices a link of a chain."""
    return record(CHAINS.format(wide=wide, long=long))


def nested(blocks: int = 50, parts: int = 20, ops: int = 100) -> Tape:
    """A tape of 100,000 operations in nested modules, each a number: its rows made by hand."""
    one = Value(dtype="float32", shape=(), data=np.float32(1).tobytes())
    leaf = Tensor(
        id=0, name="x", shape=(), dtype="float32", device="cpu", requires_grad=True, is_leaf=True,
        value=0, object=0,
    )  # fmt: skip
    tape = Tape(
        meta=Meta(source=""),
        tensors=[leaf],
        nodes=[Node(id=0, name="AccumulateGrad", variable=0, edges=())],
        values=[one],
    )
    count = blocks * parts * ops
    for place in range(count):
        block, part = place // (parts * ops), place // ops % parts
        within = ("net#1:Net", f"net.{block}#1:Block", f"net.{block}.{part}#1:Part")
        made = place + 1
        edge = Edge(place, 0)
        tape.nodes.append(Node(id=made, name="SinBackward0", edges=(edge,), op=place, step=place))
        tape.tensors.append(
            replace(leaf, id=made, name="y", is_leaf=False, node=made, op=place, step=place,
                    object=made)
        )  # fmt: skip
        tape.ops.append(
            Op(id=place, name="sin", qualified="torch.sin", step=place, inputs=(place,),
               outputs=(made,), nodes=(made,), module=within[-1].split("#")[0], within=within)
        )  # fmt: skip
        tape.steps.append(
            Step(index=place, kind="forward", op=place, inputs=(place,), outputs=(made,))
        )
    _backwards(tape, count)
    return tape


def _backwards(tape: Tape, count: int) -> None:
    """A backward run through all of its nodes."""
    seed = Seed(node=count, tensor=count, gradient=0)
    tape.runs.append(Run(id=0, kind="backward", line=1, seeds=(seed,), first_step=count))
    for node in range(count, 0, -1):
        tape.steps.append(
            Step(index=len(tape.steps), kind="backward", node=node, run=0, gradients_in=(0,),
                 gradients_out=(0,))
        )  # fmt: skip
    tape.steps.append(
        Step(index=len(tape.steps), kind="accumulate", node=0, run=0, tensor=0, after=0)
    )
