"""Where in a picture there is room for something more."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF

from graphviewer.gui.canvas.hit import boxes_in, links_in
from graphviewer.gui.canvas.keep_off import along_all
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.scene import Scene

TRIED = 40  # places along each side
APART = 8.0  # of the scene, from what stands there
FEW = 60  # arrows that are kept off

Numbers = npt.NDArray[np.float64]


def free_place(scene: Scene, room: QRectF, size: QSizeF, besides: QRectF) -> QPointF | None:
    """The upper left corner of a free part of `room` of a size, the nearest to its middle.

    Off arrows too, if that can be; None where cards and notes, and what is taken besides, leave no
    such part.
    """
    wide, high = room.width() - size.width(), room.height() - size.height()
    if wide < 0 or high < 0:
        return None
    across, down = np.meshgrid(
        room.left() + np.linspace(0, wide, TRIED), room.top() + np.linspace(0, high, TRIED)
    )
    x, y = across.ravel(), down.ravel()
    free = _off(_taken(scene, room, besides), x, y, size)
    if not free.any():
        return None
    clear = free & _off(_arrows(scene, room), x, y, size)
    free = clear if clear.any() else free
    aside = np.hypot(x - room.left() - wide / 2, y - room.top() - high / 2)
    best = int(np.argmin(np.where(free, aside, np.inf)))
    return QPointF(float(x[best]), float(y[best]))


def _off(taken: Numbers, x: Numbers, y: Numbers, size: QSizeF) -> npt.NDArray[np.bool_]:
    """Which corners of something of a size leave it off all that is taken."""
    left, top, right, bottom = taken.T[:, :, None]
    over = (x < right + APART) & (x + size.width() > left - APART)
    over &= (y < bottom + APART) & (y + size.height() > top - APART)
    found: npt.NDArray[np.bool_] = ~over.any(0)
    return found


def _arrows(scene: Scene, room: QRectF) -> Numbers:
    """The points of arrows in a part of the scene, each as a part without extent."""
    links = links_in(scene, room)[:FEW].tolist()
    points = along_all(arrow for link in links for arrow in scene.lines[link])
    x, y = points[:, 0], points[:, 1]
    inside = (x > room.left()) & (x < room.right()) & (y > room.top()) & (y < room.bottom())
    return np.hstack([points[inside], points[inside]])


def _taken(scene: Scene, room: QRectF, besides: QRectF) -> Numbers:
    """Left, top, right and bottom of what stands in a part of the scene, a row each."""
    at = boxes_in(scene, room)
    x, y, w, h = (side[at] for side in (scene.x, scene.y, scene.w, scene.h))
    cards = np.column_stack([x, y, x + w, y + h])
    rects = [*(note_rect(note) for note in scene.arrangement.notes), besides]
    others = [(one.left(), one.top(), one.right(), one.bottom()) for one in rects]
    return np.vstack([cards, np.array(others, np.float64)])
