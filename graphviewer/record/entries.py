"""What is kept about a known tensor: its entry, its storage's group, how it lies in memory."""

from __future__ import annotations

import weakref
from functools import lru_cache

import torch
from torch import Tensor

from graphviewer.tape.value import Value

_STRIDED = torch.strided
Geometry = tuple[int, tuple[int, ...], tuple[int, ...], torch.dtype, bool, bool]


class Ref(weakref.ref[Tensor]):
    """A reference to a known tensor."""

    __slots__ = ("key",)
    key: int  # the `id` it had


class Group:
    """The known tensors that share one storage."""

    __slots__ = ("entries", "external", "key", "number", "pointer")

    def __init__(self, number: int, key: int) -> None:
        self.number = number
        self.key = key
        self.entries: dict[int, Entry] = {}
        self.external = False  # whether NumPy or others may write to it unseen
        self.pointer = 0  # then where it begins


class Entry:
    """A known tensor: its latest row, and its numbers and its node when last looked at."""

    # on the class, so that making an entry costs little
    name = ""
    made = 0  # the step of its row
    bound: tuple[int, str] | None = None  # the row and the name of the latest Binding
    node: int | None = None
    output_nr = 0
    requires_grad = False
    value: int | None = None
    told: int | None = None  # of a parameter: its value as an optimizer's step found or told it
    numbers: Value | None = None
    group: Group | None = None
    geometry: Geometry | None = None
    grad: Gradient | None = None

    def __init__(self, row: int, number: int, ref: weakref.ref[Tensor], version: int) -> None:
        self.row = row
        self.object = number
        self.ref = ref
        self.version = version


class Gradient:
    """The `.grad` of a known tensor as last recorded."""

    __slots__ = ("ref", "value", "version")

    def __init__(self, ref: weakref.ref[Tensor], version: int, value: int | None) -> None:
        self.ref = ref
        self.version = version
        self.value = value


class Changed:
    """A tensor whose numbers changed, with the ids of the values before and after."""

    __slots__ = ("after", "before", "entry")

    def __init__(self, entry: Entry, before: int | None, after: int | None) -> None:
        self.entry = entry
        self.before = before
        self.after = after


def version_of(tensor: Tensor) -> int:
    """PyTorch's in-place counter; 0 where it keeps none (inference tensors)."""
    try:
        return tensor._version
    except RuntimeError:
        return 0


def geometry(tensor: Tensor) -> Geometry:
    """How a tensor lies in its storage, and whether its numbers are conjugated or negated there."""
    return (
        int(tensor.storage_offset()),
        tuple(tensor.shape),
        tensor.stride(),
        tensor.dtype,
        tensor.is_conj(),
        tensor.is_neg(),
    )


def lies(entry: Entry) -> tuple[int | None, tuple[int, ...] | None, int]:
    """Storage, strides and offset as the tape has them: where it goes without saying None and 0.

    Where others are on the same memory strides and offset are always said.
    """
    group = entry.group
    if group is None or entry.geometry is None:
        return None, None, 0
    offset, shape, strides, *_ = entry.geometry
    if len(group.entries) > 1 or group.external or offset or strides != row_by_row(shape):
        return group.number, strides, offset
    return group.number, None, 0


@lru_cache(maxsize=1024)
def row_by_row(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of a tensor that lies row by row, as PyTorch counts them."""
    found: list[int] = []
    step = 1
    for length in reversed(shape):
        found.append(step)
        step *= max(1, length)
    return tuple(reversed(found))


def same_numbers(one: Value | None, other: Value | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        one.data == other.data
        and one.shape == other.shape
        and one.dtype == other.dtype
        and (one.stats == other.stats or repr(one.stats) == repr(other.stats))  # NaN equals NaN
    )


def foreign(tensor: Tensor) -> bool:
    """Whether a tensor lies in memory that PyTorch has from others: NumPy, a file, another process.

    Such a storage cannot be resized.
    """
    if not tensor.is_cpu or tensor.layout is not torch.strided or tensor.is_nested:
        return False
    return not tensor.untyped_storage().resizable()


def after_another(entry: Entry) -> str:
    """A name for a tensor that the program never saw, from one that is the same memory.

    A reentrant checkpoint, for one, runs on detached tensors of its own.
    """
    if entry.group is not None:
        for other in entry.group.entries.values():
            if other is not entry and other.name and other.geometry == entry.geometry:
                name = other.name if other.name.isidentifier() else f"({other.name})"
                return f"{name}.detach()"
    return ""


def storage_key(tensor: Tensor) -> int:
    """What tensors that share memory have in common; 0 where there is no such thing."""
    if tensor.layout is not _STRIDED or tensor.is_nested:
        return 0
    try:
        key: int = tensor.untyped_storage()._cdata
    except (RuntimeError, NotImplementedError):
        return 0  # a wrapper inside a functorch transform has no storage
    return key
