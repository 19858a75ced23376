"""Going from thing to thing in the graph and moving them, as it is done without a pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QMouseEvent

from graphviewer.gui.canvas.hit import neighbour
from graphviewer.gui.canvas.notes import ends_of, rect_of
from graphviewer.gui.canvas.pointing import Pointing
from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.arrangement import Arrow, Note

STRIDE, PAGE = 10.0, 80.0  # pixels of the screen a thing is moved by, and the view


class Walking(Pointing):
    """A canvas to walk about. One is at the vertex that is selected, or at a note or an arrow."""

    _carrying = False  # keys move what is chosen, and are not yet let go
    _over = ""  # where one is while an arrow is drawn: nothing is chosen meanwhile

    def chosen_rect(self) -> QRectF:
        """Where in the scene what was chosen last is; null if nothing is."""
        scene, chosen = self.scene, self.arranger.chosen
        return _bounds(scene, chosen[-1]) if scene is not None and chosen else QRectF()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What keys move stays where it is when the pointer is taken."""
        self._put_down()
        self._over = ""
        super().mousePressEvent(event)

    def let_go(self) -> None:
        """Forget what keys move as well."""
        self._carrying = False
        super().let_go()

    def _here(self, scene: Scene) -> str:
        """The name of what one is at, of several cards the one gone to last; "" if nothing."""
        if self.arranger.begun and self._over:
            return self._over
        chosen, places = self.arranger.chosen, self._selected()
        last = chosen[-1] if chosen else ""
        alone = not places or len(chosen) == 1 or self.arranger.kept
        if alone and _own(scene, last) is not None:
            return last
        place = scene.place_of(last)
        if not places:
            return ""
        return scene.keys[place if place in places else places[0]]

    def _next(self, *, forward: bool) -> bool:
        """Go to the next thing, in the program's order; notes and arrows come last."""
        self._put_down()
        scene = self.scene
        if scene is None:
            return False
        order, here = _order(scene), self._here(scene)
        if here in order:
            goal = order.index(here) + (1 if forward else -1)
        else:
            goal = 0 if forward else len(order) - 1
        if not 0 <= goal < len(order):
            return False
        self._go(scene, order[goal])
        return True

    def _walk(self, dx: int, dy: int) -> None:
        """Go to the nearest vertex in a direction."""
        self._put_down()
        scene = self.scene
        if scene is None or not scene.plans:
            return
        place = scene.place_of(self._here(scene))
        goal = neighbour(scene, place, dx, dy) if place is not None else 0
        if goal is not None:
            self._go(scene, scene.keys[goal])

    def _go(self, scene: Scene, key: str) -> None:
        """Bring it into view and select it, beside what is kept."""
        kept, place, own = self.arranger.kept, scene.place_of(key), _own(scene, key)
        if place is not None:
            self._go_to(place)
        elif own is not None:
            self._bring(_bounds(scene, key))
            self._pick(None)
            if not self.arranger.busy:
                self.arranger.choose([key])
            self.setAccessibleDescription(_said(own))
        if self.arranger.begun:
            self._over = key
            self.arranger.pull_arrow(_bounds(scene, key).center())
        elif kept and not self.arranger.busy:
            self.arranger.choose_beside(kept, key)

    def _enter(self) -> bool:
        """What a double click does; while an arrow is drawn it begins and ends here."""
        scene = self.scene
        if scene is None:
            return False
        here = self._here(scene)
        own = _own(scene, here)
        if self.arranger.armed:
            self._over = here
            if self.arranger.join(here):
                self.unsetCursor()
        elif isinstance(own, Note):
            self.note_visited.emit(own)
        elif own is None and self._selection is not None:
            self.visited.emit(self._selection)
        else:
            return False
        return True

    def _carry(self, dx: int, dy: int) -> None:
        """Move what is chosen, until the key is let go; without anything the view moves."""
        scene, chosen = self.scene, self.arranger.chosen
        if scene is None or self._drag is not None:
            return
        there = [key for key in chosen if not _bounds(scene, key).isNull()]
        if not there:
            self._pan(-dx * PAGE, -dy * PAGE)
            return
        if len(there) < len(chosen):
            self.arranger.choose(there)
        self._carrying = True
        self.arranger.drag(there[-1], QPointF(dx, dy) * (STRIDE / self.camera.scale))
        self._bring(_bounds(scene, there[-1]), glide=False)

    def _put_down(self) -> None:
        """What keys moved stays where it is: that is one edit."""
        if self._carrying:
            self._carrying = False
            self.arranger.drop()


def _own(scene: Scene, key: str) -> Note | Arrow | None:
    """The note or arrow of a name."""
    return next((one for one in _made(scene) if one.key == key), None)


def _made(scene: Scene) -> tuple[Note | Arrow, ...]:
    return (*scene.arrangement.notes, *scene.arrangement.arrows)


def _order(scene: Scene) -> list[str]:
    """All that can be gone to: an arrow is not there while what it points to is not."""
    there = (one.key for one in _made(scene) if not _bounds(scene, one.key).isNull())
    return [*scene.keys, *there]


def _bounds(scene: Scene, key: str) -> QRectF:
    """Where a thing is, an arrow too; null if it is not there."""
    own = _own(scene, key)
    if not isinstance(own, Arrow):
        return rect_of(scene, scene.arrangement, key)
    ends = ends_of(scene, scene.arrangement, own)
    return QRectF(*ends).normalized() if ends is not None else QRectF()


def _said(own: Note | Arrow) -> str:
    """A note or an arrow in words, for a screen reader."""
    translate = QCoreApplication.translate
    if isinstance(own, Note):
        return f"{translate('Arrange', 'Note')}: {own.text}"
    return translate("Arrange", "Arrow")
