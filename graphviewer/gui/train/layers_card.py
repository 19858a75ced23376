"""Norms by layer: gradient, weight, and how far the last update went."""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup

from graphviewer.gui.charts.step_chart import Line
from graphviewer.gui.fields.controls import flat
from graphviewer.gui.panels.watch_pens import stroke_of
from graphviewer.gui.segments import Segments
from graphviewer.gui.train.chart_card import ChartCard
from graphviewer.gui.train.newest import named
from graphviewer.runs.news import Closed, LayerPoint, Opened, TrainingNews
from graphviewer.session.training import Training

Kind = Literal["gradient", "weight", "update"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST = 12  # lines; more cannot be told apart


class LayersCard(ChartCard):
    """One line a parameter. Biases are left out until they are asked for."""

    def __init__(self, training: Training) -> None:
        super().__init__(training)
        self._group = QActionGroup(self)
        self.kinds: dict[Kind, QAction] = {}
        for kind in KINDS:
            action = self.kinds[kind] = QAction(self)
            action.setCheckable(True)
            action.setActionGroup(self._group)
        self.kinds["gradient"].setChecked(True)
        self._group.triggered.connect(self._on_group_triggered)
        self.biases = flat(checkable=True)
        self.biases.toggled.connect(self._on_biases_toggled)
        segments = Segments(tuple(self.kinds.values()), self, small=True)
        self.head.insertSpacing(1, 8)
        self.head.insertWidget(2, segments)
        self.tools.insertWidget(1, self.biases)
        self.retranslate()

    @property
    def kind(self) -> Kind:
        """Which norm is drawn."""
        return next(kind for kind, action in self.kinds.items() if action.isChecked())

    def wants(self, news: TrainingNews) -> bool:
        """Whether news changes what is drawn."""
        return isinstance(news, LayerPoint | Opened | Closed)

    def names(self) -> list[str]:
        """The parameters that are drawn."""
        opened = self.training.opened
        if opened is None:
            return []
        wanted = [
            one.name
            for one in opened.parameters
            if len(one.shape) > 1 or self.biases.isChecked() or len(opened.parameters) == 1
        ]
        return wanted[:MOST]

    def lines(self) -> list[Line]:
        """A line for each parameter."""
        series = self.training.layers[self.kind]
        made = []
        for place, name in enumerate(self.names()):
            if name in series.names:
                x, y = self.across(series.steps), series.values(name)
                made.append(Line(name, named(name, y), x, y, stroke_of(place)))
        return made

    def retranslate(self) -> None:
        """Say everything in the present language."""
        super().retranslate()
        translate = QCoreApplication.translate
        titles = {
            "gradient": translate("TrainCharts", "Gradient norm per layer"),
            "weight": translate("TrainCharts", "Weight norm per layer"),
            "update": translate("TrainCharts", "Update ratio per layer"),
        }
        tips = {
            "gradient": translate("TrainCharts", "The norm of each parameter's gradient"),
            "weight": translate("TrainCharts", "The norm of each parameter"),
            "update": translate(
                "TrainCharts", "The norm of a step's change over the norm of the parameter"
            ),
        }
        words = {
            "gradient": translate("TrainCharts", "Gradient"),
            "weight": translate("TrainCharts", "Weight"),
            "update": translate("TrainCharts", "Update"),
        }
        for kind, action in self.kinds.items():
            action.setText(words[kind])
            action.setToolTip(tips[kind])
        self.caption.setText(titles[self.kind])
        self.biases.setText(translate("TrainCharts", "Biases"))
        self.biases.setToolTip(
            translate("TrainCharts", "Draw vectors (biases, batch-norm weights) as well")
        )
        norm = translate("TrainCharts", "norm")
        ratio = translate("TrainCharts", "ratio")
        self.chart.setAccessibleName(titles[self.kind])
        self.chart.set_empty(translate("TrainCharts", "A run draws its layers' norms here"))
        self.chart.set_words(self.axis_word(), ratio if self.kind == "update" else norm)

    def _on_group_triggered(self, _action: QAction) -> None:
        self.retranslate()
        self.chart.reset()
        self.redraw()

    def _on_biases_toggled(self, _on: bool) -> None:
        self.redraw()
