"""A backward step in words and equations: the chain rule in symbols, in numbers, its result."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphviewer.explain.check import check_node
from graphviewer.explain.environment import Execution
from graphviewer.explain.equation import Big, Math, Ref, Role, Row, Script, Text, plain
from graphviewer.explain.explanation import Explanation, Language, Line
from graphviewer.explain.naming import Namer, find_saved
from graphviewer.explain.numbers import exact, relation, scalar
from graphviewer.explain.phrase import op_phrase, source_line
from graphviewer.explain.rules.rule import MissingOperand, Rule
from graphviewer.explain.rules.table import rule_of, short_name
from graphviewer.explain.shown import (
    array_maths,
    factor,
    fits,
    is_rounded,
    result_line,
    shows_numbers,
    value_maths,
)
from graphviewer.explain.targets import Target
from graphviewer.explain.template import operator, typeset
from graphviewer.explain.whys import backward_why, stretched
from graphviewer.explain.words.table import word
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Run, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

Resolve = Callable[[str], Math]
MOST_TARGETS = 4  # chain rules shown for one node
DOTS = Text("⋯", "operator", "muted")
LONGEST_NUMBERS = 160  # characters of a line of numbers; beyond it only the result is shown


def explain_backward(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The story of one executed node."""
    return _Backward(tape, index, step, language).explanation()


class _Backward:
    def __init__(self, tape: Tape, index: TapeIndex, step: Step, language: Language) -> None:
        assert step.run is not None
        self.tape, self.index, self.step, self.language = tape, index, step, language
        self.namer = Namer(tape, index)
        self.namer.shorten()
        self.execution = Execution(tape, index, step)
        self.node = self.execution.node
        self.rule: Rule | None = rule_of(self.node.name)
        self.run: Run = tape.runs[step.run]
        self.targets = self._find_targets()
        # of the line of numbers being written: is one rounded, is one too large to be shown
        self._rounded = self._unseen = False

    def explanation(self) -> Explanation:
        rule = self.rule
        lines: list[Line] = []
        for target in self.targets[:MOST_TARGETS]:
            lines += self._chain(target)
        lines = [Line(kind="formula", maths=one) for one in self.namer.stand_ins()] + lines
        first = self.targets[0] if self.targets else None
        tensor = None if first is None else self.index.tensor_at(first.port)
        focus = Ref("node", self.node.id) if tensor is None else Ref("gradient", tensor)
        return Explanation(
            step=self.step.index,
            kind="backward",
            heading=short_name(self.node.name),
            phrase=self._phrase(),
            phase=word("backward", self.language),
            equations=tuple(lines),
            why=backward_why(
                self.execution, rule, self.targets, self.namer, self.run, self.language
            ),
            result=None if first is None else self._result_id(first),
            result_name=None if first is None else self.namer.partial(first.port, self.run),
            focus=focus,
            check=None if rule is None else check_node(self.execution, rule, self.language),
            formula=rule is not None,
        )

    def _phrase(self) -> str:
        """The call that made the node, or the line whose backward run built it."""
        if self.node.run is None or self.node.op is not None:
            return op_phrase(self.tape, self.index, self.node.op)
        run = self.tape.runs[self.node.run]
        for op in self.tape.ops:
            if op.qualified == "torch.autograd.grad" and op.step >= run.first_step:
                return op_phrase(self.tape, self.index, op.id)
        return source_line(self.tape, run.line)

    def _find_targets(self) -> list[Target]:
        edges: dict[Port, list[int]] = {}
        for place, edge in enumerate(self.node.edges):
            if edge is not None and self.execution.sent(place) is not None:
                edges.setdefault((edge.to, edge.input_nr), []).append(place)
        at = self.step.index
        return [
            Target(port, places, self.index.port_at(port, at, self.run.id), at)
            for port, places in edges.items()
        ]

    # --- the three lines

    def _chain(self, target: Target) -> list[Line]:
        name = self.namer.partial(target.port, self.run)
        one = len(self.targets) == 1
        label = (
            word("chain", self.language)
            if one
            else word("chain_for", self.language, name=plain(self.namer.port(target.port)))
        )
        symbols = [self._term(edge, self._symbol, terms=False) for edge in target.edges]
        total = self._sum(target, symbols, [DOTS] if target.earlier else [])
        lines = [Line(kind="symbols", label=label, maths=Row((name, operator("="), total)))]
        results = self._result(target)
        shown = {plain(total), *(plain(line.maths)[2:] for line in results)}
        for evaluated in (False, True):
            self._rounded = self._unseen = False
            before = self._before(target)
            numbers = [self._term(edge, self._number, terms=evaluated) for edge in target.edges]
            maths = self._sum(target, numbers, [] if before is None else [before])
            text = plain(maths).replace("−", "-")
            if not self._unseen and text not in shown and len(text) <= LONGEST_NUMBERS:
                sign = Text(relation(rounded=self._rounded), "operator")
                lines.append(Line(kind="numbers", maths=Row((sign, maths))))
                shown.add(text)
        return lines + results

    def _sum(self, target: Target, terms: list[Math], before: list[Math]) -> Math:
        parts = before + terms + ([DOTS] if target.later else [])
        items: list[Math] = []
        for part in parts:
            items += [operator("+")] if items else []
            items.append(part)
        return items[0] if len(items) == 1 else Row(tuple(items))

    def _before(self, target: Target) -> Math | None:
        """What had arrived before this step, in numbers."""
        if not target.earlier or target.state is None:
            return None
        state = self.index.port_at(target.port, self.step.index - 1, self.run.id)
        total = None if state is None else self.index.partial_sum(state)
        return DOTS if total is None else self._shown(total, "gradient", target.port)

    def _result(self, target: Target) -> list[Line]:
        total = self._total(target)
        if total is None:
            return []
        line = result_line(total, "gradient", self._gradient(target.port))
        more = (operator("+"), DOTS) if target.later else ()
        return [Line(kind="result", maths=Row((*line, *more)))]

    def _total(self, target: Target) -> Value | None:
        if target.state is not None:
            return self.index.partial_sum(target.state)
        return self.execution.sent(target.edges[0]) if len(target.edges) == 1 else None

    def _result_id(self, target: Target) -> int | None:
        """The recorded value that equals what has arrived, if there is one."""
        if target.arrived <= 1 and len(target.edges) == 1:
            return self.step.gradients_out[target.edges[0]]
        total = self._total(target)
        whole = self.index.port_at(target.port, len(self.tape.steps), self.run.id)
        ref = None if whole is None else whole.value
        return ref if ref is not None and self.tape.values[ref] == total else None

    # --- operands

    def _term(self, edge: int, resolve: Callable[[str, int, bool], Math], *, terms: bool) -> Math:
        """What is sent along an edge, from the rule's mathematics."""
        rule = self.rule
        if rule is None or not rule.backward:
            return self._generic(edge, numbers=resolve == self._number)
        template = rule.backward[rule.place(edge)]
        maths = typeset(template, lambda name: resolve(name, edge, terms))
        axes = stretched(self.execution, rule, edge)
        if not axes:
            return maths
        places = ", ".join(map(str, axes))
        below = Text(word("axis", self.language, axis=places), "word")
        return Row((Big("∑", below=below), maths))

    def _generic(self, edge: int, *, numbers: bool) -> Math:
        """Upstream times the Jacobian, for a node without a rule."""
        upstream = self._upstream() if numbers else self.namer.partial(self._out_port(), self.run)
        below = self.node.edges[edge]
        assert below is not None
        from_port, to_port = self._out_port(), (below.to, below.input_nr)
        sign = Text("∂", "operator")
        jacobian = Row(
            (
                Text("J", "name", ref=Ref("node", self.node.id)),
                Text("(", "operator"),
                sign,
                self.namer.port(from_port),
                Text("/", "operator"),
                sign,
                self.namer.port(to_port),
                Text(")", "operator"),
            )
        )
        return Row((upstream, operator("·"), jacobian))

    def _symbol(self, name: str, edge: int, terms: bool) -> Math:
        rule = self.rule
        assert rule is not None or name in ("g", "gs")
        if name == "g":
            return self.namer.partial(self._out_port(), self.run)
        if name == "gs":
            return self._every_upstream(numbers=False)
        assert rule is not None
        if name == "lowered":
            return self._lowered(self._symbol("self", edge, terms))
        if name == "alpha" and rule.node in ("AddBackward0", "SubBackward0", "RsubBackward1"):
            return self._alpha()
        if name in rule.terms:
            template = rule.terms[name][0]
            return typeset(template, lambda inner: self._symbol(inner, edge, terms))
        if name == "n":
            return Text(str(self._count()), "number")
        return self.namer.operand(self.node, rule, name)

    def _number(self, name: str, edge: int, terms: bool) -> Math:
        rule = self.rule
        if name == "g":
            return self._upstream()
        if name == "gs":
            return self._every_upstream(numbers=True)
        assert rule is not None
        if name in rule.terms and (terms or name in ("ones", "n", "p", "share")):
            evaluated = self._evaluated(rule, name, edge)
            if evaluated is not None:
                return factor(evaluated)
        if name in rule.terms:
            template = rule.terms[name][0]
            return typeset(template, lambda inner: self._number(inner, edge, terms))
        if name == "lowered":
            return self._lowered(self._number("self", edge, terms))
        value, ref = self._operand_value(rule, name)
        if value is None:
            return self._symbol(name, edge, terms)
        return factor(self._shown(value, "value", None, ref))

    def _evaluated(self, rule: Rule, name: str, edge: int) -> Math | None:
        try:
            with np.errstate(all="ignore"):
                numbers = np.asarray(rule.terms[name][1](self.execution.env(edge)))
        except MissingOperand:
            return None
        self._unseen |= not fits(numbers)
        self._rounded |= fits(numbers) and not exact(numbers)
        return array_maths(numbers, "value")

    def _shown(self, value: Value, role: Role, port: Port | None, ref: Ref | None = None) -> Math:
        """A value in the line of numbers; notes whether it is rounded or too large to be seen."""
        self._unseen |= not shows_numbers(value)
        self._rounded |= is_rounded(value)
        return value_maths(value, role, ref if port is None else self._gradient(port))

    def _operand_value(self, rule: Rule, name: str) -> tuple[Value | None, Ref | None]:
        """The numbers of an operand when the node ran, and the tensor they belong to."""
        saved = find_saved(self.node, name)
        if saved is not None:
            value = self.execution.saved_value(saved)
            if value is not None:
                ref = None if saved.tensor is None else Ref("tensor", saved.tensor)
                return value, ref
        for place, edge in enumerate(self.node.edges):
            if edge is not None and rule.inputs[rule.place(place)] == name:
                return self._tensor_value((edge.to, edge.input_nr))
        return self._tensor_value((self.node.id, 0)) if name == "result" else (None, None)

    def _tensor_value(self, port: Port) -> tuple[Value | None, Ref | None]:
        tensor = self.index.tensor_at(port)
        ref = None if tensor is None else self.index.value_at(tensor, self.node.step)
        if tensor is None or ref is None:
            return None, None
        return self.tape.values[ref], Ref("tensor", tensor)

    def _upstream(self, place: int | None = None) -> Math:
        place = self._out_place() if place is None else place
        ref = self.step.gradients_in[place] if self.step.gradients_in else None
        if ref is None:
            return Text("0", "number", "gradient")
        return factor(self._shown(self.tape.values[ref], "gradient", (self.node.id, place)))

    def _every_upstream(self, *, numbers: bool) -> Math:
        """The gradients of all outputs of the forward call; 0 for one that was not used."""
        items: list[Math] = []
        for place, ref in enumerate(self.step.gradients_in):
            items += [Text(", ", "operator")] if items else []
            if ref is None or numbers:
                items.append(self._upstream(place))
            else:
                items.append(self.namer.partial((self.node.id, place), self.run))
        return Row(tuple(items))

    def _out_place(self) -> int:
        found = (place for place, ref in enumerate(self.step.gradients_in) if ref is not None)
        return next(found, 0)

    def _out_port(self) -> Port:
        return (self.node.id, self._out_place())

    def _gradient(self, port: Port) -> Ref:
        tensor = self.index.tensor_at(port)
        return Ref("node", port[0]) if tensor is None else Ref("gradient", tensor)

    def _alpha(self) -> Math:
        saved = find_saved(self.node, "alpha")
        if saved is None or saved.fact is None or saved.fact == 1:
            return Text("", "word")
        return Row((operator("·"), Text(str(saved.fact), "number")))

    def _lowered(self, base: Math) -> Math:
        """The base of a power with its exponent one less; to the first it is the base itself."""
        saved = find_saved(self.node, "exponent")
        exponent = None if saved is None else saved.fact
        if not isinstance(exponent, (int, float)):
            return Script(base, sup=Text("n − 1", "word"))
        if exponent == 2:
            return base
        return Script(base, sup=Text(scalar(exponent - 1), "number"))

    def _count(self) -> int:
        """What a mean loss divides by."""
        reduction = find_saved(self.node, "reduction")
        if reduction is None or reduction.fact != 1:
            return 1
        target = find_saved(self.node, "target")
        value = None if target is None else self.execution.saved_value(target)
        return 1 if value is None else max(value.size, 1)
