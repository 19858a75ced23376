"""What the program's margin says at a playhead position: each line's newest value or gradient."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import Literal

from msgspec import Struct

from graphviewer.explain.equation import plain
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import full, short
from graphviewer.session.session import Item, whole
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Binding, Op, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

MOST_GRADIENTS = 2  # of one line; more do not fit beside the code
Phase = Literal["forward", "backward"]
_From = tuple[int, int | None, str]  # a step, the result the line is about, a tensor's name

MarginRole = Literal["value", "gradient", "update", "error"]


class Said(Struct, frozen=True):
    """Numbers that a margin is about, with their name, and what of them is still to come."""

    name: str
    value: Value
    so_far: str = ""


class Margin(Struct, frozen=True, kw_only=True):
    """A short text beside a line of the program."""

    line: int
    text: str
    role: MarginRole
    about: tuple[Said, ...] = ()

    @property
    def tooltip(self) -> str:
        """The same in full: written when it is asked for, as it takes longer than all the rest."""
        return "\n".join(f"{one.name} = {full(one.value)}{one.so_far}" for one in self.about)


class Margins:
    """Finds the margins of any position by bisection; `refresh` takes in new steps."""

    def __init__(self, tape: Tape, index: TapeIndex) -> None:
        self.tape = tape
        self.index = index
        self._seen = self._named = 0
        self._lines: dict[int, list[int]] = defaultdict(list)
        # step of a call with several results -> the names they were given, in time
        self._turns: dict[int, list[Binding]] = defaultdict(list)
        # by line: what its margin was last made from, and the margin
        self._kept: dict[int, tuple[_From, Margin | None]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Note the line of each new step that made or changed numbers."""
        for at, (origin, _) in tuple(self._kept.items()):
            if origin[0] >= self._seen - 1:  # new rows may speak of the last step
                del self._kept[at]
        for step in self.tape.steps[self._seen :]:
            line = _value_line(self.tape, step)
            if line is not None:
                self._lines[line].append(step.index)
        self._seen = len(self.tape.steps)
        for binding in self.tape.bindings[self._named :]:
            made_by = self.tape.tensors[binding.tensor].op
            if made_by is not None and len(self.tape.ops[made_by].outputs) > 1:
                self._turns[self.tape.ops[made_by].step].append(binding)
        self._named = len(self.tape.bindings)

    def _result(self, step: Step, position: int) -> int:
        """Which result of a call its line is about: in `for u in x:` the one whose turn it is.

        A name that is given after a step counts from the next one on.
        """
        first, *_ = step.outputs
        turns = self._turns.get(step.index, [])
        if not turns:
            return first
        at_once = [one for one in turns if one.step == turns[0].step]
        name = min(at_once, key=lambda one: one.tensor).name
        taken = [one.tensor for one in turns if one.name == name and _counts(one, step, position)]
        return taken[-1] if taken else first

    def at(self, position: int) -> tuple[Margin, ...]:
        """One margin a line that has made a value; the gradient of the step itself wins."""
        found: dict[int, Margin] = {}
        for line, steps in self._lines.items():
            place = bisect_right(steps, position)
            if place:
                margin = self._of_line(line, self.tape.steps[steps[place - 1]], position)
                if margin is not None:
                    found[line] = margin
        if 0 <= position < len(self.tape.steps):
            gradient = gradient_margin(self.tape, self.index, self.tape.steps[position])
            if gradient is not None:
                found[gradient.line] = gradient
        return tuple(found[line] for line in sorted(found))

    def _of_line(self, line: int, step: Step, position: int) -> Margin | None:
        """The margin that a line has from a step on: of most lines the same as a step before."""
        made = self._result(step, position) if step.outputs else None
        tensor = step.tensor if step.kind == "update" else made
        origin = (step.index, made, "" if tensor is None else self.index.name(tensor))
        kept = self._kept.get(line)
        if kept is None or kept[0] != origin:
            margin = _value_margin(self.tape, self.index, step, made, line)
            kept = self._kept[line] = (origin, margin)
        return kept[1]


def current_line(tape: Tape, position: int) -> tuple[int | None, Phase]:
    """The line that a position is about, and the direction the program is read in there.

    Of a backward step it is the line whose op is differentiated, not the line that called backward.
    """
    if not 0 <= position < len(tape.steps):
        return None, "forward"
    step = tape.steps[position]
    if step.kind == "accumulate" and step.tensor is not None:
        return _tensor_line(tape, step.tensor) or step.line, "backward"
    if step.kind == "backward":
        op = _op_of(tape, step)
        return (op_line(tape, op) if op is not None else None) or step.line, "backward"
    return step.line, "forward"


def op_line(tape: Tape, op: Op) -> int | None:
    """The line a call is written on; its last one if it runs over several."""
    return op.place.end_line if op.place is not None else tape.steps[op.step].line


def gradient_name(tape: Tape, index: TapeIndex, port: Port, run: int) -> str:
    """The gradient at a port as the equations call it: `∂d/∂b`."""
    return plain(Namer(tape, index).partial(port, tape.runs[run]))


def gradient_margin(tape: Tape, index: TapeIndex, step: Step) -> Margin | None:
    """What a backward or accumulate step sends, at the line it belongs to."""
    line, _ = current_line(tape, step.index)
    if line is None:
        return None
    if step.kind == "accumulate" and step.tensor is not None and step.after is not None:
        name = f"{_called(index.name(step.tensor))}.grad"
        return _margin(line, name, tape.values[step.after], "gradient")
    if step.kind != "backward" or step.node is None:
        return None
    parts = [
        part
        for edge in dict.fromkeys(edge for edge in tape.nodes[step.node].edges if edge is not None)
        if (part := _sent(tape, index, step, (edge.to, edge.input_nr))) is not None
    ]
    if not parts:
        return None
    more = " …" if len(parts) > MOST_GRADIENTS else ""
    text = "  ".join(short_text for short_text, _ in parts[:MOST_GRADIENTS]) + more
    return Margin(line=line, text=text, role="gradient", about=tuple(one for _, one in parts))


def _sent(tape: Tape, index: TapeIndex, step: Step, port: Port) -> tuple[str, Said] | None:
    """The gradient that has reached a port, in short and whole; `(1/2)` while more is to come."""
    tensor, state = index.tensor_at(port), index.port_at(port, step.index, step.run)
    total = index.partial_sum(state) if state is not None else None
    if tensor is None or state is None or total is None or step.run is None:
        return None
    name = gradient_name(tape, index, port, step.run)
    so_far = "" if state.complete else f" ({len(state.arrived)}/{state.expected})"
    # An expression is longer than its number: in the margin it would push the number out.
    brief = name if index.names(tensor) else "grad"
    return f"{brief} {short(total)}{so_far}", Said(name, total, so_far)


def _margin(line: int, name: str, value: Value, role: MarginRole, *, named: bool = True) -> Margin:
    text = f"{name} {short(value)}" if named else short(value)
    return Margin(line=line, text=text, role=role, about=(Said(name, value),))


def _value_line(tape: Tape, step: Step) -> int | None:
    if step.kind == "update":
        return step.line
    if step.kind == "forward" and step.op is not None and step.outputs:
        return op_line(tape, tape.ops[step.op])
    return None


def _counts(binding: Binding, step: Step, position: int) -> bool:
    return binding.step < position or binding.step == step.index


def _value_margin(
    tape: Tape, index: TapeIndex, step: Step, made: int | None, line: int
) -> Margin | None:
    if step.kind == "update":
        assert step.tensor is not None
        name = _called(index.name(step.tensor)) + (".grad" if step.of_grad else "")
        if step.after is None:
            return Margin(line=line, text=f"{name} None", role="update") if step.of_grad else None
        return _margin(line, name, tape.values[step.after], "update")
    value = index.value_at(made, step.index) if made is not None else None
    if made is None or value is None:
        return None
    name = _called(index.name(made))
    return _margin(line, name, tape.values[value], "value", named=False)


def _op_of(tape: Tape, step: Step) -> Op | None:
    node = tape.nodes[step.node] if step.node is not None else None
    return tape.ops[node.op] if node is not None and node.op is not None else None


def _tensor_line(tape: Tape, tensor: int) -> int | None:
    op = tape.tensors[tensor].op
    return op_line(tape, tape.ops[op]) if op is not None else None


def _called(name: str) -> str:
    return name if name.replace(".", "").replace("_", "").isalnum() else f"({name})"


def line_of(tape: Tape, item: Item) -> int | None:
    """The line of the program that a selected item is written on."""
    item = whole(tape, item)
    if item.kind == "line":
        return item.id
    if item.kind == "tensor":
        return _tensor_line(tape, item.id)
    if item.kind not in ("op", "node"):
        return None
    op = item.id if item.kind == "op" else tape.nodes[item.id].op
    if op is not None:
        return op_line(tape, tape.ops[op])
    leaf = tape.nodes[item.id].variable
    return _tensor_line(tape, leaf) if leaf is not None else None
