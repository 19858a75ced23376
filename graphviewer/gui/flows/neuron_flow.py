"""The neurons view: which example of a batch it is drawn for."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from graphviewer.graphs.network import Network
from graphviewer.graphs.neurons import example_key
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.session.viewing import Look, Viewing

STEPS = ("example_back", "example_next")


class NeuronFlow(QObject):
    """Steps through the examples of a batch, and keeps the stepper true."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        panel: GraphPanel,
        viewing: Viewing,
        appearance: Appearance,
    ) -> None:
        super().__init__(panel)
        self._actions, self._panel = actions, panel
        self._viewing, self._appearance = viewing, appearance
        for name in STEPS:
            panel.canvas.addAction(actions[name])
        panel.canvas.scene_changed.connect(self._tell)
        appearance.language_changed.connect(self._on_language_changed)
        viewing.changed.connect(self._on_viewing_changed)
        self._tell()

    def back(self) -> None:
        """The example before; before the first comes the last."""
        self._step(-1)

    def forward(self) -> None:
        """The next example; after the last comes the first."""
        self._step(1)

    @property
    def _network(self) -> Network | None:
        scene = self._panel.canvas.scene
        return scene.graph.network if scene is not None else None

    def _step(self, by: int) -> None:
        network = self._network
        if network is None or self._viewing.look.view != "neurons":
            return
        example = (_shown(network) + by) % _most(network)
        shaping = self._viewing.look.shaping
        self._viewing.shape(replace(shaping, opened=frozenset({example_key(example)})))

    def _on_language_changed(self, _language: str) -> None:
        self._tell()

    def _on_viewing_changed(self, _look: Look) -> None:
        self._tell()

    def _tell(self) -> None:
        network = self._network
        shown = network is not None and self._viewing.look.view == "neurons"
        count = _most(network) if network is not None and shown else 1
        for name in STEPS:
            self._actions[name].setEnabled(count > 1)
        example = _shown(network) if network is not None else 0
        self._panel.tell_example(example, count, self._appearance.language)


def _most(network: Network) -> int:
    """Examples of the largest batch."""
    return max(one.examples for one in network.passes)


def _shown(network: Network) -> int:
    return min(network.example, _most(network) - 1)
