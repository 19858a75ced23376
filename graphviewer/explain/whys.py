"""Why a backward step is as it is, in a sentence or three."""

from __future__ import annotations

from msgspec.structs import replace

from graphviewer.explain.beside import born, hooks_of, hooks_told
from graphviewer.explain.check import compare
from graphviewer.explain.environment import Execution
from graphviewer.explain.equation import plain
from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import short
from graphviewer.explain.reduced import why_of
from graphviewer.explain.rules.rule import MissingOperand, Rule
from graphviewer.explain.rules.table import has_rule, short_name
from graphviewer.explain.targets import Target
from graphviewer.explain.words.table import WORDS, word
from graphviewer.tape.freed import PACKED
from graphviewer.tape.index import Port
from graphviewer.tape.rows import Run
from graphviewer.tape.span import roots_of
from graphviewer.tape.value import Value

SWITCHES = frozenset({"ReluBackward0", "ClampBackward1", "ClampMinBackward0", "ClampMaxBackward0"})
# Nodes that PyTorch's own Python makes for hooks of modules and checkpoints.
MACHINERY = {
    "BackwardHookFunctionBackward": "module_hook",
    "CheckpointFunctionBackward": "checkpoint",
}
MOST_SENTENCES = 4


def backward_why(
    execution: Execution,
    rule: Rule | None,
    targets: list[Target],
    namer: Namer,
    run: Run,
    language: Language,
) -> str:
    """The sentences that hold for this step, the most particular ones first."""
    teller = _Teller(execution, rule, targets, namer, run, language)
    hooked = teller.hooked()
    sentences = [*teller.seed(), *hooked, *teller.nan_born(), *teller.fan_in()]
    sentences += [*teller.rule_sentence(), *teller.switched_off()]
    sentences += [*teller.broadcast(), *teller.nowhere(), *teller.second()]
    return " ".join(sentences[: MOST_SENTENCES + len(hooked)])


class _Teller:
    def __init__(
        self,
        execution: Execution,
        rule: Rule | None,
        targets: list[Target],
        namer: Namer,
        run: Run,
        language: Language,
    ) -> None:
        self.execution, self.rule, self.targets = execution, rule, targets
        self.namer, self.run, self.language = namer, run, language
        self.node = execution.node

    def _name(self, target: Target) -> str:
        return plain(self.namer.port(target.port))

    def seed(self) -> list[str]:
        """The run's own start, at its root."""
        sentences: list[str] = []
        for seed in roots_of(self.execution.tape, self.run):
            if seed.node == self.node.id:
                sentences += self._seed_sentence(seed.tensor, seed.gradient)
        return sentences

    def _seed_sentence(self, tensor: int | None, gradient: int | None) -> list[str]:
        tape = self.execution.tape
        name = plain(self.namer.loss(self.run))
        value = None if gradient is None else tape.values[gradient]
        if value is not None and value.size != 1:
            root = "·" if tensor is None else self.namer.text(tensor)
            given = {"letter": self.namer.vector(self.run), "number": short(value)}
            return [word("seed_vector", self.language, name=root, **given)]
        number = "1" if value is None else short(value)
        root = name if tensor is None else self.namer.text(tensor)
        said = [word("seed", self.language, seed=f"∂{name}/∂{root}", number=number)]
        if tensor is not None and not namer_knows(self.namer, tensor):
            said = [word("seed", self.language, seed=f"∂{name}/∂{name}", number=number)]
            said.append(word("loss_is", self.language, loss=name, name=root))
        return said

    def fan_in(self) -> list[str]:
        """A tensor with several uses: how many gradients have come."""
        sentences: list[str] = []
        for target in self.targets:
            values = {"name": self._name(target), "arrived": target.arrived}
            values |= {"expected": target.expected, "count": len(target.edges)}
            if target.expected == len(target.edges) == 1:
                continue
            if target.expected == len(target.edges) and self._was_cut_short(target):
                continue
            if target.expected == len(target.edges):
                key = "twice_2" if target.expected == 2 else "twice"
            elif self._was_cut_short(target):
                key = "arrived_so_far"
            else:
                key = "arrived" if target.later else "all_arrived"
            sentences.append(word(key, self.language, **values))
        return sentences

    def _was_cut_short(self, target: Target) -> bool:
        """Whether the run ended before it used this gradient: then nobody knows how many come."""
        tape, last = self.execution.tape, self.run.id == len(self.execution.tape.runs) - 1
        broken = tape.end is None or tape.end.reason != "finished"
        used = self.execution.index.executed_at(target.port[0], len(tape.steps), self.run.id)
        return last and broken and self.run.kind == "backward" and used is None

    def rule_sentence(self) -> list[str]:
        """The rule's own sentence."""
        if all(ref is None for ref in self.execution.step.gradients_in):
            return [word("undefined", self.language)]
        packed = [word("packed", self.language)] if self._packed() else []
        if self.rule is None:
            return [*packed, *self._without_rule()]
        return [*packed, why_of(self.rule, self.execution)[self.language == "ko"]]

    def _packed(self) -> bool:
        return any(saved.fact == PACKED for saved in self.node.saved)

    def _without_rule(self) -> list[str]:
        if self.node.name in MACHINERY:
            return [word(MACHINERY[self.node.name], self.language)]
        node = short_name(self.node.name)
        op = None if self.node.op is None else self.execution.tape.ops[self.node.op]
        if op is not None and node == f"{op.name}Backward":
            return [word("custom", self.language, node=node, name=op.name)]
        known = [word(node, self.language)] if node in WORDS else []
        key = "no_rule" if not has_rule(self.node.name) else "no_rule_here"
        return [*known, word(key, self.language, node=node)]

    def hooked(self) -> list[str]:
        """Hooks of the program's that changed a gradient between its arrival and its use."""
        step = self.execution.step
        known = hooks_of(self.execution.tape, step.index)
        sentences = hooks_told(self.execution.tape, self.namer, step, self.language)
        for place, used in enumerate(step.gradients_in):
            if any(one.input_nr == place for one in known):
                continue
            port = (self.node.id, place)
            change = changed_by_hook(self.execution, port, used)
            if change is not None:
                before, after = map(short, change)
                name = plain(self.namer.port(port))
                told = {"name": name, "before": before, "after": after}
                sentences.append(word("hooked", self.language, **told))
        return sentences

    def nan_born(self) -> list[str]:
        """NaN or infinity that came up in this node."""
        step, values = self.execution.step, self.execution.tape.values
        entered = [values[ref] for ref in step.gradients_in if ref is not None]
        saved = map(self.execution.saved_value, self.node.saved)
        entered += [value for value in saved if value is not None]
        made = [values[ref] for ref in step.gradients_out if ref is not None]
        return born(self.execution.tape, step.index, entered, made, self.language)

    def switched_off(self) -> list[str]:
        """How many elements a ReLU or clamp stopped."""
        if self.rule is None or self.rule.node not in SWITCHES:
            return []
        try:
            local = self.execution.term(self.rule, "local", 0)
        except MissingOperand:
            return []
        off = int((local == 0).sum())
        return [word("dead", self.language, count=off, total=local.size)] if off else []

    def broadcast(self) -> list[str]:
        """Axes the engine summed over, because a tensor was stretched along them."""
        if self.rule is None:
            return []
        sentences: list[str] = []
        for target in self.targets:
            axes = stretched(self.execution, self.rule, target.edges[0])
            if axes:
                key = "axes_one" if len(axes) == 1 else "axes_many"
                said = word(key, self.language, axes=", ".join(map(str, axes)))
                name = self._name(target)
                sentences.append(word("summed", self.language, axes=said, name=name))
        return sentences

    def nowhere(self) -> list[str]:
        """Inputs that want no gradient, where the program has a name for them."""
        op = self.execution.tape.ops[self.node.op] if self.node.op is not None else None
        if op is None or len(op.nodes) != 1 or len(op.inputs) != len(self.node.edges):
            return []
        wanted = self.execution.index.requires_grad_at  # edges may come in another order
        names = dict.fromkeys(
            self.namer.text(tensor) for tensor in op.inputs if not wanted(tensor, op.step - 1)
        )
        return [word("no_gradient", self.language, name=", ".join(names))] if names else []

    def second(self) -> list[str]:
        """A node of a graph that a backward run itself built."""
        return [word("second_graph", self.language)] if self.node.run is not None else []


def changed_by_hook(
    execution: Execution, port: Port, used: int | None
) -> tuple[Value, Value] | None:
    """What arrived at a port and what was used, where a hook made them differ."""
    state = execution.index.port_at(port, execution.step.index, execution.step.run)
    if state is None or used is None or len(state.arrived) < state.expected:
        return None
    one = state.arrived[0].value if len(state.arrived) == 1 else None
    total = execution.index.partial_sum(replace(state, value=one))
    after = execution.tape.values[used]
    if total is None or (total.dtype, total.shape) != (after.dtype, after.shape):
        return None
    if not (total.complete and after.complete):
        return None
    verdict, _ = compare(after, total.array(), total.array())
    return (total, after) if verdict == "differs" else None


def namer_knows(namer: Namer, tensor: int) -> bool:
    """Whether the program gave a tensor a name of its own."""
    return bool(namer.index.names(tensor))


def stretched(execution: Execution, rule: Rule, edge: int) -> tuple[int, ...]:
    """The axes of the upstream side that the engine summed over for an edge."""
    sent = execution.sent(edge)
    if sent is None:
        return ()
    try:
        made = execution.made(rule, edge)
    except MissingOperand:
        return ()
    lead = made.ndim - len(sent.shape)
    if lead < 0:
        return ()
    more = [
        lead + axis
        for axis, length in enumerate(sent.shape)
        if length == 1 and made.shape[lead + axis] != 1
    ]
    return (*range(lead), *more)
