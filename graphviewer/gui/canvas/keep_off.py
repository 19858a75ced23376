"""What the map and notes keep off: cards, and the arrows that run between them."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.beside import Floats, points_along
from graphviewer.gui.canvas.geometry import Geometry
from graphviewer.gui.canvas.hit import Counter, counter
from graphviewer.gui.canvas.moment import Moment

MOST = 60  # arrows of a step that are kept off
MARGIN = 8.0  # of the scene, round what is covered

# points of a moment's arrows, where they then stood
_known: WeakKeyDictionary[Moment, tuple[Geometry, Floats]] = WeakKeyDictionary()


def counting(moment: Moment, seen: QRectF) -> Counter:
    """Tells of a part of `seen` how much of the step, and how many cards of all, it would cover.

    Of the step count its cards with their neighbours, and the points of its arrows.
    """
    count = counter(moment.scene, seen, moment.around())
    stood, points = _known.get(moment, (None, np.zeros((0, 2))))
    if stood is not moment.scene.geometry:
        points = along_all(_arrows(moment))
        _known[moment] = moment.scene.geometry, points
    x, y = points[:, 0], points[:, 1]

    def both(rect: QRectF) -> tuple[int, int]:
        rect = rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        of_step, of_all = count(rect)
        on = (x > rect.left()) & (x < rect.right()) & (y > rect.top()) & (y < rect.bottom())
        return of_step + int(np.count_nonzero(on)), of_all

    return both


def along_all(arrows: Iterable[Arrow]) -> Floats:
    """Points along some arrows, closer together than anything that might cover them is wide."""
    return np.vstack([np.zeros((0, 2)), *map(points_along, arrows)])


def _arrows(moment: Moment) -> Iterable[Arrow]:
    lines, back = moment.scene.lines, moment.lit.light == "gradient"
    for link in sorted(moment.lit.links)[:MOST]:
        yield lines[link].backward if back else lines[link].forward
