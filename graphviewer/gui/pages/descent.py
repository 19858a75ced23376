"""The Descent page: surfaces, and optimizers that walk down them together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from graphviewer.gui.calculating import Calculating
from graphviewer.gui.theme.colours import Colours


class DescentPage(QWidget):
    """Draws what the calculator answers."""

    def __init__(self, calculating: Calculating) -> None:
        super().__init__()
        self._calculating = calculating

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
