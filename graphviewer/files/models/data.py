"""What a file of a model says: its tensors by name, the inputs it takes, or the program it is."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal

from msgspec import Struct

from graphviewer.tape.value import ITEM_BYTES

Kind = Literal["safetensors", "state_dict", "exported"]

# Bytes of one number, by PyTorch's names of dtypes.
SIZES = ITEM_BYTES | {"float8_e4m3fn": 1, "float8_e5m2": 1}
MOST_DIMENSIONS = 64  # as PyTorch and safetensors have it
INTEGERS = frozenset({"int64", "int32", "int16", "int8", "uint8"})


class Entry(Struct, frozen=True, kw_only=True):
    """A tensor of the file. Its numbers lie in a storage of `size` bytes from byte `start` on.

    `offset` and `stride` count elements of that storage. `start` is -1 where they cannot be read.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    start: int = -1
    size: int = 0
    offset: int = 0
    stride: tuple[int, ...] = ()
    learned: bool | None = None  # whether it is a parameter; None: the file does not say

    @property
    def count(self) -> int:
        """How many numbers it holds."""
        return math.prod(self.shape)


class Given(Struct, frozen=True, kw_only=True):
    """An input that an exported program takes. A dimension of any size is 0 in `shape`.

    `keyword` is what it is called with, empty where it has a place.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    example: tuple[int, ...]  # the shape it was exported with
    keyword: str = ""
    tokens: int = 0  # its numbers choose rows of a table with so many, if they do


class Weights(Struct, frozen=True, kw_only=True):
    """A file of tensors. `inside`: the keys that lead to them in what torch.load returns."""

    path: Path
    kind: Kind
    entries: tuple[Entry, ...]
    inside: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()  # what else the file says, as words
    inputs: tuple[Given, ...] = ()  # of an exported program
    outputs: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many numbers there are in all."""
        return sum(one.count for one in self.entries)

    @property
    def bytes(self) -> int:
        """How many bytes their numbers take, each name counted by itself."""
        return sum(one.count * SIZES.get(one.dtype, 0) for one in self.entries)


def contiguous(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of a tensor that lies in memory row by row, in elements."""
    strides: list[int] = []
    step = 1
    for size in reversed(shape):
        strides.append(step)
        step *= max(size, 1)
    return tuple(reversed(strides))


def fits(entry: Entry) -> bool:
    """Whether all numbers of a tensor lie inside its storage."""
    if entry.dtype not in SIZES or len(entry.stride) != len(entry.shape):
        return False
    if min((entry.offset, *entry.shape, *entry.stride), default=0) < 0:
        return False
    if not entry.count:
        return True
    last = entry.offset + sum(
        (n - 1) * step for n, step in zip(entry.shape, entry.stride, strict=True)
    )
    return (last + 1) * SIZES[entry.dtype] <= entry.size
