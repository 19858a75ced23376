"""Where a walker has been: its points, losses and gradients, and what may be said of them."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from graphviewer.formulas.answers import Walked

Numbers = npt.NDArray[np.float64]
Standing = Literal[
    "start",
    "walking",
    "converged",
    "flat",
    "level",
    "oscillates",
    "closing",
    "growing",
    "diverges",
    "stalled",
    "undefined",
]
NO_SLOPE = 1e-6  # of the gradient's norm: there is nothing left to descend
WINDOW = 24  # steps that are looked at
TURNS = 4  # changes of direction among them at least
BACK = 0.5  # of the way went forth and back
BEYOND = 1e3  # times the size of everything before: it flies off
NEAR = 1e-2  # of a known minimum
TREND, SURE = 0.002, 0.5  # of a step's length; how much of its changes that explains


class Trail:
    """Steps that grow: `points` and `slope` [n, 1 or 2], `loss` and `norm` [n], float64.

    `ended` says why no more come; `whole`: all there are have come.
    """

    def __init__(self) -> None:
        self._points, self._slope = np.empty((0, 2)), np.empty((0, 2))
        self._loss, self._norm = np.empty(0), np.empty(0)
        self._many = 0
        self.ended = ""
        self.whole = False  # nothing more comes

    def __len__(self) -> int:
        return self._many

    @property
    def points(self) -> Numbers:
        """Where it was at each step."""
        return self._points[: self._many]

    @property
    def loss(self) -> Numbers:
        """The surface's height there."""
        return self._loss[: self._many]

    @property
    def slope(self) -> Numbers:
        """The surface's gradient there; NaN where it was not told."""
        return self._slope[: self._many]

    @property
    def norm(self) -> Numbers:
        """The length of the surface's gradient there."""
        return self._norm[: self._many]

    def take(self, part: Walked) -> None:
        """Take in what has come. Raises ValueError if steps before it are missing."""
        points, first = part.points.numpy(), part.first
        if first > self._many:
            raise ValueError(f"step {first} came after step {self._many - 1}")
        last = first + len(points)
        if last > len(self._points) or points.shape[1] != self._points.shape[1]:
            room = max(last, 2 * len(self._points), 256)
            self._points = _grown(self._points, (room, points.shape[1]), first)
            self._slope = _grown(self._slope, (room, points.shape[1]), first)
            self._loss = _grown(self._loss, (room,), first)
            self._norm = _grown(self._norm, (room,), first)
        self._points[first:last] = points
        if part.slope is not None:
            self._slope[first:last] = part.slope.numpy()
        self._loss[first:last] = part.loss.numpy()
        self._norm[first:last] = part.norm.numpy()
        self._many, self.ended = last, part.ended or self.ended

    def at(self, step: int) -> int:
        """The row that is shown at a step: its own, or the last there is."""
        return min(step, self._many - 1)


def _grown(held: Numbers, shape: tuple[int, ...], kept: int) -> Numbers:
    made = np.full(shape, np.nan)
    if kept:
        made[:kept] = held[:kept]
    return made


def standing(trail: Trail, step: int, minima: tuple[tuple[float, ...], ...] = ()) -> Standing:
    """What a walker does at a step, from its numbers up to there.

    Where the gradient is as good as zero: "converged" if one of the known `minima` is near, else
    "flat"; "level" where none is known, for a saddle and a maximum are level too.
    "oscillates": most of the way of the last steps led forth and back; "closing" and "growing" if
    the steps become shorter or longer. "diverges": the numbers leave everything before behind.
    "undefined": the surface has no height there. "stalled": no step leads lower.
    """
    row = trail.at(step)
    if row < 0:
        return "start"
    points, loss = trail.points[: row + 1], trail.loss[: row + 1]
    ended = trail.ended if row == len(trail) - 1 else ""
    if ended == "undefined":
        return "undefined"
    if ended == "diverged" or not (np.isfinite(points[-1]).all() and np.isfinite(loss[-1])):
        return "diverges"
    if _flies(points, loss, trail.norm[: row + 1]):
        return "diverges"
    if trail.norm[row] < NO_SLOPE:
        if not minima:
            return "level"
        return "converged" if _near(points[-1], minima) else "flat"
    if ended == "stalled":
        return "stalled"
    if row == 0:
        return "start"
    steps = np.diff(points[-WINDOW - 1 :], axis=0)
    lengths = np.sqrt((steps * steps).sum(axis=1))
    trend = _trend(lengths)
    if _turns(steps):
        if trend > TREND:
            return "growing"
        return "closing" if trend < -TREND else "oscillates"
    return "walking"


def _near(point: Numbers, minima: tuple[tuple[float, ...], ...]) -> bool:
    return any(float(np.abs(point - np.array(one)).max()) < NEAR for one in minima)


def _trend(lengths: Numbers) -> float:
    """By what share a step is longer than the one before; 0 if they are so in no order."""
    kept = lengths[lengths > 0]
    if len(kept) < TURNS:
        return 0.0
    at, sizes = np.arange(len(kept)) - (len(kept) - 1) / 2, np.log(kept)
    sizes = sizes - sizes.mean()
    slope = float((at * sizes).sum() / (at * at).sum())
    whole = float((sizes * sizes).sum())
    explained = slope * slope * float((at * at).sum())
    return slope if whole > 0 and explained > SURE * whole else 0.0


def _flies(points: Numbers, loss: Numbers, norm: Numbers) -> bool:
    """Whether it goes on and on, far from where it began, or higher and higher.

    Two steps in a row must do so: one alone may be a leap that it comes back from. On the way to a
    minimum far away the surface becomes less steep; that is no flight.
    """
    if len(points) <= 2:
        return False
    reach = np.abs(points[-3:]).max(axis=1)
    size = float(np.abs(points[0]).max()) + 1.0
    going = bool((np.diff(reach) > 0).all())
    away = going and float(reach[-1]) > BEYOND * size and float(norm[-1]) >= float(norm[0])
    rising = bool((np.diff(loss[-3:]) > 0).all())
    return away or (rising and float(loss[-1]) > BEYOND * (abs(float(loss[0])) + 1.0))


def _turns(steps: Numbers) -> bool:
    """Whether one of the directions is mostly walked forth and back."""
    if len(steps) < TURNS + 1:
        return False
    ways = np.abs(steps).sum(axis=0)
    back = np.abs(steps.sum(axis=0)) < BACK * ways
    changes = (np.sign(steps[1:]) * np.sign(steps[:-1]) < 0).sum(axis=0) >= TURNS
    much = ways > 0.3 * ways.max()
    return bool((back & changes & much).any())
