"""Measures of a drawn layout: curves sampled, boxes entered, boxes overlapping."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graphviewer.layout.layered import Box, Layout, Wire

SAMPLES = np.linspace(0.0, 1.0, 17)[:, None]
Floats = npt.NDArray[np.float64]


def sampled(route: Sequence[tuple[float, float]]) -> Floats:
    """Points along a route's Bézier pieces."""
    points = np.asarray(route)
    t = SAMPLES
    pieces = [
        (1 - t) ** 3 * points[i]
        + 3 * (1 - t) ** 2 * t * points[i + 1]
        + 3 * (1 - t) * t**2 * points[i + 2]
        + t**3 * points[i + 3]
        for i in range(0, len(points) - 1, 3)
    ]
    return np.concatenate(pieces)


def rectangles(boxes: Sequence[Box], layout: Layout) -> Floats:
    """Left, top, right, bottom of each box."""
    return np.array(
        [
            (x, y, x + box.width, y + box.height)
            for box, x, y in zip(boxes, layout.x, layout.y, strict=True)
        ]
    ).reshape(-1, 4)


def overlaps(boxes: Sequence[Box], layout: Layout, gap: float) -> list[tuple[int, int]]:
    """Pairs of boxes nearer than `gap` in both directions."""
    at = rectangles(boxes, layout)
    found = []
    for index, (left, top, right, bottom) in enumerate(at):
        near = (
            (at[:, 0] < right + gap)
            & (at[:, 2] > left - gap)
            & (at[:, 1] < bottom + gap)
            & (at[:, 3] > top - gap)
        )
        found += [(index, other) for other in np.flatnonzero(near).tolist() if other > index]
    return found


def trespasses(
    boxes: Sequence[Box], wires: Sequence[Wire], layout: Layout
) -> list[tuple[int, int]]:
    """Pairs of a wire and a box that its curve enters though it ends elsewhere."""
    at = rectangles(boxes, layout)
    found = []
    for number, (wire, route) in enumerate(zip(wires, layout.routes, strict=True)):
        x, y = sampled(route).T[:, :, None]
        inside = (
            (x > at[:, 0] + 0.01)
            & (x < at[:, 2] - 0.01)
            & (y > at[:, 1] + 0.01)
            & (y < at[:, 3] - 0.01)
        )
        entered = set(np.flatnonzero(inside.any(axis=0)).tolist())
        found += [(number, box) for box in sorted(entered - {wire.source, wire.target})]
    return found
