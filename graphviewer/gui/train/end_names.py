"""Names beside the ends of a chart's lines, none over another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSimpleTextItem

from graphviewer.gui.theme import fonts

LABEL = 13  # pixels
AWAY = 8  # pixels between a line's end and its name
MOST_ROOM = 0.4  # of the width is left for names at most


class Ending(Struct, frozen=True):
    """Where a line ends in the scene, and the name it has there."""

    line: str
    text: str
    colour: str
    x: float
    y: float


class EndNames:
    """The names of one chart."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._items: dict[str, QGraphicsSimpleTextItem] = {}

    def place(self, endings: Sequence[Ending], within: QRectF) -> None:
        """Put the names in a column right of all lines, each by its own line's end."""
        wanted = sorted(endings, key=lambda one: one.y)
        height = QFontMetricsF(fonts.sans(LABEL)).height()
        tops = spread([one.y - height / 2 for one in wanted], height)
        column = max((one.x for one in wanted), default=0.0) + AWAY
        for one, top in zip(wanted, tops, strict=True):
            item = self._item(one)
            item.setPos(min(column, within.right() - item.boundingRect().width()), top)
        for line in self._items.keys() - {one.line for one in wanted}:
            self._scene.removeItem(self._items.pop(line))

    def _item(self, ending: Ending) -> QGraphicsSimpleTextItem:
        item = self._items.get(ending.line)
        if item is None:
            item = self._items[ending.line] = QGraphicsSimpleTextItem()
            item.setFont(fonts.sans(LABEL))
            item.setZValue(100)
            self._scene.addItem(item)
        item.setBrush(QColor(ending.colour))
        item.setText(ending.text)
        return item


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
