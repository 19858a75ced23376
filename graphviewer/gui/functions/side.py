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
from graphviewer.gui.pages.functions import FunctionsPage


class FunctionsSide(QObject):
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
        self._page: FunctionsPage | None = None

    @property
    def past(self) -> Past | None:
        """What undo and redo act on while the page is shown."""
        return None

    def make(self) -> QWidget:
        """The page, for the first time; the calculator warms up meanwhile."""
        self._calculating.warm()
        self._page = FunctionsPage(self._calculating)
        self._page.set_colours(self._appearance.colours)
        self._appearance.colours_changed.connect(self._page.set_colours)
        return self._page

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the page's actions do."""
        return {}

    def show(self, choice: str) -> None:
        """Show what a lesson names; the page may not have been made yet."""

    def keep(self) -> None:
        """Remember how the page stands."""
