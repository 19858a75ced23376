"""Vertices, arrows and frames for modules of which some are open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from graphviewer.graphs.data import MAX_USES_OF_ONE_CARD, Fold, Graph, Group, Link, Vertex
from graphviewer.graphs.expression import edges_by_input
from graphviewer.graphs.module_calls import Calls, Chain, parameters_under
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.span import Span, roots_of, runs_within
from graphviewer.tape.tape import Tape

Ends = tuple[int, int, int]  # source, target, tensor


def outermost_closed(chain: Chain, opened: frozenset[int]) -> int | None:
    """The outermost call of a chain that is closed."""
    return next((call for call in chain if call not in opened), None)


class Boxes:
    """Collects vertices, links and frames for some opened calls."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        ops: Sequence[Op],
        calls: Calls,
        opened: frozenset[int],
        span: Span | None,
    ) -> None:
        self.tape, self.index, self.ops, self.calls, self.opened = tape, index, ops, calls, opened
        self.held = parameters_under(tape, index)
        self.vertices: list[Vertex] = []
        self.links: dict[Ends, list[Link]] = {}
        self.groups: list[Group] = []
        self._group_of: dict[int, int] = {}
        self._boxes: dict[int, int] = {}
        self._inside: dict[int, list[Vertex]] = defaultdict(list)  # ops, by closed call
        self._leaves: dict[int, dict[int, None]] = defaultdict(dict)  # what it uses of its own
        self._cards: dict[tuple[int, int | None], int] = {}
        self._copies: Counter[int] = Counter()
        self._ports: Counter[tuple[int, bool]] = Counter()
        self._rep: dict[int, int] = {}  # op: the vertex that stands for it
        chains = set(calls.chains.values())
        self._closed_at = {chain: outermost_closed(chain, opened) for chain in chains}
        self._maker = {tensor: op for op in ops for tensor in op.outputs}
        self._roots = {
            seed.tensor for run in runs_within(tape, span) for seed in roots_of(tape, run)
        }
        self._uses = self._used()
        self._carded = self._seen_outside()
        self._many = self._used_often()

    def graph(self) -> Graph:
        """All of it."""
        for op in self.ops:
            self._add(op)
        folds = tuple(
            Fold(call.key, call.title, tuple(self._members(place)), kind=call.kind)
            for place, call in enumerate(self.calls.rows)
        )
        links = tuple(link for found in self.links.values() for link in found)
        return Graph("modules", tuple(self.vertices), links, tuple(self.groups), folds)

    def _members(self, call: int) -> list[Vertex]:
        if call not in self._boxes:
            return []
        path = self.calls.rows[call].path
        known = (*self._leaves[call], *self.held.get(path, ()))
        held = {self.tape.tensors[one].object: one for one in known}
        steps = ((one, self.tape.tensors[one].step) for one in sorted(held.values()))
        return [*self._inside[call], *(Vertex("tensor", one, 0, step) for one, step in steps)]

    # --- what is to be a card

    def _used(self) -> dict[int, list[Op]]:
        uses: dict[int, list[Op]] = defaultdict(list)
        for op in self.ops:
            for tensor in set(op.inputs):
                uses[tensor].append(op)
        return uses

    def _seen_outside(self) -> set[int]:
        """Tensors that are made or used by an op that is drawn, or that come of it all."""
        found: set[int] = set()
        for op in self.ops:
            if self._box(op) is None:
                found.update(op.inputs, op.outputs)
                continue
            found.update(tensor for tensor in op.outputs if tensor in self._roots)
            if not any(tensor in self._uses or tensor in self._roots for tensor in op.outputs):
                found.update(tensor for tensor in op.outputs if self.index.names(tensor))
        return found

    def _box(self, op: Op) -> int | None:
        return self._closed_at[self.calls.chains[op.id]]

    def _home(self, tensor: int, op: Op) -> Chain:
        """The calls in which a tensor stands that no op here has made, for one of its uses."""
        chain = self.calls.chains[op.id]
        names = self.index.names(tensor)
        row = self.tape.tensors[tensor]
        if row.is_parameter and not names:
            return chain
        for place in reversed(range(len(chain))):
            path = f"{self.calls.rows[chain[place]].path}."
            if any(name.startswith(path) for name in names):
                return chain[: place + 1]
        if row.op is None:
            return ()
        return _common(chain, self.calls.chain_of(self.tape.ops[row.op]))

    def _used_often(self) -> set[tuple[int, int | None]]:
        """Tensors with more uses in one frame than a card has: they are drawn beside each."""
        uses: Counter[tuple[int, int | None]] = Counter()
        for tensor, ops in self._uses.items():
            if tensor not in self._maker:
                for op in ops:
                    home = self._home(tensor, op)
                    if outermost_closed(home, self.opened) is None:
                        uses[tensor, home[-1] if home else None] += 1
        return {key for key, count in uses.items() if count > MAX_USES_OF_ONE_CARD}

    # --- vertices

    def _add(self, op: Op) -> None:
        closed = self._box(op)
        sources = [self._source(tensor, op) for tensor in op.inputs]
        if closed is None:
            place = len(self.vertices)
            group = self._group(self.calls.chains[op.id])
            self.vertices.append(Vertex("op", op.id, 0, op.step, group))
        else:
            place = self._closed_box(closed, op)
        self._rep[op.id] = place
        if any(source is not None and source != place for source in sources):
            edges = edges_by_input(self.tape, self.index, op)
            for port, (tensor, source) in enumerate(zip(op.inputs, sources, strict=True)):
                if source is not None and source != place:
                    at = None if closed is not None else port
                    self._link(source, place, tensor, edges[port], at)
        for port, tensor in enumerate(op.outputs):
            if tensor in self._carded and tensor not in op.inputs:
                card = self._made_card(tensor, op)
                self._link(place, card, tensor, (), 0, None if closed is not None else port)

    def _closed_box(self, call: int, op: Op) -> int:
        place = self._boxes.get(call)
        if place is None:
            place = self._boxes[call] = len(self.vertices)
            group = self._group(tuple(self.calls.path_to(call)[:-1]))
            self.vertices.append(Vertex("module", call, 0, op.step, group))
        self._inside[call].append(Vertex("op", op.id, 0, op.step))
        return place

    def _group(self, chain: Chain) -> int | None:
        """The frame of the last of some opened calls."""
        parent: int | None = None
        for call in chain:
            place = self._group_of.get(call)
            if place is None:
                row = self.calls.rows[call]
                place = self._group_of[call] = len(self.groups)
                self.groups.append(Group(row.key, row.title, row.kind, parent))
            parent = place
        return parent

    def _source(self, tensor: int, op: Op) -> int | None:
        """The vertex that a use of a tensor comes from; None where that is inside the same box."""
        maker = self._maker.get(tensor)
        if maker is not None:
            if tensor in self._carded:
                return self._cards.get((tensor, -1))
            return self._rep.get(maker.id)
        home = self._home(tensor, op)
        hidden = outermost_closed(home, self.opened)
        if hidden is not None:
            row = self.tape.tensors[tensor]
            if row.is_leaf and row.requires_grad:
                self._leaves[hidden].setdefault(tensor)
            return None
        key = (tensor, home[-1] if home else None)
        if key in self._many:
            chain = _open_part(self.calls.chains[op.id], self.opened)
            return self._card(tensor, chain, op.step)
        place = self._cards.get(key)
        if place is None:
            place = self._cards[key] = self._card(tensor, home, None)
        return place

    def _card(self, tensor: int, chain: Chain, step: int | None) -> int:
        made = self.tape.tensors[tensor].step if step is None else step
        copy = self._copies[tensor]
        self._copies[tensor] += 1
        self.vertices.append(Vertex("tensor", tensor, copy, made, self._group(chain)))
        return len(self.vertices) - 1

    def _made_card(self, tensor: int, op: Op) -> int:
        """The card of a result: it stands in the frame that holds all that is done with it."""
        chain = _open_part(self.calls.chains[op.id], self.opened)
        for use in self._uses.get(tensor, ()):
            chain = _common(chain, _open_part(self.calls.chains[use.id], self.opened))
        if tensor in self._roots:
            chain = ()
        place = self._cards[tensor, -1] = self._card(tensor, chain, None)
        return place

    def _link(
        self,
        source: int,
        target: int,
        tensor: int,
        edges: tuple[tuple[int, int], ...],
        target_port: int | None,
        source_port: int | None = 0,
    ) -> None:
        """An arrow; a tensor goes to a box by one arrow, however often it is used there."""
        key = (source, target, tensor)
        found = self.links.setdefault(key, [])
        if found and target_port is None:
            link = found[0]
            both = tuple(dict.fromkeys((*link.edges, *edges)))
            found[0] = Link(source, target, link.source_port, link.target_port, tensor, both)
            return
        if target_port is None:
            target_port = self._next(target, into=True)
        if source_port is None or self.vertices[source].kind == "module":
            source_port = self._next(source, into=False)
        found.append(Link(source, target, source_port, target_port, tensor, edges))

    def _next(self, place: int, *, into: bool) -> int:
        port = self._ports[place, into]
        self._ports[place, into] += 1
        return port


def _common(one: Chain, other: Chain) -> Chain:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


def _open_part(chain: Chain, opened: frozenset[int]) -> Chain:
    """The calls of a chain that are drawn as frames."""
    length = 0
    while length < len(chain) and chain[length] in opened:
        length += 1
    return chain[:length]
