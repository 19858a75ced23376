"""A set piece of mathematics: its size, its inked marks, and the areas that stand for something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QPainterPath

from graphviewer.explain.equation import Ref, Role


class Mark(NamedTuple):
    """An outline (at EM pixels, or a unit square) put at x, y and scaled."""

    outline: QPainterPath
    x: float
    y: float
    across: float
    along: float
    role: Role


class Area(NamedTuple):
    """A rectangle that stands for `ref`; y runs down from the baseline."""

    left: float
    top: float
    right: float
    bottom: float
    ref: Ref
    role: Role


class Box(NamedTuple):
    """Sizes in pixels: `up` above the baseline, `down` below it."""

    width: float
    up: float
    down: float
    marks: tuple[Mark, ...] = ()
    areas: tuple[Area, ...] = ()

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.up + self.down


def moved(box: Box, x: float, y: float) -> Box:
    """The marks of a box put elsewhere; its sizes stay."""
    return box._replace(
        marks=tuple(
            Mark(m.outline, m.x + x, m.y + y, m.across, m.along, m.role) for m in box.marks
        ),
        areas=tuple(
            Area(a.left + x, a.top + y, a.right + x, a.bottom + y, a.ref, a.role) for a in box.areas
        ),
    )


def joined(placed: Iterable[tuple[Box, float, float]], width: float) -> Box:
    """Boxes at places relative to a common baseline, as one box."""
    marks: list[Mark] = []
    areas: list[Area] = []
    up = down = 0.0
    for box, x, y in placed:
        there = moved(box, x, y) if x or y else box
        marks.extend(there.marks)
        areas.extend(there.areas)
        up, down = max(up, box.up - y), max(down, box.down + y)
    return Box(width, up, down, tuple(marks), tuple(areas))
