"""The names tensors have in a frame's variables: for code that carries no marks of ours."""

# ruff: noqa: ANN401  # what a variable holds can be anything
from __future__ import annotations

import sys
import weakref
from collections.abc import Iterator, Mapping
from inspect import CO_OPTIMIZED
from itertools import islice
from types import FrameType, FunctionType, MappingProxyType, ModuleType
from typing import Any

import torch
from torch import Tensor

from graphviewer.record.entries import version_of
from graphviewer.record.names import Names, tied

_OWN_REFERENCES = 3  # to the copy: the frame's, our variable's, and that of who counts
# What most variables hold that is neither a tensor nor has any.
_NEITHER = frozenset({FunctionType, ModuleType, type, int, float, bool, str, type(None)})
_ITEMS = 64  # tensors in a list that are named after their place in it


class Variables(Names):
    """Names what a recording has met; what it has not met stays out of it."""

    frame: FrameType | None = None  # the code that records
    given: Mapping[str, Any] = MappingProxyType({})  # the arguments of a function that is recorded

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self._given: set[tuple[int, str]] = set()  # objects and the names they have already
        self._named: set[int] = set()  # modules whose parameters have their names

    def look(self, *, last: bool = False) -> None:
        """Give what the variables hold now their names, those of the innermost code first.

        A module's parameters are gone through once, and when it is the `last` look.
        """
        try:
            with torch._C.DisableTorchFunction():
                for frame in self._frames():
                    for name, value in _variables(frame):
                        self._take(name, value, last=last)
                for name, value in self.given.items():
                    self._take(name, value, last=last)
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._recorder.failed("the names of variables", error)

    def every(self) -> list[tuple[str, Any]]:
        """Every variable of the code that is recorded, those of the innermost first."""
        try:
            return [pair for frame in self._frames() for pair in _variables(frame)]
        except Exception as error:  # noqa: BLE001  # as above
            self._recorder.failed("the numbers of variables", error)
            return []

    def _frames(self) -> Iterator[FrameType]:
        """The frames of the code that is recorded, innermost first."""
        owns, outermost = self._recorder.places.owns, self.frame
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame is not outermost:
            if owns(frame):
                yield frame
            frame = frame.f_back
        if outermost is not None:
            yield outermost

    def _take(self, name: str, value: Any, *, last: bool) -> None:
        kind = type(value)  # not isinstance: asking a stand-in for its class may run its code
        if kind in _NEITHER:
            return
        if issubclass(kind, Tensor):
            self._call(value, name)
        elif issubclass(kind, torch.nn.Module):
            if name != "self" and (last or id(value) not in self._named):
                self._named.add(id(value))
                for path, tensor in (*value.named_parameters(), *value.named_buffers()):
                    self._call(tensor, f"{name}.{path}", first=True)
                for path, tensor in tied(value):
                    self._also(tensor, f"{name}.{path}")
        elif kind in (list, tuple, dict):
            pairs = value.items() if kind is dict else enumerate(value)
            for key, one in islice(pairs, _ITEMS):
                if type(key) in (int, str) and issubclass(type(one), Tensor):
                    self._call(one, f"{name}[{key!r}]", first=True)

    def _call(self, tensor: Tensor, name: str, *, first: bool = False) -> None:
        """Name a tensor if it is known; with `first` only if it has no name yet."""
        entry = self._recorder.tensors.find(tensor)
        if entry is None or (entry.object, name) in self._given:
            return
        if tensor._is_view() and version_of(tensor) != entry.version:
            return  # to look closer would make its new grad_fn before PyTorch does
        if not first or entry.bound is None:
            self._given.add((entry.object, name))
            self._bind(tensor, name)

    # --- the paths of modules

    def _path(self, module: torch.nn.Module) -> str:
        """The path of a module: from a variable that holds it, or holds what it is a part of."""
        known = self._paths.get(id(module))
        if known is None or known[0]() is not module:
            try:
                self._find_modules()
            except Exception as error:  # noqa: BLE001  # as above
                self._recorder.failed("the name of a module", error)
            if id(module) not in self._paths:  # look no more for it, nor for its parts
                self._keep_parts(type(module).__name__, module)
        return super()._path(module)

    def _find_modules(self) -> None:
        for frame in self._frames():
            for name, value in _variables(frame):
                if name != "self" and issubclass(type(value), torch.nn.Module):
                    self._keep_parts(name, value)

    def _keep_parts(self, name: str, module: torch.nn.Module) -> None:
        known = self._paths.get(id(module))
        if known is not None and known[0]() is module:
            return
        for path, part in module.named_modules():
            self._paths[id(part)] = (weakref.ref(part), f"{name}.{path}" if path else name)


def _variables(frame: FrameType) -> list[tuple[str, Any]]:
    """A frame's variables but for the hidden ones, then the global ones that its code speaks of.

    Up to Python 3.12 asking a function's frame leaves a copy of its variables with the frame, which
    would keep tensors alive: it is emptied, unless others have it too, or a debugger is at work.
    """
    space = frame.f_locals
    found = [pair for pair in space.items() if not pair[0].startswith("_")]
    if sys.version_info < (3, 13) and frame.f_code.co_flags & CO_OPTIMIZED:
        ours = sys.getrefcount(space) <= _OWN_REFERENCES
        if ours and sys.gettrace() is None and frame.f_trace is None:
            space.clear()
    if space is not frame.f_globals:
        common = frame.f_globals
        found += [(name, common[name]) for name in frame.f_code.co_names if name in common]
    return found
