"""Chosen runs beside each other: one curve a run, and a table of what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStyle,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.disk.problem import FileProblem
from graphviewer.gui.charts.step_chart import Line, StepChart
from graphviewer.gui.fields.choice import Drop
from graphviewer.gui.fields.controls import flat
from graphviewer.gui.panels.watch_pens import SWATCH, stroke_of, swatch
from graphviewer.gui.problems import told
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.chart_card import number
from graphviewer.gui.train.newest import named
from graphviewer.runs.compare import outcome
from graphviewer.runs.run import Run
from graphviewer.session.runs import table_of
from graphviewer.session.share import decimal
from graphviewer.session.smoothing import Numbers, Smoothed
from graphviewer.session.sweeping import outcomes

Metric = Literal["accuracy", "loss", "train_loss", "train_accuracy"]  # of one run, by epoch
METRICS: tuple[Metric, ...] = get_args(Metric)
BY_SETTING = len(METRICS)  # the place of the choice that draws outcomes against a setting
SMOOTH = 0.9  # of the batches' losses


class RunsCompare(QWidget):
    """Curves over epochs and the settings that differ. `failed`: why runs cannot be compared."""

    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._runs: tuple[Run, ...] = ()
        self._colours = LIGHT
        self.which = Drop()
        self.which.addItems([*METRICS, ""])
        self.log = flat(checkable=True)
        self.chart = StepChart()
        self.table = _table()
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addWidget(self.log)
        head.addStretch(1)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.chart, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(above)
        self.split.addWidget(self.table)
        self.split.setSizes([300, 200])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split, 1)
        whole.addWidget(self.hint)
        self.which.currentIndexChanged.connect(self._on_which_changed)
        self.log.toggled.connect(self.chart.set_log)
        self.retranslate()
        self.show_runs(())

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that are compared."""
        return self._runs

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Compare these; none of them if the files of one cannot be read any more."""
        self._runs = tuple(runs)
        try:
            self._draw()
            self._fill()
        except FileProblem as problem:
            self.show_runs(())
            self.failed.emit(told(problem))
            return
        self.split.setVisible(bool(runs))
        self.hint.setVisible(not runs)

    # --- the chart

    def _draw(self) -> None:
        if self.which.currentIndex() == BY_SETTING:
            self._draw_outcomes()
            return
        metric = METRICS[max(0, self.which.currentIndex())]
        lines = []
        for place, run in enumerate(self._runs):
            x, y = series_of(run, metric)
            if np.isfinite(y).any():
                label = named(run.name, y)
                lines.append(Line(run.name, label, x, y, stroke_of(place), dots=len(x) < 200))
        self.chart.draw(lines)
        epoch = QCoreApplication.translate("TrainCharts", "epoch")
        self.chart.set_words(epoch, self.which.currentText())
        self.chart.reset()

    def _draw_outcomes(self) -> None:
        """What came out of each run against the setting in which they differ."""
        found = outcomes(self._runs)
        if found is None:
            self.chart.draw([])
            self.chart.set_words(QCoreApplication.translate("Runs", "no number differs"), "")
            return
        lines = [
            Line(one.name or found.key, one.name, one.x, one.y, stroke_of(place), dots=True)
            for place, one in enumerate(found.lines)
        ]
        self.chart.draw(lines)
        across = f"log₁₀ {found.key}" if found.log else found.key
        accuracy = QCoreApplication.translate("Runs", "best validation accuracy")
        loss = QCoreApplication.translate("Runs", "least validation loss")
        self.chart.set_words(across, accuracy if found.accuracy else loss)
        self.chart.reset()

    def _on_which_changed(self, _place: int) -> None:
        self.show_runs(self._runs)

    # --- the table

    def _fill(self) -> None:
        """A column a run: what came out of it, then the settings that differ."""
        rows = [*self._outcomes(), *table_of(self._runs)] if self._runs else []
        self.table.clear()
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(1 + len(self._runs))
        self.table.setHorizontalHeaderLabels(["", *(run.name for run in self._runs)])
        for place in range(len(self._runs)):
            item = self.table.horizontalHeaderItem(1 + place)
            if item is not None:
                item.setIcon(self._piece(place))
                item.setToolTip(str(self._runs[place].path))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.resizeColumnsToContents()
        for column in range(1, 1 + len(self._runs)):
            self.table.setColumnWidth(column, min(260, self.table.columnWidth(column) + 12))

    def _piece(self, place: int) -> QIcon:
        """A piece of a run's line: Qt's header would shrink a longer one until it is faint."""
        ratio = self.devicePixelRatioF()
        whole = swatch(stroke_of(place), self._colours, ratio).pixmap(SWATCH, ratio)
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        return QIcon(whole.copy(0, 0, round(side * ratio), whole.height()))

    def _outcomes(self) -> list[tuple[str, ...]]:
        translate = QCoreApplication.translate
        outs = [outcome(run) for run in self._runs]
        lasts = [one.last for one in outs]
        return [
            (
                translate("Runs", "best validation accuracy"),
                *("" if one.best_accuracy is None else decimal(one.best_accuracy) for one in outs),
            ),
            (
                translate("Runs", "least validation loss"),
                *("" if one.least_loss is None else number(one.least_loss) for one in outs),
            ),
            (
                translate("Runs", "epochs"),
                *("" if one is None else f"{one.epoch:g}" for one in lasts),
            ),
        ]

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        words = {
            "accuracy": translate("Runs", "Validation accuracy"),
            "loss": translate("Runs", "Validation loss"),
            "train_loss": translate("Runs", "Training loss, smoothed"),
            "train_accuracy": translate("Runs", "Training accuracy"),
        }
        self.which.setItemText(BY_SETTING, translate("Runs", "Outcome by setting"))
        for place, name in enumerate(METRICS):
            self.which.setItemText(place, words[name])
        self.which.setAccessibleName(translate("Runs", "What is charted"))
        self.log.setText(translate("TrainCharts", "Log scale"))
        self.table.setAccessibleName(translate("Runs", "What differs"))
        self.chart.setAccessibleName(translate("Runs", "Runs compared"))
        self.hint.setText(translate("Runs", "Mark two or more runs to see them beside each other."))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_runs(self._runs)
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.chart.set_colours(colours)
        self.show_runs(self._runs)


def _table() -> QTableWidget:
    """To be read only; of a name that is too long its end is shown: names begin with the day."""
    made = QTableWidget()
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.verticalHeader().hide()
    made.setAlternatingRowColors(True)
    made.setIconSize(SWATCH)
    header = made.horizontalHeader()
    header.setIconSize(SWATCH)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setTextElideMode(Qt.TextElideMode.ElideLeft)
    return made


def series_of(run: Run, metric: Metric) -> tuple[Numbers, Numbers]:
    """A run's series over epochs."""
    if metric == "train_loss":
        batches = max(1, run.opened.batches)
        return run.steps / batches, Smoothed(SMOOTH).of(run.series("loss"))
    found = [(one.epoch, getattr(one, metric)) for one in run.evaluations]
    some = [(epoch, value) for epoch, value in found if value is not None]
    if not some:
        return np.zeros(0), np.zeros(0)
    x, y = np.array(some, np.float64).T
    return x, y
