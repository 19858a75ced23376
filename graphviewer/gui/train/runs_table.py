"""The runs as rows that can be chosen and ticked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train import runs_words as words
from graphviewer.session.runs import RunRow

PATH = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RunsTable(QTreeWidget):
    """One is chosen, for the buttons; those that are ticked are compared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = ""
        self.setRootIsDecorated(False)
        self.set_colours(LIGHT)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often begin alike
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_rows(self, rows: Sequence[RunRow]) -> None:
        """List these; what is chosen and ticked stays so.

        Where nothing was chosen the first is; of one that is gone, what stands in its place.
        """
        checked, current = set(self.checked()), self.selected()
        place = max(0, self.currentIndex().row())
        quiet = QSignalBlocker(self)
        self.clear()
        for row in rows:
            item = QTreeWidgetItem(list(words.cells(row)))
            item.setData(0, PATH, row.path)
            item.setToolTip(0, row.problem or str(row.path))
            item.setCheckState(0, CHECKED if row.path in checked else UNCHECKED)
            for column in range(2, 6):
                item.setTextAlignment(column, RIGHT)
            self.addTopLevelItem(item)
            if row.path == current:
                self.setCurrentItem(item)
        beside = self.topLevelItem(min(place, len(rows) - 1))
        if self.currentItem() is None and beside is not None:
            self.setCurrentItem(beside)
        quiet.unblock()
        self._fit_columns()

    def set_words(self, heads: Sequence[str], empty: str) -> None:
        """Name the columns, and say what will be listed while nothing is."""
        self.setHeaderLabels(list(heads))
        self._empty = empty
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.columnCount()):
            self.resizeColumnToContents(column)
        header.setStretchLastSection(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.topLevelItemCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        where = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect().adjusted(20, 0, -20, 0), where, self._empty)
        painter.end()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme: a style of its own would draw boxes that the dark one swallows."""
        self.setStyleSheet(
            "QTreeWidget::item { padding: 4px 6px; } QHeaderView::section { padding: 4px 9px; }"
            "QTreeWidget::indicator { width: 12px; height: 12px; border-radius: 3px;"
            f" border: 1px solid {colours.quiet}; background: {colours.surface}; }}"
            "QTreeWidget::indicator:checked { width: 8px; height: 8px; padding: 2px;"
            f" border: 1px solid {colours.text}; background-clip: content;"
            f" background-color: {colours.text}; }}"
        )

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            if item is not None:
                yield item

    def selected(self) -> Path | None:
        """The run the buttons speak of."""
        found = self.selectedItems()
        return found[0].data(0, PATH) if found else None

    def select(self, path: Path) -> None:
        """Choose a run."""
        for item in self._items():
            if item.data(0, PATH) == path:
                self.setCurrentItem(item)

    def checked(self) -> list[Path]:
        """The runs that are ticked."""
        return [item.data(0, PATH) for item in self._items() if item.checkState(0) == CHECKED]

    def tick(self, paths: Sequence[Path]) -> None:
        """Tick these and no others."""
        for item in self._items():
            item.setCheckState(0, CHECKED if item.data(0, PATH) in paths else UNCHECKED)
