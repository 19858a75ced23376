"""Fields of the settings: a rate that is slid or typed, a labelled row."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from graphviewer.gui.fields.entry import NARROW, NumberEntry
from graphviewer.gui.fields.slide import Slide
from graphviewer.session.walker_kinds import MOST_RATE, RATES

LABEL = 96
FINE = 50  # places of the slider to a power of ten


class _RateSlide(Slide):
    """`let_go`: the mouse was, after a drag or a click beside the handle."""

    let_go = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        self.let_go.emit()


class RateField(QWidget):
    """A learning rate: slid over powers of ten, or typed. `slid` ends with `settled`.

    `let_go`: it was slid with the mouse, and that is over.
    """

    slid = Signal(float)
    settled = Signal()
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.slider = _RateSlide(Qt.Orientation.Horizontal)
        low, high = (math.log10(one) for one in RATES)
        self._low = low
        self.slider.setRange(0, round((high - low) * FINE))
        self.slider.setPageStep(FINE // 5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.entry = NumberEntry(0.0, MOST_RATE)
        self.entry.setFixedWidth(NARROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        row.addWidget(self.entry)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.slider.sliderReleased.connect(self.settled)
        self.slider.let_go.connect(self.let_go)
        self.entry.numbered.connect(self._on_entry_numbered)

    def show_rate(self, rate: float) -> None:
        """Show a rate; the slider stands at its nearest place."""
        self.entry.show_number(rate)
        place = round((math.log10(rate) - self._low) * FINE) if rate > 0 else 0
        if abs(place - self.slider.value()) > 0:
            quiet = QSignalBlocker(self.slider)
            self.slider.setValue(place)
            quiet.unblock()

    def _on_slider_moved(self, place: int) -> None:
        rate = float(f"{10 ** (self._low + place / FINE):.2g}")
        self.entry.show_number(rate)
        self.slid.emit(rate)

    def _on_entry_numbered(self, rate: float) -> None:
        self.settled.emit()
        self.slid.emit(rate)
        self.settled.emit()

    def say(self, name: str, tip: str) -> None:
        """Name it in the present language."""
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        self.entry.setAccessibleName(name)


class FieldLine(QWidget):
    """A label and what it labels."""

    def __init__(self, field: QWidget, width: int = LABEL) -> None:
        super().__init__()
        self.label = QLabel()
        self.label.setProperty("role", "quiet")
        self.label.setFixedWidth(width)
        self.label.setBuddy(field)
        self.field = field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(field, 1)

    def say(self, text: str, tip: str = "") -> None:
        """Name it in the present language."""
        self.label.setText(text)
        self.label.setToolTip(tip)
        self.field.setAccessibleName(text)
        if tip:
            self.field.setAccessibleDescription(tip)
