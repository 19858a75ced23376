"""A function in the list: its swatch, its formula as typed and as mathematics, its constants."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from graphviewer.formulas.answers import Refused
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.tree import Formula
from graphviewer.gui.fields.entry import Entry
from graphviewer.gui.fields.leaving import take_away
from graphviewer.gui.formula_told import told
from graphviewer.gui.functions.constant_row import ConstantRow
from graphviewer.gui.functions.maths import maths
from graphviewer.gui.functions.strokes import stroke_of
from graphviewer.gui.icons import icon
from graphviewer.gui.panels.watch_pens import SWATCH, no_swatch, swatch
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.typeset.view import EquationView
from graphviewer.session.functions import Function, named, reading

AROUND = 18  # characters of a formula shown on either side of what is wrong in it
Problem = FormulaProblem | Refused


class FormulaEntry(Entry):
    """A formula. `entered`: the focus is here."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.entered.emit()


class FunctionRow(QFrame):
    """Shows a Function. `edited` carries a formula while it is typed, until `settled`."""

    edited = Signal(int, str)
    settled = Signal()
    slid = Signal(int, str, object)
    held = Signal()
    shown_wanted = Signal(int, bool)
    gone_wanted = Signal(int)
    chosen_wanted = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, key: int) -> None:
        super().__init__()
        self.key = key
        self._colours = LIGHT
        self._function = Function(key=key, formula="", pen=-1)  # unlike any that is shown
        self._problem: Problem | None = None
        self._chosen = False
        self.setProperty("role", "function")
        self.visible = QToolButton()
        self.visible.setProperty("role", "flat")
        self.visible.setCheckable(True)
        self.visible.setIconSize(SWATCH)
        self.visible.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.formula = FormulaEntry()
        self.formula.setFont(fonts.mono(15))
        self.gone = QToolButton()
        self.gone.setProperty("role", "flat")
        self.gone.setIconSize(QSize(12, 12))
        self.gone.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.maths = EquationView(size=20)
        self.maths.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.where, self.wrong = QLabel(), QLabel()
        self.constants: dict[str, ConstantRow] = {}
        self._lay_out()
        self.visible.clicked.connect(self._on_visible_clicked)
        self.gone.clicked.connect(self._on_gone_clicked)
        self.formula.textEdited.connect(self._on_formula_edited)
        self.formula.typed.connect(self._on_formula_typed)
        self.formula.entered.connect(self._on_formula_entered)
        self.formula.undo_wanted.connect(self.undo_wanted)
        self.formula.redo_wanted.connect(self.redo_wanted)
        self.retranslate()

    def _lay_out(self) -> None:
        self.where.setFont(fonts.mono(13))
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setProperty("role", "wrong")
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.visible)
        head.addWidget(self.formula, 1)
        head.addWidget(self.gone)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 7, 4, 8)
        self.column.setSpacing(4)
        self.column.addLayout(head)
        for widget in (self.maths, self.where, self.wrong):
            inset = QHBoxLayout()
            inset.setContentsMargins(46, 0, 8, 0)
            inset.addWidget(widget)
            self.column.addLayout(inset)

    # --- what it shows

    def show_function(self, function: Function, problem: Problem | None, *, chosen: bool) -> None:
        """Show this."""
        if self.formula.text() != function.formula:
            self.formula.show_text(function.formula)
        was, looked = self._function, (self._function.shown, self._function.pen, self._chosen)
        said = was.formula, self._problem
        self._function, self._problem, self._chosen = function, problem, chosen
        if said != (function.formula, problem):
            self._show_formula()
        if function != was:
            self._show_constants()
        if looked != (function.shown, function.pen, chosen):
            self._dress()

    def _show_formula(self) -> None:
        found, problem = reading(self._function.formula), self._problem
        self.maths.setVisible(problem is None and isinstance(found, Formula))
        if isinstance(found, Formula):
            self.maths.set_lines([maths(found)])
        blank = not self._function.formula.strip()  # nothing to blame yet: a hint
        self.where.setVisible(problem is not None and problem.at >= 0 and not blank)
        self.wrong.setVisible(problem is not None)
        if problem is not None:
            self.wrong.setText(told(problem))
            self.where.setText(marked(self._function.formula, problem.at))
        self.formula.setAccessibleDescription(self.wrong.text() if problem is not None else "")
        _mark(self.wrong, "role", "quiet" if blank else "wrong")
        _mark(self.formula, "wrong", problem is not None and not blank)

    def _show_constants(self) -> None:
        names = named(self._function)
        if isinstance(reading(self._function.formula), FormulaProblem):  # it may be half typed
            names = tuple(name for name in self.constants if occurs(name, self._function.formula))
        for name in tuple(self.constants):
            if name not in names:
                take_away(self.constants.pop(name), self.column, self.visible)
        for at, name in enumerate(names):
            if name not in self.constants:
                self.constants[name] = self._new_constant(name)
            row = self.constants[name]
            if self.column.indexOf(row) != 4 + at:
                self.column.insertWidget(4 + at, row)
            if name in self._function.sliders:
                row.show_slider(self._function.sliders[name])

    def _new_constant(self, name: str) -> ConstantRow:
        row = ConstantRow(name, self)
        row.set_colours(self._colours)
        row.slid.connect(self._on_constant_slid)
        row.held.connect(self.held)
        row.let_go.connect(self.settled)
        row.undo_wanted.connect(self.undo_wanted)
        row.redo_wanted.connect(self.redo_wanted)
        row.show()
        return row

    # --- looks

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.maths.set_colours(colours)
        for row in self.constants.values():
            row.set_colours(colours)
        self.gone.setIcon(icon("close", colours.quiet))
        self._dress()

    def _dress(self) -> None:
        colours, shown = self._colours, self._function.shown
        stroke = stroke_of(self._function.pen)
        self.visible.setIcon(
            swatch(stroke, colours, self.devicePixelRatioF()) if shown else no_swatch()
        )
        self.visible.setChecked(shown)
        edge = colours.accent if self._chosen else "transparent"
        ground = colours.value_tint if self._chosen else colours.surface
        self.setStyleSheet(
            f'QFrame[role="function"] {{ background: {ground}; border: none;'
            f" border-left: 3px solid {edge}; border-bottom: 1px solid {colours.border}; }}"
        )
        self.where.setStyleSheet(f"color: {colours.error}; background: transparent;")

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.formula.setAccessibleName(translate("Functions", "Formula in x"))
        self.formula.setPlaceholderText(translate("Functions", "a formula in x"))
        for button, said in (
            (self.visible, translate("Functions", "Show or hide this function")),
            (self.gone, translate("Functions", "Remove this function")),
        ):
            button.setToolTip(said)
            button.setAccessibleName(said)
        for row in self.constants.values():
            row.retranslate()
        self._show_formula()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- edits

    def _on_formula_edited(self, text: str) -> None:
        self.edited.emit(self.key, text)

    def _on_formula_typed(self, text: str) -> None:
        self.formula.show_text(text)
        self.settled.emit()

    def _on_formula_entered(self) -> None:
        self.chosen_wanted.emit(self.key)

    def _on_constant_slid(self, name: str, slider: object) -> None:
        self.slid.emit(self.key, name, slider)

    def _on_visible_clicked(self, shown: bool) -> None:
        self.shown_wanted.emit(self.key, shown)

    def _on_gone_clicked(self) -> None:
        self.gone_wanted.emit(self.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.chosen_wanted.emit(self.key)
        super().mousePressEvent(event)


def _mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Give a widget a property that its style looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def occurs(name: str, formula: str) -> bool:
    """Whether a constant stands in a formula that cannot be read."""
    return re.search(rf"\b{re.escape(name)}\b(?!\s*\()", formula) is not None


def marked(formula: str, at: int) -> str:
    """The part of a formula about a character, with a mark under it."""
    if at < 0:
        return formula
    first = max(0, at - AROUND)
    before, after = ("…" if first else ""), ("…" if len(formula) > at + AROUND else "")
    part = before + formula[first : at + AROUND] + after
    return f"{part}\n{' ' * (len(before) + at - first)}^"
