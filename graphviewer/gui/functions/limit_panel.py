"""The derivative as a limit: h as a slider, the quotient beside autograd's slope, and the error."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from graphviewer.explain.equation import Fence, Frac, Math, Row, Text
from graphviewer.explain.numbers import exact
from graphviewer.explain.template import operator
from graphviewer.gui.charts.step_axes import EDGE
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.error_plane import ErrorPlane
from graphviewer.gui.functions.maths import number
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.gui.typeset.view import EquationView
from graphviewer.session.functions import PARTS, POWERS, Functions, Place, Plot, h_of

MARGIN = 76.0  # pixels left of the plot's paper, and of the slider over it


class LimitPanel(QWidget):
    """Shows the quotients of the chosen function at the cursor. `seen`: whether it is in view."""

    seen = Signal(bool)

    def __init__(self, functions: Functions, answers: Answers) -> None:
        super().__init__()
        self._functions, self._answers = functions, answers
        self._colours = LIGHT
        self.title, self.error_title = QLabel(), QLabel()
        self.title.setProperty("role", "caption")
        self.error_title.setProperty("role", "quiet")
        self.about = Words()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, PARTS * POWERS)
        self.slider.setPageStep(PARTS)
        self.slider.setInvertedAppearance(True)  # as the axis of the plot under it goes
        self.slider.setInvertedControls(True)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.numbers = EquationView(size=20)
        self.numbers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plane = ErrorPlane()
        self.plane.set_margin(MARGIN)
        self.choices = {
            name: QAction(self) for name in ("forward", "central", "float32", "float64")
        }
        self._groups = [self._group("forward", "central"), self._group("float32", "float64")]
        self._lay_out()
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self.slider.sliderPressed.connect(functions.hold)
        self.slider.sliderReleased.connect(functions.release)
        self.plane.notch_wanted.connect(self._on_plane_notch_wanted)
        functions.changed.connect(self._on_functions_changed)
        functions.moved.connect(self._on_functions_moved)
        answers.limit_changed.connect(self.refresh)
        answers.points_changed.connect(self.refresh)
        self.retranslate()

    def _group(self, *names: str) -> QActionGroup:
        group = QActionGroup(self)
        for name in names:
            self.choices[name].setCheckable(True)
            self.choices[name].setData(name)
            group.addAction(self.choices[name])
        group.triggered.connect(self._on_group_triggered)
        return group

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.about)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        self.ways = Segments([self.choices["forward"], self.choices["central"]], small=True)
        self.types = Segments([self.choices["float32"], self.choices["float64"]], small=True)
        choices.addWidget(self.ways)
        choices.addWidget(self.types)
        choices.addStretch(1)
        column.addLayout(choices)
        column.addWidget(self.numbers)
        column.addWidget(self.error_title)
        inset = QHBoxLayout()
        inset.setContentsMargins(round(MARGIN), 0, EDGE, 0)
        inset.addWidget(self.slider)
        column.addLayout(inset)
        column.addWidget(self.plane, 1)

    # --- what it shows

    def refresh(self) -> None:
        """Show what was told last."""
        plot = self._functions.plot
        for name, on in (("central", plot.central), ("forward", not plot.central)):
            self.choices[name].setChecked(on)
        self.choices[plot.dtype].setChecked(True)
        if self.slider.value() != plot.notch:
            quiet = QSignalBlocker(self.slider)
            self.slider.setValue(plot.notch)
            quiet.unblock()
        found = self._answers.quotients
        if found is None:
            self.plane.draw(np.zeros(0), np.zeros(0), plot.notch)
        else:
            told = found.told
            self.plane.draw(told.h.numpy(), told.error.numpy(), plot.notch)
        self.numbers.set_lines(self.lines())
        self._tell()

    def lines(self) -> list[Math]:
        """h, the quotient, autograd's derivative and the distance of the two."""
        plot, found = self._functions.plot, self._answers.quotients
        h = Text("h")
        lines: list[Math] = [Row((h, _sign(h_of(plot.notch)), number(h_of(plot.notch))))]
        if found is None or plot.notch >= found.told.h.shape[0]:
            return lines
        told, question = found.told, found.question
        quotient = float(told.quotient.numpy()[plot.notch])
        error = float(told.error.numpy()[plot.notch])
        by = "   " + QCoreApplication.translate("Functions", "by autograd")
        error_word = QCoreApplication.translate("Functions", "error")
        slope = Row((Text("f"), Text("′", "word"), Fence(Text("x"))), role="gradient")
        return [
            *lines,
            Row((_quotient(central=question.central), _sign(quotient), number(quotient))),
            Row(
                (
                    slope,
                    _sign(told.slope),
                    number(told.slope, "gradient"),
                    Text(by, "word", "muted"),
                )
            ),
            Row((Text(error_word, "word"), _sign(error), number(error))),
        ]

    def _tell(self) -> None:
        function, x = self._functions.chosen, self._functions.place.x
        translate, found = QCoreApplication.translate, self._answers.quotients
        if function is None:
            text = translate("Functions", "Choose a function in the list.")
        else:
            formula = function.formula
            if found is not None:  # what the numbers below are of
                formula, x = found.question.formula, found.question.at
            said = translate("Functions", "{formula} at x = {x}")
            text = said.format(formula=formula, x=f"{x:.12g}")
        self.about.set_spans((Span(text, fonts.sans(14), ink(self._colours, "text")),))

    # --- being told

    def _on_functions_changed(self, _plot: Plot) -> None:
        self.refresh()

    def _on_functions_moved(self, _place: Place) -> None:
        self._tell()

    def _on_slider_value_changed(self, notch: int) -> None:
        self._functions.edit(replace(self._functions.plot, notch=notch))

    def _on_plane_notch_wanted(self, notch: int) -> None:
        self._functions.edit(replace(self._functions.plot, notch=notch))

    def _on_group_triggered(self, action: QAction) -> None:
        plot, name = self._functions.plot, action.data()
        if name in ("forward", "central"):
            self._functions.edit(replace(plot, central=name == "central"))
        else:
            self._functions.edit(replace(plot, dtype=name))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.seen.emit(True)  # noqa: FBT003 - a signal takes it so

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.seen.emit(False)  # noqa: FBT003 - a signal takes it so

    # --- words and looks

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.numbers.set_colours(colours)
        self.plane.set_colours(colours)
        self._tell()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.title.setText(translate("Functions", "Derivative as a limit").upper())
        self.error_title.setText(translate("Functions", "Error for each h"))
        self.choices["forward"].setText(translate("Functions", "forward"))
        self.choices["central"].setText(translate("Functions", "central"))
        self.choices["float32"].setText("float32")
        self.choices["float64"].setText("float64")
        self.choices["forward"].setToolTip("(f(x + h) − f(x)) / h")
        self.choices["central"].setToolTip("(f(x + h) − f(x − h)) / 2h")
        for name in ("float32", "float64"):
            said = translate("Functions", "Calculate the quotient in {dtype}")
            self.choices[name].setToolTip(said.format(dtype=name))
        self.slider.setAccessibleName(translate("Functions", "Slider of {name}").format(name="h"))
        self.slider.setToolTip(translate("Functions", "h, from 10⁻¹⁶ to 1"))
        self.plane.setAccessibleName(
            translate("Functions", "Error of the quotient for each h, on logarithmic scales")
        )
        self.plane.set_words("h", translate("Functions", "error"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _sign(value: float) -> Math:
    """What stands before a number: whether all its digits are shown."""
    return operator("=" if exact(np.array(value)) else "≈")


def _f(sign: str) -> Math:
    inside: tuple[Math, ...] = (Text("x"),)
    if sign:
        inside = (Text("x"), operator(sign), Text("h"))
    return Row((Text("f"), Fence(Row(inside))))


def _quotient(*, central: bool) -> Math:
    top = Row((_f("+"), operator("−"), _f("−" if central else "")))
    bottom: Math = Row((Text("2", "number"), Text("h"))) if central else Text("h")
    return Frac(top, bottom)
