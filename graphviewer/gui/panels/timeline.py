"""The timeline: every step in one bar, a colour and a label a phase, and the playhead to drag."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.style import mix
from graphviewer.session.phases import PHASES, Phase, Phases, Stretch
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape

# Phase -> the field of Colours it is tinted with, and how strongly.
_HUES: dict[Phase, tuple[str, float]] = {
    "forward": ("value", 0.20),
    "backward": ("gradient", 0.25),
    "update": ("leaf", 0.26),
    "print": ("constant", 0.30),
    "error": ("error", 0.45),
}
MARGIN = 18  # pixels left and right of the bar
BAR_HEIGHT = 16
GAP = 7  # pixels between stretches where there is room
LEAST_PIXELS = 12  # a stretch narrower than this on average: columns are painted instead
TICK_PIXELS = 9  # room a step needs to have its own tick


class Timeline(QAbstractSlider):
    """A bar of phases. `scrubbed` carries the step the user asked for; `set_position` moves it."""

    scrubbed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._phases: Phases | None = None
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

    def set_tape(self, tape: Tape | None) -> None:
        """Show another tape's steps, or none."""
        self._phases = Phases(tape) if tape is not None else None
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

    def phase_word(self, phase: Phase) -> str:
        """A phase's name in the present language."""
        words: dict[Phase, str] = {
            "forward": QCoreApplication.translate("Timeline", "forward"),
            "backward": QCoreApplication.translate("Timeline", "backward"),
            "update": QCoreApplication.translate("Timeline", "update"),
            "print": QCoreApplication.translate("Timeline", "print"),
            "error": QCoreApplication.translate("Timeline", "error"),
        }
        return words[phase]

    def label(self, stretch: Stretch) -> str:
        """`forward · 4 steps`."""
        if stretch.phase in ("print", "error") and stretch.length == 1:
            return self.phase_word(stretch.phase)
        count = (
            QCoreApplication.translate("Timeline", "1 step")
            if stretch.length == 1
            else QCoreApplication.translate("Timeline", "{n} steps").format(n=stretch.length)
        )
        return f"{self.phase_word(stretch.phase)} · {count}"

    def describe(self, position: int) -> str:
        """What a step is, in a line: `Step 6 of 8 · backward · line 4 · MulBackward0`."""
        if self._phases is None or not 0 <= position < self.steps:
            return ""
        step = self._phases.tape.steps[position]
        parts = [
            QCoreApplication.translate("Timeline", "Step {n} of {total}").format(
                n=position + 1, total=self.steps
            ),
            self.phase_word(PHASES[int(self._phases.codes[position])]),
        ]
        if step.line is not None:
            parts.append(QCoreApplication.translate("Timeline", "line {n}").format(n=step.line))
        name = self._name(step)
        return " · ".join([*parts, name] if name else parts)

    def tooltip_of(self, position: int) -> str:
        """What a step is, and the number it has on the command line, which counts from 0."""
        told = self.describe(position)
        number = QCoreApplication.translate("Timeline", "`--step {index}` on the command line")
        return f"{told}\n{number.format(index=position)}" if told else ""

    def _name(self, step: Step) -> str:
        assert self._phases is not None
        tape = self._phases.tape
        if step.node is not None:
            return tape.nodes[step.node].name
        if step.op is not None:
            return tape.ops[step.op].name
        return step.text.strip().splitlines()[0][:40] if step.text.strip() else ""

    # --- geometry

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(400, 44)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, 44)

    def _bar(self) -> QRectF:
        top = (self.height() - BAR_HEIGHT) / 2 - 2
        return QRectF(MARGIN, top, max(1, self.width() - 2 * MARGIN), BAR_HEIGHT)

    def x_of(self, step: float) -> float:
        """The left edge of a step, in pixels."""
        bar = self._bar()
        return bar.left() + bar.width() * step / max(1, self.steps)

    def step_at(self, x: float) -> int:
        """The step under a pixel; the nearest one outside the bar."""
        bar = self._bar()
        place = int((x - bar.left()) / bar.width() * self.steps)
        return max(0, min(self.steps - 1, place))

    # --- gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self.steps:
            self.setSliderDown(True)
            self._scrub(self.step_at(event.position().x()))
            event.accept()

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
        if self.steps and delta:
            self._scrub(max(0, min(self.steps - 1, self.value() + (1 if delta < 0 else -1))))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # Space belongs to Play, which the window has as an action; the slider knows the rest.
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tooltip_of(self.step_at(event.pos().x()))
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
            bar = self._bar()
            if self._phases is None or not self.steps:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(mix(self._colours.constant, self._colours.surface, 0.2)))
                painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
            elif self._phases.count * LEAST_PIXELS <= bar.width():
                for stretch in self._phases.stretches():
                    self._paint_stretch(painter, bar, stretch)
            else:
                self._paint_columns(painter, bar)
            if self.steps:
                self._paint_marks(painter, bar)
                self._paint_playhead(painter, bar)
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._colours.accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(bar.adjusted(-5, -8, 5, 8), 7, 7)
        finally:
            painter.end()

    def _tint(self, phase: Phase) -> QColor:
        field, amount = _HUES[phase]
        return QColor(mix(str(getattr(self._colours, field)), self._colours.surface, amount))

    def _paint_stretch(self, painter: QPainter, bar: QRectF, stretch: Stretch) -> None:
        left, right = self.x_of(stretch.first), self.x_of(stretch.last + 1)
        gap = GAP / 2 if right - left > 3 * GAP else 0.5
        box = QRectF(left, bar.top(), right - left, bar.height()).adjusted(
            gap if stretch.first else 0, 0, -gap if stretch.last + 1 < self.steps else 0, 0
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tint(stretch.phase))
        radius = min(BAR_HEIGHT / 2, box.width() / 2)
        painter.drawRoundedRect(box, radius, radius)
        if (right - left) / stretch.length >= TICK_PIXELS and stretch.length > 1:
            self._paint_ticks(painter, bar, stretch)
        font = self._font()
        text = self.label(stretch)
        width = QFontMetricsF(font).horizontalAdvance(text)
        if width + 18 > box.width():
            text = self.phase_word(stretch.phase)
            width = QFontMetricsF(font).horizontalAdvance(text)
        if width + 14 <= box.width():
            painter.setFont(font)
            painter.setPen(QColor(self._colours.text))
            inner = box.adjusted(min(11, (box.width() - width) / 2), 0, 0, 0)
            head = self.x_of(self.value() + 0.5)  # the words step aside for the playhead
            if inner.left() - 6 < head < inner.left() + width + 6 and (
                head + 9 + width <= box.right()
            ):
                inner.setLeft(head + 9)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ticks(self, painter: QPainter, bar: QRectF, stretch: Stretch) -> None:
        painter.setPen(QPen(QColor(self._colours.arrow), 1))
        bottom = bar.bottom() + 3
        lines = [
            (QPointF(x, bottom), QPointF(x, bottom + 3))
            for x in (self.x_of(step + 0.5) for step in range(stretch.first, stretch.last + 1))
        ]
        for start, end in lines:
            painter.drawLine(start, end)

    def _paint_columns(self, painter: QPainter, bar: QRectF) -> None:
        """Each pixel column in the colour of its middle step, runs of one colour at once."""
        assert self._phases is not None
        columns = max(1, int(bar.width()))
        codes = self._phases.column_codes(columns)
        starts = np.flatnonzero(np.diff(codes, prepend=np.int8(-1)))
        ends = np.append(starts[1:], columns)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            box = QRectF(bar.left() + start, bar.top(), end - start, bar.height())
            painter.fillRect(box, self._tint(PHASES[int(codes[start])]))

    def _paint_marks(self, painter: QPainter, bar: QRectF) -> None:
        marks = self._marks[self._marks < self.steps]
        places = np.unique((marks + 0.5) * bar.width() // max(1, self.steps))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        for place in places.tolist():
            painter.drawEllipse(QPointF(bar.left() + place, bar.top() - 5), 2.6, 2.6)

    def _paint_playhead(self, painter: QPainter, bar: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._hover >= 0 and not self.isSliderDown():
            painter.setBrush(QColor(self._colours.arrow))
            x = self.x_of(self._hover + 0.5)
            painter.drawRoundedRect(QRectF(x - 1, bar.top() - 4, 2, bar.height() + 8), 1, 1)
        painter.setBrush(QColor(self._colours.text))
        x = self.x_of(self.value() + 0.5)
        painter.drawRoundedRect(QRectF(x - 3, bar.top() - 9, 6, bar.height() + 18), 2.5, 2.5)

    def _font(self) -> QFont:
        return sans(self.font().pixelSize() - 2 if self.font().pixelSize() > 0 else 12)
