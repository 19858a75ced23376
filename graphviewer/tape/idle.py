"""Units of a ReLU that are off: zero for every example they were given."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import FLOATING, Value

RELUS = frozenset({"relu", "relu_", "relu6"})
CLAMPS = {"clamp": "min=0", "clamp_": "min=0", "clamp_min": "0", "clamp_min_": "0"}
CHANNELS_FIRST = ("conv", "batch_norm", "instance_norm", "group_norm", "max_pool", "avg_pool")
BATCHES = 2  # axes of a batch of vectors


class Idle(NamedTuple):
    """`off` of `units` are zero over all of the batch; `zeros` of `numbers` are zero at all.

    A unit is one place along `axis`. `units` is 0 where the numbers were not kept whole.
    """

    off: int
    units: int
    zeros: int
    numbers: int
    axis: int


def is_relu(op: Op) -> bool:
    """Whether an op gives zero for everything negative."""
    if op.name in RELUS:
        return True
    floor = CLAMPS.get(op.name)
    return floor is not None and [c.removesuffix(".0") for c in op.constants] == [floor]


def unit_axis(tape: Tape, op: Op) -> int:
    """The axis of an op's result that counts units: the last, but the second after images."""
    axes = len(tape.tensors[op.outputs[0]].shape)
    if axes <= BATCHES:
        return axes - 1
    before = tape.tensors[op.inputs[0]].op if op.inputs else None
    images = before is not None and tape.ops[before].name.startswith(CHANNELS_FIRST)
    return 1 if images or axes > BATCHES + 1 else axes - 1


def idle(value: Value, axis: int) -> Idle | None:
    """How many units and numbers of a value are exactly zero; None if it has no floats in it."""
    if value.dtype not in FLOATING or not value.size:
        return None
    if not value.complete:
        if value.stats is None:
            return None
        return Idle(0, 0, value.stats.zeros, value.size, axis)
    zero = value.array() == 0
    if not zero.ndim:
        return Idle(int(zero), 1, int(zero), 1, axis)
    others = tuple(k for k in range(zero.ndim) if k != axis % zero.ndim)
    off = np.asarray(zero.all(axis=others))
    return Idle(int(off.sum()), off.size, int(zero.sum()), zero.size, axis)
