"""Recipes: what the program called and with what, so that small programs can be run again.

A tensor in a recipe is only its number: no live tensor is kept.
"""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from graphviewer.record.naming import tensors_in
from graphviewer.record.recorder import Recorder

Call = Callable[..., Any]
FIRST, LAST = 1500, 1500  # recipes that are kept: of the program's first and last calls
_DEEPEST, _LONGEST = 4, 1000
_PLAIN = (
    type(None),
    bool,
    int,
    float,
    complex,
    str,
    type(Ellipsis),
    torch.dtype,
    torch.device,
    torch.layout,
    torch.memory_format,
    np.generic,
)


class Slot:
    """Where a tensor stands among the arguments: the `place`-th of them."""

    __slots__ = ("place",)

    def __init__(self, place: int) -> None:
        self.place = place


class Unkept(ValueError):
    """Arguments that a recipe cannot hold: they might hold tensors, or change."""


class Recipe:
    """One call: its function, its arguments with Slots for tensors, the objects it made."""

    __slots__ = ("args", "function", "kwargs", "results", "slots")

    def __init__(
        self,
        function: Call,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        slots: int,
        results: tuple[int, ...],
    ) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.slots = slots
        self.results = results


class Recipes:
    """Keeps a recipe of each call; of a long program those of its first and its last calls."""

    def __init__(self, recorder: Recorder) -> None:
        self._tensors = recorder.tensors
        self._first: dict[int, Recipe] = {}
        self._last: deque[tuple[int, Recipe]] = deque(maxlen=LAST)

    def note(
        self, function: Call, result: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any], op: int
    ) -> None:
        """Keep the recipe of the call that was written as `op`."""
        template = _Template()
        try:
            kept, named = template.every(args), template.entries(kwargs)
        except Unkept:
            return
        results = tuple(self._object(one) for one in tensors_in((result,), []))
        recipe = Recipe(function, kept, named, template.slots, results)
        if len(self._first) < FIRST:
            self._first[op] = recipe
        else:
            self._last.append((op, recipe))

    def by_op(self) -> dict[int, Recipe]:
        """What was kept."""
        return self._first | dict(self._last)

    def _object(self, tensor: Tensor) -> int:
        entry = self._tensors.find(tensor)
        return -1 if entry is None else entry.object


class _Template:
    """Arguments with their tensors taken out, in the order in which an Op lists them."""

    def __init__(self) -> None:
        self.slots = 0

    def every(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([self.one(value, 0) for value in values])

    def entries(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {key: self.one(value, 0) for key, value in values.items()}

    def one(self, value: Any, depth: int) -> Any:
        if isinstance(value, Tensor):
            self.slots += 1
            return Slot(self.slots - 1)
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, slice):
            if any(isinstance(end, Tensor) for end in (value.start, value.stop, value.step)):
                raise Unkept
            return value
        if depth < _DEEPEST and isinstance(value, (list, tuple, dict)) and len(value) <= _LONGEST:
            if isinstance(value, dict):
                return {key: self.one(part, depth + 1) for key, part in value.items()}
            parts = [self.one(part, depth + 1) for part in value]
            if isinstance(value, torch.Size):
                return torch.Size(parts)
            return parts if isinstance(value, list) else tuple(parts)
        raise Unkept
