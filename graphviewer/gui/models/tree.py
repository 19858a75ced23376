"""The tensors of a file by modules, and the numbers of the one that is chosen."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.disk.problem import FileProblem
from graphviewer.files.models import table, values
from graphviewer.files.models.data import Entry, Weights
from graphviewer.files.models.table import MOST_NORMS, Branch, joined, plain, shape_text
from graphviewer.gui.panels.values import ValueView
from graphviewer.gui.problems import told
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours

NAME, SHAPE, DTYPE, NUMBERS, NORM = range(5)
SLICE = 0.012  # seconds of reading norms before the window is drawn again
WIDEST = 360  # pixels of the names
MOST_OPEN = 60  # rows up to which all modules are open at first
_ROWS = "QTreeView::item { padding: 3px 6px 3px 0; }"
_ENTRY = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeightsTree(QWidget):
    """A table of the tensors, folded by modules, over the numbers of one of them."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights: Weights | None = None
        self._waiting: Iterator[tuple[QTreeWidgetItem, Entry]] = iter(())
        self._left = 0
        self.tree = QTreeWidget()
        self.tree.setUniformRowHeights(True)
        self.tree.setFont(fonts.sans(14))
        self.tree.setStyleSheet(_ROWS)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        self.tree.setIndentation(14)
        self.numbers = ValueView()
        self.numbers.set_colours(colours)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "quiet")
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_norms)
        self.tree.currentItemChanged.connect(self._on_tree_current_changed)
        self.retranslate()

    def _lay_out(self) -> None:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addWidget(self.numbers)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setProperty("role", "clear")
        scroll.viewport().setAutoFillBackground(False)
        below.setAutoFillBackground(False)
        scroll.setWidget(below)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(scroll)
        split.setSizes([360, 220])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def show_weights(self, weights: Weights) -> None:
        """List the tensors; their norms follow as they are read."""
        self._weights, self._left = weights, MOST_NORMS
        self.tree.clear()
        root = table.tree(weights)
        rows: list[tuple[QTreeWidgetItem, Entry]] = []
        for branch in root.inner.values():
            self.tree.addTopLevelItem(self._branch(branch, rows))
        for entry in root.entries:
            self.tree.addTopLevelItem(self._leaf(entry, rows))
        if len(rows) <= MOST_OPEN:
            self.tree.expandAll()
        for at in (SHAPE, DTYPE, NUMBERS):
            self.tree.resizeColumnToContents(at)
        self.tree.setColumnWidth(NORM, 92)
        self._fit_names()
        if rows:
            whole = (item for item, entry in rows if len(entry.shape) > 1)
            self.tree.setCurrentItem(next(whole, rows[0][0]))
        self._waiting = iter(rows)
        self._timer.start()

    def _fit_names(self) -> None:
        """Give the names what they need, and all that the other columns leave."""
        others = sum(self.tree.columnWidth(at) for at in (SHAPE, DTYPE, NUMBERS, NORM))
        needed = min(self.tree.sizeHintForColumn(NAME) + 8, WIDEST)
        self.tree.setColumnWidth(NAME, max(needed, self.tree.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit_names()

    def _branch(self, branch: Branch, rows: list[tuple[QTreeWidgetItem, Entry]]) -> QTreeWidgetItem:
        branch = joined(branch)
        item = QTreeWidgetItem([plain(branch.name), "", "", f"{branch.count:,}", ""])
        item.setTextAlignment(NUMBERS, RIGHT)
        item.setToolTip(NAME, plain(branch.path))
        for inner in branch.inner.values():
            item.addChild(self._branch(inner, rows))
        for entry in branch.entries:
            item.addChild(self._leaf(entry, rows))
        return item

    def _leaf(self, entry: Entry, rows: list[tuple[QTreeWidgetItem, Entry]]) -> QTreeWidgetItem:
        short = plain(entry.name.rpartition(".")[2] or entry.name)
        texts = [short, shape_text(entry.shape), entry.dtype, f"{entry.count:,}", ""]
        item = QTreeWidgetItem(texts)
        item.setData(NAME, _ENTRY, entry.name)
        item.setToolTip(NAME, plain(entry.name))
        for at in (NUMBERS, NORM):
            item.setTextAlignment(at, RIGHT)
        rows.append((item, entry))
        return item

    def _read_norms(self) -> None:
        """Read for a moment; the rest when the window has been drawn."""
        end = time.monotonic() + SLICE
        while time.monotonic() < end:
            row = next(self._waiting, None)
            if row is None or self._weights is None:
                self._timer.stop()
                return
            item, entry = row
            if entry.count <= self._left and values.readable(entry):
                self._left -= entry.count
                try:
                    found = values.norm(values.numbers(self._weights.path, entry))
                except FileProblem:
                    continue  # what is wrong is told where its numbers are shown
                item.setText(NORM, f"{found:.4g}")

    def _on_tree_current_changed(
        self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None
    ) -> None:
        name = item.data(NAME, _ENTRY) if item is not None else None
        entries = self._weights.entries if self._weights is not None else ()
        entry = next((one for one in entries if one.name == name), None)
        self.numbers.setVisible(False)
        if entry is None or self._weights is None:
            self.about.setText("")
            return
        self.about.setText(plain(entry.name))
        if not values.readable(entry):
            words = QCoreApplication.translate("Model", "{name}: its numbers are not shown here.")
            self.about.setText(words.format(name=plain(entry.name)))
            return
        try:
            found = values.numbers(self._weights.path, entry)
        except FileProblem as problem:
            self.about.setText(told(problem))
            return
        self.numbers.set_value(values.value(entry, found), "diverging")
        self.numbers.setVisible(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._timer.stop()
        super().hideEvent(event)

    def retranslate(self) -> None:
        """Say the headings in the present language."""
        translate = QCoreApplication.translate
        self.tree.setHeaderLabels(
            [
                translate("Model", "Module and tensor"),
                translate("Model", "Shape"),
                translate("Model", "dtype"),
                translate("Model", "Numbers"),
                translate("Model", "Norm"),
            ]
        )
        for at in (NUMBERS, NORM):
            self.tree.headerItem().setTextAlignment(at, RIGHT)
        self.tree.setAccessibleName(translate("Model", "Tensors of the file"))
