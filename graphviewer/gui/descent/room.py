"""The Descent page with all that makes it work; not imported before the page is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.descent.asking import Asking
from graphviewer.gui.descent.export_flow import DescentExport
from graphviewer.gui.descent.following import Following
from graphviewer.gui.descent.page import DescentPage
from graphviewer.gui.descent.player import DescentPlayer
from graphviewer.gui.memory import Memory
from graphviewer.session.descending import Descent


class DescentRoom(QObject):
    """Joins the page with the state, the answers, the theme and the settings."""

    def __init__(
        self,
        descent: Descent,
        asking: Asking,
        player: DescentPlayer,
        actions: Mapping[str, QAction],
        appearance: Appearance,
        memory: Memory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self.page = DescentPage(descent, actions)
        self.page.set_colours(appearance.colours)
        self.page.arrangement.restore_sizes(memory.settings.sizes)
        appearance.colours_changed.connect(self.page.set_colours)
        following = Following(self.page, descent, asking, player)
        self._exports = DescentExport(self.page, descent, asking, following, memory)

    def export(self) -> None:
        """Ask where to save the picture."""
        self._exports.ask()

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        self._exports.copy()

    def keep(self) -> None:
        """End what is being written, and remember where the splitters stand."""
        self._exports.close()
        sizes = {**self._memory.settings.sizes, **self.page.arrangement.sizes()}
        self._memory.keep(sizes=sizes)
