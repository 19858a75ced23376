"""Standing before a hook of the program's: putting ours in its place, its name, what it changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import CodeType
from typing import Any

import torch
from torch import Tensor

from graphviewer.record.entries import version_of
from graphviewer.record.places import Places

Hook = Callable[..., Any]
_OURS = "graphviewer.record.hooks"


def described(hook: Hook, places: Places) -> tuple[str, int | None]:
    """The name of a hook's function, and its line if the program has it."""
    while isinstance(hook, partial):
        hook = hook.func
    if hook is unknown:
        return "", None
    name = getattr(hook, "__name__", type(hook).__name__).strip("<>")
    code: CodeType | None = getattr(hook, "__code__", None)
    if code is None or code.co_filename != places.filename:
        return name, None
    return name, code.co_firstlineno


def unknown() -> None:
    """Stands for a hook of a node: which function it is cannot be seen."""


def wrap(
    table: dict[int, Hook] | None, ours: Hook, wrapped: list[tuple[dict[int, Hook], int, Hook]]
) -> None:
    """Put ours before each hook of a tensor, unless an outer run has done so."""
    for key, hook in list((table or {}).items()):
        if table is None or (isinstance(hook, partial) and hook.func.__module__ == _OURS):
            continue
        table[key] = stand = partial(ours, hook)
        wrapped.append((table, key, stand))


def differ(gradient: Tensor, version: int, after: Tensor) -> bool:
    """Whether what a hook left is another gradient than what it was given."""
    if version_of(gradient) != version:
        return True
    if after is gradient:
        return False
    with torch._C.DisableTorchFunction():
        same = after.shape == gradient.shape and after.dtype == gradient.dtype
        return not (same and not gradient.is_meta and torch.equal(after, gradient))
