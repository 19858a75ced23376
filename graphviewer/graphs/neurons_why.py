"""Why a program has no network to draw as neurons, and at which of its ops that shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from graphviewer.graphs.neurons_find import Finder
from graphviewer.graphs.neurons_pass import passes_in
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape

Reason = Literal["none", "unread", "before", "joined"]
EARLY = (200, 4000)  # ops among which a network is looked for, to know whether there is one
# parts of the names of ops that learn as layers do, and are not read as fully connected ones
LAYERS = ("conv", "embedding", "lstm", "gru", "rnn", "attention", "einsum", "bilinear", "dot", "mm")


class Why(NamedTuple):
    """none: nothing multiplies by weights. unread: only an op that is not read as a layer does.

    before: the first layer reads what an op made that learns. joined: an op joins what several
    layers made, or takes some of it.
    """

    reason: Reason
    op: int | None = None


def why_not(tape: Tape) -> Why | None:
    """Why there is no network; None where there is one."""
    for many in EARLY:
        if passes_in(tape, tape.ops[:many]):
            return None
    ops = tape.ops[: EARLY[-1]]
    finder = Finder(tape, ops)
    layers = finder.layers()
    if not layers:
        alike = (op for op in ops if any(part in op.name for part in LAYERS))
        unread = next((op.id for op in alike if any(map(finder.learns, op.inputs))), None)
        return Why("none" if unread is None else "unread", unread)
    products = {one.layer.op for one in layers}
    for one in layers:
        if not one.plain and one.before is None:
            learning, last = _behind(tape, finder, one.layer.x, products)
            return Why("joined", last) if learning is None else Why("before", learning)
    made = {one.layer.z for one in layers}
    return Why("joined", _meeting(ops, made, products))


def _behind(
    tape: Tape, finder: Finder, tensor: int, products: set[int]
) -> tuple[int | None, int | None]:
    """The op nearest behind a tensor that learns and is no layer; and the first that joins or cuts.

    The latter reads several things, or things of another size than it makes.
    """
    waiting, seen = [tensor], {tensor}
    joining: int | None = None
    while waiting:
        number = tape.tensors[waiting.pop(0)].op
        if number is None:
            continue
        inputs = set(tape.ops[number].inputs)
        if number not in products and any(map(finder.learns, inputs)):
            return number, joining
        if joining is None and (
            len(inputs) > 1 or finder.size(tensor) not in map(finder.size, inputs)
        ):
            joining = number
        waiting += inputs - seen
        seen |= inputs
    return None, joining


def _meeting(ops: Sequence[Op], made: set[int], products: set[int]) -> int | None:
    """The first op that reads from two layers, or twice from what one began."""
    behind: dict[int, frozenset[int]] = {tensor: frozenset((tensor,)) for tensor in made}
    for op in ops:
        several = [behind[one] for one in dict.fromkeys(op.inputs) if one in behind]
        if len(several) > 1 and op.id not in products:
            return op.id
        for tensor in op.outputs:
            if several and tensor not in behind:
                behind[tensor] = frozenset().union(*several)
    return None
