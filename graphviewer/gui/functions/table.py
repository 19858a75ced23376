"""The values at the cursor: a row for each function, with its derivatives."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from graphviewer.explain.numbers import scalar
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.scenes import DIGITS
from graphviewer.gui.functions.strokes import stroke_of
from graphviewer.gui.functions.told import ORDERS
from graphviewer.gui.panels.watch_pens import SWATCH, swatch
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.functions import Function, Functions, Plot

LEAST_ROWS, MOST_ROWS = 2, 4  # in view without scrolling
ROW, COLUMN = 26, 100  # pixels


class ValuesTable(QTableWidget):
    """Reads `answers.points` out. Choosing a row chooses its function."""

    def __init__(self, functions: Functions, answers: Answers) -> None:
        super().__init__(0, 2 + ORDERS)
        self._functions, self._answers = functions, answers
        self._colours = LIGHT
        self._keys: tuple[int, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setShowGrid(False)
        self.setIconSize(SWATCH)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultSectionSize(COLUMN)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.itemSelectionChanged.connect(self._on_item_selection_changed)
        answers.points_changed.connect(self.refresh)
        functions.changed.connect(self._on_functions_changed)
        self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.setStyleSheet(
            f"QTableWidget {{ background: {colours.window}; color: {colours.text};"
            f" selection-background-color: {colours.value_tint};"
            f" selection-color: {colours.text}; }}"
            f"QTableWidget:focus {{ border: 1px solid {colours.accent}; }}"
            f"QHeaderView::section {{ background: {colours.window}; color: {colours.quiet};"
            " border: none; padding: 3px; }"
        )
        self.refresh()

    def refresh(self) -> None:
        """Say what was told last."""
        shown = [one for one in self._functions.plot.functions if one.shown]
        quiet = QSignalBlocker(self)
        self._keys = tuple(one.key for one in shown)
        self.setRowCount(len(shown))
        for row, function in enumerate(shown):
            self._fill(row, function)
        chosen = self._functions.plot.chosen
        if chosen in self._keys:
            self.selectRow(self._keys.index(chosen))
        else:
            self.clearSelection()
        quiet.unblock()
        self.retranslate()
        self.updateGeometry()

    def _fill(self, row: int, function: Function) -> None:
        ratio = self.devicePixelRatioF()
        points = self._answers.points
        numbers = points.of(function)
        texts = [
            told_formula(function, points.constants(function)),
            *(scalar(one, DIGITS) for one in numbers),
        ]
        texts += [""] * (2 + ORDERS - len(texts))
        tips = [texts[0], *(repr(one) for one in numbers), *texts]
        for column, text in enumerate(texts):
            item = self.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                self.setItem(row, column, item)
            if not column:
                item.setIcon(swatch(stroke_of(function.pen), self._colours, ratio))
            if item.text() != text:
                item.setText(text)
            item.setToolTip(tips[column])  # in full: it may be another where the text is the same

    def _on_functions_changed(self, _plot: Plot) -> None:
        self.refresh()

    def _on_item_selection_changed(self) -> None:
        rows = self.selectionModel().selectedRows()
        if rows and rows[0].row() < len(self._keys):
            self._functions.choose(self._keys[rows[0].row()])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        rows = min(MOST_ROWS, max(1, self.rowCount()))
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows * ROW + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        least = self.horizontalHeader().sizeHint().height() + LEAST_ROWS * ROW
        return QSize(200, min(least, self.sizeHint().height()))

    def retranslate(self) -> None:
        """Name the columns in the present language."""
        x = scalar(self._answers.points.x, 12)
        heads = (f"x = {x}", "f(x)", "f ′(x)", "f ″(x)")
        self.setHorizontalHeaderLabels(list(heads))
        said = QCoreApplication.translate("Functions", "Values at x")
        self.setAccessibleName(said)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def told_formula(function: Function, numbers: Mapping[str, float]) -> str:
    """A formula in a line, with the numbers of its constants."""
    if not numbers:
        return function.formula
    told = ", ".join(f"{name} = {scalar(value, DIGITS)}" for name, value in numbers.items())
    return f"{function.formula}   {told}"
