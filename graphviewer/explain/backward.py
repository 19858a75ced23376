"""A backward step in words and equations: the chain rule in symbols, in numbers, its result."""

from __future__ import annotations

from graphviewer.explain.beside import hooks_of
from graphviewer.explain.check import check_node
from graphviewer.explain.equation import Math, Ref, Row, Text, plain
from graphviewer.explain.explanation import Explanation, Language, Line
from graphviewer.explain.numbers import relation
from graphviewer.explain.phrase import op_phrase, source_line
from graphviewer.explain.rules.table import short_name
from graphviewer.explain.shown import result_line, result_maths
from graphviewer.explain.targets import Target
from graphviewer.explain.template import operator
from graphviewer.explain.terms import Terms
from graphviewer.explain.whys import backward_why
from graphviewer.explain.words.table import word
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Hooked, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

MOST_TARGETS = 4  # chain rules shown for one node
DOTS = Text("⋯", "word", "muted")
LONGEST_NUMBERS = 160  # characters of a line of numbers; beyond it only the result is shown


def explain_backward(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The story of one executed node."""
    return _Backward(tape, index, step, language).explanation()


class _Backward(Terms):
    def __init__(self, tape: Tape, index: TapeIndex, step: Step, language: Language) -> None:
        super().__init__(tape, index, step, language)
        self.targets = self._find_targets()

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
        hooked = [one for one in hooks_of(self.tape, self.step.index) if one.edge in target.edges]
        results = self._result(target)
        if hooked and (len(target.edges) > 1 or target.earlier or target.later):
            return lines + results  # the numbers of the formula are not what was sent
        results = self._hooked(target, hooked) or results
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

    def _hooked(self, target: Target, hooked: list[Hooked]) -> list[Line]:
        """What the formula gave, and what a hook of the node then made of it."""
        total = self._total(target)
        if not hooked or hooked[0].before is None or total is None:
            return []
        ref = self._gradient(target.port)
        given = result_line(self.tape.values[hooked[0].before], "gradient", ref)
        made = result_maths(total, "gradient", ref)
        return [Line(kind="result", maths=Row((*given, operator("→"), made)))]

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
