"""What a tape says *at* a playhead position: found by bisection, never by replaying from the start.

A position is the index of the step that has just happened; -1 is before the first one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter

from graphviewer.tape.gradients import Contribution, GradState, LeafGrad
from graphviewer.tape.relations import Relations
from graphviewer.tape.returned import Returned
from graphviewer.tape.rows import Node, Run, Step
from graphviewer.tape.subscript import subscript
from graphviewer.tape.sums import Sums
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

Port = tuple[int, int]  # (node id, input_nr): where a gradient arrives
_STEP = attrgetter("step")


class TapeIndex:
    """Answers for any position. Call `refresh` after the tape has grown; it reads new rows only."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self._sums = Sums(tape.values)
        self._tensors = self._changes = self._bindings = self._nodes = self._runs = self._steps = 0
        self._values: dict[int, tuple[list[int], list[int | None]]] = {}
        self._wants: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        self._names: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._called: dict[int, str] = {}
        self._namesakes: dict[str, list[int]] = defaultdict(list)
        self._within: Mapping[int, str] = {}
        self._last_of_object: dict[int, int] = {}
        self._renewed: dict[int, int] = {}  # rows of one that goes on, and the step of the next
        self._leaf_grads: dict[int, tuple[list[int], list[LeafGrad]]] = {}
        self._arrivals: dict[tuple[int, Port], list[Contribution]] = defaultdict(list)  # by step
        self._executions: dict[tuple[int, int], int] = {}
        self._ran: dict[int, list[int]] = defaultdict(list)
        self._port_runs: dict[Port, list[int]] = defaultdict(list)
        self._tensor_at_port: dict[Port, int] = {}
        self._leaf_nodes: dict[int, list[int]] = defaultdict(list)
        self._saved_by: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._run_starts: list[int] = []
        self._run_ends: dict[int, int] = {}
        # where a run that was not the last to begin goes on: steps, and the runs there
        self._switches: tuple[list[int], list[int]] = ([], [])
        self.relations = Relations(tape)
        self.returned = Returned(tape, self)
        self.refresh()

    def refresh(self) -> None:
        """Take in the rows added since the last call."""
        self._take_tensors()
        self._take_nodes()
        self._take_runs()
        for step in self.tape.steps[self._steps :]:
            self._take_step(step)
        self._steps = len(self.tape.steps)

    # --- tensors

    def value_at(self, tensor: int, step: int) -> int | None:
        """Id of the value a tensor held at a position; None before it was made or if unrecorded."""
        steps, values = self._values[tensor]
        place = bisect_right(steps, step)
        return values[place - 1] if place else None

    def exists_at(self, tensor: int, step: int) -> bool:
        """Whether the tensor had been made at a position."""
        return self.tape.tensors[tensor].step <= step

    def requires_grad_at(self, tensor: int, step: int) -> bool:
        """Its `requires_grad` flag at a position."""
        set_since = [wanted for at, wanted in self._wants.get(tensor, ()) if at <= step]
        return set_since[-1] if set_since else self.tape.tensors[tensor].requires_grad

    def name(self, tensor: int) -> str:
        """What to call a tensor: its first name, else the expression that made it.

        Where the program gave one name to several tensors in turn they are numbered: b₁, b₂.
        """
        if tensor in self._within:
            return self._within[tensor]
        name = self._called.get(tensor)
        if name is None:
            return self.tape.tensors[tensor].name
        same = self._namesakes[name]
        if len(same) == 1:
            return name
        return name + subscript(bisect_left(same, tensor) + 1)

    def look_within(self, names: Mapping[int, str]) -> None:
        """From now on call these tensors so: only a part of the tape is looked at."""
        self._within = names

    def names_among(self, tensors: Iterable[int]) -> dict[int, str]:
        """Their names, with a number only where several of these have one name."""
        same: dict[str, list[int]] = defaultdict(list)
        for tensor in sorted(tensors):
            if tensor in self._called:
                same[self._called[tensor]].append(tensor)
        return {
            tensor: name + (subscript(number) if len(alike) > 1 else "")
            for name, alike in same.items()
            for number, tensor in enumerate(alike, 1)
        }

    def plain_name(self, tensor: int) -> str:
        """The same as the program spells it, without a number to tell namesakes apart."""
        return self._called.get(tensor) or self.tape.tensors[tensor].name

    def names(self, tensor: int, step: int | None = None) -> tuple[str, ...]:
        """Every name the program gave it (by a step), first given first, each once."""
        given = self._names.get(tensor, ())
        return tuple(dict.fromkeys(name for at, name in given if step is None or at <= step))

    def saved_by(self, tensor: int) -> tuple[tuple[int, str], ...]:
        """Nodes that saved this tensor, with the name they keep it under."""
        return tuple(self._saved_by.get(tensor, ()))

    def ports(self, tensor: int) -> tuple[Port, ...]:
        """Where its gradient arrives: its grad_fn's output, or a leaf's AccumulateGrad nodes."""
        row = self.tape.tensors[tensor]
        if row.node is not None:
            return ((row.node, row.output_nr),)
        return tuple((node, 0) for node in self._leaf_nodes.get(tensor, ()))

    def tensor_at(self, port: Port) -> int | None:
        """The tensor whose gradient arrives at a port, if the program saw it."""
        return self._tensor_at_port.get(port)

    # --- gradients

    def run_at(self, step: int) -> int | None:
        """The backward run that is under way or was the last to begin at a position.

        Of several under way at once (in threads, one inside another) the last to execute a node.
        """
        place = bisect_right(self._run_starts, step)
        switch = bisect_right(self._switches[0], step)
        if switch and self._switches[0][switch - 1] >= self._run_starts[place - 1]:
            return self._switches[1][switch - 1]
        return place - 1 if place else None

    def run_end(self, run: int) -> int:
        """The last step a backward run has executed so far; before its first step if none."""
        return self._run_ends.get(run, self.tape.runs[run].first_step - 1)

    def run_over(self, run: int, step: int) -> bool:
        """Whether a backward run has ended before a position."""
        return step > self._run_ends.get(run, step)

    def gradient_at(self, tensor: int, step: int) -> GradState | None:
        """The gradient that has arrived at a tensor in the current run; None if nothing has yet."""
        states = (self.port_at(port, step) for port in self.ports(tensor))
        return next((one for one in states if one is not None), None)

    def port_at(self, port: Port, step: int, run: int | None = None) -> GradState | None:
        """The same for any port, in the current run or a named one."""
        run = self.run_at(step) if run is None else run
        if run is None:
            return None
        every = self._arrivals.get((run, port), [])
        arrived = tuple(every[: bisect_right(every, step, key=_STEP)])
        executed = self._executions.get((run, port[0]))
        consumed = executed is not None and executed <= step
        if not arrived and not consumed:
            return None
        alone = arrived[0].value if len(arrived) == 1 else None
        value = self.returned.at(run, port, step, alone)
        if consumed and executed is not None:
            row = self.tape.steps[executed]
            value = row.gradients_in[port[1]] if row.gradients_in else value
        return GradState(
            run=run, arrived=arrived, expected=len(every), value=value, consumed=consumed
        )

    def runs_reaching(self, port: Port) -> tuple[int, ...]:
        """The backward runs that brought a gradient to a port, in their order."""
        return tuple(self._port_runs.get(port, ()))

    def partial_sum(self, state: GradState) -> Value | None:
        """The sum of what has arrived so far, added in the order of arrival as the engine adds it.

        The recorded whole gradient if there is one; None where a contribution was not recorded in a
        form that can be added.
        """
        if state.value is not None:
            return self.tape.values[state.value]
        known = tuple(one.value for one in state.arrived if one.value is not None)
        if not known or len(known) != len(state.arrived):
            return None
        return self._sums.of(known)

    def leaf_grad_at(self, tensor: int, step: int) -> LeafGrad | None:
        """The `.grad` of a Python tensor while it is this row; None if never set by then."""
        steps, grads = self._leaf_grads.get(self.tape.tensors[tensor].object, ([], []))
        place = bisect_right(steps, min(step, self._renewed.get(tensor, step + 1) - 1))
        return grads[place - 1] if place else None

    def executed_at(self, node: int, step: int, run: int | None = None) -> int | None:
        """The step at which the current (or a named) run executed a node; None if not by `step`."""
        run = self.run_at(step) if run is None else run
        executed = None if run is None else self._executions.get((run, node))
        return executed if executed is not None and executed <= step else None

    def executions(self, node: int) -> tuple[int, ...]:
        """Every step that executed a node, in order."""
        return tuple(self._ran.get(node, ()))

    # --- taking rows in

    def _take_tensors(self) -> None:
        tape = self.tape
        for tensor in tape.tensors[self._tensors :]:
            before = self._last_of_object.get(tensor.object)
            if before is not None and before in self._called:
                self._call(tensor.id, self._called[before])
            if before is not None:
                self._renewed[before] = tensor.step
            self._last_of_object[tensor.object] = tensor.id
            self._values[tensor.id] = ([tensor.step], [tensor.value])
            if tensor.node is not None:
                self._tensor_at_port.setdefault((tensor.node, tensor.output_nr), tensor.id)
        for change in tape.changes[self._changes :]:
            if change.value is not None:
                steps, values = self._values[change.tensor]
                place = bisect_right(steps, change.step)
                steps.insert(place, change.step)
                values.insert(place, change.value)
            if change.requires_grad is not None:
                self._wants[change.tensor].append((change.step, change.requires_grad))
        for binding in tape.bindings[self._bindings :]:
            self._names[binding.tensor].append((binding.step, binding.name))
            if binding.tensor not in self._called:
                self._call(binding.tensor, binding.name)
        self._tensors, self._changes = len(tape.tensors), len(tape.changes)
        self._bindings = len(tape.bindings)

    def _call(self, tensor: int, name: str) -> None:
        self._called[tensor] = name
        insort(self._namesakes[name], tensor)

    def _take_nodes(self) -> None:
        for node in self.tape.nodes[self._nodes :]:
            if node.variable is not None:
                self._leaf_nodes[node.variable].append(node.id)
                self._tensor_at_port[node.id, 0] = node.variable
            for saved in node.saved:
                if saved.tensor is not None:
                    self._saved_by[saved.tensor].append((node.id, saved.name))
        self._nodes = len(self.tape.nodes)

    def _take_runs(self) -> None:
        for run in self.tape.runs[self._runs :]:
            self._run_starts.append(run.first_step)
            self.returned.told(run)
            for seed in run.seeds:
                begun = Contribution(run.first_step, seed.gradient, None, None)
                self._arrive(run, (seed.node, seed.input_nr), begun)
        self._runs = len(self.tape.runs)

    def _take_step(self, step: Step) -> None:
        ran = step.kind in ("backward", "accumulate")
        if ran and step.run is not None and step.node is not None:
            self._run_ends[step.run] = step.index
            if step.run != self.run_at(step.index):
                self._switches[0].append(step.index)
                self._switches[1].append(step.run)
            self._executions[step.run, step.node] = step.index
            self._ran[step.node].append(step.index)
            run, node = self.tape.runs[step.run], self.tape.nodes[step.node]
            self._send(run, node, step)
        if step.tensor is not None and (step.kind == "accumulate" or step.of_grad):
            number = self.tape.tensors[step.tensor].object
            steps, grads = self._leaf_grads.setdefault(number, ([], []))
            steps.append(step.index)
            grads.append(LeafGrad(step.index, step.after))
        elif step.kind == "forward":
            self.returned.take(step)

    def _send(self, run: Run, node: Node, step: Step) -> None:
        for place, (edge, gradient) in enumerate(zip(node.edges, step.gradients_out, strict=False)):
            if edge is not None and gradient is not None:
                arrived = Contribution(step.index, gradient, node.id, place)
                self._arrive(run, (edge.to, edge.input_nr), arrived)

    def _arrive(self, run: Run, port: Port, contribution: Contribution) -> None:
        key = (run.id, port)
        if key not in self._arrivals:
            self._port_runs[port].append(run.id)
        insort(self._arrivals[key], contribution, key=_STEP)
