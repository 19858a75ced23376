"""Pictures of many steps as one: every mark once, and for each step which are to be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graphviewer.gui.export.marks import AT_ONCE, Mark

Pair = tuple[Mark, Mark]  # of the same thing in light and in dark
_HEAD = -1


class Layers:
    """All marks of some pictures in an order in which each picture has its own from below to top.

    A mark's number stays the same; `order` has the numbers as they are to be drawn.
    """

    def __init__(self) -> None:
        self.marks: list[Pair] = []
        self.seen: list[frozenset[int]] = []  # of each picture added
        self._next: dict[int, int | None] = {_HEAD: None}
        self._numbers: dict[Pair, list[int]] = defaultdict(list)

    @property
    def order(self) -> list[int]:
        """Every mark's number, from below to the top."""
        found: list[int] = []
        at = self._next[_HEAD]
        while at is not None:
            found.append(at)
            at = self._next[at]
        return found

    def add(self, picture: Sequence[Pair]) -> Iterator[float]:
        """One picture more; yields how far it is."""
        places = {number: place for place, number in enumerate(self.order)}
        before, place = _HEAD, -1
        seen: set[int] = set()
        for at, pair in enumerate(picture):
            if at % AT_ONCE == 0:
                yield at / len(picture)
            fitting = (n for n in self._numbers[pair] if places.get(n, -1) > place)
            number = next(fitting, None)
            if number is None:
                number = self._insert(pair, before)
            else:
                place = places[number]
            seen.add(number)
            before = number
        self.seen.append(frozenset(seen))

    def _insert(self, pair: Pair, before: int) -> int:
        number = len(self.marks)
        self.marks.append(pair)
        self._numbers[pair].append(number)
        self._next[number] = self._next[before]
        self._next[before] = number
        return number
