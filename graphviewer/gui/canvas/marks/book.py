"""The marks of a scene: found when they are first looked at, and shown at a step."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.marks.chips import Chip, chips_of
from graphviewer.gui.canvas.marks.kinds import Badge, Kind, Mark, Wanted
from graphviewer.gui.canvas.marks.nodes import node_marks, sign_marks
from graphviewer.gui.canvas.marks.numbers import BAD, face_marks, first_marks, not_finite, what
from graphviewer.gui.canvas.marks.regions import ground_of, regions_of
from graphviewer.gui.canvas.marks.spots import HEIGHT, spots, width
from graphviewer.gui.canvas.marks.tensors import tensor_marks
from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.freed import freed_at

Stand = dict[str, tuple[float, float, bool]]  # where each spot is, and whether words fit there
_BOOKS: WeakKeyDictionary[Scene, Book] = WeakKeyDictionary()


class Book:
    """What is known of a scene's marks so far; of the scene itself it keeps nothing."""

    def __init__(self, scene: Scene) -> None:
        self.read = _read(scene)
        self.freed = freed_at(scene.tape)
        self.first = first_marks(scene)
        self._marks: dict[int, list[Mark]] = {}
        self._chips: list[Chip] | None = None
        self.stand(scene)

    def stand(self, scene: Scene) -> None:
        """Find anew where everything stands: something has been dragged."""
        self.geometry = scene.geometry
        self._spots: dict[int, Stand] = {}
        self._badges: dict[int, list[tuple[Mark, Badge]]] = {}
        if self._chips is not None:
            stirs = scene.geometry.stirs
            still = [chip for chip in self._chips if not stirs(chip.link)]
            self._chips = still if scene.geometry.astir else None
        self._grounds: dict[Kind, QPainterPath] | None = None

    def knows(self, place: int) -> bool:
        """Whether a vertex has been looked at."""
        return place in self._spots

    def chips(self, scene: Scene) -> list[Chip]:
        """The marks beside arrows."""
        if self._chips is None:
            self._chips = chips_of(scene)
        return self._chips

    def grounds(self, scene: Scene) -> dict[Kind, QPainterPath]:
        """The shapes of tinted grounds."""
        if self._grounds is None:
            regions = regions_of(scene)
            self._grounds = {kind: ground_of(scene, places) for kind, places in regions.items()}
        return self._grounds

    def marks(self, scene: Scene, place: int) -> list[Mark]:
        """All marks that a vertex has at any step, but for those its numbers bring."""
        found = self._marks.get(place)
        if found is None:
            found = self._marks[place] = [
                *self.first.get(place, ()),
                *_found(scene, place, self.freed),
            ]
        return found

    def badges(
        self, scene: Scene, place: int, face: Face, step: int, wanted: Wanted
    ) -> Iterator[Badge]:
        """What is to be seen of them at a step, where it stands in the scene."""
        bad = list(face_marks(scene, face)) if "finite" in wanted.kinds else []
        stand = self._spots.get(place)
        if stand is None or any(mark.spot not in stand for mark in bad):
            marks = self.marks(scene, place)
            stand = spots(scene, place, [*marks, *_worst(scene)]) if marks or bad else {}
            self._spots[place] = stand
            self._badges[place] = [(mark, _badge(scene, place, mark, stand)) for mark in marks]
        for mark, badge in self._badges[place]:
            if mark.since <= step < mark.until and mark.kind in wanted.kinds:
                yield badge
        for mark in bad:
            yield _badge(scene, place, mark, stand)


def _badge(scene: Scene, place: int, mark: Mark, stand: Stand) -> Badge:
    """A mark where it stands."""
    x, y, room = stand[mark.spot]
    text, rim = mark.text if room else "", not scene.plans[place].round
    return Badge(mark.kind, text, mark.tip, x, y, mark.alarm, mark.hollow, rim, mark.goal)


def _worst(scene: Scene) -> Iterator[Mark]:
    """As wide as what a card's numbers can bring."""
    counts = not_finite(scene.index).counts.values()
    text = what((sum(nan for nan, _ in counts), sum(inf for _, inf in counts)))
    if text:
        yield Mark("finite", text, "", 0, 0, BAD)


def _found(scene: Scene, place: int, freed: dict[int, int]) -> Iterator[Mark]:
    match scene.graph.vertices[place].kind:
        case "tensor":
            return tensor_marks(scene, place)
        case "op":
            return sign_marks(scene, place, freed)
        case "node":
            return node_marks(scene, place, freed)
        case _:
            return iter(())


def _read(scene: Scene) -> tuple[int, int, bool]:
    """What of a tape marks are read from that may come later: how a program failed comes last."""
    tape = scene.tape
    return len(tape.steps), len(tape.hooked), tape.error is not None


def book_of(scene: Scene) -> Book:
    """The marks of a scene; anew when its tape has grown, elsewhere when it was arranged."""
    found = _BOOKS.get(scene)
    if found is None or found.read != _read(scene):
        found = _BOOKS[scene] = Book(scene)
    elif found.geometry is not scene.geometry:
        found.stand(scene)
    return found


def rect_of(badge: Badge) -> QRectF:
    """Where a badge stands in the scene."""
    return QRectF(badge.x, badge.y, width(badge.text), HEIGHT)
