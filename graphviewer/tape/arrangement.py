"""What a lecturer arranges in a picture of a graph: where things stand, notes, and arrows.

It speaks of vertices by name, so that it fits the same program run again, and every iteration.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

FAR = 1e6  # scene pixels: nothing stands further away
MOST = 500  # notes, or arrows
MOST_SHIFTS = 100_000
LONGEST = 2000  # letters of a note

Pixels = Annotated[float, Meta(ge=-FAR, le=FAR)]
Key = Annotated[str, Meta(max_length=300)]
Offsets = Mapping[str, tuple[float, float]]


class Shift(Struct, frozen=True):
    """How far a vertex was dragged from where the layout put it, in scene pixels."""

    key: Key
    dx: Pixels
    dy: Pixels


class Note(Struct, frozen=True):
    """Words in the picture; `x`, `y` is their top left corner. `number` is its own for good."""

    number: int
    x: Pixels
    y: Pixels
    text: Annotated[str, Meta(max_length=LONGEST)]

    @property
    def key(self) -> str:
        """What arrows call it."""
        return f"note {self.number}"


class End(Struct, frozen=True):
    """Where an arrow begins or ends: at a vertex or note called `key`, or else at a point."""

    x: Pixels = 0.0
    y: Pixels = 0.0
    key: Key = ""


class Arrow(Struct, frozen=True):
    """An arrow that points something out."""

    number: int
    start: End
    end: End

    @property
    def key(self) -> str:
        """What it is called."""
        return f"arrow {self.number}"


class Arrangement(Struct, frozen=True):
    """All that is arranged in one picture."""

    shifts: Annotated[tuple[Shift, ...], Meta(max_length=MOST_SHIFTS)] = ()
    notes: Annotated[tuple[Note, ...], Meta(max_length=MOST)] = ()
    arrows: Annotated[tuple[Arrow, ...], Meta(max_length=MOST)] = ()

    @property
    def offsets(self) -> dict[str, tuple[float, float]]:
        """By the name of a vertex how far it was dragged."""
        return {one.key: (one.dx, one.dy) for one in self.shifts}

    @property
    def fits(self) -> bool:
        """Whether a file can hold it: another is not read again."""
        few = max(len(self.notes), len(self.arrows)) <= MOST
        return few and len(self.shifts) <= MOST_SHIFTS

    @property
    def number(self) -> int:
        """A number that no note and no arrow has."""
        numbers = [one.number for one in self.notes] + [one.number for one in self.arrows]
        return 1 + max(numbers, default=0)

    def dragged(self, by: Offsets) -> Arrangement:
        """With vertices, notes and free arrows moved so much further."""
        found = self.offsets
        own = {one.key for one in self.notes} | {one.key for one in self.arrows}
        for key, (dx, dy) in by.items():
            if key not in own:
                was = found.get(key, (0.0, 0.0))
                found[key] = (_near(was[0] + dx), _near(was[1] + dy))
        return replace(
            self,
            shifts=tuple(Shift(key, *to) for key, to in found.items() if to != (0.0, 0.0)),
            notes=tuple(_carried(one, by) for one in self.notes),
            arrows=tuple(_borne(one, by) for one in self.arrows),
        )

    def without(self, keys: Iterable[str]) -> Arrangement:
        """Without some notes and arrows; arrows at those notes go with them."""
        gone = set(keys)
        return replace(
            self,
            notes=tuple(one for one in self.notes if one.key not in gone),
            arrows=tuple(
                one
                for one in self.arrows
                if not gone & {one.key, one.start.key, one.end.key} - {""}
            ),
        )

    def written(self, note: Note) -> Arrangement:
        """With a note as it is now; without it if nothing is written there."""
        if not note.text.strip():
            return self.without([note.key])
        others = tuple(one for one in self.notes if one.number != note.number)
        return replace(self, notes=(*others, note))


NOTHING = Arrangement()


def names(titles: Iterable[tuple[str, str]]) -> list[str]:
    """A name for each vertex, by kind and title: "tensor W", "op × 2" for the second one."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for kind, title in titles:
        seen[kind, title] += 1
        nth = seen[kind, title]
        found.append(f"{kind} {title[:200]}" + (f" {nth}" if nth > 1 else ""))
    return found


def _near(pixels: float) -> float:
    return max(-FAR, min(FAR, pixels))


def _carried(note: Note, by: Offsets) -> Note:
    dx, dy = by.get(note.key, (0.0, 0.0))
    return replace(note, x=_near(note.x + dx), y=_near(note.y + dy))


def _borne(arrow: Arrow, by: Offsets) -> Arrow:
    dx, dy = by.get(arrow.key, (0.0, 0.0))

    def moved(end: End) -> End:
        return end if end.key else End(_near(end.x + dx), _near(end.y + dy))

    return replace(arrow, start=moved(arrow.start), end=moved(arrow.end))
