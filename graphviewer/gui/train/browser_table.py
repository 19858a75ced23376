"""Examples of numbers as a table: a row an example, its target in the last columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from graphviewer.gui.train.browser_facts import target

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Role = Qt.ItemDataRole


class ExamplesModel(QAbstractTableModel):
    """Rows of arrays; nothing is copied, and a cell's text is made when it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._places = np.zeros(0, np.int64)
        self._x: npt.NDArray[Any] = np.zeros((0, 0), np.float32)
        self._y: npt.NDArray[Any] = np.zeros(0, np.int64)
        self._rows = np.zeros(0, np.int64)
        self._classes: tuple[str, ...] = ()

    def show_rows(
        self,
        x: npt.NDArray[Any],
        y: npt.NDArray[Any],
        classes: tuple[str, ...],
        rows: npt.NDArray[np.int64],
        numbers: npt.NDArray[np.int64],
    ) -> None:
        """Show these rows of x [n, features] and y; `numbers` stand before them."""
        self.beginResetModel()
        self._x, self._y, self._classes = x, y, classes
        self._rows, self._places = rows, numbers
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        if parent.isValid():
            return 0
        return int(self._x.shape[1]) + (1 if self._labelled else int(self._y.shape[1]))

    @property
    def _labelled(self) -> bool:
        """Whether there are classes, as against the numbers of a regression."""
        return self._y.ndim == 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Role.DisplayRole:
            return None
        row, column = int(self._rows[index.row()]), index.column()
        if column < self._x.shape[1]:
            return f"{float(self._x[row, column]):.6g}"
        if self._labelled:
            return target(self._y, row, self._classes)
        return f"{float(self._y[row, column - self._x.shape[1]]):.6g}"

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Role.DisplayRole,
    ) -> object:
        if role != Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return f"{int(self._places[section]):,}"
        features = self._x.shape[1]
        if section < features:
            return f"x{section + 1}"
        if self._labelled:
            return QCoreApplication.translate("TrainBrowser", "y (class)")
        return "y" if self.columnCount() == features + 1 else f"y{section - features + 1}"


class ExamplesTable(QTableView):
    """A table that scrolls through any number of rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ExamplesModel()
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setDefaultSectionSize(108)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
