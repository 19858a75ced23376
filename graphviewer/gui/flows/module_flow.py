"""Opening and closing modules in place, and whether there are any to look at."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviewer.graphs.modules import all_opened, toggled
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.session.session import Item
from graphviewer.session.viewing import Look, Viewing


class ModuleFlow(QObject):
    """A double click or Enter opens a closed module, and closes an open one."""

    def __init__(self, actions: Mapping[str, QAction], canvas: Canvas, viewing: Viewing) -> None:
        super().__init__(canvas)
        self._actions, self._canvas, self._viewing = actions, canvas, viewing
        canvas.visited.connect(self._on_canvas_visited)
        viewing.changed.connect(self._on_viewing_changed)
        self._on_viewing_changed(viewing.look)

    def open_all(self) -> None:
        """Open every module, down to the operations."""
        if self._canvas.scene is not None and self._shown:
            self._open(all_opened(self._canvas.scene.graph))

    def close_all(self) -> None:
        """Close every module."""
        if self._shown:
            self._open(frozenset())

    @property
    def _shown(self) -> bool:
        return self._viewing.look.view == "modules"

    def _open(self, keys: frozenset[str]) -> None:
        self._viewing.shape(replace(self._viewing.look.shaping, opened=keys))

    def _on_canvas_visited(self, item: Item) -> None:
        scene = self._canvas.scene
        if scene is None or not self._shown or item.kind != "module":
            return
        key = scene.graph.folds[item.id].key
        self._open(toggled(scene.graph, self._viewing.look.shaping, key))

    def _on_viewing_changed(self, look: Look) -> None:
        for name in ("modules_open", "modules_close"):
            self._actions[name].setEnabled(look.view == "modules")
