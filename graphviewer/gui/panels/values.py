"""A value in the inspector: its numbers while they are few, else a heat map with its scale."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeySequence,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.explain import numbers
from graphviewer.explain.copying import Form, copied
from graphviewer.gui.panels.stack import SideScroll, Stack
from graphviewer.gui.panels.values_map import (
    STEPS,
    WRAP,
    Field,
    MapKind,
    field,
    picture,
    place_of,
    table,
)
from graphviewer.gui.panels.values_table import NumberTable
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible, paint_with
from graphviewer.tape.value import COMPLEX, Value

FORMS: dict[Form, str] = {"text": "Ctrl+C", "csv": "Ctrl+Alt+C", "python": "Ctrl+Alt+P"}
LONGEST = 32  # numbers in a vector that is printed
WIDEST = 8  # rows and columns of a matrix that is printed
CELL, TALLEST = 18, 260  # pixels: of a heat map's cell at most, of a heat map at most
BAR = 10  # height of the scale


class ValueView(Stack):
    """Shows one value; full precision on hover, all of it on the clipboard: its menu, Ctrl+C."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._value: Value | None = None
        self._kind: MapKind = "sequential"
        self.numbers = NumberTable()
        self.map = HeatMap()
        self.note = Words()
        self._scroll = _TableScroll(self.numbers)
        self.add(self._scroll)
        self.add(self.map)
        self.add(self.note, 4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.copies = {form: QAction(self) for form in FORMS}
        for form, action in self.copies.items():
            action.setObjectName(form)
            action.setShortcut(QKeySequence(FORMS[form]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._on_copy_triggered)
            self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_value(self, value: Value | None, kind: MapKind) -> None:
        """Show a value; diverging colours suit gradients and weights, sequential ones the rest."""
        if value is self._value and kind == self._kind:
            return
        self._value, self._kind = value, kind
        self._show()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.numbers.set_colours(colours)
        self.map.set_colours(colours)
        paint_with(self._scroll, colours)
        self._show()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        translate = QCoreApplication.translate
        self.copies["text"].setText(translate("Values", "Copy numbers"))
        self.copies["csv"].setText(translate("Values", "Copy as CSV"))
        self.copies["python"].setText(translate("Values", "Copy as Python"))
        self._show()

    def copy(self, form: Form = "text") -> None:
        """Put the value on the clipboard at full precision."""
        if self._value is not None:
            QGuiApplication.clipboard().setText(copied(self._value, form))

    def _on_copy_triggered(self) -> None:
        sender = self.sender()
        self.copy(next(form for form, action in self.copies.items() if action is sender))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            try:
                painter.setPen(QColor(self._colours.accent))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            finally:
                painter.end()

    def _show(self) -> None:
        value = self._value
        printed = value is not None and is_printed(value)
        mapped = value is not None and not printed and value.size > 0
        self._scroll.setVisible(printed)
        self.map.setVisible(mapped)
        if value is not None and printed:
            self.numbers.set_value(value)
        if value is not None and mapped:
            self.map.set_value(value, self._kind)
        note = _note(value) if value is not None and not printed else ""
        self.note.setVisible(bool(note))
        self.note.set_spans((Span(note, fonts.sans(12), self._colours.quiet),))
        self.setAccessibleName(numbers.short(value) if value is not None else "")


def is_printed(value: Value) -> bool:
    """Whether a value is small enough to print its numbers."""
    if not value.complete or value.size == 0 or len(value.shape) > 2:
        return False
    if len(value.shape) == 2:
        return max(value.shape) <= WIDEST
    return value.size <= LONGEST


def _note(value: Value) -> str:
    """How the picture shows the value: which elements, in which rows; and what it cannot show."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    shape = numbers.shape(value.shape)
    if value.size == 0:
        return translate("Values", "{shape}: no elements").format(shape=shape)
    if not value.complete:
        text = translate(
            "Values", "{shape}: one element in {stride} is kept, shown in rows of {columns}"
        )
        parts.append(text.format(shape=shape, stride=value.stride, columns=min(WRAP, value.kept)))
    elif len(value.shape) == 1:
        text = translate("Values", "{shape}, shown in rows of {columns}")
        parts.append(text.format(shape=shape, columns=min(WRAP, value.kept)))
    elif len(value.shape) > 2:
        text = translate("Values", "{shape}, shown as {rows} rows of {columns}")
        columns = value.shape[-1]
        parts.append(text.format(shape=shape, rows=value.size // columns, columns=columns))
    else:
        parts.append(shape)
    if value.dtype in COMPLEX:
        parts.append(translate("Values", "absolute values"))
    if value.stats is not None:
        text = translate("Values", "mean {mean}, std {std} over all elements")
        mean, std = numbers.scalar(value.stats.mean), numbers.scalar(value.stats.std)
        parts.append(text.format(mean=mean, std=std))
        if value.stats.nans or value.stats.infs:
            text = translate("Values", "{nans} NaN, {infs} infinite")
            parts.append(text.format(nans=value.stats.nans, infs=value.stats.infs))
    return " · ".join(parts)


class _TableScroll(SideScroll):
    """Scrolls the table of numbers where it is wider than the panel."""

    def __init__(self, table: NumberTable) -> None:
        super().__init__(table)
        self._table = table

    def fit(self, width: int) -> QSize:
        """The table's own size."""
        self._table.fit(width)
        return self._table.size()


class HeatMap(QWidget):
    """A value as a picture with a scale below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._value: Value | None = None
        self._field: Field | None = None
        self._image = QImage()

    def set_value(self, value: Value, kind: MapKind) -> None:
        """Show a value in one of the two maps."""
        self._value = value
        self._field = field(value, kind)
        self._image = picture(self._field, self._colours)
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        if self._field is not None:
            self._image = picture(self._field, colours)
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return round(self._frame(width).height()) + BAR + 28

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), self.heightForWidth(self.width()))

    def text_at(self, place: QPointF) -> str:
        """Index and number under the pointer, at full precision; empty where there is none."""
        frame, shown, value = self._frame(self.width()), self._field, self._value
        if shown is None or value is None or not frame.contains(place):
            return ""
        rows, columns = shown.numbers.shape
        row = min(rows - 1, int((place.y() - frame.top()) / frame.height() * rows))
        column = min(columns - 1, int((place.x() - frame.left()) / frame.width() * columns))
        index = place_of(value, row, column)
        if index is None:
            return ""
        number = value.array().ravel()[row * columns + column]
        return f"[{', '.join(map(str, index))}]  {numbers.scalar(number, 17)}"

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._field is None:
            return
        frame = self._frame(self.width())
        painter = QPainter(self)
        try:
            smooth = frame.width() < self._image.width() or frame.height() < self._image.height()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(frame, self._image)
            painter.setPen(QColor(self._colours.border))
            painter.drawRect(frame)
            self._paint_scale(painter, self._field, frame)
        finally:
            painter.end()

    def _frame(self, width: int) -> QRectF:
        if self._field is None:
            return QRectF()
        rows, columns = self._field.numbers.shape
        across = min(float(CELL), (width - 1) / columns)
        # Cells are square until that would make the picture too high or too flat to point at.
        down = min(max(across, 4.0), TALLEST / rows)
        return QRectF(0, 0, across * columns, max(4.0, down * rows))

    def _paint_scale(self, painter: QPainter, shown: Field, frame: QRectF) -> None:
        bar = QRectF(0, frame.bottom() + 8, max(120.0, min(frame.width(), 240.0)), BAR)
        bar.setWidth(min(bar.width(), self.width() - 1.0))
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        colours = table(self._colours, shown.kind)
        for step in range(0, STEPS, 15):
            ramp.setColorAt(step / (STEPS - 1), QColor.fromRgb(int(colours[step])))
        painter.fillRect(bar, ramp)
        painter.drawRect(bar)
        font = fonts.sans(11)
        painter.setFont(font)
        ink = legible(self._colours.quiet, self._colours.surface, self._colours.text)
        painter.setPen(QColor(ink))
        below = QRectF(bar.left(), bar.bottom() + 1, bar.width(), QFontMetricsF(font).height())
        flags = Qt.AlignmentFlag
        painter.drawText(below, flags.AlignLeft, numbers.scalar(shown.low))
        if shown.high > shown.low:
            painter.drawText(below, flags.AlignRight, numbers.scalar(shown.high))
        if shown.kind == "diverging" and shown.high > 0:
            painter.drawText(below, flags.AlignHCenter, "0")
