"""A card with a chart: its caption, a line that reads the numbers out, and what can be set."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
)

from graphviewer.gui.charts.step_chart import Line, StepChart
from graphviewer.gui.fields.controls import flat
from graphviewer.gui.fields.text import fitted
from graphviewer.gui.i18n import counted
from graphviewer.gui.panels.chart_save import SaveMenu
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.runs.news import TrainingNews
from graphviewer.session.smoothing import Numbers
from graphviewer.session.training import Training

MARGINS = 34  # pixels beside and between what stands in the head
FRAME_MS = 33  # a growing chart is drawn this often at most,
SHARE = 0.04  # and so seldom that it takes no more of the processor time: the training needs it


class ChartCard(QFrame):
    """What the charts of a training run share. `save_wanted`: csv, png or pdf of this chart."""

    save_wanted = Signal(str)

    def __init__(self, training: Training) -> None:
        super().__init__()
        self.training = training
        self.colours = LIGHT
        self._pointed = math.nan
        self.setProperty("role", "card")
        self.caption = QLabel()
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chart = StepChart()
        self.log, self.by_step = flat(checkable=True), flat(checkable=True)
        self.whole = flat()
        self.save = SaveMenu(self)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(2)
        for button in (self.log, self.by_step, self.whole, self.save):
            self.tools.addWidget(button)
        self._lay_out()
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._since = QElapsedTimer()  # it was drawn
        self._since.start()
        self._frame.timeout.connect(self.redraw)
        self.log.toggled.connect(self._on_log_toggled)
        self.by_step.toggled.connect(self._on_by_step_toggled)
        self.whole.clicked.connect(self.chart.reset)
        self.save.wanted.connect(self.save_wanted)
        self.chart.pointed.connect(self._on_chart_pointed)
        training.heard.connect(self._on_training_heard)
        training.cleared.connect(self._on_training_cleared)

    def _lay_out(self) -> None:
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.addWidget(self.caption)
        self.head.addStretch(1)
        self.tools.insertStretch(0, 1)
        self._heads = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._heads.setSpacing(2)
        self._heads.addLayout(self.head)
        self._heads.addLayout(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 6)
        column.setSpacing(2)
        column.addLayout(self._heads)
        column.addWidget(self.told)
        column.addWidget(self.chart, 1)

    # --- what subclasses say

    def lines(self) -> list[Line]:
        """What is drawn now."""
        raise NotImplementedError

    def wants(self, news: TrainingNews) -> bool:
        """Whether news changes what is drawn."""
        raise NotImplementedError

    # --- drawing

    @property
    def by_epoch(self) -> bool:
        """Whether the axis counts epochs."""
        return not self.by_step.isChecked()

    def across(self, steps: Numbers) -> Numbers:
        """Steps as places on the axis."""
        batches = self.training.opened.batches if self.training.opened is not None else 1
        return steps / max(1, batches) if self.by_epoch else steps

    def redraw(self) -> None:
        """Draw what there is now, if anybody sees it."""
        if self.isVisible():
            self._since.start()
            self.chart.draw(self.lines())
            if self.training.closed is not None:
                self.chart.settle()
            self._tell()

    def _on_training_heard(self, news: TrainingNews) -> None:
        if self.wants(news) and not self._frame.isActive() and self.isVisible():
            apart = max(FRAME_MS, round(1000 * self.chart.cost / SHARE))
            self._frame.start(max(0, apart - self._since.elapsed()))

    def _on_training_cleared(self, _nothing: None) -> None:
        self.chart.forget()
        self.redraw()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.redraw()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._frame.stop()
        super().hideEvent(event)

    # --- words

    def _tell(self) -> None:
        """The line over the chart: the numbers under the pointer."""
        translate, text = QCoreApplication.translate, ""
        if not math.isnan(self._pointed):
            parts = [self._place_words()]
            for line in self.chart.lines:
                value = nearest(line, self._pointed)
                if value is not None and line.label and not line.faint:
                    parts.append(f"{line.name} {number(value)}")
            text = "   ".join(parts)
        elif self.chart.undrawn:
            text = counted(
                self.chart.undrawn,
                translate("TrainCharts", "1 value is not above 0 and has no logarithm"),
                translate("TrainCharts", "{n} values are not above 0 and have no logarithm"),
            )
        if text or self.told.text():
            self.told.setText(fitted(text, self.told.font(), max(40, self.told.width() - 2)))
            self.told.setToolTip(text)

    def _place_words(self) -> str:
        if self.by_epoch:
            said = QCoreApplication.translate("TrainCharts", "epoch {at}")
            return said.format(at=f"{self._pointed:.2f}")
        said = QCoreApplication.translate("TrainCharts", "step {at}")
        return said.format(at=f"{max(0, round(self._pointed)):,}")

    def axis_word(self) -> str:
        """What the axis counts."""
        if self.by_epoch:
            return QCoreApplication.translate("TrainCharts", "epoch")
        return QCoreApplication.translate("TrainCharts", "step")

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.log.setText(translate("TrainCharts", "Log scale"))
        self.log.setToolTip(translate("TrainCharts", "Draw losses and norms on a log scale"))
        self.by_step.setText(translate("TrainCharts", "Steps"))
        self.by_step.setToolTip(translate("TrainCharts", "Count steps instead of epochs"))
        self.whole.setText(translate("TrainCharts", "Show all"))
        self.whole.setToolTip(
            translate("TrainCharts", "Show everything again (double click, or 0)")
        )
        self.save.retranslate()
        self.caption.setFont(fonts.sans(15, bold=True))
        self.told.setFont(fonts.sans(13))
        self._tell()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.redraw()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        # Narrower than its head is in one row: there it takes two.
        return QSize(300, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wanted = self.head.sizeHint().width() + self.tools.sizeHint().width() + MARGINS
        way = QBoxLayout.Direction
        beside = event.size().width() >= wanted
        self._heads.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._tell()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.colours = colours
        paint_with(self, colours, background=colours.surface)
        self.chart.set_colours(colours)

    # --- gestures

    def _on_log_toggled(self, log: bool) -> None:
        self.chart.set_log(log)
        self._tell()

    def _on_by_step_toggled(self, _on: bool) -> None:
        self.chart.reset()
        self.retranslate()
        self.redraw()
        self.chart.reset()

    def _on_chart_pointed(self, x: float) -> None:
        self._pointed = x
        self._tell()


def nearest(line: Line, x: float) -> float | None:
    """The measured value of a line nearest a place; None if it has none."""
    place = int(np.searchsorted(line.x, x))
    before = _measured(line, reversed(range(place)))
    after = _measured(line, range(place, len(line.x)))
    around = [one for one in (before, after) if one is not None]
    if not around:
        return None
    return float(line.y[min(around, key=lambda one: abs(float(line.x[one]) - x))])


def _measured(line: Line, rows: Iterable[int]) -> int | None:
    """The first of these rows that was measured."""
    return next((row for row in rows if math.isfinite(line.y[row])), None)


def number(value: float) -> str:
    """A number at the end of a line: four significant digits."""
    return f"{value:.4g}" if 1e-3 <= abs(value) < 1e5 or value == 0 else f"{value:.3e}"
