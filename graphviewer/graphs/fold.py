"""Repeated structure and straight chains as one vertex each; what is opened, in a frame.

Steps that follow each other in the program's order become one vertex: what leaves such a stretch
cannot come back to it, so no circle arises. A card made within goes with its maker if it is used
within, or if it is not of the last repetition; a leaf goes with the one repetition that uses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from graphviewer.graphs.contract import Frame, Lump, contracted
from graphviewer.graphs.data import Fold, Graph, Group, Shaping, VertexKind
from graphviewer.graphs.repeats import Run, candidates, chosen
from graphviewer.graphs.steps import InOrder, by_target, name_of, told_apart
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

READABLE = 500  # vertices beyond which a graph is folded by repetition unless it is said otherwise
MOST_NAMES = 4
FOLDABLE = frozenset(("expression", "grad_fn", "modules"))


def by_repetition(graph: Graph, shaping: Shaping) -> bool:
    """Whether repeated structure is one vertex: where it was asked for, or the graph is large."""
    if graph.view not in FOLDABLE:
        return False
    return shaping.repeats or (shaping.opened is None and len(graph.vertices) > READABLE)


def folded(
    tape: Tape, index: TapeIndex, graph: Graph, shaping: Shaping, left_out: Collection[int]
) -> Graph:
    """The graph with its folds, and without the vertices in some places.

    A repetition or a chain of which some step is left out is drawn as it is.
    """
    repeats = by_repetition(graph, shaping)
    chains = shaping.chains and graph.view in FOLDABLE
    if not repeats and not chains:
        return contracted(graph, (), (), left_out)
    steps = InOrder(graph)
    if not steps.is_kept:
        return contracted(graph, (), (), left_out)
    folder = _Folder(tape, index, steps, shaping.opened or frozenset(), left_out)
    if repeats:
        folder.fold_repeats()
    if chains:
        folder.fold_chains()
    return contracted(graph, folder.lumps, folder.frames, left_out)


class _Folder:
    """Collects what becomes one vertex, and the frames of what is opened."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        steps: InOrder,
        opened: frozenset[str],
        left_out: Collection[int],
    ) -> None:
        self.tape, self.index, self.steps, self.opened = tape, index, steps, opened
        self.graph = steps.graph
        self.left_out = frozenset(left_out)
        self.lumps: list[Lump] = []
        self.frames: list[Frame] = []
        self._taken = [False] * len(steps.order)
        self._frame_of: dict[int, int] = {}  # of a step: the frame it stands in
        self._made: dict[int, list[int]] = defaultdict(list)  # by step: cards
        self._leaves: dict[int, list[int]] = defaultdict(list)
        self._uses: dict[tuple[VertexKind, int], set[int]] = defaultdict(set)  # by all copies
        for card, makers in steps.makers.items():
            for maker in makers:
                self._made[maker].append(card)
        for card, users in steps.users.items():
            if card not in steps.makers:
                vertex = self.graph.vertices[card]
                self._uses[vertex.kind, vertex.ref] |= users
                for user in users:
                    self._leaves[user].append(card)

    # --- repetitions

    def fold_repeats(self) -> None:
        """Fold what repeats; within what is opened, what repeats there."""
        told = told_apart(self.tape, self.index, self.steps)
        among = candidates(told)
        spans: list[tuple[int, int, int | None]] = [(0, len(self.steps.order), None)]
        while spans:
            first, stop, frame = spans.pop()
            inside = [
                run
                for run in among
                if first <= run.start
                and run.stop <= stop
                and (frame is None or run.stop - run.start < stop - first)
                and self._of_one_group(run)
            ]
            for run in chosen(told, inside, first, stop):
                spans += self._take(run, frame)

    def _of_one_group(self, run: Run) -> bool:
        """A fold stands in one frame. Labels tell groups apart, so one repetition is enough."""
        places = self.steps.order[run.start : run.start + run.period]
        return len({self.graph.vertices[place].group for place in places}) == 1

    def _take(self, run: Run, frame: int | None) -> Iterator[tuple[int, int, int]]:
        """Fold the closed repetitions of a run; yields the open ones with their frames."""
        closed: list[range] = []
        for nth in range(run.times):
            start = run.start + nth * run.period
            part = range(start, start + run.period)
            key = f"x{run.start}.{run.period}.{nth}"
            kept = [self.steps.order[k] not in self.left_out for k in part]
            if all(kept) and key not in self.opened:
                closed.append(part)
                continue
            self._close(run, closed, frame)
            closed = []
            if key in self.opened and any(kept):
                yield part.start, part.stop, self._open(run, nth, part, key, frame)
        self._close(run, closed, frame)

    def _close(self, run: Run, parts: Sequence[range], frame: int | None) -> None:
        if not parts:
            return
        first = (parts[0].start - run.start) // run.period
        key = f"x{run.start}.{run.period}.{first}"
        fold = Fold(
            key, self._title(parts[0]), (), times=len(parts), starts=(0,), first=first, of=run.times
        )
        inside, alike = self._swallowed(parts, run)
        self.lumps.append(Lump(fold, inside, self._group(parts[0][0], frame), alike))
        for part in parts:
            for k in part:
                self._taken[k] = True

    def _open(self, run: Run, nth: int, part: range, key: str, frame: int | None) -> int:
        group = Group(key, f"{nth + 1} / {run.times}", parent=self._group(part[0], frame))
        fold = Fold(key, self._title(part), (), first=nth, of=run.times)
        return self._frame(fold, group, part)

    def _frame(self, fold: Fold, group: Group, steps: Iterable[int]) -> int:
        """A frame round some steps and the cards that are only used there."""
        own = set(steps)
        places = [self.steps.order[k] for k in sorted(own)]
        for k in own:
            self._frame_of[k] = len(self.graph.groups) + len(self.frames)
            cards = (*self._made[k], *self._leaves[k])
            places += (card for card in cards if self._within(card, own))
        self.frames.append(Frame(fold, group, tuple(places)))
        return len(self.graph.groups) + len(self.frames) - 1

    def _within(self, card: int, steps: Collection[int]) -> bool:
        """Whether a card is for some steps only; a result that none of them uses is not."""
        users = self.steps.users.get(card)
        return bool(users) and all(user in steps for user in users or ())

    def _group(self, step: int, frame: int | None) -> int | None:
        return frame if frame is not None else self.graph.vertices[self.steps.order[step]].group

    def _title(self, steps: Iterable[int]) -> str:
        vertices = [self.graph.vertices[self.steps.order[k]] for k in steps]
        names = [name_of(self.tape, self.graph, one) for one in vertices[: MOST_NAMES + 1]]
        return ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")

    def _swallowed(
        self, parts: Sequence[range], run: Run
    ) -> tuple[tuple[tuple[int, ...], ...], dict[int, int]]:
        """By repetition the places that go in; cards of shared leaves with the one that stays."""
        low, high = parts[0].start, parts[-1].stop
        stays: dict[tuple[VertexKind, int], int] = {}
        alike: dict[int, int] = {}
        found: list[tuple[int, ...]] = []
        for part in parts:
            inside = [self.steps.order[k] for k in part]
            cards = dict.fromkeys(card for k in part for card in (*self._made[k], *self._leaves[k]))
            for card in cards:
                if card in self.steps.makers:
                    if self._goes_in(card, part, low, high, last=part.stop == high):
                        inside.append(card)
                    continue
                key = (self.graph.vertices[card].kind, self.graph.vertices[card].ref)
                if all(use in part for use in self._uses[key]):
                    if self._is_own(card, part, run):
                        inside.append(card)
                elif all(low <= use < high for use in self.steps.users[card]):
                    one = stays.setdefault(key, card)
                    if one != card:
                        alike[card] = one
            found.append(tuple(inside))
        return tuple(found), alike

    def _is_own(self, card: int, part: range, run: Run) -> bool:
        """Whether another repetition has a leaf where this one has a card."""
        apart = run.period if part.stop < run.stop else -run.period
        user = min(self.steps.users[card])
        into = sorted(self.steps.into[self.steps.order[user]], key=by_target)
        others = sorted(self.steps.into[self.steps.order[user + apart]], key=by_target)
        port = next(n for n, link in enumerate(into) if link.source == card)
        other = others[port].source
        return other not in self.steps.makers and other not in self.steps.nth

    def _goes_in(self, card: int, part: range, low: int, high: int, *, last: bool) -> bool:
        """Whether a made card goes into a fold: once, with its last maker."""
        if max(self.steps.makers[card]) not in part or min(self.steps.makers[card]) < low:
            return False
        used = any(low <= user < high for user in self.steps.users.get(card, ()))
        return used or not last

    # --- chains

    def fold_chains(self) -> None:
        """Fold steps that only hand on to one another what the program gave no name."""
        following = self._following()
        begun = set(following.values())
        for first in range(len(self.steps.order)):
            if first in begun or first not in following:
                continue
            chain = [first]
            while chain[-1] in following:
                chain.append(following[chain[-1]])
            self._fold_chain(chain)

    def _fold_chain(self, chain: Sequence[int]) -> None:
        key = f"c{chain[0]}"
        group = self._frame_of.get(chain[0], self._group(chain[0], None))
        fold = Fold(key, self._title(chain), ())
        if key in self.opened:
            frame = Group(key, fold.title, parent=group)
            self._frame(fold, frame, chain)
            return
        inside = [self.steps.order[k] for k in chain]
        inside += (card for k in chain[:-1] for card in self._made[k])
        self.lumps.append(Lump(fold, (tuple(inside),), group, {}))

    def _following(self) -> dict[int, int]:
        """For each step the one step that takes what it makes, and takes no other step's."""
        takes: dict[int, set[int]] = defaultdict(set)
        gives: dict[int, set[int]] = defaultdict(set)
        for place, nth in self.steps.nth.items():
            for link in self.steps.into[place]:
                makers = self.steps.makers.get(link.source, set())
                direct = self.steps.nth.get(link.source)
                for maker in makers if direct is None else {direct}:
                    takes[nth].add(maker)
                    gives[maker].add(nth)
        found: dict[int, int] = {}
        for nth, users in gives.items():
            if len(users) == 1:
                (user,) = users
                if takes[user] == {nth} and self._hands_on(nth, user) and self._straight(user):
                    found[nth] = user
        return found

    def _hands_on(self, step: int, user: int) -> bool:
        """Whether nothing worth seeing stands between two steps."""
        if self._taken[step] or self._taken[user]:
            return False
        order, cards = self.steps.order, self._made[step]
        if any(place in self.left_out for place in (order[step], order[user], *cards)):
            return False
        if self._box(step) != self._box(user):
            return False
        if any(self.steps.users.get(card) != {user} for card in cards):
            return False
        refs = [self.graph.vertices[card] for card in cards]
        return not any(self.index.names(one.ref) for one in refs if one.kind == "tensor")

    def _straight(self, step: int) -> bool:
        """Among PyTorch's nodes a parameter's gradient is a way of its own."""
        return self.graph.view != "grad_fn" or len(self.steps.into[self.steps.order[step]]) == 1

    def _box(self, step: int) -> int | None:
        return self._frame_of.get(step, self._group(step, None))
