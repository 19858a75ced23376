"""What the numbers of a tensor come into, by whatever way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graphviewer.tape.rows import Op


def reaches(readers: Mapping[int, Sequence[Op]], start: int, goals: Collection[int]) -> bool:
    """Whether a tensor's numbers come into one of some ops. `readers`: the ops by their inputs."""
    stack, seen = [start], {start}
    while stack:
        for op in readers.get(stack.pop(), ()):
            if op.id in goals:
                return True
            stack += [tensor for tensor in op.outputs if tensor not in seen]
            seen.update(op.outputs)
    return False
