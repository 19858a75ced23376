"""An optimizer's step as what it does to each parameter: one update step each."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from threading import get_ident
from typing import Any

import torch
from torch import Tensor
from torch.optim import optimizer as optimizers

from graphviewer.record.calls import Calls
from graphviewer.record.entries import Changed, Entry, version_of
from graphviewer.record.recorder import Recorder

# The last: whether the kernel is fused, which writes without raising the version.
_Parameters = list[tuple[Tensor, Entry, bool]]


class Optimizers:
    """Looks at an optimizer's parameters before and after its step.

    What calls of its own have told by then (a `step` that the program writes) is not told again.
    """

    def __init__(self, recorder: Recorder, calls: Calls) -> None:
        self._recorder = recorder
        self._calls = calls
        self._before: dict[int, list[_Parameters]] = defaultdict(list)  # by thread
        self._turns: set[int] = set()  # threads whose step is under way in their turn

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Hook every optimizer's step."""
        handles = [
            optimizers.register_optimizer_step_pre_hook(self._enter),
            optimizers.register_optimizer_step_post_hook(self._leave),
        ]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _enter(
        self, optimizer: torch.optim.Optimizer, args: Any, kwargs: Any
    ) -> tuple[Any, Any] | None:
        if not self._recorder.mine:
            return None
        before: _Parameters = []
        try:
            self._take()
            with self._recorder.lock, torch._C.DisableTorchFunction():
                for group in optimizer.param_groups:
                    fused = bool(group.get("fused"))
                    for parameter in group["params"]:
                        entry = self._recorder.tensors.sync(parameter, "parameter")
                        entry.told = entry.value
                        before.append((parameter, entry, fused))
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._recorder.failed("an optimizer's parameters", error)
        self._before[get_ident()].append(before)
        again = self._with_closure(before, args, kwargs)
        if again is not None:
            self._give()  # the closure is the program's code
        return again

    def _take(self) -> None:
        """From here to its end a step writes to parameters that other threads may read."""
        self._give()  # of one that raised
        if self._recorder.crowded:
            self._recorder.turn.take()
            self._turns.add(get_ident())

    def _give(self) -> None:
        if get_ident() in self._turns:
            self._turns.remove(get_ident())
            self._recorder.turn.give()

    def _with_closure(self, before: _Parameters, args: Any, kwargs: Any) -> tuple[Any, Any] | None:
        """The arguments of a step whose closure first tells what has moved so far (LBFGS)."""
        given = kwargs.get("closure") if "closure" in kwargs else (*args, None)[1]
        if not callable(given):
            return None

        @wraps(given)
        def closure(*a: Any, **k: Any) -> Any:
            self._told(before)
            return given(*a, **k)

        if "closure" in kwargs:
            return args, {**kwargs, "closure": closure}
        return (args[0], closure, *args[2:]), kwargs

    def _leave(self, _optimizer: torch.optim.Optimizer, _args: Any, _kwargs: Any) -> None:
        steps = self._before[get_ident()]
        if self._recorder.mine and steps:
            self._told(steps.pop())
        self._give()

    def _told(self, before: _Parameters) -> None:
        """Write what has moved since it was last told."""
        try:
            with self._recorder.lock, torch._C.DisableTorchFunction():
                self._write(before)
        except Exception as error:  # noqa: BLE001  # as above
            self._recorder.failed("an optimizer's step", error)

    def _write(self, before: _Parameters) -> None:
        recorder = self._recorder
        site = recorder.places.here()
        line = None if site is None else site.line
        recorder.before_step()
        for tensor, entry, fused in before:
            if fused or version_of(tensor) != entry.version:
                recorder.tensors.renew(entry, tensor)
                recorder.tensors.renew_aliases(entry)
            if entry.value != entry.told:
                self._calls.update(Changed(entry, entry.told, entry.value), line, None)
