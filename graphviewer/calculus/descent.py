"""Steps of one optimizer down a surface, in float64, told while they are made.

A step is what a program makes of it: the loss, its gradient by autograd, then `optimizer.step()`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat

import torch
from msgspec import Struct
from torch import Tensor

from graphviewer.calculus.grounds import Ground
from graphviewer.calculus.line_search import lowest
from graphviewer.calculus.optimizers import optimizer
from graphviewer.formulas.answers import Walked
from graphviewer.formulas.questions import Walk
from graphviewer.runs.array import array

FLAT = 1e-6  # of the gradient's norm, and of the last step: nothing more will come
FAR = 1e12  # of a point: it will not come back
_SECONDS = (0.004, 0.008, 0.016, 0.03)  # of the first parts, short: several walks begin at once
_LATER = 0.05


class Row(Struct, frozen=True):
    """Where a walk stands, and the whole surface there."""

    point: list[float]
    loss: float
    slope: list[float]


def walk(question: Walk, ground: Ground) -> Iterator[tuple[Walked, bool]]:
    """The steps in parts, by time. Raises torch's ValueError for settings it does not take."""
    steps = Steps(question, ground)
    rows = iter(steps)
    first, over = 0, False
    for seconds in chain(_SECONDS, repeat(_LATER)):
        if over:
            return
        until = time.perf_counter() + seconds
        found: list[Row] = []
        while not over and (not found or time.perf_counter() < until):
            row = next(rows, None)
            over = row is None
            found += [row] if row is not None else []
        yield _walked(first, found, len(question.start), steps.ended if over else ""), over
        first += len(found)


def _walked(first: int, rows: list[Row], numbers: int, ended: str) -> Walked:
    def shaped(values: list[list[float]]) -> Tensor:
        return torch.tensor(values, dtype=torch.float64).reshape(len(rows), numbers)

    return Walked(
        first=first,
        points=array(shaped([row.point for row in rows]).numpy(), "float64"),
        loss=array([row.loss for row in rows], "float64"),
        norm=array([math.hypot(*row.slope) for row in rows], "float64"),
        slope=array(shaped([row.slope for row in rows]).numpy(), "float64"),
        ended=ended,
    )


class Steps:
    """The places of a walk, the start first; `ended` says why there are no more than asked for."""

    def __init__(self, question: Walk, ground: Ground) -> None:
        self.ended = ""
        self._ground, self._steps = ground, question.steps
        self._point = torch.tensor(question.start, dtype=torch.float64, requires_grad=True)
        self._batches = _Batches(question, ground.examples)
        steepest = question.walker.kind == "steepest"
        self._flat_is_enough = steepest
        self._step = self._searching(question.walker.lr) if steepest else self._optimizing(question)

    def __iter__(self) -> Iterator[Row]:
        """Make the steps, each when it is asked for."""
        before: list[float] | None = None
        for index in range(self._steps + 1):
            place = self._point.tolist()
            if not all(abs(number) <= FAR for number in place):
                self.ended = "diverged"
                return
            loss, slope = self._measure(None)
            row = _row(place, loss, slope)
            yield row
            self.ended = self._verdict(row, before)
            if self.ended or index == self._steps:
                return
            if not self._step(slope):
                self.ended = "stalled"
                return
            before = place

    def _measure(self, rows: Tensor | None) -> tuple[Tensor, Tensor]:
        """The loss and its gradient at the point."""
        loss = self._ground.loss(self._point, rows)
        if not loss.requires_grad:
            return loss, torch.zeros_like(self._point)
        (slope,) = torch.autograd.grad(loss, self._point)
        return loss.detach(), slope

    def _verdict(self, row: Row, before: list[float] | None) -> str:
        """Why no step comes after this place."""
        norm = math.hypot(*row.slope)
        if not (math.isfinite(row.loss) and math.isfinite(norm)):
            return "diverged" if abs(row.loss) == math.inf else "undefined"
        if norm >= FLAT:
            return ""
        rests = before is not None and math.dist(before, row.point) < FLAT
        return "converged" if rests or self._flat_is_enough else ""

    def _optimizing(self, question: Walk) -> Callable[[Tensor], bool]:
        """A step of torch's: of the whole surface's slope, or of a batch's."""
        made = optimizer(question.walker, self._point)

        def by_slope(slope: Tensor) -> bool:
            rows = self._batches.following()
            self._point.grad = slope if rows is None else self._measure(rows)[1]
            made.step()
            return True

        def by_closure(slope: Tensor) -> bool:
            del slope
            rows = self._batches.following()

            def closure() -> float:
                loss, self._point.grad = self._measure(rows)
                return float(loss)

            before = self._point.tolist()
            made.step(closure)
            # torch's tolerance has stopped it: from the same place it would be stopped again
            return rows is not None or self._point.tolist() != before

        return by_closure if question.walker.kind == "LBFGS" else by_slope

    def _searching(self, guess: float) -> Callable[[Tensor], bool]:
        """Down the slope, as far as it goes down. The last step is the next one's guess."""
        last = guess or 1.0

        def step(slope: Tensor) -> bool:
            nonlocal last
            rows = self._batches.following()
            downward = -(slope if rows is None else self._measure(rows)[1])
            start = self._point.detach().clone()

            def along(t: float) -> float:
                value = float(self._ground.loss(start + t * downward, rows))
                return math.inf if math.isnan(value) else value

            found = lowest(along, last)
            with torch.no_grad():
                self._point.copy_(start + found * downward)
            last = found or last
            return found > 0

        return step


def _row(place: list[float], loss: Tensor, slope: Tensor) -> Row:
    return Row(place, float(loss), slope.tolist())


class _Batches:
    """Rows of examples, in a new order each epoch; the last of an epoch may be fewer."""

    def __init__(self, question: Walk, examples: int) -> None:
        self._size = question.batch if examples else 0
        self._examples = examples
        self._random = torch.Generator().manual_seed(question.seed)
        self._rest: tuple[Tensor, ...] = ()

    def following(self) -> Tensor | None:
        """The rows of the next batch; None: all examples, in their own order."""
        if not self._size:
            return None
        if not self._rest:
            order = torch.randperm(self._examples, generator=self._random)
            self._rest = torch.split(order, self._size)
        rows, *rest = self._rest
        self._rest = tuple(rest)
        return rows
