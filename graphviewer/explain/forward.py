"""A forward step in words and equations: what the call computed, in symbols and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from graphviewer.explain.equation import Fence, Math, Ref, Row, Text, plain
from graphviewer.explain.explanation import Explanation, Language, Line
from graphviewer.explain.expression import expression
from graphviewer.explain.forward_whys import MOST_OUTPUTS, ForwardWhys, bare
from graphviewer.explain.naming import with_ref
from graphviewer.explain.numbers import exact, relation, scalar
from graphviewer.explain.operands import Operand, hidden, is_keyword, unordered, written
from graphviewer.explain.phrase import is_expression, iterated, op_phrase
from graphviewer.explain.rules.forward import ALONG, OPS, OPTIONS, USUAL
from graphviewer.explain.shown import factor, is_rounded, result_line, shows_numbers, value_maths
from graphviewer.explain.template import operator, typeset
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import COMPLEX

LONGEST_NUMBERS = 160
DOTS = Text("⋯", "word", "muted")
# Products of vectors and matrices: a · inside one of their factors would read as beside it.
_MATRICES = frozenset({"matmul", "mm", "mv", "bmm", "linear", "dot", "inner", "vdot"})
_NUMBERS = frozenset({"mul", "multiply", "mul_"})


def explain_forward(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The story of one call."""
    assert step.op is not None
    return _Forward(tape, index, step, tape.ops[step.op], language).explanation()


class _Forward(ForwardWhys):
    def explanation(self) -> Explanation:
        out = self.out
        return Explanation(
            step=self.step.index,
            kind="forward",
            heading=bare(self.op.name),
            phrase=op_phrase(self.tape, self.index, self.op.id),
            phase=word("forward", self.language),
            equations=self._equation(),
            why=" ".join(self.why()),
            result=None if out is None else self.index.value_at(out, self.step.index),
            result_name=None if out is None else self.namer.tensor(out),
            focus=Ref("op", self.op.id) if out is None else Ref("tensor", out),
        )

    # --- the equation

    def _equation(self) -> tuple[Line, ...]:
        out = self.out
        value = None if out is None else self._value_of(out)
        if out is None or value is None:
            return ()
        label = word("computation", self.language)
        setting = self.op.name.strip("_") == "setitem"
        known = self._is_known(out) and not setting
        if known and not self.op.inputs:
            return tuple(
                Line(kind="result", label="" if place else label, maths=maths)
                for place, maths in enumerate(self._named_results())
            )
        symbols, numbers = self._sides()
        name = self._left_side()
        first = symbols
        if known and plain(name) != plain(symbols):
            first = Row((name, operator("="), symbols))
        lines = [Line(kind="symbols", label=label, maths=first)]
        if setting or (len(self.op.outputs) > 1 and not self.op.in_place):
            return (*lines, *(Line(kind="result", maths=one) for one in self._named_results()))
        result = result_line(value, "value", Ref("tensor", out))
        told = (plain(symbols), plain(result[1]))
        if numbers is not None and plain(numbers) not in told:
            sign = Text(relation(rounded=self._rounded), "operator")
            if len(plain(numbers)) <= LONGEST_NUMBERS:
                lines.append(Line(kind="numbers", maths=Row((sign, numbers))))
        lines.append(Line(kind="result", maths=Row(result)))
        # what shares the memory of a tensor changed in place has got another grad_fn with it
        others = self._named_results()[1:]
        return (*lines, *(Line(kind="result", maths=one) for one in others))

    def _left_side(self) -> Math:
        """The names of what was made, separated by commas."""
        items: list[Math] = []
        if self.op.in_place:
            return self.namer.tensor(self.op.outputs[0])
        for tensor in self.op.outputs[:MOST_OUTPUTS]:
            items += [Text(", ", "operator")] if items else []
            items.append(self.namer.tensor(tensor) if self._is_known(tensor) else DOTS)
        if len(self.op.outputs) > MOST_OUTPUTS:
            items += [Text(", ", "operator"), DOTS]
        return items[0] if len(items) == 1 else Row(tuple(items))

    def _named_results(self) -> list[Math]:
        """Each tensor made, by name where it has one, and its numbers."""
        lines: list[Math] = []
        for tensor in self.op.outputs[:MOST_OUTPUTS]:
            value = self._value_of(tensor)
            if value is not None:
                result = result_line(value, "value", Ref("tensor", tensor))
                named = self._is_known(tensor)
                name = (self.namer.tensor(tensor), Text(" ", "operator")) if named else ()
                lines.append(Row((*name, *result)))
        return lines

    def _sides(self) -> tuple[Math, Math | None]:
        """What was computed, in symbols and in numbers."""
        if self.op.name.strip("_") == "setitem":
            return Text(op_phrase(self.tape, self.index, self.op.id), "word"), None
        if self.op.qualified == "torch.autograd.grad":
            return self._partials() or self._as_written(), None
        name = bare(self.op.name)
        operands = written(self.tape, self.index, self.op.id)
        axis = self._axis() if name in ALONG else ""
        template = OPS.get(f"{name}:{len(self.op.inputs)}") or OPS.get(name)
        if template is None or len(operands) < template.least or self._has_options():
            return self._as_written(), None
        names = dict(zip(template.operands, operands, strict=False))
        spare = () if axis else operands[len(template.operands) :]
        if (
            any(name not in names or is_keyword(names[name]) for name in template.needed)
            or not _are_usual(spare, USUAL.get(name, ()))
            or (len(template.needed) > 1 and unordered(self.tape, self.op.id))
            or not self._is_plain_product(name)
        ):
            return self._as_written(), None
        maths = ALONG[name] if axis else template.maths
        below = Text(word("axis", self.language, axis=axis), "word")
        symbols = typeset(
            maths, lambda one: below if one == "axis" else self._factor(name, names[one])
        )
        if not all(self._is_shown(names[one]) for one in template.needed):
            return symbols, None
        numbers = typeset(maths, lambda one: below if one == "axis" else self._number(names[one]))
        return symbols, numbers

    def _has_options(self) -> bool:
        """Whether the call was given what its template cannot say: weights, `reduction="sum"`."""
        given = {text.partition("=")[0] for text in self.op.constants if "=" in text}
        bare_ones = [text for text in self.op.constants if "=" not in text]
        name = bare(self.op.name)
        loss = name.endswith(("_loss", "entropy", "with_logits"))
        if loss and (len(self.op.inputs) > 2 or bare_ones):
            return True
        return not OPTIONS.isdisjoint(given) or (name == "norm" and bool(given))

    def _is_plain_product(self, name: str) -> bool:
        """Whether a product of vectors is just that, and a transpose one of a matrix.

        Of matrices `torch.inner` is a matrix, and `torch.vdot` conjugates its first factor.
        """
        rows = [self.tape.tensors[tensor] for tensor in self.op.inputs]
        if name == "inner":
            return all(len(row.shape) < 2 for row in rows)
        if name == "vdot":
            return all(row.dtype not in COMPLEX for row in rows)
        return name != "T" or all(len(row.shape) <= 2 for row in rows)

    def _partials(self) -> Math | None:
        """What torch.autograd.grad returned, as the gradients of the run it was."""
        run = self.index.run_at(self.step.index)
        ports = [self.index.ports(tensor) for tensor, _ in self.index.returned.of(self.op)]
        if run is None or not ports or not all(ports):
            return None
        items: list[Math] = []
        for one in ports:
            items += [Text(", ", "operator")] if items else []
            items.append(self.namer.partial(one[0], self.tape.runs[run]))
        return Row(tuple(items))

    def _axis(self) -> str:
        """The axis a reduction or softmax works along; empty where it is over all."""
        for text in self.op.constants:
            if text.startswith(("dim=", "axis=")):
                return "" if text.endswith("=None") else text.partition("=")[2].strip("()[]")
        first = self.op.constants[0] if self.op.constants else ""
        return first.strip("()[]") if re.fullmatch(r"[(\[]?-?\d[-\d, ]*[)\]]?", first) else ""

    def _as_written(self) -> Math:
        told_by_code = not hidden(self.tape, self.op.id) and not iterated(self.op)
        if told_by_code and is_expression(self.op.code):
            return expression(self.op.code)
        return Text(op_phrase(self.tape, self.index, self.op.id).rpartition(" = ")[2], "word")

    def _factor(self, name: str, operand: Operand) -> Math:
        """An operand of a call of this name: a product in brackets where it must stay together."""
        maths = self._symbol(operand)
        op = None if operand.tensor is None else self.tape.tensors[operand.tensor].op
        of_dot = op is not None and bare(self.tape.ops[op].name) in ("dot", "inner", "vdot")
        together = name in _MATRICES or (name in _NUMBERS and of_dot)
        return Fence(maths) if together and _has_sign(maths, ("·",)) else maths

    def _symbol(self, operand: Operand) -> Math:
        if operand.tensor is None:
            return factor_of(expression(operand.source))
        if self.index.names(operand.tensor) or operand.source.isidentifier():
            return factor_of(self.namer.tensor(operand.tensor))
        if self.tape.tensors[operand.tensor].grad_of is not None:
            return factor_of(self.namer.tensor(operand.tensor))
        # as this line has it: inside a function the tensor may have come from another expression
        return factor_of(with_ref(expression(operand.source), Ref("tensor", operand.tensor)))

    def _is_shown(self, operand: Operand) -> bool:
        """Whether an operand's own numbers can stand in an equation."""
        value = None if operand.tensor is None else self._value(operand.tensor)
        return value is None or shows_numbers(value)

    def _number(self, operand: Operand) -> Math:
        if operand.tensor is None:
            try:
                number = _plain_number(operand.number)
                self._rounded |= not exact(np.asarray(number))
                return factor(Text(scalar(number), "number"))
            except ValueError:
                return factor_of(expression(operand.source))
        value = self._value(operand.tensor)
        if value is None:
            return self._symbol(operand)
        self._rounded |= is_rounded(value)
        return factor(value_maths(value, "value", Ref("tensor", operand.tensor)))


def factor_of(maths: Math) -> Math:
    """As an operand: brackets round an unnamed sum or comparison."""
    loose = _has_sign(maths, ("+", "−", "==", "≠", "<", ">", "≤", "≥", "mod", "//"))
    return Fence(maths) if loose else maths


def _has_sign(maths: Math, signs: Sequence[str]) -> bool:
    return isinstance(maths, Row) and any(
        isinstance(item, Text) and item.style == "operator" and item.text.strip() in signs
        for item in maths.items
    )


def _are_usual(spare: Sequence[Operand], usual: tuple[str, ...]) -> bool:
    """Whether the arguments an equation does not speak of are what they are where none is given.

    Those by name are: `_has_options` has seen to the others.
    """
    texts = [one.number or one.source for one in spare if not is_keyword(one)]
    return len(texts) <= len(usual) and all(
        text == known or _is_same(text, known) for text, known in zip(texts, usual, strict=False)
    )


def _is_same(text: str, known: str) -> bool:
    try:
        return float(text) == float(known)
    except ValueError:
        return False


def _plain_number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)
