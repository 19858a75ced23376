"""A scalar's gradient as the sum over all paths to the root, beside the one PyTorch computed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace

from graphviewer.explain.entries import LocalDerivatives
from graphviewer.graphs.data import Graph, Link
from graphviewer.graphs.paths import Paths, Ways
from graphviewer.graphs.pieces import MOST_ELEMENTS
from graphviewer.graphs.scalars import element_ref
from graphviewer.session.traces import Factor, Slope, Trace, Verdict, Why
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Run
from graphviewer.tape.span import Span, roots_of, runs_within
from graphviewer.tape.tape import Tape

_ROUNDINGS = 64  # that the two may be apart, of the sum of the products' sizes
_EPS = {"float64": 2.0**-52, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}


class Tracer:
    """Answers for a graph of scalars at any position."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        graph: Graph,
        span: Span | None = None,
        derivatives: LocalDerivatives | None = None,
    ) -> None:
        self._tape = tape
        self._index = index
        self._graph = graph
        self._span = span
        self._derivatives = derivatives or LocalDerivatives(tape, index)
        self._places = {
            (vertex.kind, vertex.ref): place for place, vertex in enumerate(graph.vertices)
        }

    def run_at(self, step: int) -> int | None:
        """The run whose numbers are shown at a position: the playhead's, or the next to come."""
        runs = runs_within(self._tape, self._span)
        begun = [run.id for run in runs if run.first_step <= step]
        now = self._index.run_at(step)
        if now in begun:
            return now
        return begun[-1] if begun else runs[0].id if runs else None

    def slope(self, link: Link, step: int, run: int | None = None) -> Slope | None:
        """The derivative along a link at a position; None where none is followed or known.

        With a run's own numbers; without one, those of the run at the position.
        """
        local = link.local
        if local is None:
            return None
        if local.kind != "entry":
            return Slope(1.0, 1.0, "exact")
        op = self._tape.nodes[local.port[0]].op
        if op is None:
            return None
        run = self.run_at(step) if run is None else run
        found = self._derivatives.entries(self._tape.ops[op], local.port, link.edges, run, step)
        if found is None:
            return None
        number = found.numbers[local.row, local.column]
        size = float(found.sizes[local.row, local.column])
        return Slope(_float(number), size, found.source)

    def trace(self, start: int, step: int) -> Trace:
        """The paths of the scalar at a vertex to the roots of the run at a position.

        Where none leads there, to those of another run: the newest before it, else the next.
        """
        run = self.run_at(step)
        found = self._trace(start, step, run)
        other = None
        if found.verdict == "none" and run is not None:
            other = self._other_run(start, run)
        if run is None or other is None:
            return found
        there = self._trace(start, step, other)
        to_come = other > run and there.verdict == "unknown"  # its ops were not called yet
        return found if to_come else there

    def _other_run(self, start: int, run: int) -> int | None:
        """The run nearest to one that a vertex leads to a root of, earlier ones first."""
        reached = frozenset(Ways(self._graph, frozenset()).reached(start))
        runs = [one.id for one in runs_within(self._tape, self._span)]
        at = runs.index(run) if run in runs else len(runs)
        for other in (*reversed(runs[:at]), *runs[at + 1 :]):
            if not reached.isdisjoint(self._goals(self._tape.runs[other])):
                return other
        return None

    def _trace(self, start: int, step: int, run: int | None) -> Trace:
        """The paths of the scalar at a vertex to the roots of a run, as it stands at a position."""
        goals = self._goals(self._tape.runs[run]) if run is not None else {}
        gradient = self._gradient(start, run, step)
        unsent = self._unsent(run, step) if run is not None and gradient is not None else ()
        ways = Ways(self._graph, frozenset(goals), frozenset(unsent))
        paths = ways.paths(start)
        if run is not None and gradient is not None and not paths.hidden:
            paths = replace(paths, hidden=self._comes_unseen(ways.reached(start), run, step))
        slopes = self._slopes(paths, step, run)
        weights = {k: slope.number for k, slope in slopes.items()}
        factors = tuple(self._factor(way, weights, goals) for way in paths.listed)
        total = self._total(ways, start, weights, goals)
        verdict = self._verdict(ways, paths, slopes, goals, total, gradient)
        why = self._why(run, paths) if verdict == "differs" and run is not None else ""
        return Trace(run, paths, factors, total, gradient, verdict, why)

    # --- numbers

    def _slopes(self, paths: Paths, step: int, run: int | None) -> dict[int, Slope]:
        found = {k: self.slope(self._graph.links[k], step, run) for k in paths.links}
        return {k: slope for k, slope in found.items() if slope is not None}

    def _factor(
        self,
        way: tuple[int, ...],
        weights: Mapping[int, np.floating | float],
        goals: Mapping[int, float],
    ) -> Factor:
        """A path's factors: results of signs, which are 1, left out; the seed's own if it is not 1.

        The product is None while one of them is not known.
        """
        links = [k for k in way if (local := self._graph.links[k].local) and local.kind != "result"]
        numbers = [weights[k] for k in links if k in weights]
        end = self._graph.links[way[-1]].target if way else None
        seed = goals.get(end, 1.0) if end is not None else 1.0
        if seed != 1.0:
            numbers.append(seed)
        known = len(numbers) == len(links) + (seed != 1.0)
        product = math.prod(float(one) for one in numbers) if known else None
        return Factor(way, tuple(numbers), product)

    def _total(
        self,
        ways: Ways,
        start: int,
        weights: Mapping[int, np.floating | float],
        goals: Mapping[int, float],
    ) -> float | None:
        try:
            return ways.total(start, {k: float(w) for k, w in weights.items()}, goals)
        except KeyError:
            return None

    def _goals(self, run: Run) -> dict[int, float]:
        """The vertices a run started from, with the gradient each was given."""
        goals: dict[int, float] = {}
        for seed in roots_of(self._tape, run):
            tensor = seed.tensor
            if tensor is None:
                tensor = self._index.tensor_at((seed.node, seed.input_nr))
            if tensor is None:
                continue
            card = self._places.get(("tensor", tensor))
            if card is not None:
                goals[card] = 1.0
            size = math.prod(self._tape.tensors[tensor].shape)
            given = None
            if seed.gradient is not None:
                given = self._tape.values[seed.gradient].array().ravel()
            for place in range(min(size, MOST_ELEMENTS)):
                at = self._places.get(("scalar", element_ref(tensor, place)))
                if at is not None:
                    number = 1.0 if given is None or place >= given.size else float(given[place])
                    goals[at] = goals.get(at, 0.0) + number
        return goals

    def _gradient(self, start: int, run: int | None, step: int) -> np.floating | float | None:
        """The element of the gradient that a run has brought to a scalar by a position."""
        scalar = self._graph.scalars.get(self._graph.vertices[start].ref)
        if run is None or scalar is None or scalar.role == "product":
            return None
        for port in self._index.ports(scalar.tensor):
            state = self._index.port_at(port, step, run)
            if state is None or not state.complete:
                continue
            whole = self._index.partial_sum(state)
            shape = self._tape.tensors[scalar.tensor].shape
            if whole is not None and whole.complete and whole.shape == shape:
                return _float(whole.array().ravel()[scalar.place])
        return None

    def _unsent(self, run: int, step: int) -> list[int]:
        """Links whose node the run has not executed: no gradient came through them."""
        index, steps = self._index, self._tape.steps
        found: list[int] = []
        for place, link in enumerate(self._graph.links):
            if link.local is None or link.local.kind != "entry":
                continue
            ran = [(index.executed_at(node, step, run), edge) for node, edge in link.edges]
            sent = [at for at, edge in ran if at is not None and steps[at].gradients_out[edge]
                    is not None]  # fmt: skip
            if not sent:
                found.append(place)
        return found

    def _comes_unseen(self, reached: list[int], run: int, step: int) -> bool:
        """Whether a gradient came to one of some vertices by an edge that is not drawn."""
        drawn: dict[int | None, set[tuple[int, int | None]]] = defaultdict(set)
        for link in self._graph.links:
            if link.local is not None:
                drawn[link.tensor].update(link.edges)
        for tensor in {self._tensor(place) for place in reached}:
            for port in () if tensor is None else self._index.ports(tensor):
                state = self._index.port_at(port, step, run)
                for one in state.arrived if state is not None else ():
                    edge = None if one.node is None else (one.node, one.edge)
                    if edge is not None and edge not in drawn[tensor]:
                        return True
        return False

    def _tensor(self, place: int) -> int | None:
        scalar = self._graph.scalars.get(self._graph.vertices[place].ref)
        return scalar.tensor if scalar is not None else None

    # --- the check

    def _verdict(
        self,
        ways: Ways,
        paths: Paths,
        slopes: Mapping[int, Slope],
        goals: Mapping[int, float],
        total: float | None,
        gradient: np.floating | float | None,
    ) -> Verdict:
        if paths.hidden:
            return "hidden"
        if not paths.count:
            return "none"
        if total is None:
            return "unknown"
        if gradient is None:
            return "waiting"
        sizes = {k: slope.size for k, slope in slopes.items()}
        scale = ways.total(paths.start, sizes, {k: abs(w) for k, w in goals.items()})
        found, slack = float(gradient), _ROUNDINGS * self._eps(paths) * scale
        if total == found or (math.isnan(total) and math.isnan(found)):
            return "agrees"
        return "agrees" if abs(total - found) <= slack else "differs"

    def _why(self, run: int, paths: Paths) -> Why:
        """What is known to change a gradient on its way."""
        tensors = {self._graph.links[k].tensor for k in paths.links} | {self._tensor(paths.start)}
        nodes = {node for k in paths.links for node, _ in self._graph.links[k].edges}
        for tensor in tensors - {None}:
            nodes.update(node for node, _ in self._index.ports(tensor or 0))
        for row in self._tape.hooked:
            step = self._tape.steps[row.step]
            if step.run == run and step.node in nodes:
                return "hook"
        begin = self._graph.vertices[paths.start].step
        end = self._tape.runs[run].first_step
        changed = (row for row in self._tape.changes if begin < row.step < end)
        return "in place" if any(row.tensor in tensors for row in changed) else ""

    def _eps(self, paths: Paths) -> float:
        """The coarsest rounding of what travels along the paths."""
        tensors = {self._graph.links[k].tensor for k in paths.links}
        dtypes = {self._tape.tensors[tensor].dtype for tensor in tensors if tensor is not None}
        return max((_EPS.get(dtype, 0.0) for dtype in dtypes), default=_EPS["float32"])


def _float(number: np.generic) -> np.floating | float:
    """A number in the dtype it was recorded in."""
    return number if isinstance(number, np.floating) else float(number.item())
