"""Where each step of a timeline stands: equal widths, but a skip is wide enough to be seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BREAK_PIXELS = 14.0  # of a skip's break in the bar
BREAKS_SHARE = 0.3  # of the bar, at most, goes to breaks


class Scale:
    """Maps steps to pixels and back, over the part of the tape that is in view."""

    def __init__(self) -> None:
        self.left, self.width = 0.0, 1.0
        self.steps = 0
        self._skips: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._extra = 0.0  # what a skip is wider than other steps, in steps
        self._from, self._zoom = 0.0, 1.0  # where the view begins, as a share of all; how far in

    def set_steps(self, steps: int, skips: Sequence[int]) -> None:
        """There are so many steps, and these are skips."""
        self.steps = steps
        self._skips = np.asarray(skips, np.int64)
        self._widen()

    def set_bar(self, left: float, width: float) -> None:
        """The bar stands here."""
        if (left, width) != (self.left, self.width):
            self.left, self.width = left, max(1.0, width)
            self._widen()

    def _widen(self) -> None:
        count = len(self._skips)
        share = min(BREAKS_SHARE, count * BREAK_PIXELS / self.width)
        wanted = (share * self.steps - count) / (count * (1 - share)) if count else 0.0
        self._extra = max(0.0, wanted)

    # --- steps and pixels

    @property
    def _whole(self) -> float:
        return max(1.0, self.steps + self._extra * len(self._skips))

    def x_of(self, step: float) -> float:
        """The left edge of a step, in pixels; within a step by its fraction."""
        place = float(step)
        if len(self._skips):
            whole = int(np.floor(step))
            place += self._extra * int(np.searchsorted(self._skips, whole))
            if whole < self.steps and self._is_skip(whole):
                place += self._extra * (step - whole)
        return self._x(place)

    def xs_of(self, steps: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The left edges of many steps."""
        places = steps + self._extra * np.searchsorted(self._skips, steps)
        seen = (places / self._whole - self._from) * self._zoom
        return np.asarray(self.left + self.width * seen, np.float64)

    def middles_of(self, steps: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The middles of many steps."""
        return (self.xs_of(steps) + self.xs_of(steps + 1)) / 2

    def step_at(self, x: float) -> int:
        """The step under a pixel; the nearest one outside the bar."""
        return int(self.steps_at(np.array([x]))[0])

    def steps_at(self, xs: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """The steps under many pixels."""
        places = ((xs - self.left) / self.width / self._zoom + self._from) * self._whole
        if len(self._skips):
            edges = self._skips + self._extra * np.arange(len(self._skips))  # where skips begin
            before = np.searchsorted(edges, places, side="right")
            inside = np.where(before > 0, places - edges[before - 1], np.inf)
            in_skip = inside < 1 + self._extra
            places = np.where(in_skip, self._skips[before - 1], places - self._extra * before)
        return np.clip(np.floor(places), 0, max(0, self.steps - 1)).astype(np.int64)

    def _is_skip(self, step: int) -> bool:
        place = int(np.searchsorted(self._skips, step))
        return place < len(self._skips) and int(self._skips[place]) == step

    def _x(self, place: float) -> float:
        return self.left + self.width * (place / self._whole - self._from) * self._zoom

    # --- the part in view

    @property
    def zoomed(self) -> bool:
        """Whether only a part of the tape is in view."""
        return self._zoom > 1.0

    def visible(self) -> tuple[int, int]:
        """The first and last step in view."""
        ends = self.steps_at(np.array([self.left, self.left + self.width - 1e-6]))
        return int(ends[0]), int(ends[1])

    def zoom(self, factor: float, x: float, most: float) -> None:
        """Show more or less of the tape; what is under pixel `x` stays there."""
        share = (x - self.left) / self.width
        held = self._from + share / self._zoom
        self._zoom = max(1.0, min(self._zoom * factor, max(1.0, most)))
        self._begin(held - share / self._zoom)

    def show(self, first: float, last: float) -> None:
        """Bring these steps in view, and nothing else."""
        self.show_all()
        begin, end = ((self.x_of(step) - self.left) / self.width for step in (first, last + 1))
        self._zoom = max(1.0, 1.0 / max(1e-9, end - begin))
        self._begin(begin)

    def show_all(self) -> None:
        """Bring the whole tape in view."""
        self._from, self._zoom = 0.0, 1.0

    def follow(self, step: int) -> None:
        """Move the view so that a step is in it."""
        x = self.x_of(step + 0.5)
        if self.zoomed and not self.left <= x <= self.left + self.width:
            share = self._from + (x - self.left) / self.width / self._zoom
            self._begin(share - 0.5 / self._zoom)

    def _begin(self, share: float) -> None:
        self._from = max(0.0, min(share, 1.0 - 1.0 / self._zoom))
