"""The walkers as a table: step, place, loss, gradient, and what each does in a word."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from graphviewer.gui.descent.strokes import Shown
from graphviewer.gui.panels.watch_pens import SWATCH, swatch
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.trails import Standing, standing

COLUMNS, STATE, STEP, Y = 7, 1, 2, 6
ROW, TEXT = 26, 12  # pixels
ROOMY = 500  # pixels across: here numbers have a digit more, and steps a column of their own


class WalkerTable(QTableWidget):
    """A row a walker, as it is at the playhead: rounded; tooltips and copies have it in full."""

    def __init__(self) -> None:
        super().__init__(0, COLUMNS)
        self._colours = LIGHT
        self._shown: tuple[Shown, ...] = ()
        self._minima: tuple[tuple[float, ...], ...] = ()
        self._step = 0
        self._axes = ("x", "y")
        self._heads: tuple[str, ...] = ()
        self._items: list[list[QTableWidgetItem]] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setStyleSheet(f"QTableWidget {{ font-size: {TEXT}px; }}")
        self.setIconSize(SWATCH)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)  # the rest is numbers
        header.setMinimumSectionSize(28)
        header.moveSection(STEP, COLUMNS - 1)  # what is read less often is cut first
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.retranslate()

    def show_walkers(
        self, shown: Sequence[Shown], step: int, minima: tuple[tuple[float, ...], ...]
    ) -> None:
        """Tell of these walkers at a step."""
        anew = [(one.key, one.name) for one in shown] != [
            (one.key, one.name) for one in self._shown
        ]
        self._shown, self._step, self._minima = tuple(shown), step, minima
        if anew:
            self._begin()
        flat = bool(shown) and all(one.trail.points.shape[1] == 1 for one in shown)
        self.setColumnHidden(Y, flat)
        self._fill()

    def _begin(self) -> None:
        self.setRowCount(len(self._shown))
        self._items = [[QTableWidgetItem() for _ in range(COLUMNS)] for _ in self._shown]
        for row, one in enumerate(self._shown):
            for column in range(COLUMNS):
                item = self._items[row][column]
                item.setTextAlignment(_side(column))
                self.setItem(row, column, item)
            self._items[row][0].setText(one.name)
            self._items[row][0].setIcon(swatch(one.stroke, self._colours))

    def _fill(self) -> None:
        ats = {one.trail.at(self._step) for one in self._shown}
        roomy = self.viewport().width() >= ROOMY
        ended = not ats <= {self._step}  # one of them, before the playhead
        self.setColumnHidden(STEP, not (ended and roomy))
        for row, one in enumerate(self._shown):
            at = one.trail.at(self._step)
            words, whole = [""] * (COLUMNS - 1), [""] * (COLUMNS - 1)
            if at >= 0:
                numbers = _numbers(one, at)
                said = told(standing(one.trail, self._step, self._minima))
                words = [said, f"{at:,}", *(number(each, 4 if roomy else 3) for each in numbers)]
                whole = [_stopped(said, at) if at < self._step else said, *_in_full(at, numbers)]
            for column, (text, tip) in enumerate(zip(words, whole, strict=True), 1):
                item = self._items[row][column]
                if item.text() != text:
                    item.setText(text)
                item.setToolTip(tip)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+C: the rows that are selected, else all, numbers in full."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.copied())
        else:
            super().keyPressEvent(event)

    def copied(self) -> str:
        """What is copied: a line a walker under the names of the columns, with tabs between."""
        rows = sorted({one.row() for one in self.selectedIndexes()}) or range(self.rowCount())
        columns = [one for one in range(COLUMNS) if one == STEP or not self.isColumnHidden(one)]
        lines = [[self._heads[column] for column in columns]]
        for row in rows:
            one = self._shown[row]
            at = one.trail.at(self._step)
            said = self._items[row][STATE].text()
            full = _in_full(at, _numbers(one, at)) if at >= 0 else [""] * (COLUMNS - STEP)
            cells = [one.name, said, *full]
            lines.append([cells[column] for column in columns])
        return "\n".join("\t".join(line) for line in lines)

    def set_axes(self, axes: tuple[str, str]) -> None:
        """What the two numbers of a place are called."""
        if axes != self._axes:
            self._axes = axes
            self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        for row, one in enumerate(self._shown):
            self._items[row][0].setIcon(swatch(one.stroke, colours))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, ROW * (self.rowCount() + 1) + 14)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Descent", "The walkers at this step"))
        self._heads = (
            translate("Descent", "Walker"),
            translate("Descent", "State"),
            translate("Descent", "Step"),
            translate("Descent", "Loss"),
            translate("Inspector", "Gradient"),
            *self._axes,
        )
        for column, name in enumerate(self._heads):
            head = QTableWidgetItem(name)
            head.setFont(fonts.sans(TEXT))
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, head)
        self._fill()


def _side(column: int) -> Qt.AlignmentFlag:
    """Words stand at the left, numbers and what they are called at the right."""
    side = Qt.AlignmentFlag.AlignRight if column >= STEP else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _numbers(one: Shown, at: int) -> list[float]:
    """Loss, the gradient's length, x and y; NaN for a y there is not."""
    place = [*one.trail.points[at].tolist(), np.nan][:2]
    return [float(one.trail.loss[at]), float(one.trail.norm[at]), *place]


def _in_full(at: int, numbers: Sequence[float]) -> list[str]:
    return [str(at), *("" if np.isnan(one) else repr(one) for one in numbers)]


def _stopped(said: str, at: int) -> str:
    words = QCoreApplication.translate("Descent", "{state}: its last step is {step}")
    return words.format(state=said, step=f"{at:,}")


def number(value: float, digits: int = 4) -> str:
    """A number in at most so many digits; small and large ones with their power of ten."""
    if np.isnan(value):
        return ""
    if not math.isfinite(value):
        return str(value)
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return f"{value:.{max(digits, len(str(int(abs(value)))))}g}"
    found, power = f"{value:.{digits - 2}e}".split("e")
    return f"{found}e{int(power)}"


def told(state: Standing) -> str:
    """What a walker does, in words."""
    translate = QCoreApplication.translate
    words: dict[Standing, str] = {
        "start": translate("Descent", "at the start"),
        "walking": translate("Descent", "still walking"),
        "converged": translate("Descent", "converged"),
        "flat": translate("Descent", "flat here, no minimum"),
        "level": translate("Descent", "no slope is left"),
        "oscillates": translate("Descent", "oscillates"),
        "closing": translate("Descent", "oscillates less"),
        "growing": translate("Descent", "oscillates more"),
        "diverges": translate("Descent", "diverges"),
        "stalled": translate("Descent", "moves no more"),
        "undefined": translate("Descent", "has no value here"),
    }
    return words[state]
