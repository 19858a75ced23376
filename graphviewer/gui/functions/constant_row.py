"""A constant of a formula: its number, and a slider with the range it has."""

from __future__ import annotations

import math

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from graphviewer.gui.fields.entry import NumberEntry
from graphviewer.gui.fields.slide import Slide
from graphviewer.gui.functions.maths import name_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.typeset.view import EquationView
from graphviewer.session.functions_sliders import FINEST, NOTCHES, Slider

NAME, MOST_NAME, END, NUMBER = 30, 56, 50, 62  # pixels


class ConstantRow(QWidget):
    """Edits a Slider. `slid` carries name and Slider; drags lie between `held` and `let_go`."""

    slid = Signal(str, object)
    held = Signal()
    let_go = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._slider: Slider | None = None
        self.title = EquationView(size=17)
        self.title.set_lines([name_of(name)])
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.setFixedWidth(min(MOST_NAME, max(NAME, self.title.sizeHint().width())))
        self.number, self.low, self.high = NumberEntry(), NumberEntry(), NumberEntry()
        self.slider = Slide(Qt.Orientation.Horizontal)
        self.slider.setRange(0, NOTCHES)
        self.slider.setPageStep(NOTCHES // 20)
        self.slider.setSingleStep(NOTCHES // 100)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.setMinimumWidth(60)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)  # ends where the button Add does
        row.setSpacing(5)
        row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.number)
        row.addWidget(self.low)
        row.addWidget(self.slider, 1)
        row.addWidget(self.high)
        for entry in (self.number, self.low, self.high):
            entry.setMinimumWidth(0)
            entry.setFixedWidth(NUMBER if entry is self.number else END)
            entry.undo_wanted.connect(self.undo_wanted)
            entry.redo_wanted.connect(self.redo_wanted)
        self.number.numbered.connect(self._on_number_numbered)
        self.low.numbered.connect(self._on_end_numbered)
        self.high.numbered.connect(self._on_end_numbered)
        self.slider.sliderPressed.connect(self.held)
        self.slider.sliderReleased.connect(self.let_go)
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self.retranslate()

    def show_slider(self, slider: Slider) -> None:
        """Show this."""
        if slider == self._slider:
            return
        self._slider = slider
        self.number.show_number(slider.value)
        self.low.show_number(slider.low)
        self.high.show_number(slider.high)
        if slider.at(self.slider.value()) != slider.value:
            quiet = QSignalBlocker(self.slider)
            self.slider.setValue(slider.notch)
            quiet.unblock()

    def _on_slider_value_changed(self, notch: int) -> None:
        if self._slider is not None:
            self.slid.emit(self.name, replace(self._slider, value=self._slider.at(notch)))

    def _on_number_numbered(self, value: float) -> None:
        if self._slider is not None:
            self.slid.emit(self.name, replace(self._slider, value=value))

    def _on_end_numbered(self, _value: float) -> None:
        if self._slider is None:
            return
        low, high = self.low.value, self.high.value
        if FINEST < high - low < math.inf:
            self.slid.emit(self.name, replace(self._slider, low=low, high=high))
        else:  # a range goes up: the other end is as it was
            self.low.show_number(self._slider.low)
            self.high.show_number(self._slider.high)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.title.set_colours(colours)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        name = self.name
        self.number.setAccessibleName(name)
        self.slider.setAccessibleName(translate("Functions", "Slider of {name}").format(name=name))
        low = translate("Functions", "Where the slider of {name} begins").format(name=name)
        high = translate("Functions", "Where the slider of {name} ends").format(name=name)
        for entry, said in ((self.low, low), (self.high, high)):
            entry.setAccessibleName(said)
            entry.setToolTip(said)
