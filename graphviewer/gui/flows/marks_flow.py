"""View > Marks: which kinds are shown, remembered; and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.marks.kinds import KINDS, Kind, Wanted
from graphviewer.gui.canvas.marks.legend import kinds_in
from graphviewer.gui.dialogs.marks import MarksDialog
from graphviewer.gui.memory import Memory


class MarksFlow(QObject):
    """Shows and hides kinds of marks, and lists them."""

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        canvas: Canvas,
        memory: Memory,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._canvas = window, actions, canvas
        self._memory, self._appearance = memory, appearance
        for kind in KINDS:
            actions[f"mark_{kind}"].setChecked(kind not in memory.settings.unmarked)
        self._show()

    def choose(self, _action: QAction) -> None:
        """Show or hide one kind."""
        shown = self._shown()
        self._memory.keep(unmarked=tuple(kind for kind in KINDS if kind not in shown))
        self._show()

    def measure(self) -> None:
        """Colour the gradient's arrows by its size, or no longer."""
        self._show()

    def explain(self) -> None:
        """List what the marks mean, those of this graph first."""
        scene = self._canvas.scene
        found = kinds_in(scene) if scene is not None and scene.placed else ()
        appearance = self._appearance
        MarksDialog(self._window, found, appearance.language, appearance.colours).open()

    def _shown(self) -> frozenset[Kind]:
        return frozenset(kind for kind in KINDS if self._actions[f"mark_{kind}"].isChecked())

    def _show(self) -> None:
        magnitude = self._actions["magnitude"].isChecked()
        self._canvas.set_wanted(Wanted(self._shown(), magnitude))
