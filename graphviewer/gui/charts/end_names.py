"""Names beside the ends of a chart's lines, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

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


class Placed(Struct, frozen=True):
    """A name where it is written: its left end and its base line."""

    text: str
    colour: str
    left: float
    base: float


class Names:
    """The names beside a chart's lines. `rect`: all they cover."""

    def __init__(self) -> None:
        self._font = fonts.sans(LABEL)
        self._metrics = QFontMetricsF(self._font)
        self._placed: tuple[Placed, ...] = ()
        self.rect = QRectF()

    def place(self, endings: Sequence[Ending], within: QRectF) -> bool:
        """Put them in a column right of all lines, each by its own line's end.

        Whether any is another now, or elsewhere.
        """
        line = self._metrics.height()
        most = max(1, int(within.height() // line))  # the first ones, if not all fit
        wanted = sorted(endings[:most], key=lambda one: one.y)
        tops = kept_in(spread([one.y - line / 2 for one in wanted], line), line, within)
        column = max((one.x for one in wanted), default=0.0) + AWAY
        placed, right = [], 0.0
        for one, top in zip(wanted, tops, strict=True):
            width = advance(one.text)
            left = min(column, within.right() - width)
            right = max(right, left + width)
            placed.append(Placed(one.text, one.colour, left, top + self._metrics.ascent()))
        if tuple(placed) == self._placed:
            return False
        self._placed, self.rect = tuple(placed), QRectF()
        if placed:
            left, bottom = min(one.left for one in placed), tops[-1] + line
            self.rect = QRectF(left, tops[0], right - left, bottom - tops[0])
        return True

    def paint(self, painter: QPainter) -> None:
        """Write them."""
        painter.setFont(self._font)
        for one in self._placed:
            painter.setPen(QColor(one.colour))
            painter.drawText(QPointF(one.left, one.base), one.text)


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
    longest = max((advance(name) for name in names), default=0.0)
    return min(MOST_ROOM, (longest + 2 * AWAY) / max(1.0, width))


_DIGITS = str.maketrans("123456789", "000000000")


def advance(name: str) -> float:
    """How wide a name is written, in pixels. All digits are as wide, so that few are measured."""
    return _advance(name.translate(_DIGITS))


@lru_cache(maxsize=1024)
def _advance(name: str) -> float:
    return QFontMetricsF(fonts.sans(LABEL)).horizontalAdvance(name)


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
