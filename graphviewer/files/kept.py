"""What PyTorch would keep as `.grad` of a tensor at a position."""

from __future__ import annotations

from graphviewer.files.position import value_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import is_rest
from graphviewer.tape.value import Value, add


def kept_gradient(index: TapeIndex, tensor: int, step: int) -> Value | None:
    """`.grad` of a leaf; of another tensor what `.grad` would be had it called `retain_grad()`.

    As PyTorch keeps it: the sum over the backward runs, in their order. None also where the tape
    cannot tell: it does not have every run's, or not in a form that can be added.
    """
    tape = index.tape
    if tape.tensors[tensor].is_leaf:
        grad = index.leaf_grad_at(tensor, step)
        return None if grad is None else value_of(tape, grad.value)
    total: Value | None = None
    for port in index.ports(tensor):
        for run in index.runs_reaching(port):
            state = index.port_at(port, step, run)
            if state is None:
                continue
            if is_rest(tape, tape.runs[run]):
                return None  # the runs before it, which were not kept, brought theirs too
            brought = index.partial_sum(state)
            if brought is None and any(one.value is not None for one in state.arrived):
                return None
            if brought is not None and total is not None and not total.complete:
                return None
            if brought is not None:
                total = brought if total is None else add(total, brought)
    return total
