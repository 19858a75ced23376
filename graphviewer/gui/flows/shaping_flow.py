"""What of the graph is shown: focus, hidden things, folds. Every change can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction

from graphviewer.graphs.data import Focus, Graph, Shaping, Toward, Vertex, VertexKind
from graphviewer.graphs.fold import FOLDABLE
from graphviewer.graphs.inside import inside
from graphviewer.graphs.opening import folding, is_folded, toggled
from graphviewer.graphs.scalars import can_open
from graphviewer.gui.canvas.group_frames import group_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import places_of
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.session.session import Item, Session
from graphviewer.session.viewing import Look, Viewing

TOWARD: dict[str, Toward] = {
    "focus_ancestors": "ancestors",
    "focus_descendants": "descendants",
    "focus_both": "both",
}
Key = tuple[VertexKind, int]


class ShapingFlow(QObject):
    """Carries out the actions of View > Shown, and shows as chips what is left out."""

    def __init__(
        self,
        panel: GraphPanel,
        session: Session,
        viewing: Viewing,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(panel)
        self._canvas, self._chips = panel.canvas, panel.chips
        self._session, self._viewing, self._actions = session, viewing, actions
        self._canvas.visited.connect(self._on_canvas_visited)
        self._canvas.scene_changed.connect(self.refresh)
        self._canvas.arranger.chose.connect(self.refresh)
        self._chips.taken.connect(self._on_chips_taken)
        viewing.changed.connect(self._on_viewing_changed)
        session.selected.connect(self._on_session_selected)
        self.refresh()

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What the actions do."""
        return {
            "focus": self._on_focus,
            "focus_none": self.unfocus,
            "hide": self.hide,
            "show_hidden": self.show_hidden,
            "fold_chains": self.fold_chains,
            "fold_repeats": self.fold_repeats,
            "open_close": self.open_or_close,
        }

    # --- actions

    def _on_focus(self, action: QAction) -> None:
        self.focus(TOWARD[action.objectName()])

    def focus(self, toward: Toward) -> None:
        """Show only what leads to what is selected, what follows from it, or both."""
        keys = self._selected()
        if keys:
            (kind, ref), *others = keys
            self._shape(focus=Focus(kind, ref, toward, frozenset(others)))

    def unfocus(self) -> None:
        """Show everything again that is not hidden."""
        self._shape(focus=None)

    def hide(self) -> None:
        """Take what is selected out of the picture."""
        keys = self._selected()
        if keys:
            self._shape(hidden=self._shaping.hidden | frozenset(keys))

    def show_hidden(self) -> None:
        """Show again what was hidden."""
        self._shape(hidden=frozenset())

    def fold_chains(self) -> None:
        """Draw straight chains as one vertex, or as they are."""
        self._shape(chains=not self._shaping.chains)

    def fold_repeats(self) -> None:
        """Draw repeated structure as one vertex, or as it is."""
        scene = self._canvas.scene
        if scene is not None:
            wanted = not self._folds_repeats(scene.graph)
            self._viewing.shape(folding(scene.graph, self._shaping, repeats=wanted))

    def open_or_close(self) -> None:
        """What a double click on the selection does."""
        if self._session.selection is not None:
            self._canvas.visited.emit(self._session.selection)

    # --- what they are about

    @property
    def _shaping(self) -> Shaping:
        return self._viewing.look.shaping

    def _shape(self, **changes: object) -> None:
        self._viewing.shape(replace(self._shaping, **changes))

    def _selected(self) -> list[Key]:
        """The vertices, in any shape of the view, that all that is chosen stands for, or the
        selection where no more than a card is chosen."""
        item, scene = self._session.selection, self._canvas.scene
        if scene is None:
            return []
        group = [scene.graph.vertices[place] for place in self._chosen(scene)]
        if len(group) > 1:
            return list(dict.fromkeys(key for one in group for key in _keys(scene.graph, one)))
        if item is None or item.kind == "line":
            return []
        places = places_of(scene, item)
        if not places:
            return []
        vertex = scene.graph.vertices[places[0]]
        if vertex.kind == "fold" and item.kind != "fold":  # something inside it
            return [(item.kind, item.id)]
        return _keys(scene.graph, vertex)

    def _chosen(self, scene: Scene) -> list[int]:
        """The cards among what is chosen for a drag."""
        places = map(scene.place_of, self._canvas.arranger.chosen)
        return [place for place in places if place is not None]

    def _folds_repeats(self, graph: Graph) -> bool:
        return self._shaping.repeats or is_folded(graph)

    # --- keeping it true

    def refresh(self) -> None:
        """Enable what can be done, and say what is left out."""
        scene, shaping = self._canvas.scene, self._shaping
        selected = bool(self._selected())
        for name in (*TOWARD, "hide"):
            self._actions[name].setEnabled(selected)
        self._actions["open_close"].setEnabled(self._opens())
        self._actions["show_hidden"].setEnabled(bool(shaping.hidden))
        self._actions["focus_none"].setEnabled(shaping.focus is not None)
        foldable = self._viewing.look.view in FOLDABLE
        for name in ("fold_chains", "fold_repeats"):
            self._actions[name].setEnabled(scene is not None and foldable)
        self._actions["fold_chains"].setChecked(shaping.chains)
        folds = scene is not None and self._folds_repeats(scene.graph)
        self._actions["fold_repeats"].setChecked(folds)
        self._chips.show_chips(self._left_out(scene))

    def _opens(self) -> bool:
        item, scene = self._session.selection, self._canvas.scene
        if item is None or scene is None:
            return False
        one = scene.graph.scalars.get(item.id) if item.kind == "scalar" else None
        if one is not None and can_open(scene.tape, one):
            return True
        return item.kind in ("fold", "module") or group_of(scene, item) is not None

    def _left_out(self, scene: Scene | None) -> dict[str, str]:
        found: dict[str, str] = {}
        shaping, translate = self._shaping, QCoreApplication.translate
        if shaping.focus is not None and scene is not None:
            texts = {
                "ancestors": translate("Chips", "Ancestors of {name}"),
                "descendants": translate("Chips", "Descendants of {name}"),
                "both": translate("Chips", "Ancestors and descendants of {name}"),
            }
            name = self._name(scene, shaping.focus)
            found["focus"] = texts[shaping.focus.toward].format(name=name)
        if shaping.hidden:
            text = translate("Chips", "{count} hidden")
            found["hidden"] = text.format(count=len(shaping.hidden))
        return found

    def _name(self, scene: Scene, focus: Focus) -> str:
        keys = ((focus.kind, focus.ref), *focus.others)
        cards = dict.fromkeys(scene.places[key][0] for key in keys if scene.places.get(key))
        if cards:
            plan = scene.plans[next(iter(cards))]
            name = plan.title if not plan.name else f"{plan.title} ({plan.name})"
            if len(cards) == 1:
                return name
            more = QCoreApplication.translate("Chips", "{name} and {count} more")
            return more.format(name=name, count=len(cards) - 1)
        return scene.index.name(focus.ref) if focus.kind == "tensor" else "…"

    def _on_chips_taken(self, name: str) -> None:
        if name == "focus":
            self.unfocus()
        else:
            self.show_hidden()
        self._canvas.setFocus()

    def _on_canvas_visited(self, item: Item) -> None:
        scene = self._canvas.scene
        if scene is not None and item.kind == "fold" and item.id < len(scene.graph.folds):
            fold = scene.graph.folds[item.id]
            self._viewing.shape(toggled(scene.graph, self._shaping, fold))

    def _on_viewing_changed(self, _look: Look) -> None:
        self.refresh()

    def _on_session_selected(self, _item: Item | None) -> None:
        self.refresh()


def _keys(graph: Graph, vertex: Vertex) -> list[Key]:
    """A vertex in any shape of its view: of a fold all that is inside, the first names it."""
    if vertex.kind != "fold":
        return [(vertex.kind, vertex.ref)]
    steps_first = sorted(inside(graph, vertex), key=lambda one: one.kind == "tensor")
    return [(one.kind, one.ref) for one in steps_first]
