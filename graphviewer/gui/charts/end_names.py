"""Names beside the ends of a chart's lines, none over another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from graphviewer.gui.theme import fonts

LABEL = 13  # pixels
AWAY = 8  # pixels between a line's end and its name
MOST_ROOM = 0.4  # of the width is left for names at most


class Ending(Struct, frozen=True):
    """Where a line ends, and the name it has there."""

    text: str
    colour: str
    x: float
    y: float


def paint_names(painter: QPainter, endings: Sequence[Ending], within: QRectF) -> None:
    """Write the names in a column right of all lines, each by its own line's end."""
    painter.setFont(fonts.sans(LABEL))
    metrics = QFontMetricsF(painter.font())
    most = max(1, int(within.height() // metrics.height()))  # the first ones, if not all fit
    wanted = sorted(endings[:most], key=lambda one: one.y)
    tops = spread([one.y - metrics.height() / 2 for one in wanted], metrics.height())
    tops = kept_in(tops, metrics.height(), within)
    column = max((one.x for one in wanted), default=0.0) + AWAY
    for one, top in zip(wanted, tops, strict=True):
        left = min(column, within.right() - metrics.horizontalAdvance(one.text))
        painter.setPen(QColor(one.colour))
        painter.drawText(QPointF(left, top + metrics.ascent()), one.text)


def kept_in(tops: Sequence[float], height: float, within: QRectF) -> list[float]:
    """Places, rising and apart, each moved only as far as it must to be inside."""
    found = list(tops)
    limit = within.bottom() - height
    for at in reversed(range(len(found))):
        found[at] = min(found[at], limit)
        limit = found[at] - height
    limit = within.top()
    for at in range(len(found)):
        found[at] = max(found[at], limit)
        limit = found[at] + height
    return found


def room(names: Sequence[str], width: float) -> float:
    """The share of a chart's width that names beside its lines take."""
    metrics = QFontMetricsF(fonts.sans(LABEL))
    longest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
    return min(MOST_ROOM, (longest + 2 * AWAY) / max(1.0, width))


def spread(places: Sequence[float], height: float) -> list[float]:
    """Places, rising, moved apart as little as possible until each has `height` for itself.

    Those that touch become a block about the middle of what its members wanted.
    """
    blocks: list[tuple[float, int]] = []  # top and number of members
    for place in places:
        top, count = place, 1
        while blocks and blocks[-1][0] + blocks[-1][1] * height > top:
            above, members = blocks.pop()
            middle = (
                (above + members * height / 2) * members + (top + count * height / 2) * count
            ) / (members + count)
            count += members
            top = middle - count * height / 2
        blocks.append((top, count))
    return [top + n * height for top, count in blocks for n in range(count)]
