"""Opening matrix products into products and sums, and closing them again."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviewer.graphs.modules import toggled
from graphviewer.graphs.scalars import can_open, key_of
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.session.session import Item, Session
from graphviewer.session.viewing import Look, Viewing


class ScalarFlow(QObject):
    """A double click or Enter opens a sign that stands for products, and closes an open one."""

    def __init__(
        self, actions: Mapping[str, QAction], canvas: Canvas, viewing: Viewing, session: Session
    ) -> None:
        super().__init__(canvas)
        self._actions, self._canvas = actions, canvas
        self._viewing, self._session = viewing, session
        canvas.visited.connect(self._on_canvas_visited)
        viewing.changed.connect(self._on_viewing_changed)
        self._on_viewing_changed(viewing.look)

    def open_all(self) -> None:
        """Open every matrix product."""
        scene = self._canvas.scene
        if scene is not None and self._shown:
            signs = (one for one in scene.graph.scalars.values() if can_open(scene.tape, one))
            self._open(frozenset(key_of(one.op) for one in signs if one.op is not None))

    def close_all(self) -> None:
        """Make every opened product one sign again."""
        if self._shown:
            self._open(frozenset())

    @property
    def _shown(self) -> bool:
        return self._viewing.look.view == "scalars"

    def _open(self, keys: frozenset[str]) -> None:
        self._viewing.shape(replace(self._viewing.look.shaping, opened=keys))

    def _on_canvas_visited(self, item: Item) -> None:
        op = self._op_of(item)
        scene = self._canvas.scene
        if op is not None and scene is not None:
            self._session.select(Item("op", op))  # it is there opened and closed
            self._open(toggled(scene.graph, self._viewing.look.shaping, key_of(op)))

    def _op_of(self, item: Item) -> int | None:
        """The op that an item opens or closes."""
        scene = self._canvas.scene
        if scene is None or not self._shown:
            return None
        if item.kind == "scalar":
            one = scene.graph.scalars.get(item.id)
            return one.op if one is not None and can_open(scene.tape, one) else None
        opened = any(group.key == key_of(item.id) for group in scene.graph.groups)
        return item.id if item.kind == "op" and opened else None

    def _on_viewing_changed(self, look: Look) -> None:
        for name in ("products_open", "products_close"):
            self._actions[name].setEnabled(look.view == "scalars")
