"""The graph with its heading: what is in it, and the choice of view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import LIGHT, Colours


class GraphPanel(QWidget):
    """The canvas below a strip of its own colour, so that the heading never covers the graph."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.setAutoFillBackground(True)
        self.canvas = Canvas(self)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "quiet")
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 16, 2)
        head.addWidget(self.summary, 1)
        head.addWidget(Segments([actions["view_expression"], actions["view_grad_fn"]], self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)
        self.set_colours(LIGHT)

    def set_summary(self, text: str) -> None:
        """Say what is in the graph."""
        self.summary.setText(text)
        self.summary.setToolTip(text)

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self.canvas.set_colours(colours)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colours.canvas)
        self.setPalette(palette)
