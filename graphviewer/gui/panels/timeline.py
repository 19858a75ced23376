"""The timeline: every step in one bar, a colour and a label a phase, and the playhead to drag."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from graphviewer.gui.panels import timeline_paint as paint
from graphviewer.gui.panels import timeline_words as words
from graphviewer.gui.panels.timeline_bands import paint_bands
from graphviewer.gui.panels.timeline_scale import Scale
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.style import mix
from graphviewer.session.iterations import Iterations
from graphviewer.session.phases import Phases
from graphviewer.tape.tape import Tape

MARGIN = 18  # pixels left and right of the bar
BAR_HEIGHT = 16
LOOP_BAR, LOOP_TOP = 14, 10  # the bar over bands of iterations
BAND_HEIGHT, BAND_TOP = 14, 29
ZOOM = 1.25  # a notch of the wheel
MOST_PIXELS = 60.0  # a step is never wider


class Timeline(QAbstractSlider):
    """A bar of phases. `scrubbed` carries the step the user asked for; `set_position` moves it."""

    scrubbed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._phases: Phases | None = None
        self._iterations: Iterations | None = None
        self._scale = Scale()
        self._marks: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._hover = -1
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.actionTriggered.connect(self._on_action_triggered)
        self.retranslate()
        self.set_tape(None)

    # --- what is shown

    def set_tape(self, tape: Tape | None, iterations: Iterations | None = None) -> None:
        """Show another tape's steps, or none; `iterations` grows with the tape."""
        self._phases = Phases(tape) if tape is not None else None
        self._iterations = iterations
        self._scale.show_all()
        self._marks = np.zeros(0, np.int64)
        self._resize_range()

    def refresh(self) -> None:
        """Take in the steps the tape has grown by."""
        if self._phases is not None:
            self._phases.refresh()
            self._resize_range()

    def set_position(self, position: int) -> None:
        """Put the playhead at a step."""
        self.setValue(max(0, position))
        self._scale.follow(self.value())
        self._describe()
        self.update()

    def set_marks(self, steps: Sequence[int]) -> None:
        """Mark the steps of the selected item."""
        self._marks = np.asarray(steps, np.int64)
        self.update()

    def marks(self) -> tuple[int, ...]:
        """The steps that are marked."""
        return tuple(self._marks.tolist())

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self.update()

    @property
    def steps(self) -> int:
        """Number of steps shown."""
        return len(self._phases) if self._phases is not None else 0

    def _resize_range(self) -> None:
        self.setRange(0, max(0, self.steps - 1))
        self.setPageStep(max(1, self.steps // 10))
        gaps = self._iterations.gaps if self._iterations is not None else ()
        self._scale.set_steps(self.steps, [gap.step for gap in gaps])
        self._place_bar()
        self._describe()
        self.update()

    # --- words

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self.setAccessibleName(QCoreApplication.translate("Timeline", "Timeline"))
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.describe(self.value()) if self.steps else "")

    def describe(self, position: int) -> str:
        """What a step is, in a line: `Step 6 of 8 · backward · line 4 · MulBackward0`."""
        if self._phases is None or not 0 <= position < self.steps:
            return ""
        return words.describe(self._phases, self._iterations, position)

    def tooltip_of(self, position: int) -> str:
        """What a step is, and the number it has on the command line, which counts from 0."""
        told = self.describe(position)
        number = QCoreApplication.translate("Timeline", "`--step {index}` on the command line")
        return f"{told}\n{number.format(index=position)}" if told else ""

    def band_told(self, x: float) -> str:
        """What the band under a pixel is."""
        iterations = self._iterations
        if iterations is None:
            return ""
        spot = iterations.at(self.step_at(x))
        if spot.gap is not None:
            return words.of_gap(spot.gap)
        return (
            words.of_band(iterations, spot.number, zoomed=self.zoomed) if spot.kind == "in" else ""
        )

    # --- geometry

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(400, 44)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, 44)

    @property
    def looped(self) -> bool:
        """Whether the tape has iterations: bands stand under the bar."""
        return self._iterations is not None and len(self._iterations) > 0

    def _bar(self) -> QRectF:
        width = max(1, self.width() - 2 * MARGIN)
        if self.looped:
            return QRectF(MARGIN, LOOP_TOP, width, LOOP_BAR)
        return QRectF(MARGIN, (self.height() - BAR_HEIGHT) / 2 - 2, width, BAR_HEIGHT)

    def _bands(self) -> QRectF:
        return QRectF(MARGIN, BAND_TOP, max(1, self.width() - 2 * MARGIN), BAND_HEIGHT)

    def x_of(self, step: float) -> float:
        """The left edge of a step, in pixels."""
        return self._scale.x_of(step)

    def step_at(self, x: float) -> int:
        """The step under a pixel; the nearest one outside the bar."""
        return self._scale.step_at(x)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_bar()

    def _place_bar(self) -> None:
        bar = self._bar()
        self._scale.set_bar(bar.left(), bar.width())

    # --- the part in view

    @property
    def zoomed(self) -> bool:
        """Whether only a part of the tape is in view."""
        return self._scale.zoomed

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Show more or fewer steps around a pixel, or around the playhead."""
        most = self.steps * MOST_PIXELS / max(1.0, self._bar().width())
        here = self.x_of(self.value() + 0.5) if x is None else x
        self._scale.zoom(factor, here, most)
        self.update()

    def show_iteration(self, position: int) -> None:
        """Bring the iteration of a step in view, or everything if it is already."""
        row = None
        if self._iterations is not None and not self.zoomed:
            spot = self._iterations.at(position)
            row = self._iterations.iteration(spot.number) if spot.kind == "in" else None
        if row is None:
            self._scale.show_all()
        else:
            self._scale.show(row.first_step, row.last_step)
        self.update()

    # --- gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self.steps:
            step = self.step_at(event.position().x())
            if self._on_bands(event.position().y()):
                self._scrub(self._band_start(step))
            else:
                self.setSliderDown(True)
                self._scrub(step)
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._on_bands(event.position().y()):
            self.show_iteration(self.step_at(event.position().x()))
        else:
            self.mousePressEvent(event)

    def _on_bands(self, y: float) -> bool:
        return self.looped and y >= BAND_TOP - 1

    def _band_start(self, step: int) -> int:
        """The first step of the iteration that a step lies in."""
        assert self._iterations is not None
        spot = self._iterations.at(step)
        row = self._iterations.iteration(spot.number) if spot.kind == "in" else None
        if spot.gap is not None:
            return spot.gap.step
        return row.first_step if row is not None else step

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.isSliderDown():
            self._scrub(self.step_at(event.position().x()))
        hover = self.step_at(event.position().x()) if self.steps else -1
        if hover != self._hover:
            self._hover = hover
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self._hover = -1
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        delta = event.angleDelta().y() or event.angleDelta().x()
        if self.steps and delta and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM if delta > 0 else 1 / ZOOM, event.position().x())
        elif self.steps and delta:
            self._scrub(max(0, min(self.steps - 1, self.value() + (1 if delta < 0 else -1))))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # Space belongs to Play, which the window has as an action; the slider knows the rest.
        zooms = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        elif event.key() in zooms:
            self.zoom(zooms[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_0:
            self._scale.show_all()
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x = event.pos().x()
            told = self.band_told(x) if self._on_bands(event.pos().y()) else ""
            text = told or self.tooltip_of(self.step_at(x))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _scrub(self, step: int) -> None:
        if step != self.value():
            self.setValue(step)
            self.update()
            self.scrubbed.emit(step)

    def _on_action_triggered(self, _action: int) -> None:
        self.update()
        self.scrubbed.emit(self.sliderPosition())

    # --- picture

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            look = self._look()
            if look is None:
                bar = self._bar()
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(mix(self._colours.constant, self._colours.surface, 0.2)))
                painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
            else:
                self._paint_all(painter, look)
            if self.hasFocus():
                around = self._bar().adjusted(-5, -8, 5, 8)
                if self.looped:
                    around.setBottom(self.height() - 0.75)
                painter.setPen(QPen(QColor(self._colours.accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(around, 7, 7)
        finally:
            painter.end()

    def _look(self) -> paint.Look | None:
        if self._phases is None or not self.steps:
            return None
        return paint.Look(
            self._phases,
            self._iterations if self.looped else None,
            self._scale,
            self._colours,
            self._font(),
            self._bar(),
            self._bands(),
            self.value(),
        )

    def _paint_all(self, painter: QPainter, look: paint.Look) -> None:
        painter.setClipRect(self._bar().adjusted(-6, -12, 6, 40))
        paint.paint_phases(painter, look)
        if look.iterations is not None:
            paint_bands(painter, look, look.iterations.at(self.value()))
        paint.paint_marks(painter, look, self._marks)
        paint.paint_playhead(painter, look, -1 if self.isSliderDown() else self._hover)
        painter.setClipping(False)

    def _font(self) -> QFont:
        return sans(self.font().pixelSize() - 2 if self.font().pixelSize() > 0 else 12)
