"""A state as it was a moment ago, to go back to when something went wrong since."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from graphviewer.training import chance
from graphviewer.training.progress import Pace
from graphviewer.training.state import State
from graphviewer.training.telemetry import NotFinite
from graphviewer.training.update import Update

_INTERVAL = 0.1  # seconds
_SHARE = 0.005  # of the time


class Rewind:
    """Remembers a state now and then, as often as half a percent of the time allows."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._pace = Pace(_INTERVAL, _SHARE)
        self._held: list[Tensor] = []
        self._rest: dict[str, Any] = {}

    def remember(self) -> None:
        """Remember the state if it is time to and its numbers are finite."""
        if self._pace.due(time.perf_counter()):
            began = time.thread_time()
            if finite(self._state):
                self._remember()
            self._pace.done(time.perf_counter(), time.thread_time() - began)

    def _remember(self) -> None:
        state = self._state
        self._held = [one.detach().clone() for one in _tensors(state)]
        self._rest = {
            "optimizer": copy.deepcopy(state.optimizer.state_dict()),
            "scheduler": state.scheduler.state_dict() if state.scheduler is not None else {},
            "random": chance.state(state.device),
            "step": state.step,
            "sums": dict(state.sums),
        }

    def go_back(self) -> bool:
        """Make the state what it was; False if nothing is remembered."""
        if not self._rest:
            return False
        state, rest = self._state, self._rest
        with torch.no_grad():
            for tensor, held in zip(_tensors(state), self._held, strict=True):
                tensor.copy_(held)
        state.optimizer.load_state_dict(copy.deepcopy(rest["optimizer"]))
        if state.scheduler is not None:
            state.scheduler.load_state_dict(rest["scheduler"])
        chance.restore(rest["random"], state.device)
        state.step, state.sums = rest["step"], dict(rest["sums"])
        return True

    def to_before(self, update: Update, last: int) -> bool:
        """Go to where the next batch, the `last` at most, makes a loss or a weight not finite.

        False if that is not to be found: then the state is after the last of these batches.
        """
        state = self._state
        if not self.go_back():
            return False
        while state.step < last:
            loss, _ = update(*state.coming())
            if not (bool(loss.isfinite()) and finite(state)):
                bad = state.step
                self.go_back()
                while state.step < bad - 1:
                    update(*state.coming())
                return True
        return False


def finite(state: State) -> bool:
    """Whether all parameters are finite numbers."""
    parameters: list[Tensor] = list(state.module.parameters())
    with torch.no_grad():
        norms = torch._foreach_norm(parameters)
        if bool(torch.stack(norms).isfinite().all()):
            return True
        # squares of finite numbers can be too large; this norm takes a hundred times as long
        norms = torch._foreach_norm(parameters, float("inf"))
        return bool(torch.stack(norms).isfinite().all())


def check_finite(state: State) -> None:
    """Raises NotFinite if the last batch has left a weight that is no number."""
    if not finite(state):
        raise NotFinite(state.step)


def _tensors(state: State) -> Iterator[Tensor]:
    yield from state.module.parameters()
    yield from state.module.buffers()
