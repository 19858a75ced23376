"""The Functions page: curves and their derivatives by autograd, under one cursor."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from graphviewer.gui.export.failure import why
from graphviewer.gui.fields.entry import is_other_redo
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.arrangement import FunctionsArrangement
from graphviewer.gui.functions.head import Head
from graphviewer.gui.functions.limit_panel import LimitPanel
from graphviewer.gui.functions.list_panel import ListPanel
from graphviewer.gui.functions.plots import PlotStack
from graphviewer.gui.functions.table import ValuesTable
from graphviewer.gui.notice import Notice, NoticeBar
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.functions import Functions, Place, Plot


class FunctionsPage(QWidget):
    """Makes the parts, lays them out and joins them with the state."""

    def __init__(self, functions: Functions, answers: Answers) -> None:
        super().__init__()
        self.functions, self.answers = functions, answers
        self.colours = LIGHT
        self.notices = NoticeBar()
        self.head = Head()
        self.list = ListPanel(functions, answers)
        self.plots = PlotStack(functions, answers)
        self.table = ValuesTable(functions, answers)
        self.limit = LimitPanel(functions, answers)
        self.arrangement = FunctionsArrangement(self.list, self._middle(), self.limit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.arrangement, 1)
        self.head.x_wanted.connect(functions.put_cursor)
        self.head.entry.undo_wanted.connect(functions.undo)
        self.head.entry.redo_wanted.connect(functions.redo)
        self.head.second.clicked.connect(self._on_second_clicked)
        self.head.limit.clicked.connect(self._on_limit_clicked)
        self.head.whole.clicked.connect(self.plots.show_all)
        self.limit.seen.connect(answers.show_limit)
        self.arrangement.rearranged.connect(self._on_rearranged)
        self.notices.acted.connect(self._on_notices_acted)
        functions.changed.connect(self._on_functions_changed)
        functions.moved.connect(self._on_functions_moved)
        self._on_functions_changed(functions.plot)
        self._on_functions_moved(functions.place)
        self.retranslate()

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.plots, 1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(12, 4, 12, 6)
        inside.addWidget(self.table)
        column.addWidget(foot)
        return middle

    def show_broken(self, message: str) -> None:
        """Say that nothing can be calculated, and offer to try again."""
        title = QCoreApplication.translate("Functions", "Nothing can be calculated just now")
        self.notices.show_notice(Notice(kind="error", title=title, text=message, act="again"))

    def show_unsaved(self, problem: Exception) -> None:
        """Say that a file could not be written."""
        title = QCoreApplication.translate("Functions", "The plots were not saved")
        self.notices.show_notice(Notice(kind="error", title=title, text=why(problem)))

    # --- being told

    def _on_functions_changed(self, plot: Plot) -> None:
        self.head.second.setChecked(plot.second)

    def _on_functions_moved(self, place: Place) -> None:
        self.head.entry.show_number(place.x)
        self.head.limit.setChecked(place.limit)
        self.arrangement.show_limit(place.limit)

    def _on_second_clicked(self, on: bool) -> None:
        self.functions.edit(replace(self.functions.plot, second=on))

    def _on_limit_clicked(self, on: bool) -> None:
        self.functions.show_limit(on)

    def _on_notices_acted(self, _notice: object) -> None:
        self.notices.show_notice(None)
        self.answers.retry()

    def _on_rearranged(self) -> None:
        """A style sheet gives a widget back its first palette when its parent changes."""
        for panel in (self.list, self.limit):
            panel.ensurePolished()
        self.set_colours(self.colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Undo):
            self.functions.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_other_redo(event):
            self.functions.redo()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not event.spontaneous():
            self.plots.planes[0].setFocus()  # arrow keys move x at once

    # --- words and looks

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.colours = colours
        for part in (self.notices, self.list, self.plots, self.table, self.limit):
            part.set_colours(colours)

    def retranslate(self) -> None:
        """Name the parts in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Functions", "Functions"))
        self.arrangement.set_titles(
            translate("Functions", "Functions"),
            translate("Functions", "Limit"),
            translate("Functions", "Panels"),
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
