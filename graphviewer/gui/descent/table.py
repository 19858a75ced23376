"""The walkers as a table: step, place, loss, gradient, and what each does in a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from graphviewer.gui.descent.strokes import Shown
from graphviewer.gui.panels.watch_pens import SWATCH, swatch
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.trails import Standing, standing

COLUMNS, STEP, Y = 7, 2, 6
ROW, TEXT = 26, 12  # pixels


class WalkerTable(QTableWidget):
    """A row a walker, as it is at the playhead."""

    def __init__(self) -> None:
        super().__init__(0, COLUMNS)
        self._colours = LIGHT
        self._shown: tuple[Shown, ...] = ()
        self._minima: tuple[tuple[float, ...], ...] = ()
        self._step = 0
        self._axes = ("x", "y")
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
        self.setColumnHidden(STEP, ats <= {self._step})  # else one has ended before the playhead
        for row, one in enumerate(self._shown):
            at = one.trail.at(self._step)
            if at < 0:
                words = [""] * (COLUMNS - 1)
            else:
                place = [*one.trail.points[at].tolist(), np.nan][:2]
                numbers = (float(one.trail.loss[at]), float(one.trail.norm[at]), *place)
                said = told(standing(one.trail, self._step, self._minima))
                words = [said, f"{at:,}", *(number(one) for one in numbers)]
            for column, text in enumerate(words, 1):
                item = self._items[row][column]
                if item.text() != text:
                    item.setText(text)

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
        names = (
            translate("Descent", "Walker"),
            translate("Descent", "State"),
            translate("Descent", "Step"),
            translate("Descent", "Loss"),
            translate("Inspector", "Gradient"),
            *self._axes,
        )
        for column, name in enumerate(names):
            head = QTableWidgetItem(name)
            head.setFont(fonts.sans(TEXT))
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, head)
        self._fill()


def _side(column: int) -> Qt.AlignmentFlag:
    """Words stand at the left, numbers and what they are called at the right."""
    side = Qt.AlignmentFlag.AlignRight if column >= STEP else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def number(value: float) -> str:
    """A number in at most four digits; small and large ones with their power of ten."""
    if np.isnan(value):
        return ""
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return f"{value:.4g}"
    return f"{value:.2e}".replace("e-0", "e-").replace("e+0", "e")


def told(state: Standing) -> str:
    """What a walker does, in words."""
    translate = QCoreApplication.translate
    words: dict[Standing, str] = {
        "start": translate("Descent", "at the start"),
        "walking": translate("Descent", "still walking"),
        "converged": translate("Descent", "converged"),
        "flat": translate("Descent", "flat here, no minimum"),
        "oscillates": translate("Descent", "oscillates"),
        "closing": translate("Descent", "oscillates, closing in"),
        "growing": translate("Descent", "oscillates, growing"),
        "diverges": translate("Descent", "diverges"),
        "stalled": translate("Descent", "moves no more"),
        "undefined": translate("Descent", "has no value here"),
    }
    return words[state]
