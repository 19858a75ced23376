"""Standing before a hook of the program's: putting ours in its place, its name, whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import CellType, CodeType
from typing import Any

from torch import Tensor, nn
from torch.autograd.graph import Node as GraphNode
from torch.nn.modules import module as modules

from graphviewer.record.places import Places

Hook = Callable[..., Any]
_EMPTY = CellType()  # a variable of a function that has no value yet
_OURS = "graphviewer.record.hooks"


def described(hook: Hook, places: Places) -> tuple[str, int | None]:
    """The name of a hook's function, and its line if the program has it."""
    while isinstance(hook, partial):
        hook = hook.func
    if hook is unknown:
        return "", None
    if not _is_written(hook, places):
        hook = next((one for one in _within(hook) if _is_written(one, places)), hook)
    name = getattr(hook, "__name__", type(hook).__name__).strip("<>")
    code: CodeType | None = getattr(hook, "__code__", None)
    return name, code.co_firstlineno if code is not None and _is_written(hook, places) else None


def _is_written(hook: Hook, places: Places) -> bool:
    """Whether the program has a function's text."""
    code: CodeType | None = getattr(hook, "__code__", None)
    return code is not None and code.co_filename == places.filename


def _within(hook: Hook) -> list[Hook]:
    """The functions that one of PyTorch's calls: that of register_multi_grad_hook, say."""
    cells = getattr(hook, "__closure__", None) or ()
    held = [cell.cell_contents for cell in cells if cell != _EMPTY]
    return [one for one in held if callable(one)]


def of_old_kind(module: nn.Module) -> bool:
    """Whether hooks of `register_backward_hook` are called for a module."""
    own = module._is_full_backward_hook is False and module._backward_hooks
    return bool(own or (modules._global_is_full_backward_hook is False and _global_hooks()))


def _global_hooks() -> dict[int, Hook]:
    found: dict[int, Hook] = modules._global_backward_hooks
    return found


def node_of(result: Any) -> GraphNode | None:  # noqa: ANN401  # a module returns anything
    """The node that PyTorch gives such hooks to: that of a result's first tensor."""
    while not isinstance(result, Tensor):
        parts = result.values() if isinstance(result, dict) else result
        if not isinstance(parts, Iterable) or isinstance(parts, str):
            return None
        result = next(iter(parts), None)
    return result.grad_fn


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
