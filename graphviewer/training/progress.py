"""How fast a run goes and how long it still takes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Literal

from graphviewer.runs.news import Progress
from graphviewer.training.state import State

_WINDOW = 1.0  # seconds a rate is taken over


class Pace:
    """When to do again what may be done now and then: `interval` seconds apart, and so seldom
    that it takes no more than `share` of the time."""

    def __init__(self, interval: float, share: float = 0.01) -> None:
        self._interval = interval
        self._share = share
        self.next = 0.0

    def due(self, now: float) -> bool:
        """Whether it is time."""
        return now >= self.next

    def done(self, now: float, cost: float) -> None:
        """It was done and took so many seconds of processor time: others' programs do not count."""
        self.next = now + max(self._interval, cost / self._share)


class Meter:
    """Examples a second over the last second of training, and the time left."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int, int]] = deque()  # time, step, examples so far
        self._examples = 0
        self.evaluation = 0.0  # seconds one took

    def pause(self) -> None:
        """What comes now is not training: do not count its time."""
        self._marks.clear()

    def mark(self, step: int, examples: int) -> None:
        """So many more examples were trained on until now.

        Where there was no step the clock stands: an evaluation takes nothing off the rate.
        """
        if self._marks and self._marks[-1][1] == step:
            return
        self._examples += examples
        self._marks.append((self._clock(), step, self._examples))
        while len(self._marks) > 2 and self._marks[-1][0] - self._marks[1][0] > _WINDOW:
            self._marks.popleft()

    def progress(
        self, state: State, what: Literal["running", "paused", "evaluating"], evaluations: int = 0
    ) -> Progress:
        """How things stand, with so many evaluations still to come."""
        per_second, left = 0.0, None
        if len(self._marks) > 1:
            first, last = self._marks[0], self._marks[-1]
            seconds = max(last[0] - first[0], 1e-9)
            per_second = (last[2] - first[2]) / seconds
            a_step = seconds / max(last[1] - first[1], 1)
            left = (state.steps - state.step) * a_step + evaluations * self.evaluation
        return Progress(
            state=what,
            step=state.step,
            steps=state.steps,
            epoch=state.epoch,
            batch=state.batch,
            per_second=per_second,
            left=left,
        )
