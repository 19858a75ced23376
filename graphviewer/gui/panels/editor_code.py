"""The program with line numbers, the line that runs, and notes that code never runs into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from graphviewer.gui.panels.editor_fit import Room, fitting_size
from graphviewer.gui.panels.editor_keys import leading
from graphviewer.gui.panels.editor_strips import Gutter, Notes, gutter_width
from graphviewer.gui.panels.editor_text import USUAL, ProgramText
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import hue, mix, paint_with, tint
from graphviewer.session.margins import Margin
from graphviewer.tape.rows import Error


class Lit(Struct, frozen=True):
    """The line that runs, and in which phase."""

    line: int
    phase: str


class CodeEdit(ProgramText):
    """The editor of a program, with tints behind its lines and strips at both sides."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = colours
        self._lit: Lit | None = None
        self._marked: int | None = None
        self._error: Error | None = None
        self._found: list[QTextCursor] = []
        self._left = 0
        self._widths: dict[int, float] = {}  # of lines' code, for the text and font of now
        self._widths_of = (-1, "")
        self._gutter = Gutter(self, self)
        self._notes = Notes(self, self)
        self.blockCountChanged.connect(self._place_strips)
        self.updateRequest.connect(self._on_update_requested)
        self.horizontalScrollBar().rangeChanged.connect(self._widen_range)
        self.set_font_size(USUAL)
        self.set_colours(colours)

    # --- what is shown

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.colours = colours
        paint_with(self, colours, background=colours.surface)
        self._highlighter.set_colours(colours)
        self._refresh()

    def fit_letters(self) -> None:
        """Show letters of the wanted size, or smaller ones so that no note covers code."""
        super().fit_letters()
        self._place_strips()

    def fitting(self, wanted: int) -> int:
        """The size of letters in pixels that there is room for, at most `wanted`."""
        inside, bar = self.contentsRect(), self.verticalScrollBar().sizeHint().width()
        room = Room(inside.width(), inside.height(), bar, self.document().documentMargin())
        return fitting_size(self.toPlainText().split("\n"), room, wanted)

    def set_notes(self, notes: Sequence[Margin]) -> None:
        """Show these notes; of two on one line the later one."""
        if self._notes.set_notes(notes):
            bar = self.horizontalScrollBar()
            self._widen_range(bar.minimum(), bar.maximum())

    def set_stale(self, stale: bool) -> None:
        """Grey the notes: they belong to the program as it was before an edit."""
        self._notes.set_stale(stale)

    def set_lit(self, lit: Lit | None) -> None:
        """Tint the line that runs, and scroll to it if it is out of sight."""
        if lit != self._lit:
            self._lit = lit
            self._refresh()
            self._reveal(lit.line if lit is not None else None)

    @property
    def marked(self) -> int | None:
        """The line of what is selected."""
        return self._marked

    def set_marked(self, line: int | None) -> None:
        """Tint the selected line."""
        if line != self._marked:
            self._marked = line
            self._refresh()
            self._reveal(line)

    def set_error(self, error: Error | None) -> None:
        """Underline where the program failed."""
        if error != self._error:
            self._error = error
            self._refresh()

    def set_found(self, found: list[QTextCursor]) -> None:
        """Tint what a search found."""
        self._found = found
        self._refresh()

    def _reveal(self, line: int | None) -> None:
        if line is None or self._is_in_sight(line, self.viewport().height()):
            return
        rows = self._rows(self.viewport().height())
        self.verticalScrollBar().setValue(max(0, line - 1 - rows // 3))

    def _is_in_sight(self, line: int, height: int) -> bool:
        block = self.document().findBlockByNumber(line - 1)
        rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
        usual = self.blockBoundingRect(self.firstVisibleBlock()).height()
        return rect.top() >= 0 and rect.top() + min(rect.height(), usual) <= height

    def _rows(self, height: int) -> int:
        return max(1, height // max(1, self.fontMetrics().lineSpacing()))

    # --- what the strips ask

    def lines_in_sight(self) -> Iterator[tuple[int, float, float]]:
        """Number, top and height of each line on screen."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        bottom = self.viewport().height()
        usual = self.blockBoundingRect(block).height()
        while block.isValid() and top <= bottom:
            height = self.blockBoundingRect(block).height()
            yield block.blockNumber() + 1, top, min(height, usual)  # the last has a margin below
            top, block = top + height, block.next()

    def tint(self, painter: QPainter, line: int, row: QRectF) -> str:
        """Fill a row with its line's tint, if it has one; the colour that is then behind it."""
        ground = self._background(line)
        if ground is None:
            return self.colours.surface
        painter.fillRect(row, QColor(ground))
        return ground

    def bar_of(self, line: int) -> str | None:
        """The colour of the bar before a line, if it has one."""
        if self._lit is not None and line == self._lit.line:
            return hue(self.colours, self._lit.phase)
        if self._error is not None and line == self._error.line:
            return self.colours.error
        if line == self._marked:
            return mix(self.colours.surface, self.colours.accent, 0.5)
        return None

    def click(self, line: int) -> None:
        """Announce that a line was clicked."""
        self.line_clicked.emit(line)

    def code_end(self, line: int) -> float:
        """Where a line's code ends in the viewport."""
        return float(self._code_width(line) + self.contentOffset().x())

    def _code_width(self, line: int) -> float:
        text = self.document().findBlockByNumber(line - 1).text()
        margin = self.document().documentMargin()
        return float(QFontMetricsF(self.font()).horizontalAdvance(text) + margin)

    def _measured(self, lines: Iterable[int]) -> dict[int, float]:
        """How wide these lines' code is, at least: each is measured once."""
        measured_of = (self.document().revision(), self.font().key())
        if measured_of != self._widths_of:
            self._widths, self._widths_of = {}, measured_of
        for line in lines:
            if line not in self._widths:
                self._widths[line] = self._code_width(line)
        return self._widths

    # --- tints and tooltips

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        # A selection over the full width would do, but leaves a seam where the text ends.
        painter = QPainter(self.viewport())
        try:
            for line, top, height in self.lines_in_sight():
                self.tint(painter, line, QRectF(0, top, self.viewport().width(), height))
        finally:
            painter.end()
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tooltip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def tooltip_at(self, place: QPointF) -> str:
        """What a pause of the pointer says: the note under it in full, or its line's error."""
        note = self._notes.tooltip_at(place)
        if note or self._error is None or self._error.line != self.line_at(place.y()):
            return note
        return f"{self._error.type}: {self._error.message}"

    def _background(self, line: int) -> str | None:
        if self._lit is not None and line == self._lit.line:
            return tint(self.colours, self._lit.phase)
        if self._error is not None and line == self._error.line:
            return self.colours.error_tint
        if line == self._marked:
            return mix(self.colours.surface, self.colours.accent, 0.08)
        return None

    def _refresh(self) -> None:
        """Lay the tints over the text anew."""
        found = QTextCharFormat()
        found.setBackground(QColor(mix(self.colours.surface, self.colours.loss, 0.3)))
        layers = [_layer(cursor, found) for cursor in self._found]
        if self._error is not None and self._error.line is not None:
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(QColor(self.colours.error))
            layers.append(_layer(self._place_of(self._error, self._error.line), wave))
        self.setExtraSelections(layers)
        self.viewport().update()
        self._gutter.update()
        self._notes.update()

    def _place_of(self, error: Error, line: int) -> QTextCursor:
        block = self.document().findBlockByNumber(line - 1)
        text, place = block.text(), error.place
        start, end = leading(text), len(text.rstrip())
        if place is not None and place.line == line:
            start = min(place.column, len(text))
            end = min(place.end_column, len(text)) if place.end_line == line else end
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + max(start, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # --- places

    def _place_strips(self) -> None:
        inside = self.contentsRect()
        left = gutter_width(self.font(), self.blockCount())
        if left != self._left:
            self._left = left
            self.setViewportMargins(left, 0, 0, 0)
        view = self.viewport().geometry()
        self._gutter.setGeometry(inside.left(), view.top(), left, view.height())
        self._notes.setGeometry(view)
        self._notes.raise_()

    def _on_update_requested(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self._gutter.scroll(0, scrolled)
            self._notes.update()
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())
        if area.contains(self.viewport().rect()):
            self._place_strips()
        if self._highlighter.busy:
            rows = self._rows(self.viewport().height()) + 1
            self._highlighter.colour_first(self.firstVisibleBlock().blockNumber(), rows)

    def _widen_range(self, smallest: int, largest: int) -> None:
        """Let the view scroll on until the code that a note covers has come out from under it."""
        wanted = self._notes.beneath(self._measured(self._notes.lines()))
        if wanted > largest and smallest == 0:
            self.horizontalScrollBar().setRange(0, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        height = event.oldSize().height()
        seen = self._lit is not None and (height <= 0 or self._is_in_sight(self._lit.line, height))
        super().resizeEvent(event)
        self.fit_letters()
        if seen and self._lit is not None:
            self._reveal(self._lit.line)


def _layer(cursor: QTextCursor, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
    layer = QTextEdit.ExtraSelection()
    layer.cursor, layer.format = cursor, style
    return layer
