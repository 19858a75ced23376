"""A call that has returned: what was called, with what, from where."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from collections.abc import Mapping
from types import FrameType
from typing import Any

from torch import Tensor

from graphviewer.record.entries import Entry
from graphviewer.record.functions import Function

Input = tuple[Tensor, Entry, int]  # given to a call, and its version then


class Call:
    """A call that has returned."""

    __slots__ = ("args", "frame", "func", "inputs", "known_as", "kwargs", "result")

    def __init__(
        self,
        func: Function,
        known_as: Function,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        frame: FrameType,
        inputs: list[Input],
        result: Any,
    ) -> None:
        self.func = func
        self.known_as = known_as
        self.args = args
        self.kwargs = kwargs
        self.frame = frame
        self.inputs = inputs
        self.result = result
