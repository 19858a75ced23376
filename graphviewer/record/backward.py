"""Stands in for PyTorch's one door into the autograd engine: each run of it is watched."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import GradientEdge

from graphviewer.record.recorder import Recorder
from graphviewer.record.watched import Watched

Door = Callable[..., Any]


class Backward:
    """Records the engine's runs while `watching`."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._door: Door = torch.autograd.graph._engine_run_backward

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand in for the door; put it back afterwards."""
        graph: Any = torch.autograd.graph  # as Any: neither module promises the name
        autograd: Any = torch.autograd
        old = graph._engine_run_backward, autograd._engine_run_backward
        self._door = old[0]
        graph._engine_run_backward = self._run
        autograd._engine_run_backward = self._run
        try:
            yield
        finally:
            graph._engine_run_backward, autograd._engine_run_backward = old

    def _run(self, outputs: Sequence[Tensor | GradientEdge], *args: Any, **kwargs: Any) -> Any:
        recorder = self._recorder
        if not recorder.mine or recorder.writer.full or recorder.strangers:
            return self._unseen(outputs, *args, **kwargs)
        watch = Watched(recorder)
        roots: list[GradientEdge] = []  # kept until the run is over: a leaf's own node dies else
        try:
            with recorder.lock, torch._C.DisableTorchFunction():
                roots = watch.begin(outputs, args, kwargs)
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            watch.remove()
            recorder.failed("a backward run", error)
        try:
            return self._door(outputs, *args, **kwargs)
        except BaseException:
            watch.broke()
            raise
        finally:
            watch.remove()
            roots.clear()
            if recorder.retained:
                watch.settle_kept()
            watch.look_again()
            if len(args) > 3 and args[3] and kwargs.get("accumulate_grad"):
                watch.gave(args[3])
            watch.running.end()
            if recorder.main and recorder.after_run is not None and not recorder.cutting:
                recorder.after_run(not kwargs.get("accumulate_grad"), watch.line)

    def _unseen(self, outputs: Sequence[Tensor | GradientEdge], *args: Any, **kwargs: Any) -> Any:
        """Run the engine and record nothing of it."""
        recorder = self._recorder
        stranger = not recorder.mine
        if stranger or recorder.strangers:
            recorder.unseen()
        with recorder.rows:
            recorder.strangers += stranger
        try:
            return self._door(outputs, *args, **kwargs)
        finally:
            with recorder.rows:
                recorder.strangers -= stranger
