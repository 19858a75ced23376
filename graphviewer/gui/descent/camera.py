"""From where a surface in space is looked at, and what of it hides what.

The surface fills a box: x and y from -1 to 1, heights from 0 to 1 as the contour lines space them.
The picture is orthographic, so every place is looked at from the same direction.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Numbers = npt.NDArray[np.float64]
TALL = 1.1  # of half the box's width: how high it is drawn
LOOKS = 56  # places between a point and the looker at which the surface could be in the way
LIFT = 0.02  # of the height: what lies on the surface is not hidden by it


class Camera(Struct, frozen=True):
    """Turned about the upright axis and tilted down, in degrees; `zoom` 1 shows all of the box."""

    turn: float = -35.0
    tilt: float = 38.0
    zoom: float = 1.0

    def moved(self, turn: float, tilt: float) -> Camera:
        """Looked at from further round and up; never from below."""
        return Camera((self.turn + turn) % 360.0, min(89.0, max(5.0, self.tilt + tilt)), self.zoom)

    def zoomed(self, factor: float) -> Camera:
        """Nearer, or further away."""
        return Camera(self.turn, self.tilt, min(8.0, max(0.4, self.zoom * factor)))

    def project(self, box: Numbers) -> tuple[Numbers, Numbers]:
        """Places in the box [n, 3] to [n, 2] across and up, and how far away each is [n]."""
        turn, tilt = math.radians(self.turn), math.radians(self.tilt)
        x, y, z = box[:, 0], box[:, 1], (box[:, 2] - 0.5) * TALL
        across = math.cos(turn) * x - math.sin(turn) * y
        away = math.sin(turn) * x + math.cos(turn) * y
        up = z * math.cos(tilt) + away * math.sin(tilt)
        far = away * math.cos(tilt) - z * math.sin(tilt)
        return np.stack([across, up], axis=1), far

    def towards(self) -> tuple[float, float, float]:
        """The way to the looker, in the box's own numbers."""
        turn, tilt = math.radians(self.turn), math.radians(self.tilt)
        across = -math.cos(tilt)
        return math.sin(turn) * across, math.cos(turn) * across, math.sin(tilt) / TALL


def hidden(camera: Camera, box: Numbers, heights: Numbers) -> npt.NDArray[np.bool_]:
    """Whether the surface stands between the looker and each place of the box [n, 3].

    `heights` [rows of y, columns of x], of the box; NaN hides nothing.
    """
    found = np.zeros(len(box), bool)
    x, y, z = (box[:, axis] for axis in range(3))
    across, up, rise = camera.towards()
    longest = min(2.9, 1.0 / max(rise, 0.05) + 0.1)
    for reach in (np.linspace(0.015, 1.0, LOOKS) ** 1.5 * longest).tolist():
        there = surface_at(heights, x + reach * across, y + reach * up)
        found |= there > z + reach * rise + LIFT
    return found


def surface_at(heights: Numbers, x: Numbers, y: Numbers) -> Numbers:
    """The surface between its corners, bilinearly; NaN beside the box."""
    rows, columns = heights.shape
    across, up = (x + 1) / 2 * (columns - 1), (y + 1) / 2 * (rows - 1)
    inside = (across >= 0) & (across <= columns - 1) & (up >= 0) & (up <= rows - 1)
    across, up = np.where(inside, across, 0.0), np.where(inside, up, 0.0)
    left = np.minimum(across.astype(int), columns - 2)
    low = np.minimum(up.astype(int), rows - 2)
    right, high = across - left, up - low
    found = (
        heights[low, left] * (1 - right) * (1 - high)
        + heights[low, left + 1] * right * (1 - high)
        + heights[low + 1, left] * (1 - right) * high
        + heights[low + 1, left + 1] * right * high
    )
    return np.where(inside, found, np.nan)
