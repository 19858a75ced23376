"""A local Jacobian in the inspector: the upstream gradient beside the matrix, the gradient below.

Every row of the matrix is weighted with the element of the upstream gradient at its left; the sum
of the rows is the gradient below it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.explain import numbers
from graphviewer.explain.jacobian import Local
from graphviewer.gui.panels.fold import Fold
from graphviewer.gui.panels.inspector_words import written
from graphviewer.gui.panels.stack import SideScroll, Stack
from graphviewer.gui.panels.words import Caption, Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible, mix

OPEN = 6  # rows and columns up to which a matrix is shown unasked
PAD, ROW, HEAD, GAP = 8, 26, 20, 14  # pixels
WIDEST = 64  # rows and columns that are drawn
CENTRE = Qt.AlignmentFlag.AlignCenter
BEFORE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class JacobianTable(QWidget):
    """Draws one matrix with its labels; full precision on hover."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._local: Local | None = None
        self._texts: list[list[str]] = []
        self._upstream: list[str] = []
        self._gradient: list[str] = []
        self._names = ("", "")
        self._label = self._weight = self._cell = 40.0

    def set_local(self, local: Local) -> None:
        """Show a Jacobian."""
        self._local = local
        rows, columns = min(WIDEST, len(local.rows)), min(WIDEST, len(local.columns))
        self._texts = [[numbers.scalar(x) for x in row[:columns]] for row in local.matrix[:rows]]
        self._upstream = [numbers.scalar(x) for x in local.upstream[:rows]]
        self._gradient = [numbers.scalar(x) for x in local.gradient[:columns]]
        self._names = written(local.upstream_name), written(local.gradient_name)
        small, mono = QFontMetricsF(fonts.sans(11)), QFontMetricsF(fonts.mono(13))
        bold = QFontMetricsF(fonts.sans(12, bold=True))
        in_cells = [text for row in self._texts for text in row] + self._gradient
        heads = max((small.horizontalAdvance(text) for text in local.columns[:columns]), default=0)
        wide = max((mono.horizontalAdvance(text) for text in in_cells), default=0)
        self._cell = max(32.0, heads + PAD, wide + 2 * PAD)
        self._label = max(small.horizontalAdvance(text) for text in local.rows[:rows]) + PAD
        weights = max(mono.horizontalAdvance(text) for text in self._upstream)
        self._weight = max(weights, *(bold.horizontalAdvance(name) for name in self._names)) + PAD
        self.setAccessibleName(local.name)
        self.setAccessibleDescription(local.text)
        self.resize(self.sizeHint())
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        wide = self._left() + self._cell * len(self._gradient)
        return QSize(round(wide + 1.5), round(HEAD + ROW * (len(self._texts) + 1) + GAP + 1))

    def text_at(self, place: QPointF) -> str:
        """What stands under the pointer, at full precision; empty where there is nothing."""
        local = self._local
        if local is None:
            return ""
        for row in range(len(self._texts)):
            if self._weight_cell(row).contains(place):
                return f"{self._names[0]}  {local.rows[row]}:  {_full(local.upstream[row])}"
            for column in range(len(self._gradient)):
                if self._matrix_cell(row, column).contains(place):
                    what = f"∂{local.rows[row]}/∂{local.columns[column]}"
                    return f"{what}:  {_full(local.matrix[row, column])}"
        for column in range(len(self._gradient)):
            if self._sum_cell(column).contains(place):
                return (
                    f"{self._names[1]}  {local.columns[column]}:  {_full(local.gradient[column])}"
                )
        return ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._local is None:
            return
        painter = QPainter(self)
        try:
            self._paint_heads(painter, self._local)
            self._paint_numbers(painter)
        finally:
            painter.end()

    def _paint_heads(self, painter: QPainter, local: Local) -> None:
        colours = self._colours
        painter.setFont(fonts.sans(11))
        painter.setPen(QColor(legible(colours.quiet, colours.surface, colours.text)))
        for row in range(len(self._texts)):
            cell = self._weight_cell(row)
            place = QRectF(cell.right() + 8, cell.top(), self._label, ROW)
            painter.drawText(place, BEFORE, local.rows[row])
        for column in range(len(self._gradient)):
            cell = self._matrix_cell(0, column)
            painter.drawText(
                QRectF(cell.left(), 0, self._cell, HEAD), CENTRE, local.columns[column]
            )
        painter.setFont(fonts.sans(12, bold=True))
        painter.setPen(QColor(legible(colours.gradient, colours.surface, colours.text)))
        painter.drawText(QRectF(0, 0, self._weight, HEAD), BEFORE, self._names[0])
        painter.drawText(QRectF(0, self._sum_top(), self._weight, ROW), BEFORE, self._names[1])

    def _paint_numbers(self, painter: QPainter) -> None:
        colours = self._colours
        orange = QColor(legible(colours.gradient, colours.surface, colours.text))
        faint = QColor(legible(colours.quiet, colours.surface, colours.text))
        painter.setFont(fonts.mono(13))
        for row, texts in enumerate(self._texts):
            painter.setPen(orange)
            painter.drawText(self._weight_cell(row), BEFORE, self._upstream[row])
            for column, text in enumerate(texts):
                cell = self._matrix_cell(row, column)
                painter.setPen(QColor(colours.border))
                painter.drawRect(cell)
                painter.setPen(faint if text in ("0", "-0") else QColor(colours.text))
                painter.drawText(cell, CENTRE, text)
        line = QPen(QColor(mix(colours.surface, colours.gradient, 0.7)), 1.5)
        painter.setPen(line)
        y = self._sum_top() - GAP / 2
        painter.drawLine(QPointF(0, y), QPointF(self.width() - 1, y))
        painter.setPen(orange)
        for column, text in enumerate(self._gradient):
            painter.drawText(self._sum_cell(column), CENTRE, text)

    # --- places

    def _left(self) -> float:
        return self._weight + self._label + 16

    def _sum_top(self) -> float:
        return float(HEAD + ROW * len(self._texts) + GAP)

    def _weight_cell(self, row: int) -> QRectF:
        return QRectF(0, HEAD + row * ROW, self._weight, ROW)

    def _matrix_cell(self, row: int, column: int) -> QRectF:
        return QRectF(self._left() + column * self._cell, HEAD + row * ROW, self._cell, ROW)

    def _sum_cell(self, column: int) -> QRectF:
        return QRectF(self._left() + column * self._cell, self._sum_top(), self._cell, ROW)


class _TableScroll(SideScroll):
    """Scrolls a table that is wider than the panel."""

    def __init__(self, table: JacobianTable) -> None:
        super().__init__(table)
        self._table = table

    def fit(self, width: int) -> QSize:  # noqa: ARG002 - the table has a size of its own
        """The table's own size."""
        return self._table.sizeHint()


class JacobianView(Stack):
    """One Jacobian behind a fold; a single number stands there without one."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._local: Local | None = None
        self.fold = Fold()
        self.number = Words()
        self.table = JacobianTable()
        self.text = Words()
        self._scroll = _TableScroll(self.table)
        self.add(self.fold)
        self.add(self.number)
        self.add(self._scroll, 4)
        self.add(self.text, 6)
        self.fold.clicked.connect(self._on_fold_clicked)

    def show_local(self, local: Local | None) -> None:
        """Show a Jacobian, or nothing. A small one is open."""
        another = local is not None and not local.single
        if another and local is not None and not _same(local, self._local):
            self.fold.setChecked(max(local.matrix.shape) <= OPEN)
        self._local = local
        self.say()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.table.set_colours(colours)
        self.say()

    def say(self) -> None:
        """Put everything in the colours and words of now."""
        local, colours = self._local, self._colours
        self.setVisible(local is not None)
        if local is None:
            return
        single, shown = local.single, self.fold.isChecked() and not local.single
        self.fold.setVisible(not single)
        self.number.setVisible(single)
        self._scroll.setVisible(shown)
        self.text.setVisible(shown and bool(local.text))
        if single:
            value = numbers.scalar(local.matrix[0, 0])
            blue = legible(colours.value, colours.surface, colours.text)
            name = Span(f"{local.name} = ", fonts.sans(15), colours.text)
            self.number.set_spans((name, Span(value, fonts.mono(15), blue)))
            return
        rows, columns = local.matrix.shape
        self.fold.show_caption("", f"{local.name}   {rows} × {columns}", colours)
        self.fold.setToolTip(
            QCoreApplication.translate("Inspector", "Fold the matrix")
            if shown
            else QCoreApplication.translate("Inspector", "Show the matrix")
        )
        if shown:
            self.table.set_local(local)
        self.text.set_spans((Span(local.text, fonts.sans(13), colours.quiet),))

    def _on_fold_clicked(self) -> None:
        self.say()
        self.turned.emit()


class Jacobians(Stack):
    """The Jacobians of one step under a caption."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.caption = Caption()
        self.views: list[JacobianView] = []
        self.add(self.caption)

    def show_locals(self, title: str, found: tuple[Local, ...]) -> None:
        """Show these under a title; hidden while there are none."""
        self.setVisible(bool(found))
        self.caption.show_caption(title, fonts.sans(12), self._colours.quiet)
        while len(self.views) < len(found):
            view = JacobianView()
            view.set_colours(self._colours)
            view.turned.connect(self.turned)
            self.add(view, 6)
            self.views.append(view)
        for place, view in enumerate(self.views):
            view.show_local(found[place] if place < len(found) else None)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for view in self.views:
            view.set_colours(colours)


def _same(one: Local, other: Local | None) -> bool:
    """Whether this is the same matrix as before, so that what the user folded stays."""
    return other is not None and (one.name, one.matrix.shape) == (other.name, other.matrix.shape)


def _full(number: numbers.Number) -> str:
    return numbers.scalar(number, 17)
