"""The Descent page: surfaces, and optimizers that walk down them together."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.gui.descent.curves import CurvesPanel
from graphviewer.gui.descent.picture import PictureArea
from graphviewer.gui.descent.settings import DescentSettings
from graphviewer.gui.descent.transport import DescentTransport
from graphviewer.gui.fields.entry import is_other_redo
from graphviewer.gui.notice import NoticeBar
from graphviewer.gui.pages.train_arrangement import TrainArrangement
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.descending import Descent
from graphviewer.session.descent_choices import FORMULA

ON_PICTURE = ("descent_first", "descent_back", "descent_play", "descent_step", "descent_last")
ANYWHERE = ("descent_page_back", "descent_page_step")
SHARE = 0.38  # of the width, for the curves


class DescentPage(QWidget):
    """Makes the parts and lays them out; what they show is told to them from outside.

    `retold`: it speaks another language.
    """

    retold = Signal()

    def __init__(self, descent: Descent, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._colours = LIGHT
        self._descent = descent
        self.notices = NoticeBar()
        self.settings, self.picture, self.curves = (
            DescentSettings(descent),
            PictureArea(),
            CurvesPanel(),
        )
        self.transport = DescentTransport(actions)
        self.arrangement = TrainArrangement(
            self.settings, self.picture, self.curves, name="descent", share=SHARE
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.arrangement, 1)
        column.addWidget(self.transport)
        self.arrangement.rearranged.connect(self._on_rearranged)
        self.settings.surface.picked.connect(self._on_surface_picked)
        self.settings.let_go.connect(self._on_settings_let_go)
        self.addActions([actions[name] for name in ANYWHERE])
        for part in (*self.picture.pictures, self.transport.scrubber):
            part.addActions([actions[name] for name in ON_PICTURE])
        self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for part in (self.notices, self.settings, self.picture, self.curves, self.transport):
            part.set_colours(colours)

    def _on_rearranged(self) -> None:
        """A style sheet gives a widget back its first palette when its parent changes."""
        for panel in (self.settings, self.picture, self.curves):
            panel.ensurePolished()
        self.set_colours(self._colours)

    def _on_surface_picked(self, choice: str) -> None:
        """Chosen with the pointer: Space plays at once. With keys the list keeps them."""
        if choice != FORMULA and not self.settings.surface.hasFocus():
            self.picture.picture.setFocus()

    def _on_settings_let_go(self) -> None:
        """A rate was slid with the mouse: Space plays, arrows step."""
        self.picture.picture.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Undo and redo, from wherever nothing is typed."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._descent.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_other_redo(event):
            self._descent.redo()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows and Space work at once."""
        super().showEvent(event)
        self.picture.picture.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.retold.emit()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name the parts in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Descent", "Descent"))
        self.arrangement.set_titles(
            translate("Descent", "Settings"),
            translate("Descent", "Curves"),
            translate("Descent", "Panels"),
        )
