"""Standing before a hook of the program's: putting ours in its place, its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import CellType, CodeType
from typing import Any

from graphviewer.record.places import Places

Hook = Callable[..., Any]
_EMPTY = CellType()  # a variable of a function that has no value yet
_STANDING = "graphviewer.record.hooks"
_READING = "graphviewer.record.watched"


def described(hook: Hook, places: Places) -> tuple[str, int | None]:
    """The name of a hook's function, and its line if the program has it."""
    while isinstance(hook, partial):
        hook = hook.func
    if not _is_written(hook, places):
        hook = next((one for one in _within(hook) if _is_written(one, places)), hook)
    name = getattr(hook, "__name__", None)
    if not isinstance(name, str):  # an object that has every attribute one asks for
        name = type(hook).__name__
    code = getattr(hook, "__code__", None)
    line = code.co_firstlineno if _is_written(hook, places) and code is not None else None
    return name.strip("<>"), line


def _is_written(hook: Hook, places: Places) -> bool:
    """Whether the program has a function's text."""
    code = getattr(hook, "__code__", None)
    return isinstance(code, CodeType) and code.co_filename == places.filename


def _within(hook: Hook) -> list[Hook]:
    """The functions that one of PyTorch's calls: that of register_multi_grad_hook, say."""
    cells = getattr(hook, "__closure__", None)
    if not isinstance(cells, tuple):
        return []
    held = [cell.cell_contents for cell in cells if cell != _EMPTY]
    return [one for one in held if callable(one)]


def stands(hook: Hook) -> bool:
    """Whether a hook is ours and stands before one of the program's: its last argument."""
    return _is_of(hook, _STANDING)


def reads(hook: Hook) -> bool:
    """Whether a hook is ours and reads gradients for the tape."""
    return _is_of(hook, _READING)


def _is_of(hook: Hook, module: str) -> bool:
    # what is written in C, as `list.append`, has no module
    return isinstance(hook, partial) and getattr(hook.func, "__module__", None) == module


def wrap(
    table: dict[int, Hook] | None, ours: Hook, wrapped: list[tuple[dict[int, Hook], int, Hook]]
) -> None:
    """Put ours before each hook of a tensor, unless an outer run has done so."""
    for key, hook in list((table or {}).items()):
        if table is None or stands(hook):
            continue
        table[key] = stand = partial(ours, hook)
        wrapped.append((table, key, stand))
