"""The Functions page: curves and their derivatives by autograd, under one cursor."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.engine.calculator import Calculated
from graphviewer.formulas.answers import CurveDrawn
from graphviewer.formulas.questions import Curve
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.charts.step_chart import Line, StepChart
from graphviewer.gui.panels.watch_pens import stroke_of
from graphviewer.gui.theme.colours import Colours


class FunctionsPage(QWidget):
    """Draws what the calculator answers."""

    def __init__(self, calculating: Calculating) -> None:
        super().__init__()
        self.chart = StepChart()
        column = QVBoxLayout(self)
        column.addWidget(self.chart)
        calculating.answered.connect(self._on_answered)
        calculating.ask("functions.0", Curve(formula="sigmoid(x)", low=-8.0, high=8.0))

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.chart.set_colours(colours)

    def _on_answered(self, told: Calculated) -> None:
        if isinstance(told.answer, CurveDrawn):
            x, rows = told.answer.x.numpy(), told.answer.rows.numpy()
            self.chart.draw(
                [Line(str(at), str(at), x, row, stroke_of(at)) for at, row in enumerate(rows)]
            )
