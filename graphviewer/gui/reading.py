"""Reading the graph: finding things in it, what of it is shown, and its own menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.flows.find_flow import FindFlow
from graphviewer.gui.flows.shaping_flow import ShapingFlow
from graphviewer.gui.graph_menu import GraphMenu
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.session.session import Session
from graphviewer.session.viewing import Viewing


class Reading:
    """The flows over one canvas."""

    def __init__(
        self,
        panel: GraphPanel,
        session: Session,
        viewing: Viewing,
        appearance: Appearance,
        actions: Mapping[str, QAction],
    ) -> None:
        self.find = FindFlow(panel, session, viewing, appearance)
        self.shaping = ShapingFlow(panel, session, viewing, actions)
        self.menu = GraphMenu(panel.canvas, session, self.find, actions)

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What their actions do."""
        return {**self.find.callbacks(), **self.shaping.callbacks(), **self.menu.callbacks()}
