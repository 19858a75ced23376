"""The Functions page with all that makes it work; not imported before the page is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.asking import Asking
from graphviewer.gui.functions.page import FunctionsPage
from graphviewer.gui.functions.saving import Saving
from graphviewer.gui.memory import Memory
from graphviewer.session.functions import Functions


class FunctionsRoom(QObject):
    """Joins the page with the state, the calculator, the theme and the settings."""

    def __init__(
        self,
        functions: Functions,
        calculating: Calculating,
        appearance: Appearance,
        memory: Memory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        asking = Asking(calculating, self)
        self.answers = Answers(functions, asking, self)
        self.page = FunctionsPage(functions, self.answers)
        self.page.arrangement.restore_sizes(memory.settings.sizes)
        self.page.set_colours(appearance.colours)
        appearance.colours_changed.connect(self.page.set_colours)
        asking.broke.connect(self.page.show_broken)
        self._saving = Saving(self.page, memory)
        self.answers.start()

    def export(self) -> None:
        """Ask where to save the plots."""
        self._saving.ask()

    def copy(self) -> None:
        """Put a picture of the plots on the clipboard."""
        self._saving.copy()

    def keep(self) -> None:
        """Remember where the splitters stand."""
        sizes = {**self._memory.settings.sizes, **self.page.arrangement.sizes()}
        self._memory.keep(sizes=sizes)
