"""Values of a tape as arrays."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from graphviewer.files.position import value_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.value import Value, add


def whole(value: Value, what: str) -> npt.NDArray[Any]:
    """The array of a value, read-only. Raises ValueError where only a sample of it is kept."""
    if not value.complete:
        raise ValueError(
            f"the tape keeps {value.kept:,} of the {value.size:,} numbers of {what}: record with "
            f"gv.record(value_cap={value.size}) to keep them all"
        )
    array = value.array()
    array.setflags(write=False)
    return array


def gradient_at(index: TapeIndex, tensor: int, step: int) -> Value | None:
    """`.grad` of a leaf; of another tensor what `.grad` would be had it called `retain_grad()`.

    As PyTorch keeps it: the sum over the backward runs, in their order.
    """
    if index.tape.tensors[tensor].is_leaf:
        grad = index.leaf_grad_at(tensor, step)
        return None if grad is None else value_of(index.tape, grad.value)
    total: Value | None = None
    for port in index.ports(tensor):
        for run in index.runs_reaching(port):
            state = index.port_at(port, step, run)
            brought = None if state is None else index.partial_sum(state)
            if brought is not None:
                total = brought if total is None else add(total, brought)
    return total
