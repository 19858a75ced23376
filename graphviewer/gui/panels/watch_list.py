"""The scalar variables of a loop, to choose which are charted, each with its value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.panels.watch_pens import SWATCH, Stroke, no_swatch, stroke_of, swatch
from graphviewer.gui.panels.watch_words import EXACT, written
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import mix, paint_with

FEW = 8  # series that need no search
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SeriesList(QWidget):
    """Names with check boxes, a piece of each one's line, and its value. `chosen`: ids checked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._rows: list[QTreeWidgetItem] = []
        self._places: dict[int, int] = {}  # of what is charted its place, which tells its stroke
        self._setting = False
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_changed)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setIconSize(SWATCH)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemChanged.connect(self._on_tree_item_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self.retranslate()
        self.set_labels(())

    # --- what is listed

    def set_labels(self, labels: Sequence[str]) -> None:
        """List these series, in the order of their ids; check marks of those that stay are kept."""
        self._setting = True
        while len(self._rows) > len(labels):
            self._rows.pop()
            self.tree.takeTopLevelItem(len(self._rows))
        for place, label in enumerate(labels):
            if place == len(self._rows):
                row = QTreeWidgetItem(self.tree)
                row.setCheckState(0, UNCHECKED)
                row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                row.setFont(1, fonts.mono(12))
                row.setSizeHint(0, QSize(0, 26))
                row.setIcon(0, no_swatch())
                self._rows.append(row)
            if self._rows[place].text(0) != label:
                self._rows[place].setText(0, label)
                self._rows[place].setToolTip(0, label)
        self._setting = False
        self.search.setVisible(len(labels) > FEW)
        self._filter()

    def set_values(self, values: Sequence[float | None]) -> None:
        """Show each one's value; the pointer tells it in full."""
        self._setting = True
        for row, value in zip(self._rows, values, strict=False):
            row.setText(1, written(value) if value is not None else "")
            row.setToolTip(1, written(value, EXACT) if value is not None else "")
        self._setting = False

    def check(self, wanted: Iterable[int]) -> None:
        """Check these and no others; announces nothing."""
        chosen = set(wanted)
        self._setting = True
        for place, row in enumerate(self._rows):
            row.setCheckState(0, CHECKED if place in chosen else UNCHECKED)
        self._setting = False
        self._give_strokes()

    def checked(self) -> tuple[int, ...]:
        """The ids that are checked."""
        return tuple(place for place, row in enumerate(self._rows) if row.checkState(0) == CHECKED)

    def _on_tree_item_changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if not self._setting and column == 0:
            self._give_strokes()
            self.chosen.emit(self.checked())

    def row(self, series: int) -> QTreeWidgetItem:
        """The row of a series."""
        return self._rows[series]

    def stroke(self, series: int) -> Stroke:
        """How a series is drawn; the same as long as it is checked."""
        return stroke_of(self._places.get(series, 0))

    def _give_strokes(self) -> None:
        """Each series that is checked takes the first place on the chart that is free."""
        checked = self.checked()
        self._places = {one: place for one, place in self._places.items() if one in checked}
        for one in checked:
            if one not in self._places:
                taken = set(self._places.values())
                self._places[one] = next(n for n in range(len(taken) + 1) if n not in taken)
        self._show_strokes()

    def _show_strokes(self) -> None:
        self._setting = True
        for at, row in enumerate(self._rows):
            drawn = at in self._places
            row.setIcon(0, swatch(self.stroke(at), self._colours) if drawn else no_swatch())
        self._setting = False

    # --- the search

    def _on_search_changed(self, _text: str) -> None:
        self._filter()

    def _filter(self) -> None:
        text = self.search.text().casefold() if not self.search.isHidden() else ""
        for row in self._rows:
            row.setHidden(text not in row.text(0).casefold())

    # --- looks and words

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for widget in (self, self.tree, self.search):
            paint_with(widget, colours, background=colours.surface)
        # Fusion draws the rim of a check box darker than the window: on dark, not to be seen.
        palette = self.tree.palette()
        rim = mix(colours.surface, colours.text, 0.75)
        palette.setColor(QPalette.ColorRole.Window, QColor(rim))
        self.tree.setPalette(palette)
        self._show_strokes()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        find = QCoreApplication.translate("Watch", "Find a variable")
        self.search.setPlaceholderText(find)
        self.search.setAccessibleName(find)
        self.tree.setAccessibleName(QCoreApplication.translate("Watch", "Scalar variables"))
