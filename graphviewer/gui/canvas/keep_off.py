"""What the map and notes keep off: cards, and the arrows that run between them."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.hit import Counter, counter
from graphviewer.gui.canvas.moment import Moment

MOST = 60  # arrows of a step that are kept off
MARGIN = 8.0  # of the scene, round what is covered

Points = npt.NDArray[np.float64]  # x and y, a row each
_known: WeakKeyDictionary[Moment, Points] = WeakKeyDictionary()


def counting(moment: Moment, seen: QRectF) -> Counter:
    """Tells of a part of `seen` how much of the step, and how many cards of all, it would cover.

    Of the step count its cards with their neighbours, and the points of its arrows.
    """
    count = counter(moment.scene, seen, moment.around())
    points = _known.get(moment)
    if points is None:
        points = _known[moment] = points_along(_arrows(moment))
    x, y = points[:, 0], points[:, 1]

    def both(rect: QRectF) -> tuple[int, int]:
        rect = rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        of_step, of_all = count(rect)
        on = (x > rect.left()) & (x < rect.right()) & (y > rect.top()) & (y < rect.bottom())
        return of_step + int(np.count_nonzero(on)), of_all

    return both


def points_along(arrows: Iterable[Arrow]) -> Points:
    """Points of their lines, closer together than anything that might cover them is wide."""
    lines = [arrow.line for arrow in arrows]
    found = [line.elementAt(k) for line in lines for k in range(line.elementCount())]
    return np.array([(one.x, one.y) for one in found], np.float64).reshape(-1, 2)


def _arrows(moment: Moment) -> Iterable[Arrow]:
    lines, back = moment.scene.lines, moment.lit.light == "gradient"
    for link in sorted(moment.lit.links)[:MOST]:
        yield lines[link].backward if back else lines[link].forward
