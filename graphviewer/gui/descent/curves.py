"""Loss and the gradient's length against the step, with the playhead, over the walkers' table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from graphviewer.gui.charts.step_chart import Line, StepChart
from graphviewer.gui.descent.strokes import Numbers, Shown
from graphviewer.gui.descent.table import WalkerTable
from graphviewer.gui.fields.controls import flat
from graphviewer.gui.theme.colours import LIGHT, Colours

DRAW_MS = 60  # growing curves are drawn this often
TELL_MS = 80  # the table, while it plays
TITLE = "font-size: 15px; font-weight: 600;"  # a font that is set is lost with the next theme
OFF, OFF_LOG = 3.0, 1e3  # times the height of the start


class PlayheadChart(StepChart):
    """A chart with a line at a step. `stepped` carries the step that was clicked."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._pressed = QPointF()

    def set_step(self, step: int) -> None:
        """Draw the playhead at a step."""
        if step != self._step:
            self._step = step
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self.lines:
            return
        paper = self._picture.paper
        x = round(paper.across(float(self._step)))
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._picture.colours.text), 2))
        if paper.rect.left() <= x <= paper.rect.right():
            painter.drawLine(QPointF(x, paper.rect.top()), QPointF(x, paper.rect.bottom()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        if (event.position() - self._pressed).manhattanLength() < 3 and self.lines:
            self.stepped.emit(round(self._picture.paper.at(event.position().x())))


class CurvesPanel(QWidget):
    """Two charts and a table. `log_wanted`: the other scale. `stepped` carries a step."""

    log_wanted = Signal(bool)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.loss, self.norm, self.table = PlayheadChart(), PlayheadChart(), WalkerTable()
        self._captions = QLabel(), QLabel()
        self.log = flat(checkable=True)
        self.log.clicked.connect(self.log_wanted)
        self._shown: tuple[Shown, ...] = ()
        self._surface = QColor(LIGHT.surface)
        self._logs = False, False  # how the curves are drawn
        self._step = 0
        self._minima: tuple[tuple[float, ...], ...] = ()
        head = QHBoxLayout()
        head.addWidget(self._captions[0], 1)
        head.addWidget(self.log)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.loss, 3)
        column.addWidget(self._captions[1])
        column.addWidget(self.norm, 2)
        column.addWidget(self.table, 2)
        for chart in (self.loss, self.norm):
            chart.stepped.connect(self.stepped)
        for caption in self._captions:
            caption.setStyleSheet(TITLE)
        self._soon, self._tell = QTimer(self), QTimer(self)
        for timer, wait, slot in (
            (self._soon, DRAW_MS, self._draw),
            (self._tell, TELL_MS, self._say),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(slot)
        self.retranslate()
        self.set_colours(LIGHT)

    def show_walkers(
        self, shown: Sequence[Shown], step: int, minima: tuple[tuple[float, ...], ...]
    ) -> None:
        """Draw these walkers' curves; their numbers may still come."""
        self._shown, self._minima = tuple(shown), minima
        if not self._soon.isActive():
            self._soon.start()
        self.set_step(step)

    def set_step(self, step: int) -> None:
        """Put the playhead there."""
        self._step = step
        self.loss.set_step(step)
        self.norm.set_step(step)
        if not self._tell.isActive():
            self._tell.start()

    def set_log(self, log: bool) -> None:
        """Choose the scale."""
        self.log.setChecked(log)
        if log != self._logs[1]:
            self.norm.set_log(log)
            self._logs = self._logs[0], log
        self._draw()

    def settle(self) -> None:
        """Draw and say at once what waits."""
        self._draw()
        self._say()

    def _draw(self) -> None:
        self._soon.stop()
        log = self.log.isChecked() and not self._below()
        if log != self._logs[0]:
            self._logs = log, self._logs[1]
            self.loss.set_log(log)
        for chart, heights in (
            (self.loss, [one.trail.loss for one in self._shown]),
            (self.norm, [one.trail.norm for one in self._shown]),
        ):
            limit = self._limit(heights)
            lines = []
            for one, found in zip(self._shown, heights, strict=True):
                steps = np.arange(len(found), dtype=np.float64)
                there = np.where(np.abs(found) <= limit, found, np.nan)
                lines.append(Line(str(one.key), "", steps, there, one.stroke))
            chart.draw(lines)
        if all(one.trail.whole for one in self._shown):
            self.loss.settle()
            self.norm.settle()
        self._name_loss()

    def _below(self) -> bool:
        """Whether most of the loss has no logarithm."""
        if not self._shown:
            return False
        heights = np.concatenate([one.trail.loss for one in self._shown])
        heights = heights[np.isfinite(heights)]
        return bool((heights <= 0).sum() * 2 > len(heights))

    def _name_loss(self) -> None:
        """Name the curve, and say what of it has no place on the scale."""
        name = QCoreApplication.translate("Descent", "Loss")
        if self.log.isChecked() and not self._logs[0]:
            name = QCoreApplication.translate("Descent", "Loss, linear: it is below 0")
        elif self.loss.undrawn:
            name = QCoreApplication.translate("Descent", "Loss, where it is above 0")
        self._captions[0].setText(name)

    def _limit(self, heights: Sequence[Numbers]) -> float:
        """How high is drawn: what diverges must not press everything else down."""
        firsts = [abs(float(found[0])) for found in heights if len(found)]
        largest = max((one for one in firsts if np.isfinite(one)), default=1.0)
        return (OFF_LOG if self._logs[0] else OFF) * max(largest, 1.0)

    def _say(self) -> None:
        self._tell.stop()
        self.table.show_walkers(self._shown, self._step, self._minima)

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._surface = QColor(colours.surface)
        self.update()
        for part in (self.loss, self.norm, self.table):
            part.set_colours(colours)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._surface)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        names = translate("Descent", "Loss"), translate("Descent", "Length of the gradient")
        for chart, caption, name in zip((self.loss, self.norm), self._captions, names, strict=True):
            caption.setText(name)
            chart.setAccessibleName(name)
        self._name_loss()
        self.norm.set_words(translate("Descent", "step"), "")
        self.log.setText(translate("TrainCharts", "Log scale"))
        self.log.setToolTip(translate("Descent", "Draw both curves on a logarithmic scale"))
        self.log.setAccessibleName(translate("Descent", "Logarithmic scale"))
        self.setAccessibleName(translate("Descent", "Curves and numbers"))
