"""Holds the tape of a program against its twin's runs; the first difference is a Mismatch."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape
from tests.fuzz.bits import Bits, equal, of_value, shown
from tests.fuzz.twin import Ended, Executed, Left, Node, Run, Watcher

_RAN = ("backward", "accumulate")


class Mismatch(AssertionError):
    """The tape says something else than PyTorch."""


class Counts(Struct):
    """How much has been compared."""

    programs: int = 0
    raising: int = 0
    runs: int = 0
    nodes: int = 0
    edges: int = 0
    asked: int = 0  # gradients in, against torch.autograd.grad
    hooked: int = 0  # gradients in, against hooks only
    sent: int = 0
    leaves: int = 0
    tensors: int = 0
    late: int = 0  # runs in which a view's new node, made late, has another place in the order
    kinds: set[str] = field(default_factory=set)


class Comparison:
    """One tape and the runs that must be the same."""

    def __init__(self, tape: Tape, counts: Counts, unseen: frozenset[str] = frozenset()) -> None:
        """`unseen` are names of tensors that need not be on the tape."""
        self.tape = tape
        self.hooks = "register_hook" in tape.meta.source
        self.unseen = unseen
        self.index = TapeIndex(tape)
        self.counts = counts
        self._broken = False
        self._twins: dict[int, int] = {}
        self._rows: dict[int, int] = {}

    # --- runs of the engine

    def runs(self, watcher: Watcher) -> None:
        """Nodes, edges, order and gradients of every run."""
        tape = self.tape
        _same("number of runs", len(tape.runs), len(watcher.runs))
        steps: list[list[Step]] = [[] for _ in tape.runs]
        for step in tape.steps:
            if step.kind in _RAN and step.run is not None:
                steps[step.run].append(step)
        for number, run in enumerate(watcher.runs):
            self._run(number, run, watcher.nodes, steps[number])
            self._broken |= not run.whole
        self.counts.runs += len(watcher.runs)

    def _run(self, number: int, run: Run, nodes: list[Node], steps: list[Step]) -> None:
        row, who = self.tape.runs[number], f"run {number}"
        _same(f"{who}: kind", row.kind, run.kind)
        _same(f"{who}: flags", (row.retain_graph, row.create_graph), (run.retain, run.create))
        _same(f"{who}: roots", len(row.seeds), len(run.roots))
        for seed, root, given in zip(row.seeds, run.roots, run.seeds, strict=True):
            _same(f"{who}: root output", seed.input_nr, root[1])
            self._equal(f"{who}: seed", seed.gradient, given)
            self._walk(who, seed.node, root[0], nodes)
        order = [self._twins.get(-1 if step.node is None else step.node) for step in steps]
        names = [self.tape.nodes[step.node or 0].name for step in steps]
        truth = [done.node for done in run.executed]
        if order != truth:
            self.counts.late += 1
            _same(f"{who}: nodes run", sorted(map(str, order)), sorted(map(str, truth)))
            lazy = {n for n, node in enumerate(nodes) if node.name == "AsStridedBackward0"}
            order = [one for one in order if one not in lazy]
            truth = [one for one in truth if one not in lazy]
        _same(f"{who}: nodes run in order ({names})", order, truth)
        ran = {done.node: done for done in run.executed}
        for step in steps:
            done = ran[self._twins[-1 if step.node is None else step.node]]
            self._step(f"{who}, step {step.index}", step, done, run)
        if not self.hooks:  # what arrives there has not gone through hooks yet
            self._arrived(number, who, run, nodes)

    def _walk(self, who: str, row: int, twin: int, nodes: list[Node]) -> None:
        """Both graphs at once: the same names and edges, and one node for one node."""
        stack = [(row, twin)]
        while stack:
            row, twin = stack.pop()
            if (known := self._twins.get(row)) is not None or twin in self._rows:
                _same(f"{who}: twin of node {row}", known, twin)
                continue
            self._twins[row], self._rows[twin] = twin, row
            node, truth = self.tape.nodes[row], nodes[twin]
            _same(f"{who}: name of node {row}", node.name, truth.name)
            edges = tuple(None if e is None else e.input_nr for e in node.edges)
            _same(f"{who}: edges of {node.name}", edges, tuple(e and e[1] for e in truth.edges))
            self.counts.nodes += 1
            self.counts.edges += len(edges)
            self.counts.kinds.add(node.name)
            for edge, to in zip(node.edges, truth.edges, strict=True):
                if (edge is None) != (to is None):
                    raise Mismatch(f"{who}: edges of {node.name}: {edge}, twin {to}")
                if edge is not None and to is not None:
                    stack.append((edge.to, to[0]))

    def _step(self, who: str, step: Step, done: Executed, run: Run) -> None:
        who += f" {self.tape.nodes[step.node or 0].name}"
        _same(f"{who}: gradients in", len(step.gradients_in), len(done.taken))
        for nr, (value, truth) in enumerate(zip(step.gradients_in, done.taken, strict=True)):
            self._equal(f"{who}: gradient in {nr}", value, truth)
            if run.asked is None:
                self.counts.hooked += 1
            else:
                self._equal(f"{who}: autograd.grad {nr}", value, run.asked.get((done.node, nr)))
                self.counts.asked += 1
        if done.leaf:
            _same(f"{who}: kind", step.kind, "accumulate")
            self._equal(f"{who}: .grad before", step.before, done.before)
            # the program's hooks that come after accumulating are told in steps of their own
            if not done.cut and "post_accumulate" not in self.tape.meta.source:
                self._equal(f"{who}: .grad after", step.after, done.after)
            self.counts.leaves += 1
            return
        _same(f"{who}: kind", step.kind, "backward")
        _same(f"{who}: gradients out", len(step.gradients_out), len(done.sent))
        for nr, (value, truth) in enumerate(zip(step.gradients_out, done.sent, strict=True)):
            self._equal(f"{who}: gradient out {nr}", value, truth)
            self.counts.sent += 1

    def _arrived(self, number: int, who: str, run: Run, nodes: list[Node]) -> None:
        """What the index says of ports that nodes did not run for: `autograd.grad` stops there."""
        ran = {done.node for done in run.executed}
        for (twin, nr), truth in (run.asked or {}).items() if run.whole else ():
            row = self._rows.get(twin)
            if row is None or twin in ran or not run.full((twin, nr), nodes):
                continue
            state = self.index.port_at((row, nr), len(self.tape.steps), number)
            if state is not None and len(state.arrived) == 1:
                who = f"{who}: arrived at {self.tape.nodes[row].name}"
                self._equal(who, state.value, truth)
                self.counts.asked += 1

    def _equal(self, who: str, value: int | None, truth: Bits | None) -> None:
        found = of_value(None if value is None else self.tape.values[value])
        if not equal(found, truth):
            raise Mismatch(f"{who}: {shown(found)}, twin {shown(truth)}")

    # --- the end

    def end(self, ended: Ended) -> None:
        """How it ended, and every tensor the program is left with."""
        error = self.tape.error
        raised = ended.raised
        if error is None or raised is None:
            _same("error", error, raised)
        else:
            found = (error.type, error.message, error.line)
            _same("error", found, (raised.type, raised.message, raised.line))
            self.counts.raising += 1
        for name, left in ended.tensors.items():
            self._tensor(name, left)

    def _tensor(self, name: str, left: Left) -> None:
        rows = [row.tensor for row in self.tape.bindings if row.name == name]
        if not rows:
            if name in self.unseen:
                return
            raise Mismatch(f"no tensor is called {name}")
        number = self.tape.tensors[rows[-1]].object  # a name stays with the object
        every = [one.id for one in self.tape.tensors if one.object == number]
        row = max(every)
        index, last = self.index, len(self.tape.steps)
        self._equal(f"{name} at the end", index.value_at(row, last), left.numbers)
        self.counts.tensors += 1
        if left.settled:
            wants = index.requires_grad_at(row, last)
            _same(f"{name}: wants a gradient", wants, left.facts[0])
            self._graph(name, self.tape.tensors[row].node, left.node)
            grads = [one for one in (index.leaf_grad_at(row, last) for row in every) if one]
            grad = max(grads, key=lambda one: one.step, default=None)
            self._equal(f"{name}.grad", None if grad is None else grad.value, left.grad)

    def _graph(self, name: str, row: int | None, live: Any) -> None:
        """The graph behind a tensor at the end, by names and edges."""
        if self._broken and type(live).__name__ == "AsStridedBackward0":
            return  # PyTorch's message names the node, and makes it for that
        if row is None or live is None:
            _same(f"{name}: has a grad_fn", row is not None, live is not None)
            return
        seen: dict[int, Any] = {}
        stack = [(row, live)]
        while stack:
            row, live = stack.pop()
            if row in seen:
                _same(f"{name}: one node {row}", seen[row], live)
                continue
            seen[row] = live
            node = self.tape.nodes[row]
            _same(f"{name}: node", node.name, getattr(type(live), "__name__", ""))
            _same(f"{name}: edges of {node.name}", len(node.edges), len(live.next_functions))
            for edge, (child, nr) in zip(node.edges, live.next_functions, strict=True):
                found = None if edge is None else edge.input_nr
                _same(f"{name}: edges of {node.name}", found, None if child is None else nr)
                if edge is not None:
                    stack.append((edge.to, child))


def _same(what: str, found: object, truth: object) -> None:
    if found != truth:
        raise Mismatch(f"{what}: {found}, twin {truth}")
