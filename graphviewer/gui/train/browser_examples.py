"""The examples of a data set: images in a grid, points in the plane, numbers in a table."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QItemSelection, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSlider,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from graphviewer.data.loaded import Examples, Loaded
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.i18n import counted
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.browser_detail import ExampleDetail
from graphviewer.gui.train.browser_facts import places, target
from graphviewer.gui.train.browser_grid import Cell, ImageGrid, picture
from graphviewer.gui.train.browser_points import PointsMap
from graphviewer.gui.train.browser_table import ExamplesTable

SIDES = (28, 56, 112)  # pixels of an image: least, usual, most
ALL = "-1"


class ExamplesTab(QWidget):
    """Shows the training or the validation set, whole or one class of it."""

    def __init__(self) -> None:
        super().__init__()
        self._loaded: Loaded | None = None
        self._places = np.zeros(0, np.int64)
        group = QActionGroup(self)
        self.train, self.validation = QAction(group), QAction(group)
        for action in (self.train, self.validation):
            action.setCheckable(True)
        self.train.setChecked(True)
        self.label = Choice()
        self.label.setMinimumWidth(180)
        self.count, self.zoom_word = QLabel(), QLabel()
        self.count.setProperty("role", "quiet")
        self.zoom_word.setProperty("role", "quiet")
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(SIDES[0], SIDES[2])
        self.zoom.setValue(SIDES[1])
        self.zoom.setFixedWidth(110)
        self.grid = ImageGrid(SIDES[1])
        self.detail = ExampleDetail()
        self.points = PointsMap()
        self.table = ExamplesTable()
        self._lay_out()
        group.triggered.connect(self._on_group_triggered)
        self.label.picked.connect(self._on_label_picked)
        self.zoom.valueChanged.connect(self.grid.set_side)
        self.grid.chosen.connect(self._on_grid_chosen)
        self.points.chosen.connect(self.table.selectRow)
        self.table.selectionModel().selectionChanged.connect(self._on_table_selection_changed)
        self.retranslate()

    def _lay_out(self) -> None:
        self.images = QWidget()
        row = QHBoxLayout(self.images)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.grid, 1)
        row.addWidget(self.detail)
        self.numbers = QSplitter(Qt.Orientation.Horizontal)
        self.numbers.setChildrenCollapsible(False)
        self.numbers.addWidget(self.points)
        self.numbers.addWidget(self.table)
        self.numbers.setSizes([560, 440])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.images)
        self.stack.addWidget(self.numbers)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Segments([self.train, self.validation], small=True))
        top.addWidget(self.label)
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self.zoom_word)
        top.addWidget(self.zoom)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 6, 6)
        column.addLayout(top)
        column.addWidget(self.stack, 1)

    # --- what is shown

    @property
    def examples(self) -> Examples | None:
        """The set that is shown."""
        if self._loaded is None:
            return None
        return self._loaded.validation if self.validation.isChecked() else self._loaded.train

    @property
    def loaded(self) -> Loaded | None:
        """The data set that is shown."""
        return self._loaded

    def show_loaded(self, loaded: Loaded | None) -> None:
        """Show another data set; None while it is being read."""
        self._loaded = loaded
        image = loaded is not None and loaded.kind == "images"
        self.stack.setCurrentWidget(self.images if image else self.numbers)
        self.stack.setVisible(loaded is not None)
        self.zoom.setVisible(image)
        self.zoom_word.setVisible(image)
        self.points.setVisible(loaded is not None and loaded.kind == "points")
        self.label.setVisible(loaded is not None and bool(loaded.classes))
        self._offer(ALL)
        self._show()
        self.retranslate()

    def _offer(self, key: str) -> None:
        every = QCoreApplication.translate("TrainBrowser", "All classes")
        names = self._loaded.classes if self._loaded is not None else ()
        self.label.offer({ALL: every} | {str(at): name for at, name in enumerate(names)}, key)

    def _show(self) -> None:
        examples, loaded = self.examples, self._loaded
        if examples is None or loaded is None:
            self._places = np.zeros(0, np.int64)
            self.grid.show_cells(0, self._cell)
            return
        label = int(self.label.currentData() or ALL)
        self._places = found = places(examples, label)
        if loaded.kind == "images":
            self.grid.show_cells(len(found), self._cell)
            self.grid.choose(0)
        else:
            self.table.rows.show_rows(examples.x, examples.y, loaded.classes, found, found)
            if loaded.kind == "points":
                self.points.show_points(examples.x[found], examples.y[found], loaded.classes)
        self._say_count()

    def _say_count(self) -> None:
        translate = QCoreApplication.translate
        one, many = (
            translate("TrainBrowser", "1 example"),
            translate("TrainBrowser", "{n} examples"),
        )
        self.count.setText(counted(len(self._places), one, many) if self._loaded else "")

    def _cell(self, place: int) -> Cell:
        examples, loaded = self.examples, self._loaded
        assert examples is not None
        assert loaded is not None
        index = int(self._places[place])
        words = target(examples.y, index, loaded.classes)
        return Cell((picture(examples.x[index]),), (words,))

    # --- gestures

    def _on_group_triggered(self, _action: QAction) -> None:
        self._show()

    def _on_label_picked(self, _key: str) -> None:
        self._show()

    def _on_grid_chosen(self, place: int) -> None:
        examples, loaded = self.examples, self._loaded
        if examples is None or loaded is None:
            return
        index = int(self._places[place])
        words = self._which().format(n=f"{index:,}")
        if loaded.classes:
            words += "\n" + QCoreApplication.translate("TrainBrowser", "label {n}").format(
                n=int(examples.y[index])
            )
        self.detail.show_example(
            examples.x[index], target(examples.y, index, loaded.classes), words
        )

    def _which(self) -> str:
        if self.validation.isChecked():
            return QCoreApplication.translate("TrainBrowser", "validation example {n}")
        return QCoreApplication.translate("TrainBrowser", "training example {n}")

    def _on_table_selection_changed(self, chosen: QItemSelection, _left: QItemSelection) -> None:
        rows = [index.row() for index in chosen.indexes()]
        self.points.set_chosen(rows[0] if rows else -1)

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        loaded = self._loaded
        train, validation = (
            (f" ({len(loaded.train):,})", f" ({len(loaded.validation):,})") if loaded else ("", "")
        )
        self.train.setText(translate("TrainBrowser", "Training") + train)
        self.validation.setText(translate("TrainBrowser", "Validation") + validation)
        self.label.setAccessibleName(translate("TrainBrowser", "Class"))
        self.label.setToolTip(translate("TrainBrowser", "Show only examples of this class"))
        self.zoom_word.setText(translate("TrainBrowser", "Size"))
        self.zoom.setAccessibleName(translate("TrainBrowser", "Size of the images"))
        self.grid.setAccessibleName(translate("TrainBrowser", "Images"))
        self.table.setAccessibleName(translate("TrainBrowser", "Examples"))
        self.points.setAccessibleName(translate("TrainBrowser", "Points"))
        self._offer(str(self.label.currentData() or ALL))
        self._say_count()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        for part in (self.grid, self.detail, self.points):
            part.set_colours(colours)
