"""The list of functions, with what can be added to it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.leaving import take_away
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.row import FunctionRow
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.functions import MOST, Functions, Plot, with_formula
from graphviewer.session.functions_gallery import GALLERY
from graphviewer.session.functions_sliders import Slider

EMPTY = "own"  # what the menu calls a formula of one's own


class ListPanel(QWidget):
    """Edits the functions of a Functions."""

    def __init__(self, functions: Functions, answers: Answers) -> None:
        super().__init__()
        self._functions, self._answers = functions, answers
        self._colours = LIGHT
        self.rows: dict[int, FunctionRow] = {}
        self.title = QLabel()
        self.title.setProperty("role", "caption")
        self.add = QPushButton()
        self.add.setProperty("scale", "small")
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_menu_triggered)
        self.add.setMenu(self.menu)
        self.full = QLabel()  # why no more can be added
        self.full.setProperty("role", "quiet")
        self.full.setWordWrap(True)
        self.full.setContentsMargins(14, 0, 10, 8)
        self.hint = QLabel()
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(14, 10, 10, 10)
        self.area = QScrollArea()
        self._lay_out()
        functions.changed.connect(self._on_functions_changed)
        answers.problems_changed.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.hint)
        self._column.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows have it
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.full)
        column.addWidget(self.area, 1)

    # --- what it shows

    def refresh(self) -> None:
        """Show the functions as they are."""
        plot = self._functions.plot
        keys = {one.key for one in plot.functions}
        for key in tuple(self.rows):
            if key not in keys:
                take_away(self.rows.pop(key), self._column, self.add)
        for at, function in enumerate(plot.functions):
            row = self.rows.get(function.key) or self._new_row(function.key)
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
                row.show()
            problem = self._answers.problems.get(function.key)
            row.show_function(function, problem, chosen=function.key == plot.chosen)
        self.hint.setVisible(not plot.functions)
        self._tell_room(0)

    def _tell_room(self, wanted: int) -> None:
        """Say that there are as many as can be, or that so many more would be too many."""
        room = MOST - len(self._functions.plot.functions)
        translate = QCoreApplication.translate
        if not room:
            said = translate(
                "Functions", "{most} functions at most: remove one (×) to add another."
            )
        else:
            said = translate(
                "Functions",
                "{most} functions at most: there is room for {room}, not for {wanted}."
                " Remove some (×) first.",
            )
        self.full.setText(said.format(most=MOST, room=room, wanted=wanted))
        self.full.setVisible(room < max(1, wanted))
        self.add.setEnabled(room > 0)

    def _new_row(self, key: int) -> FunctionRow:
        row = self.rows[key] = FunctionRow(key)
        row.set_colours(self._colours)
        row.edited.connect(self._on_row_edited)
        row.settled.connect(self._functions.release)
        row.held.connect(self._functions.hold)
        row.slid.connect(self._on_row_slid)
        row.shown_wanted.connect(self._on_row_shown_wanted)
        row.gone_wanted.connect(self._on_row_gone_wanted)
        row.chosen_wanted.connect(self._functions.choose)
        row.undo_wanted.connect(self._functions.undo)
        row.redo_wanted.connect(self._functions.redo)
        return row

    def _on_functions_changed(self, _plot: Plot) -> None:
        self.refresh()

    # --- edits

    def _on_row_edited(self, key: int, formula: str) -> None:
        for one in self._functions.plot.functions:
            if one.key == key:
                self._functions.hold()
                self._functions.replace(with_formula(one, formula))

    def _on_row_slid(self, key: int, name: str, slider: Slider) -> None:
        for one in self._functions.plot.functions:
            if one.key == key:
                self._functions.replace(replace(one, sliders={**one.sliders, name: slider}))

    def _on_row_shown_wanted(self, key: int, shown: bool) -> None:
        for one in self._functions.plot.functions:
            if one.key == key:
                self._functions.replace(replace(one, shown=shown))

    def _on_row_gone_wanted(self, key: int) -> None:
        self.add.setFocus()  # it was in the row
        self._functions.remove(key)

    def _on_menu_triggered(self, action: QAction) -> None:
        made = {one.id: one.made for one in GALLERY}.get(action.data(), (("", {}),))
        if len(self._functions.plot.functions) + len(made) > MOST:
            self._tell_room(len(made))
            return
        self._functions.add(made)
        row = self.rows.get(self._functions.plot.chosen)
        if row is not None:
            row.formula.setFocus()
            self.area.ensureWidgetVisible(row)

    # --- words and looks

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for row in self.rows.values():
            row.set_colours(colours)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Functions", "List of functions"))
        self.title.setText(translate("Functions", "Functions").upper())
        self.add.setText(translate("Functions", "Add…"))
        self.add.setToolTip(translate("Functions", "Add a function: a ready one, or your own"))
        self.hint.setText(
            translate("Functions", "Nothing is drawn. Add a function, or type one of your own.")
        )
        self._fill_menu()
        self._tell_room(0)

    def _fill_menu(self) -> None:
        translate = QCoreApplication.translate
        self.menu.clear()
        own = self.menu.addAction(translate("Functions", "A formula of your own"))
        own.setData(EMPTY)
        sections = {
            "activations": translate("Functions", "Activation functions"),
            "densities": translate("Functions", "Normal densities (mean, standard deviation)"),
            "others": translate("Functions", "Others"),
        }
        for group, title in sections.items():
            self.menu.addSeparator()
            heading = self.menu.addAction(title)
            heading.setEnabled(False)
            for entry in GALLERY:
                if entry.group == group:
                    self.menu.addAction(entry.title).setData(entry.id)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
