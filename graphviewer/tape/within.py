"""The calls of modules that an op happened in, as `Op.within` writes them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class ModuleCall(NamedTuple):
    """One call of an nn.Module: the `nth` (from 1) of the one at a path, of a class."""

    path: str
    nth: int
    kind: str


@lru_cache(maxsize=1 << 16)
def module_call(text: str) -> ModuleCall:
    """What "net.0#2:Linear" says. Raises ValueError for anything else."""
    rest, _, kind = text.rpartition(":")
    path, _, nth = rest.rpartition("#")
    if not path or not kind or not nth.isdecimal() or nth.startswith("0"):
        raise ValueError(f"{text!r} is no call of a module")
    return ModuleCall(path, int(nth), kind)
