"""The choice between the iteration's graph and the whole program's."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviewer.gui.pages.follow import Follower
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.session.scoping import Scoping


class ScopeFlow(QObject):
    """Carries the choice out, and offers it where there is one."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        panel: GraphPanel,
        scoping: Scoping,
        follower: Follower,
    ) -> None:
        super().__init__(panel)
        self._actions, self._panel = actions, panel
        self._scoping, self._follower = scoping, follower
        scoping.changed.connect(self._on_scoping_changed)
        self._on_scoping_changed(None)

    def choose(self, action: QAction) -> None:
        """This iteration, or the whole program."""
        self._scoping.choose(by_iteration=action.objectName() == "scope_iteration")
        self._follower.look()

    def _on_scoping_changed(self, _news: None) -> None:
        for name, shown in (
            ("scope_iteration", self._scoping.by_iteration),
            ("scope_whole", not self._scoping.by_iteration),
        ):
            self._actions[name].setEnabled(self._scoping.possible)
            self._actions[name].setChecked(shown)
        self._panel.offer_scopes(offered=self._scoping.possible)
