"""What the Functions page stands on. The page itself is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.flows.edit_flow import Past
from graphviewer.gui.memory import Memory
from graphviewer.gui.rooms import Room
from graphviewer.session.functions import HOME
from graphviewer.session.functions_gallery import chosen
from graphviewer.session.functions_kept import keeping, kept

AROUND = 2.0  # of the x a lesson names, to either side: a tangent and a secant are told apart


class FunctionsSide(QObject):
    """Joins the page, its state and the calculator."""

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],  # noqa: ARG002 - as other sides
        appearance: Appearance,
        calculating: Calculating,
        memory: Memory,
    ) -> None:
        super().__init__(window)
        self._appearance, self._calculating, self._memory = appearance, calculating, memory
        self.functions = kept(memory.settings.functions)
        self._room: Room | None = None

    @property
    def past(self) -> Past | None:
        """What undo and redo act on while the page is shown."""
        return self.functions

    def make(self) -> QWidget:
        """The page, for the first time; the calculator warms up meanwhile."""
        from graphviewer.gui.functions.room import FunctionsRoom  # noqa: PLC0415 - not at the start

        self._calculating.warm()
        about = (self._calculating, self._appearance, self._memory)
        room = FunctionsRoom(self.functions, *about, self)
        self._room = room
        return room.page

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the page's actions do."""
        return {"functions_export": self._export, "functions_copy": self._copy}

    def _export(self) -> None:
        if self._room is not None:
            self._room.export()

    def _copy(self) -> None:
        if self._room is not None:
            self._room.copy()

    def show(self, choice: str) -> None:
        """Show what a lesson names; the page may not have been made yet.

        `choice`: as `chosen` reads it.
        """
        named = chosen(choice)
        if named.made:
            self.functions.show_only(named.made, named.h)
        if named.x is None:
            self.functions.look(HOME)
        else:
            self.functions.look((named.x - AROUND, named.x + AROUND))
            self.functions.put_cursor(named.x)
        self.functions.show_limit(named.limit)

    def keep(self) -> None:
        """Remember how the page stands."""
        if self._room is not None:
            self._room.keep()
        self._memory.keep(functions=keeping(self.functions))
