"""Finding things in the graph: what was found, which one is shown, and opening the way to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from graphviewer.graphs.build import build
from graphviewer.graphs.data import Graph, Shaping
from graphviewer.graphs.opening import shaping_that_shows
from graphviewer.graphs.search import Catalogue, Found, is_hidden, is_opened
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.canvas.find_bar import Hits
from graphviewer.gui.canvas.selection import places_of
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.session.session import Item, Session
from graphviewer.session.viewing import Viewing

MOST_FRAMED = 2000


class FindFlow(QObject):
    """Joins the bar with the canvas. What is found is selected; the playhead stays."""

    def __init__(
        self, panel: GraphPanel, session: Session, viewing: Viewing, appearance: Appearance
    ) -> None:
        super().__init__(panel)
        self.bar, self._canvas = panel.find_bar, panel.canvas
        self._session, self._viewing = session, viewing
        self.hits = Hits(panel.canvas)
        self.found: tuple[Found, ...] = ()
        self.present = 0
        self._catalogue: Catalogue | None = None
        self._catalogued: tuple[object, ...] = ()
        self._fresh = True  # Enter shows the present one before it goes on
        self._awaited: Item | None = None
        self.bar.asked.connect(self._on_bar_asked)
        self.bar.stepped.connect(self.step)
        self.bar.left.connect(self.close)
        panel.finder.clicked.connect(self.open)
        panel.canvas.scene_changed.connect(self._on_scene_changed)
        session.tape_opened.connect(self._on_session_tape_opened)
        appearance.colours_changed.connect(self._on_colours_changed)
        self._appearance, self._panel = appearance, panel

    # --- actions

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What the actions do."""
        return {
            "find": self.open,
            "find_next": self.find_next,
            "find_previous": self.find_previous,
        }

    def open(self) -> None:
        """Show the bar; what was looked for last is marked, to be typed over."""
        if self._session.tape is None:
            return
        self._show_bar()
        self.bar.field.setFocus()
        self.bar.field.selectAll()
        self._look()

    def _show_bar(self) -> None:
        self.bar.show()
        self.bar.raise_()

    def close(self) -> None:
        """Back to the graph; what was found last stays selected."""
        self.bar.hide()
        self.hits.show_places(())
        self._canvas.setFocus()

    def find_next(self) -> None:
        """The next thing found; without a search, ask what to find."""
        self._go_on(1)

    def find_previous(self) -> None:
        """The one before."""
        self._go_on(-1)

    def _go_on(self, by: int) -> None:
        if not self.found:
            self.open()
        else:
            self._show_bar()
            self.step(by)

    def find_like(self, text: str) -> None:
        """Look for a text."""
        self.open()
        self.bar.field.setText(text)
        self.bar.field.selectAll()

    def step(self, by: int) -> None:
        """Show the next one, or the first that was found since the text changed."""
        if not self.found:
            return
        if not self._fresh or by < 0:
            self.present = (self.present + by) % len(self.found)
        self._fresh = False
        self._show(opening=True)

    # --- looking

    def _on_bar_asked(self, _text: str) -> None:
        self._look()

    def _look(self, *, anew: bool = True) -> None:
        catalogue = self._up_to_date()
        before = self.found[self.present] if self.present < len(self.found) else None
        self.found = catalogue.find(self.bar.field.text()) if catalogue is not None else ()
        self.present = 0 if anew or before not in self.found else self.found.index(before)
        self._fresh = True
        self._frame()
        if self.found:
            self._show(opening=False)
        else:
            self._say()

    def _up_to_date(self) -> Catalogue | None:
        """The catalogue of what is looked at now."""
        tape, index, scene = self._session.tape, self._session.index, self._canvas.scene
        if tape is None or index is None or scene is None:
            return None
        view = self._viewing.look.view
        about = (id(tape), len(tape.steps), view, scene.span)
        if about != self._catalogued or self._catalogue is None:
            self._catalogue = Catalogue(tape, index, view, scene.span)
            self._catalogued = about
        return self._catalogue

    # --- showing

    def _show(self, *, opening: bool) -> None:
        """Select the present one; `opening` opens the boxes it is inside of."""
        found = self.found[self.present]
        item = Item(found.kind, found.ref)
        shaping = self._viewing.look.shaping
        self._awaited = None
        if opening:
            wanted = shaping_that_shows(self._build, shaping, found)
            if wanted != shaping:
                self._awaited = item
                self._session.select(item)
                self._viewing.shape(wanted)
        self._bring(item)

    def _build(self, shaping: Shaping) -> Graph:
        tape, index, scene = self._session.tape, self._session.index, self._canvas.scene
        assert tape is not None
        assert index is not None
        assert scene is not None
        return build(tape, index, self._viewing.look.view, scene.span, shaping)

    def _bring(self, item: Item) -> None:
        if self._session.selection == item:
            self._canvas.set_selection(None)  # so that it is brought into view once more
            self._canvas.set_selection(item)
        else:
            self._session.select(item)
        self._say()

    def _frame(self) -> None:
        scene = self._canvas.scene
        places: set[int] = set()
        if scene is not None and self.bar.isVisible():
            for found in self.found[:MOST_FRAMED]:
                places.update(places_of(scene, Item(found.kind, found.ref)))
        self.hits.show_places(tuple(sorted(places)))

    def _say(self) -> None:
        if not self.found:
            nothing = QCoreApplication.translate("Find", "nothing found")
            self.bar.say(nothing if self.bar.field.text().strip() else "", found=False)
            return
        text = QCoreApplication.translate("Find", "{number} of {total}")
        said = text.format(number=self.present + 1, total=len(self.found))
        self.bar.say(" · ".join(filter(None, (said, self._where()))), found=True)

    def _where(self) -> str:
        """A word on what cannot be seen at once."""
        scene, found = self._canvas.scene, self.found[self.present]
        translate = QCoreApplication.translate
        if is_hidden(self._viewing.look.shaping, found):
            return translate("Find", "hidden")
        if scene is None:
            return ""
        places = places_of(scene, Item(found.kind, found.ref))
        if not places:
            return "" if is_opened(scene.graph, found) else translate("Find", "not shown")
        vertex = scene.graph.vertices[places[0]]
        if (vertex.kind, vertex.ref) != (found.kind, found.ref) and vertex.kind in (
            "fold",
            "module",
        ):
            return translate("Find", "inside {box}").format(box=scene.plans[places[0]].title)
        return ""

    # --- what changes meanwhile

    def _on_scene_changed(self) -> None:
        self._frame()
        item, self._awaited = self._awaited, None
        if item is not None:
            self._bring(item)
        elif self.bar.isVisible():
            self._look(anew=False)

    def _on_session_tape_opened(self, _tape: object) -> None:
        self._catalogue, self.found, self._awaited = None, (), None
        self.bar.hide()
        self.hits.show_places(())

    def _on_colours_changed(self) -> None:
        colours = self._appearance.colours
        self._panel.set_colours(colours)
        self.hits.set_colours(colours)
