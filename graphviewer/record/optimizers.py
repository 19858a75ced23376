"""An optimizer's step as what it does to each parameter: one update step each."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import get_ident
from typing import Any

import torch
from torch import Tensor
from torch.optim import optimizer as optimizers
from torch.utils.hooks import RemovableHandle

from graphviewer.record.calls import Calls
from graphviewer.record.entries import Changed, Entry, version_of
from graphviewer.record.recorder import Recorder

_STANDS = "_graphviewer"  # marks what stands for a step of PyTorch's
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
        self._early: dict[int, tuple[torch.optim.Optimizer, RemovableHandle]] = {}
        self._inherited: list[tuple[Any, Any, Any]] = []  # a class, its step, what stands for it
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
            for handle in (*handles, *(one for _, one in self._early.values())):
                handle.remove()
            self._early.clear()
            for kind, own, ours in self._inherited:
                if kind.__dict__.get("step") is ours:
                    kind.step = own

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
        self._before_hooks(optimizer)
        self._before_own_code(type(optimizer))
        again = self._with_closure(before, args, kwargs)
        if again is not None:
            self._give()  # the closure is the program's code
        return again

    def _before_hooks(self, optimizer: torch.optim.Optimizer) -> None:
        """The program's own hooks after the step come before ours: have the step told first."""
        hooks: Any = optimizer._optimizer_step_post_hooks
        if hooks and id(optimizer) not in self._early:
            handle = optimizer.register_step_post_hook(self._stepped)
            hooks.move_to_end(handle.id, last=False)
            self._early[id(optimizer)] = (optimizer, handle)

    def _before_own_code(self, kind: type) -> None:
        """A step that the program writes may call that of PyTorch's class: have that told first."""
        if kind.__module__.startswith("torch."):
            return
        me = weakref.ref(self)
        for base in kind.__mro__[1:]:
            own = base.__dict__.get("step")
            ours_or_hooked = getattr(own, "hooked", False) or hasattr(own, _STANDS)
            if own is None or ours_or_hooked or not base.__module__.startswith("torch.optim."):
                continue
            if base is torch.optim.Optimizer:
                break
            ours = _telling(own, me)
            base.step = ours  # type: ignore[attr-defined]  # every optimizer has one
            self._inherited.append((base, own, ours))

    def _stepped(self, _optimizer: torch.optim.Optimizer, _args: Any, _kwargs: Any) -> None:
        steps = self._before[get_ident()]
        if self._recorder.mine and steps:
            self._told(steps[-1])

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

    def _leave(self, optimizer: torch.optim.Optimizer, _args: Any, _kwargs: Any) -> None:
        if id(optimizer) in self._early:
            self._early.pop(id(optimizer))[1].remove()
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


def _telling(step: Callable[..., Any], told: weakref.ref[Optimizers]) -> Callable[..., Any]:
    """A step of PyTorch's that says when it is done."""

    @wraps(step)
    def stands(self: torch.optim.Optimizer, *args: Any, **kwargs: Any) -> Any:
        result = step(self, *args, **kwargs)
        if (one := told()) is not None:
            one._stepped(self, args, kwargs)
        return result

    setattr(stands, _STANDS, True)
    return stands
