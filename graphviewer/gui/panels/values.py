"""A value in the inspector: its numbers while they are few, else a heat map with its scale."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from graphviewer.explain import numbers
from graphviewer.explain.cells.data import fits
from graphviewer.explain.copying import Form, copied
from graphviewer.explain.shapes import axes
from graphviewer.gui.panels.stack import SideScroll, Stack
from graphviewer.gui.panels.values_heat import HeatMap
from graphviewer.gui.panels.values_map import WRAP, MapKind, columns_of
from graphviewer.gui.panels.values_table import NO_MARKS, Marks, NumberTable
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.tape.value import COMPLEX, Value

FORMS: dict[Form, str] = {"text": "Ctrl+C", "csv": "Ctrl+Alt+C", "python": "Ctrl+Alt+P"}


class ValueView(Stack):
    """Shows one value; full precision on hover, all of it on the clipboard: its menu, Ctrl+C.

    Where cells can be pointed at, by the pointer or the arrow keys, `pointed` carries the flattened
    place of the cell, -1 for none.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._value: Value | None = None
        self._kind: MapKind = "sequential"
        self._marks = NO_MARKS
        self._pointing = False
        self._at = -1
        self.numbers = NumberTable()
        self.numbers.hovered.connect(self._on_cell_hovered)
        self.map = HeatMap()
        self.note = Words()
        self._scroll = _TableScroll(self.numbers)
        self.add(self._scroll)
        self.add(self.map)
        self.add(self.note, 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the arrow keys still step
        self.copies = {form: QAction(self) for form in FORMS}
        for form, action in self.copies.items():
            action.setObjectName(form)
            action.setShortcut(QKeySequence(FORMS[form]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._on_copy_triggered)
            self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_value(self, value: Value | None, kind: MapKind, marks: Marks = NO_MARKS) -> None:
        """Show a value; diverging colours suit gradients and weights, sequential ones the rest."""
        if value is self._value and kind == self._kind and marks is self._marks:
            return
        self._value, self._kind, self._marks, self._at = value, kind, marks, -1
        self._show()

    def set_pointing(self, pointing: bool) -> None:
        """Let cells be pointed at, or no longer."""
        self._pointing, self._at = pointing, -1
        self.numbers.set_pointing(pointing)

    def point(self, at: int) -> None:
        """Point at a cell by its flattened place; -1: at none."""
        if at != self._at:
            self._at = at
            self.pointed.emit(at)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        at = self._moved(Qt.Key(event.key())) if self._pointing else None
        if at is None:
            super().keyPressEvent(event)
        else:
            self.point(at)

    def _moved(self, key: Qt.Key) -> int | None:
        """The cell an arrow key leads to, -1 after Escape; None for other keys."""
        if self._value is None or not is_printed(self._value):
            return None
        shape = self._value.shape
        across = shape[-1] if len(shape) > 1 else 1
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -across, keys.Key_Down: across}
        if key == keys.Key_Escape and self._at >= 0:
            return -1
        if key not in steps:
            return None
        to = self._at + steps[key] if self._at >= 0 else 0
        return to if 0 <= to < math.prod(shape) else self._at

    def _on_cell_hovered(self, at: int) -> None:
        if at >= 0 or not self.hasFocus():  # what the keys point at stays when the pointer has left
            self.point(at)

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
            self.numbers.set_value(value, self._marks)
        if value is not None and mapped:
            self.map.set_value(value, self._kind)
        note = _note(value) if value is not None and not printed else ""
        self.note.setVisible(bool(note))
        self.note.set_spans((Span(note, fonts.sans(12), self._colours.quiet),))
        self.setAccessibleName(numbers.short(value) if value is not None else "")


def is_printed(value: Value) -> bool:
    """Whether a value is small enough to print its numbers."""
    return value.complete and fits(value.shape)


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
        columns = columns_of(value)
        parts.append(text.format(shape=shape, rows=value.size // columns, columns=columns))
    else:
        parts += [shape, "   ".join(axes(value.shape))]
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
