"""Calls of PyTorch that are made in turn where several threads are recorded."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from graphviewer.record.turn import Busy, Turn

Function = Callable[..., Any]
_GRAD: Any = Tensor.grad  # a getset descriptor, though the stubs say a tensor
# What PyTorch's own functions are, in C++ and in Python.
_OWN = frozenset({type(torch.add), type(Tensor.add), type(Tensor.__setitem__), type(_GRAD.__get__)})
_PYTHON = frozenset({"torch.functional", "torch.nn.functional", "torch.nn.init", "torch._tensor"})


def brief(func: Function) -> bool:
    """Whether a call runs PyTorch's code only: no hook, no mode, no backward."""
    return (
        (type(func) in _OWN or getattr(func, "__module__", None) in _PYTHON)
        and func is not Tensor.backward
        and torch._C._autograd._top_saved_tensors_default_hooks(True) is None  # noqa: FBT003  # its signature
        and not torch._C._len_torch_dispatch_stack()
    )


class InTurn(TorchFunctionMode):
    """For code of the program that is not recorded call by call: a hook of a backward run."""

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self._turn = turn

    def __torch_function__(
        self,
        func: Function,
        types: Any,  # the signature is PyTorch's
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        taken = False
        try:
            if brief(func):
                self._turn.take()
                taken = True
        except Busy:
            pass
        try:
            return func(*args, **(kwargs or {}))
        finally:
            if taken:
                self._turn.give()
