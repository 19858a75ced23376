"""What the Descent page stands on. The page itself is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.descent.asking import Asking
from graphviewer.gui.descent.player import DescentPlayer
from graphviewer.gui.flows.edit_flow import Past
from graphviewer.gui.memory import Memory
from graphviewer.gui.rooms import Room
from graphviewer.session.descending import Descent, decoded, encoded
from graphviewer.session.descent_choices import FORMULA, begun, row_of
from graphviewer.session.walker_kinds import legal


class DescentSide(QObject):
    """Joins the page, its actions and the calculator."""

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        appearance: Appearance,
        calculating: Calculating,
        memory: Memory,
    ) -> None:
        super().__init__(window)
        self._actions, self._appearance = actions, appearance
        self._calculating, self._memory = calculating, memory
        kept = decoded(memory.settings.descent)
        known = kept is not None and (kept.choice == FORMULA or row_of(kept.choice) is not None)
        self.descent = Descent(legal(kept) if kept is not None and known else begun("beale"))
        self.asking = Asking(self.descent, calculating, self)
        self.player = DescentPlayer(self.descent, self.asking, self)
        self._room: Room | None = None

    @property
    def past(self) -> Past | None:
        """What undo and redo act on while the page is shown."""
        return self.descent

    def make(self) -> QWidget:
        """The page, for the first time; the calculator warms up meanwhile."""
        from graphviewer.gui.descent.room import DescentRoom  # noqa: PLC0415 - not at the start

        self._calculating.warm()
        about = (self.descent, self.asking, self.player)
        room = DescentRoom(*about, self._actions, self._appearance, self._memory, self)
        self._room = room
        return room.page

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the page's actions do."""
        return {
            "descent_first": self.player.first,
            "descent_back": self.player.back,
            "descent_play": self.player.toggle,
            "descent_step": self.player.step,
            "descent_last": self.player.last,
            "descent_page_back": self.player.back,
            "descent_page_step": self.player.step,
            "descent_export": self._export,
            "descent_copy": self._copy,
        }

    def _export(self) -> None:
        if self._room is not None:
            self._room.export()

    def _copy(self) -> None:
        if self._room is not None:
            self._room.copy()

    def show(self, choice: str) -> None:
        """Show what a lesson names; the page may not have been made yet."""
        if row_of(choice) is not None:
            self.descent.edit(begun(choice, self.descent.state))
            self.descent.go(0)

    def keep(self) -> None:
        """Remember how the page stands."""
        self.player.pause()
        self._memory.keep(descent=encoded(self.descent.state))
        if self._room is not None:
            self._room.keep()
