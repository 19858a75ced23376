"""Where in a picture there is room for something more."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF

from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.scene import Scene

TRIED = 40  # places along each side
APART = 8.0  # of the scene, from what stands there

Numbers = npt.NDArray[np.float64]


def free_place(scene: Scene, room: QRectF, size: QSizeF, besides: QRectF) -> QPointF | None:
    """The upper left corner of a free part of `room` of a size, the nearest to its middle.

    None where cards and notes, and what is taken besides, leave no such part.
    """
    wide, high = room.width() - size.width(), room.height() - size.height()
    if wide < 0 or high < 0:
        return None
    across, down = np.meshgrid(
        room.left() + np.linspace(0, wide, TRIED), room.top() + np.linspace(0, high, TRIED)
    )
    x, y = across.ravel(), down.ravel()
    free = np.ones(len(x), np.bool_)
    for left, top, right, bottom in _taken(scene, room, besides):
        free &= (
            (x >= right + APART)
            | (x + size.width() <= left - APART)
            | (y >= bottom + APART)
            | (y + size.height() <= top - APART)
        )
    if not free.any():
        return None
    aside = np.hypot(x - room.left() - wide / 2, y - room.top() - high / 2)
    best = int(np.argmin(np.where(free, aside, np.inf)))
    return QPointF(float(x[best]), float(y[best]))


def _taken(scene: Scene, room: QRectF, besides: QRectF) -> Numbers:
    """Left, top, right and bottom of what stands in a part of the scene, a row each."""
    at = boxes_in(scene, room)
    x, y, w, h = (side[at] for side in (scene.x, scene.y, scene.w, scene.h))
    cards = np.column_stack([x, y, x + w, y + h])
    rects = [*(note_rect(note) for note in scene.arrangement.notes), besides]
    others = [(one.left(), one.top(), one.right(), one.bottom()) for one in rects]
    return np.vstack([cards, np.array(others, np.float64)])
