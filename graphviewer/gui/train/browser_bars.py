"""How many examples each class has: a row of bars a class, training over validation."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.share import percent

HEIGHT, GAP = 17, 9  # pixels: of a bar, between classes
NUMBERS = 118
TEXT = 13
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
HUES = ("value", "constant")  # of the first and the second bar


class CountBars(QWidget):
    """One or two bars a name. Each kind of bar has its own scale: its own largest is full."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, names: tuple[str, ...], *counts: tuple[int, ...]) -> None:
        """Show counts by name: of one kind, or of two."""
        self._names, self._counts = names, counts
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.setAccessibleDescription(self.told())
        self.update()

    def told(self) -> str:
        """The counts in words."""
        rows = zip(self._names, *self._counts, strict=True)
        return ", ".join(f"{row[0]} {' / '.join(f'{one:,}' for one in row[1:])}" for row in rows)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    @property
    def _row(self) -> int:
        return HEIGHT * len(self._counts) + GAP

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(360, self._row * len(self._names))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(220, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self._names:
            return
        painter = QPainter(self)
        font = fonts.sans(TEXT)
        painter.setFont(font)
        advance = painter.fontMetrics().horizontalAdvance
        names = min(self.width() // 3, max(advance(name) for name in self._names) + 14)
        try:
            for place, name in enumerate(self._names):
                top = place * self._row
                if top > event.rect().bottom() or top + self._row < event.rect().top():
                    continue
                painter.setPen(QColor(self._colours.text))
                room = QRectF(0, top, names - 10, HEIGHT * len(self._counts))
                painter.drawText(room, _RIGHT, fitted(name, font, room.width()))
                for kind in range(len(self._counts)):
                    self._paint_bar(painter, place, kind, names)
        finally:
            painter.end()

    def _paint_bar(self, painter: QPainter, place: int, kind: int, left: int) -> None:
        counts = self._counts[kind]
        count, most, total = counts[place], max(1, *counts), max(1, sum(counts))
        top = place * self._row + kind * HEIGHT
        room = QRectF(left, top + 2, max(1, self.width() - left - NUMBERS), HEIGHT - 4)
        painter.fillRect(room, QColor(self._colours.value_tint))
        filled = QRectF(room)
        filled.setWidth(room.width() * count / most)
        painter.fillRect(filled, QColor(str(getattr(self._colours, HUES[kind]))))
        painter.setPen(QColor(self._colours.quiet if kind else self._colours.text))
        words = QRectF(self.width() - NUMBERS, top, NUMBERS - 4, HEIGHT)
        painter.drawText(words, _RIGHT, f"{count:,} ({percent(count / total)})")
