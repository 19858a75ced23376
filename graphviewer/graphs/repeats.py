"""Repeated structure in a sequence of steps: the same kinds of steps, wired the same way.

Squares (a stretch and the same stretch once more) are found by rank doubling: equal numbers for
equal stretches of 1, 2, 4, ... steps (Karp, Miller and Rosenberg 1972), O(n log^2 n) in all.
Wiring is compared as in Baker's parameterized strings (1993): each thing a step touches is written
as the distance back to where it was touched last, so that renamed things read the same.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

CHAINED = 4  # further places of a stretch that are tried as where it comes again
MOST_PHASES = 64  # ways to cut a run into repetitions that are compared
MOST_BEGINNINGS = 8  # places tried as the beginning of a first repetition
LEAST_SAVED = 3  # steps a fold must save
Ints = npt.NDArray[np.int64]


class Run(NamedTuple):
    """From step `start` on the same `period` steps follow each other `times` times."""

    start: int
    period: int
    times: int

    @property
    def stop(self) -> int:
        """The first step after it."""
        return self.start + self.period * self.times


class Steps(NamedTuple):
    """Steps as numbers: `labels` of equal kinds are equal; `begins` in `back` of each step."""

    labels: Ints
    begins: Ints
    back: Ints


def sequence(kinds: Iterable[Hashable], things: Sequence[Sequence[Hashable]]) -> Steps:
    """Steps by their kinds and by the things each touches, in order.

    Steps of one kind are told apart where they touch another number of things.
    """
    known: dict[Hashable, int] = {}
    pairs = zip(kinds, things, strict=True)
    labels = [known.setdefault((kind, len(touched)), len(known)) for kind, touched in pairs]
    last: dict[Hashable, int] = {}
    back: list[int] = []
    begins = [0]
    for touched in things:
        for thing in touched:
            at = len(back)
            back.append(at - last.get(thing, at))
            last[thing] = at
        begins.append(len(back))
    return Steps(*(np.array(one, np.int64) for one in (labels, begins, back)))


def candidates(steps: Steps) -> list[Run]:
    """Every run there is, overlapping ones too."""
    found = {
        run
        for start, stop, period in _stretches(steps.labels)
        for run in _wired_alike(steps, start, stop, period)
    }
    return [run for run in found if (run.times - 1) * run.period >= LEAST_SAVED]


def chosen(steps: Steps, among: Iterable[Run], first: int, stop: int) -> list[Run]:
    """Of some runs those that cover most between two steps, without overlaps, in their order."""
    free = np.zeros(len(steps.labels), np.bool_)
    free[first:stop] = True
    heap = [(-run.period * run.times, run.period, run) for run in among if run.start < stop]
    heapq.heapify(heap)
    found: list[Run] = []
    while heap:
        _, period, run = heapq.heappop(heap)
        left = free[run.start : run.stop]
        if left.all():
            found.append(run)
            free[run.start : run.stop] = False
        elif left.any():
            for low, high in _stretches_of(left):
                if high - low < 2 * period:
                    continue
                for part in _wired_alike(steps, run.start + low, run.start + high, period):
                    if (part.times - 1) * period >= LEAST_SAVED:
                        heapq.heappush(heap, (-period * part.times, period, part))
    return sorted(found)


def _stretches_of(mask: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where a mask holds: first places and those after the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


# --- the same kinds of steps


def _stretches(labels: Ints) -> set[tuple[int, int, int]]:
    """Maximal (start, stop, period) at least two periods long, by kinds alone."""
    count = len(labels)
    found: set[tuple[int, int, int]] = set()
    rank, length = labels, 1
    while 2 * length <= count:
        for starts, period in _squares(rank, length, count):
            for low, high in _neighbours(starts):
                found.add(_widest(labels, low, high + 2 * period, period))
        both = rank[:-length] * (int(rank.max()) + 1) + rank[length:]
        _, inverse = np.unique(both, return_inverse=True)
        rank, length = inverse.astype(np.int64), 2 * length
    return found


def _squares(rank: Ints, length: int, count: int) -> Iterator[tuple[Ints, int]]:
    """Where squares begin whose period is at least `length` and less than twice that."""
    begin = np.arange(len(rank), dtype=np.int64)
    keys = np.sort(rank * count + begin)  # equal stretches beside each other, by their places
    places: list[Ints] = []
    periods: list[Ints] = []
    nth = np.searchsorted(keys, rank * count + begin + length)  # the first that is far enough
    for _ in range(CHAINED):
        inside = nth < len(keys)
        begin, nth = begin[inside], nth[inside]
        period = keys[nth] - rank[begin] * count - begin
        fits = (period < 2 * length) & (begin + 2 * period <= count)
        begin, nth, period = begin[fits], nth[fits], period[fits]
        whole = rank[begin + period - length] == rank[begin + 2 * period - length]
        places.append(begin[whole])
        periods.append(period[whole])
        nth = nth + 1
    place, wide = np.concatenate(places), np.concatenate(periods)
    order = np.lexsort((place, wide))
    place, wide = place[order], wide[order]
    cuts = np.flatnonzero(np.diff(wide)) + 1
    for part, own in zip(np.split(place, cuts), np.split(wide, cuts), strict=True):
        if len(part):
            yield part, int(own[0])


def _neighbours(starts: Ints) -> Iterator[tuple[int, int]]:
    """Stretches of consecutive numbers: the first and the last of each."""
    cuts = np.flatnonzero(np.diff(starts) > 1) + 1
    for part in np.split(starts, cuts):
        yield int(part[0]), int(part[-1])


def _widest(labels: Ints, start: int, stop: int, period: int) -> tuple[int, int, int]:
    while start > 0 and labels[start - 1] == labels[start - 1 + period]:
        start -= 1
    while stop < len(labels) and labels[stop] == labels[stop - period]:
        stop += 1
    return start, stop, period


# --- wired the same way


def _wired_alike(steps: Steps, start: int, stop: int, period: int) -> Iterator[Run]:
    """The runs within a stretch: in a first repetition what comes from before it is free."""
    strict = _strict(steps, start + period, stop, period)
    for low, high in _stretches_of(strict):
        begin, end = start + low, start + period + high  # steps of which each is as one before
        first = _earlier(steps, start, begin, end, period)
        if first is not None:
            yield Run(first, period, (end - first) // period)
        elif high - low >= period:
            yield from _cut(steps, begin, end, period)


def _strict(steps: Steps, start: int, stop: int, period: int) -> npt.NDArray[np.bool_]:
    """Of the steps between two places: whether each touches things as that a period before."""
    begins, back = steps.begins, steps.back
    low, high = int(begins[start]), int(begins[stop])
    shift = low - int(begins[start - period])
    equal = back[low:high] == back[low - shift : high - shift]
    wrong = np.concatenate(([0], np.cumsum(~equal)))
    bounds = begins[start : stop + 1] - low
    same: npt.NDArray[np.bool_] = wrong[bounds[1:]] == wrong[bounds[:-1]]
    return same


def _earlier(steps: Steps, start: int, begin: int, end: int, period: int) -> int | None:
    """Where a run begins whose first repetition takes from elsewhere what later ones hand on."""
    for first in range(max(start, begin - period), begin)[:MOST_BEGINNINGS]:
        if end - first < 2 * period:
            return None
        if _free_alike(steps, first, min(begin + period, end), period):
            return first
    return None


def _free_alike(steps: Steps, first: int, stop: int, period: int) -> bool:
    """Whether a first repetition and the next are alike but for what comes from before each."""
    begins, back = steps.begins, steps.back
    base, border = int(begins[first]), int(begins[first + period])
    high = int(begins[min(stop, first + 2 * period)])
    places = np.arange(border, high)
    now, then = back[border:high], back[base : high - border + base]
    outside = (now > places - border) & ((then == 0) | (then > places - border))
    return bool(((now == then) | outside).all())


def _cut(steps: Steps, start: int, stop: int, period: int) -> Iterator[Run]:
    """A stretch cut into repetitions where the fewest things go from one to the next."""
    times, spare = divmod(stop - start, period)
    if times < 2:
        return
    phases = reversed(range(start, start + min(spare, MOST_PHASES) + 1))  # of equals the last
    yield Run(
        min(phases, key=lambda first: _crossing(steps, first + period, period)), period, times
    )


def _crossing(steps: Steps, border: int, period: int) -> int:
    """How many things a repetition takes from before it."""
    low = int(steps.begins[border])
    high = int(steps.begins[min(border + period, len(steps.labels))])
    back = steps.back[low:high]
    return int(np.count_nonzero(back > np.arange(high - low)))
