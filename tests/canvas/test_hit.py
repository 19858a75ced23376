"""What lies where: the nearest vertex in a direction, and how a view is filled."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.hit import neighbour
from graphviewer.gui.canvas.scene import Scene

# middles of boxes: the first is walked from
PLACES = [(0, 0), (0, 300), (250, 120), (0, -200), (90, 130), (400, 0)]


def scene() -> Scene:
    x, y = np.array(PLACES, float).T
    size = np.full(len(PLACES), 20.0)
    return cast("Scene", SimpleNamespace(x=x - 10, y=y - 10, w=size, h=size))


@pytest.mark.parametrize(
    ("way", "found"), [((0, 1), 1), ((0, -1), 3), ((1, 0), 5), ((-1, 0), None)]
)
def test_straight_on_counts_more_than_near_aside(way: tuple[int, int], found: int | None) -> None:
    assert neighbour(scene(), 0, *way) == found


def test_what_stands_nearly_straight_on_is_nearer_than_what_is_far() -> None:
    near = scene()
    near.x[4] = -5.0  # its middle is 5 aside, 130 below
    assert neighbour(near, 0, 0, 1) == 4


@pytest.mark.parametrize(
    ("centre", "moved"),
    [(1900.0, 1610.0), (100.0, 390.0), (1000.0, 1000.0)],
)
def test_a_view_leaves_no_more_than_a_margin_empty(centre: float, moved: float) -> None:
    camera = Camera()
    camera.size, camera.bounds = QSizeF(800, 600), QRectF(0, 0, 2000, 3000)
    camera.centre = QPointF(centre, 1500)
    camera.fill(10, 10, 10)
    assert camera.centre == QPointF(moved, 1500)
