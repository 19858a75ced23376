"""What stands beside the program's text: line numbers at its left, notes over its right end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import legible
from graphviewer.session.margins import Margin

BAR = 4  # width of the bar beside the line that runs
GAP = 10  # pixels after a line's number
FADE, EDGE = 7, 6  # before a note, where code that runs on fades out; after it
BESIDE_NOTE = FADE + EDGE
SHARE = 0.46  # of the width a note gets at most where code must be scrolled from under it
CUT = "…"  # what is left of a note where code is
FEWEST = 4  # letters of a note: fewer say nothing
SMALLEST = 11
ROLE_COLOURS = {"value": "value", "gradient": "gradient", "update": "leaf", "error": "error"}
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def note_font(px: float) -> QFont:
    """The font of the notes beside code of a size in pixels."""
    return fonts.mono(max(SMALLEST, round(px * 0.87)))


def gutter_width(font: QFont, lines: int) -> int:
    """How wide the numbers of so many lines are, with what lies beside them."""
    digits = max(2, len(str(lines)))
    return round(QFontMetricsF(font).horizontalAdvance("9") * digits) + BAR + GAP + 6


class Host(Protocol):
    """What the strips ask of the editor they belong to."""

    colours: Colours

    def font(self) -> QFont: ...
    def lines_in_sight(self) -> Iterator[tuple[int, float, float]]: ...
    def tint(self, painter: QPainter, line: int, row: QRectF) -> str: ...
    def bar_of(self, line: int) -> str | None: ...
    def line_at(self, y: float) -> int | None: ...
    def click(self, line: int) -> None: ...
    def code_end(self, line: int) -> float: ...
    def wheelEvent(self, event: QWheelEvent) -> None: ...  # noqa: N802 - Qt's name


class Gutter(QWidget):
    """Line numbers and the bar of the line that runs; a click means the line."""

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours, width = self._host.colours, self.width()
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), QColor(colours.surface))
            painter.setFont(self._host.font())
            for line, top, height in self._host.lines_in_sight():
                ground = self._host.tint(painter, line, QRectF(0, top, width, height))
                bar = self._host.bar_of(line)
                if bar is not None:
                    painter.fillRect(QRectF(0, top, BAR, height), QColor(bar))
                painter.setPen(QColor(legible(colours.constant, ground, colours.text)))
                painter.drawText(QRectF(0, top, width - GAP, height), RIGHT, str(line))
        finally:
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        line = self._host.line_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and line is not None:
            self._host.click(line)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        self._host.wheelEvent(event)


class Notes(QWidget):
    """The margin's notes, right-aligned over the text's end; the pointer goes through to the text.

    Code comes first: a note takes what its line leaves, at least the dots that stand for it; code
    that runs on under those fades out before them, and can be scrolled out.
    """

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self._notes: dict[int, Margin] = {}
        self._stale = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_notes(self, notes: Sequence[Margin]) -> bool:
        """Show these notes, of two on one line the later one. Whether that changed anything."""
        new = {note.line: note for note in notes}
        if new == self._notes:
            return False
        self._notes = new
        self.update()
        return True

    def set_stale(self, stale: bool) -> None:
        """Grey the notes, or not."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def beneath(self, code_widths: dict[int, float]) -> int:
        """How far the view must be able to scroll for every line with a note to be seen whole."""
        letter = QFontMetricsF(self._small()).horizontalAdvance("m")
        most = self.width() * SHARE
        furthest = 0.0
        for line, note in self._notes.items():
            covered = min(len(note.text) * letter, most) + BESIDE_NOTE
            furthest = max(furthest, code_widths.get(line, 0.0) + covered - self.width())
        return round(furthest)

    def lines(self) -> tuple[int, ...]:
        """The lines that have a note."""
        return tuple(self._notes)

    def tooltip_at(self, place: QPointF) -> str:
        """The note under the pointer in full; empty where none is."""
        note = self._notes.get(self._host.line_at(place.y()) or 0)
        if note is None:
            return ""
        metrics = QFontMetricsF(self._small())
        reach = metrics.horizontalAdvance(self._cut(note.text, metrics, self._space(note.line)))
        over = place.x() >= self.width() - EDGE - reach
        return (note.tooltip or note.text) if over else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        try:
            font = self._small()
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            for line, top, height in self._host.lines_in_sight():
                note = self._notes.get(line)
                if note is not None:
                    text = self._cut(note.text, metrics, self._space(line))
                    start = self.width() - EDGE - metrics.horizontalAdvance(text)
                    row = QRectF(start, top, self.width() - start, height)
                    self._paint_note(painter, note, text, row)
        finally:
            painter.end()

    def _paint_note(self, painter: QPainter, note: Margin, text: str, row: QRectF) -> None:
        ground = QColor(self._host.tint(painter, note.line, QRectF()))
        clear = QColor(ground)
        clear.setAlpha(0)
        fade = QLinearGradient(row.left() - FADE, 0, row.left(), 0)
        fade.setStops([(0, clear), (0.5, ground)])
        painter.fillRect(row.adjusted(-FADE, 0, 0, 0), fade)
        colours = self._host.colours
        field = "quiet" if self._stale else ROLE_COLOURS[note.role]
        painter.setPen(QColor(legible(getattr(colours, field), ground.name(), colours.text)))
        painter.drawText(row.adjusted(-2, 0, -EDGE, 0), RIGHT, text)

    def _space(self, line: int) -> float:
        """The width that a line's code leaves for its note."""
        return self.width() - self._host.code_end(line) - BESIDE_NOTE

    @staticmethod
    def _cut(text: str, metrics: QFontMetricsF, space: float) -> str:
        found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, space))
        return found if found == text or len(found) > FEWEST else CUT

    def _small(self) -> QFont:
        return note_font(self._host.font().pixelSize())
