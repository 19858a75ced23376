"""A forward step in words and equations: what the call computed, in symbols and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from graphviewer.explain.equation import Fence, Math, Ref, Row, Text, plain
from graphviewer.explain.explanation import Explanation, Language, Line
from graphviewer.explain.expression import expression
from graphviewer.explain.naming import Namer, with_ref
from graphviewer.explain.numbers import exact, relation, scalar, shape
from graphviewer.explain.operands import Operand, hidden, written
from graphviewer.explain.phrase import is_expression, op_phrase
from graphviewer.explain.rules.forward import ALONG, OPS
from graphviewer.explain.rules.table import short_name
from graphviewer.explain.shown import factor, is_rounded, result_line, shows_numbers, value_maths
from graphviewer.explain.template import operator, typeset
from graphviewer.explain.whys import nans
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

CUTS = frozenset({"detach", "detach_", "data"})
SHARING = frozenset(
    {"view", "reshape", "t", "T", "mT", "transpose", "permute", "expand", "squeeze", "unsqueeze",
     "flatten", "view_as", "expand_as", "getitem", "select", "narrow", "unbind", "chunk", "split"}
)  # fmt: skip
STRETCHING = frozenset(
    {"add", "sub", "mul", "div", "pow", "rsub", "maximum", "minimum", "where", "true_divide"}
)
LONGEST_NUMBERS = 160
MOST_OUTPUTS = 6  # tensors of one call that are shown
DOTS = Text("⋯", "operator", "muted")


def explain_forward(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The story of one call."""
    assert step.op is not None
    return _Forward(tape, index, step, tape.ops[step.op], language).explanation()


class _Forward:
    def __init__(
        self, tape: Tape, index: TapeIndex, step: Step, op: Op, language: Language
    ) -> None:
        self.tape, self.index, self.step, self.op = tape, index, step, op
        self.language = language
        self.namer = Namer(tape, index)
        self.out = op.outputs[0] if op.outputs else None
        self._rounded = False  # whether a number of the line of numbers is not shown in full

    def explanation(self) -> Explanation:
        out = self.out
        return Explanation(
            step=self.step.index,
            kind="forward",
            heading=bare(self.op.name),
            phrase=op_phrase(self.tape, self.index, self.op.id),
            phase=word("forward", self.language),
            equations=self._equation(),
            why=" ".join(self._why()),
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

    def _value_of(self, tensor: int) -> Value | None:
        ref = self.index.value_at(tensor, self.step.index)
        return None if ref is None else self.tape.values[ref]

    def _is_known(self, tensor: int) -> bool:
        return bool(self.index.names(tensor))

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
        if template is None or len(operands) < template.least:
            return self._as_written(), None
        names = dict(zip(template.operands, operands, strict=False))
        if any(name not in names for name in template.needed):
            return self._as_written(), None
        maths = ALONG[name] if axis else template.maths
        below = Text(word("axis", self.language, axis=axis), "word")
        symbols = typeset(maths, lambda one: below if one == "axis" else self._symbol(names[one]))
        if not all(self._is_shown(names[one]) for one in template.needed):
            return symbols, None
        numbers = typeset(maths, lambda one: below if one == "axis" else self._number(names[one]))
        return symbols, numbers

    def _partials(self) -> Math | None:
        """What torch.autograd.grad returned, as the gradients of the run it was."""
        run = self.index.run_at(self.step.index)
        if run is None or self.tape.runs[run].kind != "grad":
            return None
        seeds = len(self.tape.runs[run].seeds)
        asked = self.op.inputs[seeds : seeds + len(self.op.outputs)]
        ports = [self.index.ports(tensor) for tensor in asked]
        if len(ports) != len(self.op.outputs) or not all(ports):
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
        if is_expression(self.op.code) and not hidden(self.tape, self.op.id):
            return expression(self.op.code)
        return Text(op_phrase(self.tape, self.index, self.op.id).rpartition(" = ")[2], "word")

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

    def _value(self, tensor: int) -> Value | None:
        """The numbers before this step: an in-place call has changed them by its end."""
        ref = self.index.value_at(tensor, self.step.index - 1)
        ref = self.index.value_at(tensor, self.step.index) if ref is None else ref
        return None if ref is None else self.tape.values[ref]

    # --- why

    def _why(self) -> list[str]:
        sentences = [
            *self._nan(),
            *self._cut(),
            *self._in_place(),
            *self._stretched(),
            *self._view(),
        ]
        return [*sentences, *self._node()] or [self._plainly()]

    def _plainly(self) -> str:
        """What can be said when nothing particular holds."""
        if self.op.qualified == "torch.autograd.grad":
            return self._say("returned")
        if self.out is None:
            return self._say("called")
        return self._say("computed", name=self.namer.text(self.out))

    def _say(self, key: str, **values: object) -> str:
        return word(key, self.language, **values)

    def _wants(self, tensor: int) -> bool:
        return self.index.requires_grad_at(tensor, self.step.index)

    def _cut(self) -> list[str]:
        wanted = any(self._wants(tensor) for tensor in self.op.inputs)
        if self.out is not None and bare(self.op.name) in CUTS and wanted:
            return [self._say("detach", name=self.namer.text(self.out))]
        if wanted and not self.op.grad_enabled:
            return [self._say("no_grad")]
        return []

    def _in_place(self) -> list[str]:
        if not self.op.in_place or self.out is None:
            return []
        version = self.tape.tensors[self.out].version
        for change in self.tape.changes:
            if change.tensor == self.out and change.step == self.step.index:
                version = change.version if change.version is not None else version
        before = self.op.inputs[0] if self.op.inputs else self.out
        name = self.namer.text(before)
        said = [self._say("in_place", name=name, version=version)]
        if before != self.out and self.index.names(self.out):
            said.append(self._say("renamed", name=self.namer.text(self.out)))
        return said

    def _nan(self) -> list[str]:
        """NaN that came up in this call."""
        made = None if self.out is None else self._value_of(self.out)
        entered = [self._value(tensor) for tensor in self.op.inputs]
        if made is None or not nans(made) or not self.op.inputs:
            return []
        if any(value is None or nans(value) for value in entered):
            return []
        return [self._say("nan_born", count=nans(made), total=made.size)]

    def _stretched(self) -> list[str]:
        if self.out is None or bare(self.op.name) not in STRETCHING:
            return []
        target = self.tape.tensors[self.out].shape
        said: list[str] = []
        for tensor in dict.fromkeys(self.op.inputs):
            lengths = self.tape.tensors[tensor].shape
            if lengths != target and lengths != ():
                name = self.namer.text(tensor)
                where = {"shape": shape(lengths), "target": shape(target)}
                said.append(self._say("stretched", name=name, **where))
        return said

    def _view(self) -> list[str]:
        if self.out is None or not self.op.inputs or bare(self.op.name) not in SHARING:
            return []
        source = self.op.inputs[0]
        ours, theirs = self.tape.tensors[self.out].storage, self.tape.tensors[source].storage
        if ours is None or ours != theirs or source == self.out:
            return []
        names = {"name": self._listed(self.op.outputs), "other": self.namer.text(source)}
        return [self._say("view" if len(self.op.outputs) == 1 else "views", **names)]

    def _listed(self, tensors: Sequence[int]) -> str:
        names = dict.fromkeys(self.namer.text(tensor) for tensor in tensors[:MOST_OUTPUTS])
        return ", ".join(names) + (", …" if len(tensors) > MOST_OUTPUTS else "")

    def _node(self) -> list[str]:
        nodes = [node for node in self.op.nodes if self.tape.nodes[node].variable is None]
        names = [short_name(self.tape.nodes[node].name) for node in nodes]
        if len(names) == 1:
            return [self._say("recorded", node=names[0])]
        if names:
            return [self._say("recorded_many", nodes=", ".join(names))]
        if self.out is None:
            return []
        if not self.op.inputs:
            wanted = [tensor for tensor in self.op.outputs if self._wants(tensor)]
            if len(wanted) > 1:
                return [self._say("leaves", name=self._listed(wanted))]
            key = "leaf" if wanted else "constant"
            return [self._say(key, name=self.namer.text((*wanted, self.out)[0]))]
        if not any(self._wants(tensor) for tensor in self.op.inputs) and not self._wants(self.out):
            return [self._say("untracked")]
        return []


def factor_of(maths: Math) -> Math:
    """As an operand: brackets round an unnamed sum or comparison."""
    loose = isinstance(maths, Row) and any(
        isinstance(item, Text)
        and item.style == "operator"
        and item.text.strip() in ("+", "−", "==", "≠", "<", ">", "≤", "≥", "mod", "//")
        for item in maths.items
    )
    return Fence(maths) if loose else maths


def _plain_number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


def bare(name: str) -> str:
    """An op's name without the underscores of operators: `__rsub__` is rsub, `add_` add."""
    if name.startswith("__") and name.endswith("__"):
        name = name.strip("_")
        if name in ("radd", "rmul", "rdiv", "rtruediv", "rpow", "rmatmul"):
            return {"rtruediv": "div"}.get(name, name[1:])
        return {"truediv": "div", "iadd": "add", "imul": "mul", "isub": "sub"}.get(name, name)
    return name
