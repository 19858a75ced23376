"""When what is told: points and progress at display rate, norms less often."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from torch import Tensor

from graphviewer.runs.news import TrainingNews
from graphviewer.training.progress import Meter, Pace
from graphviewer.training.state import State
from graphviewer.training.telemetry import Batches, Layers

_FRAME = 1 / 12  # seconds; more often nobody sees, and it takes time from the training
_SHARE = 0.01  # of the time a frame takes at most, but for what its batches take in any case:
_A_BATCH, _AN_EXAMPLE = 4e-6, 25e-9  # seconds
_LAYERS = _FRAME
_SMALL, _SPREAD = 4096, 200  # a model of so few numbers is measured at so many steps in any case


class Frames:
    """What a run tells of its batches, about 12 times a second."""

    def __init__(self, state: State, tell: Callable[[TrainingNews], None]) -> None:
        self._state = state
        self._tell = tell
        self._layers = Layers(state)
        self._frame = Pace(_FRAME, _SHARE)
        self._layer = Pace(_LAYERS)
        small = sum(one.numel() for one in state.module.parameters()) <= _SMALL
        self._every = -(-state.steps // _SPREAD) if small else 0  # 0: as time allows
        self._at_once = False  # the coming batch is measured whatever it costs
        self._examples = 0  # since the last message
        self._told = state.step
        self.batches = Batches(state)
        self.meter = Meter()
        self.meter.mark(state.step, 0)
        self.evaluations = 0  # still to come

    def due(self, *, alone: bool) -> Callable[[], None] | None:
        """What to call when the gradients of the coming batch are there; None: not now.

        `alone`: the run waits after this batch.
        """
        left = self._state.steps - self._state.step - 1
        self._at_once = alone or (self._every > 0 and left % self._every == 0)
        if self._at_once or time.perf_counter() >= self._frame.next:
            return self._measure
        return None

    def _measure(self) -> None:
        if self._at_once or self._layer.due(time.perf_counter()):
            norms, norm = self._layers.gradients()
            self.batches.measure(norm)
            self._layers.before(norms)

    def add(self, loss: Tensor, outputs: Tensor, y: Tensor, rate: float) -> None:
        """A batch was trained on."""
        self.batches.add(loss, outputs, y, rate)
        self._examples += len(y)

    def add_counted(self, loss: Tensor, right: Tensor | None, size: int, rate: float) -> None:
        """A batch was trained on together with others."""
        self.batches.add_counted(loss, right, size, rate)
        self._examples += size

    def tell(self, what: Literal["running", "paused", "evaluating"] = "running") -> None:
        """Send what there is. Raises NotFinite."""
        began, step = time.thread_time(), self._told
        points, bad = self.batches.points()
        if points is not None:
            self._tell(points)
        layers = self._layers.point(self._state.step)
        if layers is not None:
            self._tell(layers)
            self._layer.done(time.perf_counter(), time.thread_time() - began)
        if bad is not None:
            raise bad
        self._told = self._state.step
        unavoidable = (self._told - step) * _A_BATCH + self._examples * _AN_EXAMPLE
        self.meter.mark(self._state.step, self._examples)
        self._examples = 0
        self._tell(self.meter.progress(self._state, what, self.evaluations))
        self._frame.done(time.perf_counter(), time.thread_time() - began - unavoidable)
