"""The graph with the choice of view over a corner, and in a loop that of what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.gui.actions import ROWS
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.crumbs import Crumbs
from graphviewer.gui.canvas.neuron_stepper import NeuronStepper
from graphviewer.gui.segments import Segments

CRUMBS = (11, 40)  # where the way through the modules begins: under the caption
CAPTION = 230  # pixels it is content with beside the choice of views; else it stands below
EDGE = 14  # pixels between a switch and the canvas's edge


class GraphPanel(QWidget):
    """The canvas, which keeps a strip at its top free, and the switches over it."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segments([actions[row.id] for row in ROWS if row.group == "view"], self)
        self.scopes = Segments(
            [actions["scope_iteration"], actions["scope_whole"]], self, small=True
        )
        self.scopes.hide()
        self.examples = NeuronStepper(actions, self)
        self.canvas = Canvas(self)
        self.crumbs = Crumbs(self.canvas, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        # A switch asks for another size when its words or the style change.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._place()
        return super().event(event)

    def offer_scopes(self, *, offered: bool) -> None:
        """Show the choice between the iteration and the whole program, or not."""
        self.scopes.setVisible(offered)
        self._keep_foot()

    def tell_example(self, example: int, count: int, language: str) -> None:
        """Offer the examples of a batch, or not."""
        self.examples.tell(example, count, language)
        self._keep_foot()

    def _keep_foot(self) -> None:
        shown = [one for one in (self.scopes, self.examples) if not one.isHidden()]
        self.canvas.keep_foot(max((one.sizeHint().height() for one in shown), default=0))
        self._place()

    def _place(self) -> None:
        size = self.views.sizeHint()
        self.views.setGeometry(self.width() - size.width() - EDGE, EDGE, *size.toTuple())
        down = 0 if self.views.x() > CAPTION else self.views.height()
        self.canvas.keep_caption(self.width() if down else self.views.x() - EDGE, down)
        size = self.scopes.sizeHint()
        self.scopes.setGeometry(EDGE, self.height() - size.height() - EDGE, *size.toTuple())
        left = EDGE + (0 if self.scopes.isHidden() else size.width() + EDGE)
        size = self.examples.size()
        self.examples.move(left, self.height() - size.height() - EDGE)
        self.crumbs.move(CRUMBS[0], CRUMBS[1] + down)
        self.crumbs.raise_()
        self.views.raise_()
        self.scopes.raise_()
        self.examples.raise_()
