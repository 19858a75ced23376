"""What an executed node sends along an edge, as mathematics: in symbols and in numbers."""

from __future__ import annotations

from collections.abc import Callable

from graphviewer.explain.environment import Execution
from graphviewer.explain.equation import Big, Math, Ref, Role, Row, Script, Text
from graphviewer.explain.explanation import Language
from graphviewer.explain.fitting import fitting_rule
from graphviewer.explain.naming import Namer, find_saved
from graphviewer.explain.numbers import exact, scalar
from graphviewer.explain.reduced import axes_text, backward_of, standing, summed_axes, term_of
from graphviewer.explain.rules.rule import Array, MissingOperand, Rule
from graphviewer.explain.shown import (
    array_maths,
    factor,
    fits,
    is_rounded,
    shows_numbers,
    value_maths,
)
from graphviewer.explain.template import NOTHING, operator, typeset
from graphviewer.explain.whys import stretched
from graphviewer.explain.words.table import word
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Run, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

ALWAYS = frozenset({"ones", "n", "p", "share"})  # terms whose numbers stand in both lines


class Terms:
    """The terms of one backward step's chain rule; `_Backward` in backward.py adds them up."""

    def __init__(self, tape: Tape, index: TapeIndex, step: Step, language: Language) -> None:
        assert step.run is not None
        self.tape, self.index, self.step, self.language = tape, index, step, language
        self.namer = Namer(tape, index)
        self.namer.shorten()
        self.execution = Execution(tape, index, step)
        self.node = self.execution.node
        self.rule: Rule | None = fitting_rule(self.execution)
        self.run: Run = tape.runs[step.run]
        # of the line of numbers being written: is one rounded, is one too large to be shown
        self._rounded = self._unseen = False

    def _term(self, edge: int, resolve: Callable[[str, int, bool], Math], *, terms: bool) -> Math:
        """What is sent along an edge, from the rule's mathematics."""
        rule = self.rule
        if rule is None or not rule.backward:
            return self._generic(edge, numbers=resolve == self._number)
        template = backward_of(rule, edge, self.execution)
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
        if name == "alpha" and rule.node.startswith(("Add", "Sub", "Rsub")):
            return self._alpha()
        if name in ("axes", "along", "over"):
            return self._over() if name == "over" else self._along(name)
        if name in rule.terms:
            template = term_of(rule, name, self.execution, self._term_numbers(rule, name, edge))
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
        if name in ("axes", "along", "over"):
            return self._over() if name == "over" else self._along(name)
        if name in rule.terms and (terms or name in ALWAYS or "@" not in rule.terms[name][0]):
            evaluated = self._evaluated(rule, name, edge)
            if evaluated is not None:
                return factor(evaluated)
        if name in rule.terms:
            template = term_of(rule, name, self.execution, self._term_numbers(rule, name, edge))
            return typeset(template, lambda inner: self._number(inner, edge, terms))
        if name == "lowered":
            return self._lowered(self._number("self", edge, terms))
        value, ref = self._operand_value(rule, name)
        if value is None:
            return self._symbol(name, edge, terms)
        value = standing(self.execution, value) if name == "result" else value
        return factor(self._shown(value, "value", None, ref))

    def _term_numbers(self, rule: Rule, name: str, edge: int) -> Array | None:
        """A term's numbers; None where something for them was not recorded."""
        try:
            return self.execution.term(rule, name, edge)
        except MissingOperand:
            return None

    def _evaluated(self, rule: Rule, name: str, edge: int) -> Math | None:
        numbers = self._term_numbers(rule, name, edge)
        if numbers is None:
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
        value = standing(self.execution, self.tape.values[ref])
        return factor(self._shown(value, "gradient", (self.node.id, place)))

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

    def _along(self, name: str) -> Math:
        """The axes of a sum or softmax, below it; nothing where it is over all."""
        text = axes_text(self.execution, self.language)
        return Text(f", {text}" if text and name == "along" else text, "word")

    def _over(self) -> Math:
        """The sign of a sum over some axes; nothing where it is over none."""
        axes = summed_axes(self.execution)
        if axes is None:
            return Big("∑")
        below = word("axis", self.language, axis=", ".join(map(str, axes)))
        return Big("∑", below=Text(below, "word")) if axes else NOTHING

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
        counted = find_saved(self.node, "total_weight")
        total = None if counted is None else self.execution.saved_value(counted)
        if total is not None and total.size == 1:
            return int(total.array().flat[0])  # without the targets of ignore_index
        target = find_saved(self.node, "target")
        value = None if target is None else self.execution.saved_value(target)
        return 1 if value is None else max(value.size, 1)
