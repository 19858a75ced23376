"""Loss and accuracy, of training and validation, on one chart."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QSlider

from graphviewer.gui.charts.step_axes import Axis
from graphviewer.gui.charts.step_trace import Line
from graphviewer.gui.panels.watch_pens import Stroke
from graphviewer.gui.theme import fonts
from graphviewer.gui.train.chart_card import ChartCard
from graphviewer.gui.train.newest import named
from graphviewer.runs.news import Closed, Evaluated, Opened, Points, TrainingNews
from graphviewer.session.smoothing import Numbers, Smoothed
from graphviewer.session.training import Training

SMOOTH = 60  # per cent, at first
TRAIN_LOSS, VAL_LOSS = Stroke("value", 0), Stroke("gradient", 1)
TRAIN_ACCURACY, VAL_ACCURACY = Stroke("quiet", 0), Stroke("leaf", 1)


class LossCard(ChartCard):
    """The run's losses on the left axis, its accuracies on the right."""

    def __init__(self, training: Training) -> None:
        super().__init__(training)
        self._smoothed: dict[str, Smoothed] = {}
        self._epochs: list[Line] | None = None  # as long as there is no other evaluation
        self.word = QLabel()
        self.smooth = QSlider(Qt.Orientation.Horizontal)
        self.smooth.setRange(0, 99)
        self.smooth.setValue(SMOOTH)
        self.smooth.setFixedWidth(90)
        self.smooth.valueChanged.connect(self._on_smooth_value_changed)
        self.word.setBuddy(self.smooth)
        self.word.setProperty("role", "quiet")
        self.word.setContentsMargins(0, 0, 6, 0)
        self.tools.insertWidget(1, self.word)
        self.tools.insertWidget(2, self.smooth)
        self.tools.insertSpacing(3, 8)
        self.retranslate()

    def wants(self, news: TrainingNews) -> bool:
        """Whether news changes what is drawn."""
        return isinstance(news, Points | Evaluated | Opened | Closed)

    def lines(self) -> list[Line]:
        """Batches as they come, pale with their average; epochs as dots."""
        made: list[Line] = []
        translate = QCoreApplication.translate
        words: dict[str, tuple[str, Stroke, Axis]] = {
            "loss": (translate("TrainCharts", "train loss"), TRAIN_LOSS, "left"),
            "accuracy": (translate("TrainCharts", "train accuracy"), TRAIN_ACCURACY, "right"),
        }
        for name, (word, stroke, axis) in words.items():
            made += self._batch_lines(name, word, stroke, axis)
        if self._epochs is None:
            loss = translate("TrainCharts", "validation loss")
            accuracy = translate("TrainCharts", "validation accuracy")
            self._epochs = [
                *self._epoch_line("loss", loss, VAL_LOSS, "left"),
                *self._epoch_line("accuracy", accuracy, VAL_ACCURACY, "right"),
            ]
        return made + self._epochs

    def _batch_lines(self, name: str, word: str, stroke: Stroke, axis: Axis) -> list[Line]:
        points = self.training.points
        if name not in points.names:
            return []
        steps, values = points.steps, points.values(name)
        if name != "loss":  # measured once a frame only
            there = np.isfinite(values)
            if not there.all():
                steps, values = steps[there], values[there]
        if not len(values):
            return []
        x = self.across(steps)
        weight = self.smooth.value() / 100
        if not weight:
            return [self._line(word, x, values, stroke, axis)]
        averaged = self._average(name, weight).of(values)
        smooth = QCoreApplication.translate("TrainCharts", "{name}, smoothed").format(name=word)
        raw = Line(word, "", x, values, stroke, axis, faint=True)
        label = named(smooth, averaged) if np.isfinite(values[-1]) else named(word, values)
        return [raw, Line(smooth, label, x, averaged, stroke, axis)]

    def _average(self, name: str, weight: float) -> Smoothed:
        found = self._smoothed.get(name)
        if found is None or found.weight != weight:
            found = self._smoothed[name] = Smoothed(weight)
        return found

    def _epoch_line(self, name: str, word: str, stroke: Stroke, axis: Axis) -> list[Line]:
        rows = [
            (float(one.step), float(getattr(one, name)))
            for one in self.training.evaluations
            if getattr(one, name) is not None
        ]
        if not rows:
            return []
        steps, values = np.array(rows).T
        return [self._line(word, self.across(steps), values, stroke, axis, dots=True)]

    def _line(
        self,
        name: str,
        x: Numbers,
        y: Numbers,
        stroke: Stroke,
        axis: Axis,
        *,
        dots: bool = False,
    ) -> Line:
        """A line with its newest number at its end."""
        return Line(name, named(name, y), x, y, stroke, axis, dots=dots)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self._epochs = None  # their names and places are others
        super().retranslate()
        translate = QCoreApplication.translate
        self.caption.setText(translate("TrainCharts", "Loss and accuracy"))
        self.word.setText(translate("TrainCharts", "Smooth"))
        self.word.setFont(fonts.sans(13))
        tip = translate("TrainCharts", "How much the batches' numbers are averaged")
        self.smooth.setToolTip(tip)
        self.smooth.setAccessibleName(tip)
        self.chart.setAccessibleName(translate("TrainCharts", "Loss and accuracy"))
        self.chart.set_empty(translate("TrainCharts", "A run draws its losses here"))
        loss, accuracy = translate("TrainCharts", "loss"), translate("TrainCharts", "accuracy")
        self.chart.set_words(self.axis_word(), loss, accuracy)

    def _on_training_cleared(self, nothing: None) -> None:
        self._smoothed.clear()
        self._epochs = None
        super()._on_training_cleared(nothing)

    def _on_training_heard(self, news: TrainingNews) -> None:
        if isinstance(news, Opened | Evaluated):
            self._epochs = None
        super()._on_training_heard(news)

    def _on_smooth_value_changed(self, _value: int) -> None:
        self.redraw()
