"""Fields of the settings: a number that is typed, a rate that is also slid, a labelled row."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from graphviewer.gui.train.form_fields import Entry
from graphviewer.gui.train.form_values import text_of
from graphviewer.session.walker_kinds import RATES

NARROW = 84  # pixels of a number
LABEL = 74
FINE = 50  # places of the slider to a power of ten


class NumberEntry(Entry):
    """A number. `numbered` carries one that is valid; others stay as they were typed."""

    numbered = Signal(float)

    def __init__(
        self, low: float = -math.inf, high: float = math.inf, *, whole: bool = False
    ) -> None:
        super().__init__()
        self._low, self._high, self._whole = low, high, whole
        self._held = 0.0
        self.setMinimumWidth(NARROW)
        self.typed.connect(self._on_typed)
        self.touched.connect(self._on_touched)

    @property
    def value(self) -> float:
        """The number that is held."""
        return self._held

    def show_number(self, value: float) -> None:
        """Show a number; what was being typed stays if that is the same."""
        if self.pending and value == self._held:
            return
        self._held = value
        self.show_text(text_of(value))
        self._mark("")

    def _on_touched(self) -> None:
        self._mark("")

    def _on_typed(self, text: str) -> None:
        try:
            value = float(text.strip().replace(",", "").replace("−", "-"))
        except ValueError:
            self._mark(QCoreApplication.translate("Descent", "Write a number."))
            return
        if not (math.isfinite(value) and self._low <= value <= self._high) or (
            self._whole and value != int(value)
        ):
            self._mark(self._limits())
            return
        self._held = value
        self.show_text(text_of(value))
        self._mark("")
        self.numbered.emit(value)

    def _limits(self) -> str:
        translate = QCoreApplication.translate
        low, high = text_of(float(self._low)), text_of(float(self._high))
        if self._whole:
            said = translate("Descent", "Write a whole number from {low} to {high}.")
        elif math.isinf(self._high):
            said = translate("Descent", "Write a number of at least {low}.")
        else:
            said = translate("Descent", "Write a number from {low} to {high}.")
        return said.format(low=low, high=high)

    def _mark(self, why: str) -> None:
        if bool(self.property("wrong")) != bool(why):
            self.setProperty("wrong", bool(why))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(why)
        self.setAccessibleDescription(why)


class Slide(QSlider):
    """A slider that leaves the wheel to the list it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class RateField(QWidget):
    """A learning rate: slid over powers of ten, or typed. `slid` ends with `settled`."""

    slid = Signal(float)
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.slider = Slide(Qt.Orientation.Horizontal)
        low, high = (math.log10(one) for one in RATES)
        self._low = low
        self.slider.setRange(0, round((high - low) * FINE))
        self.slider.setPageStep(FINE // 5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.entry = NumberEntry(0.0, 1e6)
        self.entry.setFixedWidth(NARROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        row.addWidget(self.entry)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.slider.sliderReleased.connect(self.settled)
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
