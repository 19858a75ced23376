"""The graph with the choice of view over its upper right corner."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.segments import Segments

EDGE = 14  # pixels between the switch and the canvas's edge


class GraphPanel(QWidget):
    """The canvas, which keeps a strip at its top free, and the switch in that strip."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segments([actions["view_expression"], actions["view_grad_fn"]], self)
        self.canvas = Canvas(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        # The switch asks for another size when its words or the style change.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._place()
        return super().event(event)

    def _place(self) -> None:
        size = self.views.sizeHint()
        self.views.setGeometry(self.width() - size.width() - EDGE, EDGE, *size.toTuple())
        self.views.raise_()
