"""What the Functions page stands on. The page itself is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.flows.edit_flow import Past
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.asking import Asking
from graphviewer.gui.functions.saving import Saving
from graphviewer.gui.memory import Memory
from graphviewer.gui.pages.functions import FunctionsPage
from graphviewer.session.functions_gallery import LIMIT, chosen
from graphviewer.session.functions_kept import keeping, kept


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
        self.functions = kept(memory.settings.functions)
        self.page: FunctionsPage | None = None

    @property
    def past(self) -> Past | None:
        """What undo and redo act on while the page is shown."""
        return self.functions

    def make(self) -> QWidget:
        """The page, for the first time; the calculator warms up meanwhile."""
        self._calculating.warm()
        asking = Asking(self._calculating, self)
        answers = Answers(self.functions, asking, self)
        page = self.page = FunctionsPage(self.functions, answers)
        page.arrangement.restore_sizes(self._memory.settings.sizes)
        page.set_colours(self._appearance.colours)
        self._appearance.colours_changed.connect(page.set_colours)
        asking.broke.connect(page.show_broken)
        Saving(page, self._memory)
        answers.start()
        return page

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the page's actions do."""
        return {}

    def show(self, choice: str) -> None:
        """Show what a lesson names; the page may not have been made yet.

        `choice`: entries of the gallery or formulas with semicolons between them, or "limit".
        """
        made = chosen(choice)
        if made:
            self.functions.show_only(made)
        self.functions.show_limit(choice.strip() == LIMIT)

    def keep(self) -> None:
        """Remember how the page stands."""
        sizes = dict(self._memory.settings.sizes)
        if self.page is not None:
            sizes.update(self.page.arrangement.sizes())
        self._memory.keep(functions=keeping(self.functions), sizes=sizes)
