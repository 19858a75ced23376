"""Where the camera looks for a step to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from graphviewer.gui.canvas.faces import Lit
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import around


def area(scene: Scene, places: Iterable[int]) -> QRectF:
    """The rectangle of the scene that holds some vertices; empty without any."""
    chosen = np.fromiter(places, np.intp)
    if not len(chosen):
        return QRectF()
    x, y, w, h = (side[chosen] for side in (scene.x, scene.y, scene.w, scene.h))
    return QRectF(QPointF(x.min(), y.min()), QPointF((x + w).max(), (y + h).max()))


def nearest(scene: Scene, point: QPointF, places: Iterable[int] | None = None) -> QRectF:
    """The vertex nearest to a point of the scene, of some or of all; empty without any."""
    chosen = np.arange(len(scene.x)) if places is None else np.fromiter(places, np.intp)
    if not len(chosen):
        return QRectF()
    x, y, w, h = (side[chosen] for side in (scene.x, scene.y, scene.w, scene.h))
    across = np.maximum(0, np.maximum(x - point.x(), point.x() - x - w))
    down = np.maximum(0, np.maximum(y - point.y(), point.y() - y - h))
    return area(scene, [int(chosen[np.argmin(np.hypot(across, down))])])


def sight(scene: Scene, lit: Lit, fits: Callable[[QRectF], bool], middle: QPointF) -> QRectF:
    """What to bring into view of a step: its cards and their neighbours, or its cards alone.

    Where these are too far apart to be seen at once it is the one nearest to `middle`, and never
    the empty space between them. Empty for a step that is about nothing in the graph.
    """
    for places in (around(scene, lit), lit.vertices):
        rect = area(scene, places)
        if fits(rect):
            return rect
    return nearest(scene, middle, lit.vertices)
