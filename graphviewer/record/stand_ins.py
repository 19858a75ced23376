"""Stand-ins, while recording, for calls that PyTorch's override protocol does not see."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import torch

from graphviewer.record.calls import Calls
from graphviewer.record.noted import Notes

_LOAD = torch.load  # by its own name, whatever stands in for it in a restricted run


@contextmanager
def functions_recorded(calls: Calls) -> Iterator[None]:
    """Record the `apply` of custom Functions as a call."""
    function: Any = torch.autograd.Function
    original = function.__dict__["apply"]

    def apply(cls: type, *args: Any, **kwargs: Any) -> Any:
        bound: Callable[..., Any] = original.__get__(None, cls)
        if not calls.recording:
            return bound(*args, **kwargs)
        return calls.call(bound, cls, args, kwargs, sys._getframe(1))

    function.apply = classmethod(apply)
    try:
        yield
    finally:
        function.apply = original


@contextmanager
def loads_recorded(calls: Calls) -> Iterator[None]:
    """Record `torch.load` as one call that makes all it reads.

    It fills tensors made empty by `set_`, which no override sees: their rows would stay empty.
    """
    original = torch.load

    def unseen(*args: Any, **kwargs: Any) -> Any:
        with torch._C.DisableTorchFunction():
            return original(*args, **kwargs)

    @wraps(original)
    def load(*args: Any, **kwargs: Any) -> Any:
        if not calls.recording:
            return original(*args, **kwargs)
        return calls.call(unseen, _LOAD, args, kwargs, sys._getframe(1))

    torch.load = load
    try:
        yield
    finally:
        torch.load = original


@contextmanager
def eager_compile(notes: Notes) -> Iterator[None]:
    """Let torch.compile leave functions as they are: in compiled code nothing could be recorded.

    Its stance is set once the compiler is there, for setting it imports the compiler, which takes
    seconds. What was compiled before runs as it was written too: else the recorder is compiled.
    """
    original = torch.compile
    stances: list[Any] = []

    def set_stance() -> None:
        if not stances and hasattr(torch.compiler, "set_stance"):
            stances.append(torch.compiler.set_stance("force_eager"))

    def compile_eagerly(*args: Any, **kwargs: Any) -> Any:
        set_stance()
        if args and callable(args[0]):
            name = getattr(args[0], "__name__", type(args[0]).__name__)
            notes.note("compiled", name.strip("<>"))
        return original(*args, **kwargs)

    if "torch._dynamo" in sys.modules:
        set_stance()
    torch.compile = compile_eagerly
    try:
        yield
    finally:
        torch.compile = original
        for stance in stances:
            stance.__exit__(None, None, None)
