"""The Explore page: program, graph and the step's story over the timeline."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from graphviewer.gui.pages.arrangement import Arrangement
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.gui.panels.editor import EditorPanel
from graphviewer.gui.panels.inspector import InspectorPanel
from graphviewer.gui.panels.output import OutputPanel
from graphviewer.gui.panels.timeline import Timeline
from graphviewer.gui.panels.transport import Transport
from graphviewer.gui.panels.watch import WatchPanel
from graphviewer.gui.theme.colours import LIGHT, Colours

STEP_ACTIONS = ("first", "back", "play", "step", "last", "iteration_back", "iteration_next")


class ExplorePage(QWidget):
    """Makes the panels and lays them out; what they show is told to them from outside."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.editor = EditorPanel()
        self.output = OutputPanel()
        self.graph = GraphPanel(actions)
        self.canvas = self.graph.canvas
        self.inspector = InspectorPanel()
        self.timeline = Timeline()
        self.watch = WatchPanel()
        self.transport = Transport({name: actions[name] for name in (*STEP_ACTIONS, "panel_watch")})
        self.arrangement = Arrangement(
            {
                "editor": self.editor,
                "output": self.output,
                "canvas": self.graph,
                "inspector": self.inspector,
                "watch": self.watch,
                "timeline": self._foot(),
            },
            self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.arrangement)
        self.arrangement.rearranged.connect(self._on_rearranged)
        self._limit_sizes()
        for widget in (self.canvas, self.timeline):
            for name in STEP_ACTIONS:
                widget.addAction(actions[name])
        self.canvas.tapped.connect(actions["play"].trigger)
        self.canvas.traced.connect(self.inspector.show_traced)
        self.inspector.paths.lit.connect(self.canvas.light_way)
        self.retranslate()

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addWidget(self.transport)
        column.addWidget(self.timeline)
        return foot

    def _limit_sizes(self) -> None:
        """Small enough for a window of 1024 by 640, never so small that nothing can be read."""
        for widget, width in ((self.editor, 250), (self.graph, 320), (self.inspector, 260)):
            widget.setMinimumWidth(width)
        self.editor.setMinimumHeight(110)
        self.output.setMinimumHeight(60)
        self.graph.setMinimumHeight(160)
        self.watch.setMinimumHeight(130)

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self.editor.set_colours(colours)
        self.output.set_colours(colours)
        self.canvas.set_colours(colours)
        self.inspector.set_colours(colours)
        self.watch.set_colours(colours)
        self.timeline.set_colours(colours)
        self.transport.set_colours(colours)

    def _on_rearranged(self) -> None:
        """A style sheet gives a widget back its first palette when its parent changes."""
        for panel in (self.editor, self.output, self.inspector, self.watch):
            panel.ensurePolished()
        self.set_colours(self._colours)

    def set_language(self, language: str) -> None:
        """Speak another language."""
        self.editor.set_language(language)
        self.output.set_language(language)
        self.canvas.set_language(language)
        self.inspector.set_language(language)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name the tabs in the present language."""
        self.arrangement.set_titles(
            {
                "editor": QCoreApplication.translate("Explore", "Program"),
                "inspector": QCoreApplication.translate("Explore", "Step"),
                "output": QCoreApplication.translate("Explore", "Output"),
                "watch": QCoreApplication.translate("Explore", "Watch"),
            },
            QCoreApplication.translate("Explore", "Panels"),
        )
