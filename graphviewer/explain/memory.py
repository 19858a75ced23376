"""Which tensors are one memory, how a view lies in it, and whether a name is still the same tensor.

Two tensors of one storage share what lies at the same places of it; two rows of a matrix share
nothing.
"""

from __future__ import annotations

import math
from functools import lru_cache

from msgspec import Struct

from graphviewer.explain.cells.picked import addresses
from graphviewer.explain.explanation import Language
from graphviewer.explain.words.table import word
from graphviewer.tape.adopted import on_storage, row_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op, Step, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.versions import version_at

MOST = 1 << 14  # elements of a tensor whose places are looked at one by one


class Sharing(Struct, frozen=True):
    """Tensors of one storage: those with cells in common, and those that lie beside.

    `whole`: those in common have all of them in common. None: how they lie is not told.
    """

    with_cells: tuple[int, ...]
    beside: tuple[int, ...]
    whole: bool | None


def sharing(tape: Tape, index: TapeIndex, tensor: int, step: int) -> Sharing:
    """The other tensors of a tensor's storage that the program has named by a step, in order."""
    row = row_at(tape, index, tensor, step)
    common: dict[int, bool | None] = {}
    beside: list[int] = []
    seen = {row.object}
    for number in reversed(on_storage(tape, index, row.storage, step)):
        other = row_at(tape, index, number, step)
        if other.object in seen or other.step > step or other.grad_of is not None:
            continue
        if not index.names(number, step):
            continue
        seen.add(other.object)
        found = _common(row, other)
        if found is False:
            beside.append(number)
        else:
            common[number] = found if found is None else found == "all"
    told = [found for found in common.values() if found is not None]
    whole = all(told) if told and len(told) == len(common) else None
    return Sharing(tuple(sorted(common)), tuple(sorted(beside)), whole)


def lies(row: Tensor, language: Language) -> str:
    """Where a view begins in its storage and how far apart its elements are; empty if it is none.

    As `storage_offset` and `stride` say it.
    """
    if row.strides is None or not row.shape:
        return ""
    steps = ", ".join(
        word("lies_step", language, dim=dim, count=stride) for dim, stride in enumerate(row.strides)
    )
    return word("lies_from", language, offset=row.offset, steps=steps)


def renamed(tape: Tape, index: TapeIndex, op: Op, name: str, language: Language) -> list[str]:
    """What is to be said where a call's result takes over the name of one of its inputs."""
    if op.in_place or not op.outputs:
        return []
    made = tape.tensors[op.outputs[0]]
    names = index.names(made.id, op.step)
    for tensor in dict.fromkeys(op.inputs):
        old = tape.tensors[tensor]
        taken = [one for one in names if one in index.names(tensor, op.step - 1)]
        if not taken or None in (old.storage, made.storage) or old.object == made.object:
            continue
        key = "name_moved" if old.storage != made.storage else "name_moved_view"
        before = index.name(tensor)
        return [word(key, language, name=taken[0], made=name, before=before)]
    return []


def same_tensor(tape: Tape, index: TapeIndex, step: Step, language: Language) -> list[str]:
    """What is to be said where a call changed a tensor in place, outside the graph."""
    if step.op is None or step.tensor is None or not tape.ops[step.op].in_place:
        return []
    after = version_at(tape, index, step.tensor, step.index)
    if tape.tensors[step.tensor].step == step.index:
        return []
    before = version_at(tape, index, step.tensor, step.index - 1)
    if after <= before:
        return []
    name = index.name(step.tensor)
    return [word("same_tensor", language, name=name, before=before, after=after)]


def _common(one: Tensor, other: Tensor) -> str | bool | None:
    """What two tensors of one storage have in common: "all", "some", or nothing (False)."""
    if one.dtype != other.dtype or (one.strides is None and other.strides is None):
        return None
    if max(math.prod(one.shape), math.prod(other.shape)) > MOST:
        return None
    first, second = _places(one), _places(other)
    if first.isdisjoint(second):
        return False
    return "all" if first == second else "some"


@lru_cache(maxsize=64)  # of up to a megabyte each
def _places(row: Tensor) -> frozenset[int]:
    return frozenset(addresses(row).ravel().tolist())
