"""The tensors of a file by modules, and the numbers of the one that is chosen."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QHideEvent, QResizeEvent, QShowEvent
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
AT_ONCE, A_FEW = 200, 20  # rows of a module that are listed when it is opened, and at a time
SLICE = 0.012  # seconds of listing rows and reading norms before the window is drawn again
PADDING = 18  # pixels a cell needs beside its text
WIDEST = 360  # pixels of the names
MOST_OPEN = 60  # rows up to which all modules are open at first
_ROWS = "QTreeView::item { padding: 3px 6px 3px 0; }"
_ENTRY = Qt.ItemDataRole.UserRole  # of a tensor's row: its name
_BRANCH = Qt.ItemDataRole.UserRole + 1  # of a module's row: its place among those listed
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeightsTree(QWidget):
    """A table of the tensors, folded by modules, over the numbers of one of them."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights: Weights | None = None
        self._entries: dict[str, Entry] = {}
        self._branches: list[Branch] = []
        self._growing: deque[tuple[QTreeWidgetItem, Iterator[Branch | Entry]]] = deque()
        self._unread: deque[tuple[QTreeWidgetItem, Entry]] = deque()
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
        self._timer.timeout.connect(self._go_on)
        self.tree.itemExpanded.connect(self._on_tree_item_expanded)
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
        """List the tensors; what is in a module when it is opened, norms as they are read."""
        self._weights, self._left = weights, MOST_NORMS
        self._entries = {entry.name: entry for entry in weights.entries}
        self._branches.clear()
        self._growing.clear()
        self._unread.clear()
        self.tree.clear()
        root = self.tree.invisibleRootItem()
        self._fill(root, table.tree(weights))
        if len(weights.entries) <= MOST_OPEN:
            self._open_all(root)
        self._fit_columns(weights)
        self._fit_names()
        if weights.entries:
            whole = (entry for entry in weights.entries if len(entry.shape) > 1)
            self._choose(next(whole, weights.entries[0]))
        self._timer.start()

    def _fit_columns(self, weights: Weights) -> None:
        """As wide as any row needs, also one that is not listed yet."""
        metrics, header = QFontMetrics(self.tree.font()), self.tree.header()
        said: dict[int, Iterable[str]] = {
            SHAPE: map(shape_text, {entry.shape for entry in weights.entries}),
            DTYPE: {entry.dtype for entry in weights.entries},
            NUMBERS: [f"{weights.count:,}"],
        }
        for at, texts in said.items():
            wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.tree.setColumnWidth(at, max(wide + PADDING, header.sectionSizeHint(at)))
        self.tree.setColumnWidth(NORM, 92)

    def _open_all(self, item: QTreeWidgetItem) -> None:
        for inner in _inside(item):
            inner.setExpanded(True)
            self._open_all(inner)

    def _choose(self, entry: Entry) -> None:
        """Choose a tensor and open the modules down to it, as far as they are listed already."""
        way = [self.tree.invisibleRootItem()]
        while found := [one for one in _inside(way[-1]) if self._leads_to(one, entry)]:
            way.append(found[0])
            found[0].setExpanded(True)
        if len(way) > 1:
            self.tree.setCurrentItem(way[-1])

    def _leads_to(self, item: QTreeWidgetItem, entry: Entry) -> bool:
        place = item.data(NAME, _BRANCH)
        if place is None:
            return bool(item.data(NAME, _ENTRY) == entry.name)
        return entry.name.startswith(f"{self._branches[place].path}.")

    def _fit_names(self) -> None:
        """Give the names what they need, and all that the other columns leave."""
        others = sum(self.tree.columnWidth(at) for at in (SHAPE, DTYPE, NUMBERS, NORM))
        needed = min(self.tree.sizeHintForColumn(NAME) + 8, WIDEST)
        self.tree.setColumnWidth(NAME, max(needed, self.tree.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit_names()

    def _on_tree_item_expanded(self, item: QTreeWidgetItem) -> None:
        place = item.data(NAME, _BRANCH)
        if place is not None and not item.childCount():
            self._fill(item, self._branches[place])
            self._timer.start()

    def _fill(self, item: QTreeWidgetItem, branch: Branch) -> None:
        """List what is in a module; beyond the first rows the rest when the window is drawn."""
        rows: Iterator[Branch | Entry] = chain(branch.inner.values(), branch.entries)
        self._add(item, islice(rows, AT_ONCE))
        self._growing.append((item, rows))

    def _add(self, item: QTreeWidgetItem, rows: Iterable[Branch | Entry]) -> bool:
        made = [self._leaf(row) if isinstance(row, Entry) else self._branch(row) for row in rows]
        item.addChildren(made)
        return bool(made)

    def _branch(self, branch: Branch) -> QTreeWidgetItem:
        branch = joined(branch)
        item = QTreeWidgetItem([plain(branch.name), "", "", f"{branch.count:,}", ""])
        item.setTextAlignment(NUMBERS, RIGHT)
        item.setToolTip(NAME, plain(branch.path))
        item.setData(NAME, _BRANCH, len(self._branches))
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self._branches.append(branch)
        return item

    def _leaf(self, entry: Entry) -> QTreeWidgetItem:
        short = plain(entry.name.rpartition(".")[2] or entry.name)
        texts = [short, shape_text(entry.shape), entry.dtype, f"{entry.count:,}", ""]
        item = QTreeWidgetItem(texts)
        item.setData(NAME, _ENTRY, entry.name)
        item.setToolTip(NAME, plain(entry.name))
        for at in (NUMBERS, NORM):
            item.setTextAlignment(at, RIGHT)
        self._unread.append((item, entry))
        return item

    def _go_on(self) -> None:
        """List rows and read norms for a moment; the rest when the window has been drawn."""
        end = time.monotonic() + SLICE
        while time.monotonic() < end:
            if self._growing:
                item, rows = self._growing[0]
                if not self._add(item, islice(rows, A_FEW)):
                    self._growing.popleft()
            elif self._unread:
                self._read_norm(*self._unread.popleft())
            else:
                self._timer.stop()
                return

    def _read_norm(self, item: QTreeWidgetItem, entry: Entry) -> None:
        if self._weights is None or entry.count > self._left or not values.readable(entry):
            return
        self._left -= entry.count
        try:
            found = values.norm(values.numbers(self._weights.path, entry))
        except FileProblem:
            return  # what is wrong is told where its numbers are shown
        item.setText(NORM, f"{found:.4g}")

    def _on_tree_current_changed(
        self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None
    ) -> None:
        name = item.data(NAME, _ENTRY) if item is not None else None
        entry = self._entries.get(name) if name is not None else None
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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._growing or self._unread:
            self._timer.start()

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


def _inside(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The rows directly below one."""
    rows = (item.child(at) for at in range(item.childCount()))
    return [row for row in rows if row is not None]
