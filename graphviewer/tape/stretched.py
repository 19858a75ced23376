"""Which inputs of an op were broadcast: read as if larger, so that their gradient is summed back.

PyTorch's rule, from the last axis on: an axis of length 1, or one that is not there, is repeated.
"""

from __future__ import annotations

from msgspec import Struct

from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape

# functions that go through their tensors element by element
ELEMENTWISE = frozenset(
    {"add", "sub", "mul", "div", "pow", "rsub", "maximum", "minimum", "where", "true_divide"}
    | {"fmod", "remainder", "atan2", "lerp", "addcmul", "addcdiv", "hypot", "clamp", "logaddexp"}
    | {"multiply", "divide", "subtract", "iadd", "isub", "imul", "itruediv", "truediv", "radd"}
    | {"rmul", "rtruediv", "rpow", "rdiv"}
)
# of others the inputs (by place) that are broadcast to the result
TO_RESULT = {"linear": (2,), "addmm": (0,), "addmv": (0,), "baddbmm": (0,), "addbmm": (0,)}
BATCHED = frozenset({"matmul", "imatmul", "rmatmul"})  # all axes but the last two
MATRIX = 2  # axes


class Stretched(Struct, frozen=True):
    """An input of shape `shape` was read as if it had shape `to`; `axes` of `to` were repeated."""

    shape: tuple[int, ...]
    to: tuple[int, ...]
    axes: tuple[int, ...]


def stretched(tape: Tape, op: Op, place: int) -> Stretched | None:
    """How input number `place` of an op was broadcast, if it was."""
    name = op.name.rstrip("_")
    if not op.outputs and not op.in_place:
        return None
    shape = tape.tensors[op.inputs[place]].shape
    to: tuple[int, ...]
    result = tape.tensors[op.outputs[0]].shape if op.outputs else shape
    if name in ELEMENTWISE or place in TO_RESULT.get(name, ()):
        to = result
    elif name in BATCHED and len(shape) > MATRIX:  # one matrix for all of a batch is not repeated
        to = (*result[:-2], *shape[-2:])
    else:
        return None
    axes = repeated(shape, to)
    return Stretched(shape, to, axes) if axes else None


def repeated(shape: tuple[int, ...], to: tuple[int, ...]) -> tuple[int, ...]:
    """The axes of `to` along which a tensor of `shape` is repeated; none if it does not fit."""
    lead = len(to) - len(shape)
    if lead < 0:
        return ()
    pairs = [(length, to[lead + axis]) for axis, length in enumerate(shape)]
    if any(length not in (1, wide) for length, wide in pairs):
        return ()
    more = [lead + axis for axis, (length, wide) in enumerate(pairs) if length != wide]
    return (*range(lead), *more)
