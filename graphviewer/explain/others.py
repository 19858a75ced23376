"""Accumulate, update and print steps in words and equations."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.beside import hooks_told
from graphviewer.explain.check import compare, make_check
from graphviewer.explain.descent import Multiple, multiple
from graphviewer.explain.environment import Execution
from graphviewer.explain.equation import Math, Ref, Role, Row, Text
from graphviewer.explain.explanation import Check, Explanation, Language, Line
from graphviewer.explain.memory import same_tensor
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import exact, relation, scalar, short
from graphviewer.explain.phrase import source_line
from graphviewer.explain.shown import (
    factor,
    is_rounded,
    result_line,
    result_maths,
    shows_numbers,
    value_maths,
)
from graphviewer.explain.template import operator
from graphviewer.explain.whys import changed_by_hook
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import OUTSIDE, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value, add

MOST_LINES, LONGEST_LINE = 12, 200  # of printed text that is shown
STATISTICS = frozenset({"batch_norm", "instance_norm", "native_batch_norm"})
NONE = Text("None", "word", "muted")


def explain_accumulate(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The engine reached a leaf: its `.grad` takes the gradient in."""
    assert step.tensor is not None
    assert step.node is not None
    assert step.run is not None
    namer, tensor = Namer(tape, index), step.tensor
    port = (step.node, 0)
    ref = Ref("gradient", tensor)
    name = namer.text(tensor)
    grad = Row((namer.tensor(tensor), Text(".grad", "word")), "gradient", ref)
    partial = namer.partial(port, tape.runs[step.run])
    arriving = _arriving(tape, index, step)
    symbols: tuple[Math, ...] = (grad, operator("←"))
    symbols += (partial,) if step.before is None else (grad, operator("+"), partial)
    lines = [
        Line(kind="symbols", label=word("accumulation", language), maths=Row(symbols)),
        *_accumulated(tape, step, arriving, ref),
    ]
    key = "first_grad" if step.before is None else "added_grad"
    if step.gradients_in and all(one is None for one in step.gradients_in):
        key, lines = "no_grad_came", []
    said = word(key, language, name=name)
    return Explanation(
        step=step.index,
        kind="accumulate",
        heading="AccumulateGrad",
        phrase=f"{name}.grad",
        phase=word("accumulate", language),
        equations=tuple(lines),
        why=" ".join((*_hooked(tape, index, step, name, language), said)),
        result=step.after,
        result_name=grad,
        focus=ref,
        check=_check_sum(tape, step, arriving, language),
    )


def _hooked(
    tape: Tape, index: TapeIndex, step: Step, name: str, language: Language
) -> tuple[str, ...]:
    """A hook on the leaf that changed the gradient before it was taken in."""
    assert step.node is not None
    told = hooks_told(tape, Namer(tape, index), step, language)
    if told:
        return tuple(told)
    used = step.gradients_in[0] if step.gradients_in else None
    change = changed_by_hook(Execution(tape, index, step), (step.node, 0), used)
    if change is None:
        return ()
    before, after = map(short, change)
    return (word("hooked", language, name=name, before=before, after=after),)


def _arriving(tape: Tape, index: TapeIndex, step: Step) -> Value | None:
    """The gradient that came to the leaf."""
    if step.gradients_in and step.gradients_in[0] is not None:
        return tape.values[step.gradients_in[0]]
    assert step.node is not None
    state = index.port_at((step.node, 0), step.index, step.run)
    return None if state is None else index.partial_sum(state)


def _accumulated(tape: Tape, step: Step, arriving: Value | None, ref: Ref) -> list[Line]:
    lines: list[Line] = []
    if step.before is not None and arriving is not None:
        old = tape.values[step.before]
        if shows_numbers(old) and shows_numbers(arriving):
            before, came = (value_maths(one, "gradient", ref) for one in (old, arriving))
            sign = relation(rounded=is_rounded(old) or is_rounded(arriving))
            total = Row((Text(sign, "operator"), before, operator("+"), came))
            lines.append(Line(kind="numbers", maths=total))
    if step.after is not None:
        after = result_line(tape.values[step.after], "gradient", ref)
        lines.append(Line(kind="result", maths=Row(after)))
    return lines


def _check_sum(tape: Tape, step: Step, arriving: Value | None, language: Language) -> Check | None:
    """Before plus arriving is after."""
    if arriving is None or step.after is None:
        return None
    after = tape.values[step.after]
    if not (after.complete and arriving.complete) or after.dtype != arriving.dtype:
        return None
    total = arriving
    if step.before is not None:
        before = tape.values[step.before]
        if (before.dtype, before.shape, before.stride) != (after.dtype, after.shape, after.stride):
            return None
        total = add(before, arriving)
    made = total.array()
    kind = "first" if step.before is None else "sum"
    return make_check(*compare(after, made, made), language, kind=kind)


def explain_update(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """Numbers changed outside the graph: by an optimizer, `zero_()`, `x.grad = None`."""
    assert step.tensor is not None
    namer, tensor = Namer(tape, index), step.tensor
    ref = Ref("gradient" if step.of_grad else "tensor", tensor)
    name = namer.text(tensor)
    maths = namer.tensor(tensor)
    shown: Math = Row((maths, Text(".grad", "word")), "gradient", ref) if step.of_grad else maths
    moved = None if step.of_grad else multiple(tape, index, step)
    rate = None if moved is None else moved.rate
    lines = _change(tape, index, step, shown, ref, rate, language)
    return Explanation(
        step=step.index,
        kind="update",
        heading=f"{name}.grad" if step.of_grad else name,
        phrase=source_line(tape, step.line),
        phase=word("update", language),
        equations=tuple(lines),
        why=_update_why(tape, index, step, moved, language),
        result=step.after,
        result_name=shown,
        focus=ref,
    )


def _change(
    tape: Tape,
    index: TapeIndex,
    step: Step,
    shown: Math,
    ref: Ref,
    rate: float | None,
    language: Language,
) -> list[Line]:
    role: Role = "gradient" if step.of_grad else "value"
    before = NONE if step.before is None else result_maths(tape.values[step.before], role, ref)
    after = NONE if step.after is None else result_maths(tape.values[step.after], role, ref)
    label = word("change", language)
    if rate is None and step.before is None and step.after is None:
        return [Line(kind="result", label=label, maths=Row((shown, operator("="), NONE)))]
    if rate is None:
        moved = Row((shown, Text(": ", "operator"), before, operator("→"), after))
        return [Line(kind="result", label=label, maths=moved)]
    assert step.tensor is not None
    grad = index.leaf_grad_at(step.tensor, step.index - 1)
    assert grad is not None
    assert grad.value is not None
    grad_ref = Ref("gradient", step.tensor)
    name = Row((shown, Text(".grad", "word")), "gradient", grad_ref)
    number = Text(scalar(rate), "number")
    assert step.before is not None
    assert step.after is not None
    slope, old, new = tape.values[grad.value], tape.values[step.before], tape.values[step.after]
    numbers = value_maths(slope, "gradient", grad_ref)
    rule = Row((shown, operator("←"), shown, operator("−"), number, operator("·"), name))
    lines = [Line(kind="symbols", label=label, maths=rule)]
    if shows_numbers(old) and shows_numbers(slope):
        rounded = is_rounded(old) or is_rounded(slope) or not exact(np.asarray(rate))
        filled = (before, operator("−"), number, operator("·"), factor(numbers))
        sign = Text(relation(rounded=rounded), "operator")
        lines.append(Line(kind="numbers", maths=Row((sign, *filled))))
    lines.append(Line(kind="result", maths=Row(result_line(new, role, ref))))
    return lines


def _update_why(
    tape: Tape, index: TapeIndex, step: Step, moved: Multiple | None, language: Language
) -> str:
    assert step.tensor is not None
    namer = Namer(tape, index)
    name = namer.text(step.tensor)
    if moved is not None:
        key = "descent" if moved.learning else "multiple"
        told = word(key, language, rate=scalar(moved.rate), name=name)
        return " ".join((told, *_changed_too(tape, namer, step, language)))
    if not step.of_grad and step.text == "skipped":
        return word("skipped_update", language, name=name)
    if step.text == OUTSIDE:
        said = [word("overwritten", language, name=f"{name}.grad" if step.of_grad else name)]
        return " ".join((*said, *_changed_too(tape, namer, step, language)))
    if not step.of_grad and step.op is not None and tape.ops[step.op].name in STATISTICS:
        return word("statistics", language, name=name)
    if not step.of_grad:
        optimizer = step.op is None and ".step(" in source_line(tape, step.line)
        said = [word("optimizer" if optimizer else "value_changed", language, name=name)]
        said += same_tensor(tape, index, step, language)
        return " ".join((*said, *_changed_too(tape, namer, step, language)))
    if not tape.tensors[step.tensor].is_leaf and step.op is None:
        key = "retain_asked" if step.after is None else "retained"
        return word(key, language, name=name)
    if step.text:
        key = "skipped_update" if step.text == "skipped" else "grad_unseen"
        return word(key, language, name=f"{name}.grad" if key == "skipped_update" else name)
    if any(note.kind == "walked" for note in tape.notes):
        return word("grad_was_there", language, name=name)
    if step.after is None:
        return word("grad_cleared", language, name=name)
    after = tape.values[step.after]
    zero = after.complete and not after.array().any()
    return word("grad_zeroed" if zero else "grad_changed", language, name=name)


def _changed_too(tape: Tape, namer: Namer, step: Step, language: Language) -> list[str]:
    """Others that lie on the same memory and changed with it."""
    assert step.tensor is not None
    mine = tape.tensors[step.tensor]
    names = {
        namer.text(change.tensor): None
        for change in tape.changes
        if change.step == step.index
        and change.value is not None
        and tape.tensors[change.tensor].object != mine.object
        and tape.tensors[change.tensor].storage == mine.storage
    }
    if not names:
        return []
    key = "changed_too" if len(names) == 1 else "changed_too_many"
    return [word(key, language, name=", ".join(names))]


def explain_print(tape: Tape, _index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The program printed: the call that did it, and its text line by line."""
    printed = step.text.rstrip("\n").split("\n")
    shown = [_cut(text) for text in printed[:MOST_LINES] if text.strip()]
    shown += ["…"] if len(printed) > MOST_LINES else []
    label = word("output", language)
    return Explanation(
        step=step.index,
        kind="print",
        heading=word("print", language),
        phrase=source_line(tape, step.line),
        phase=word("print", language),
        equations=tuple(
            Line(kind="result", label="" if place else label, maths=Text(text, "code"))
            for place, text in enumerate(shown)
        ),
        why=word("printed", language, line=step.line) if step.line else "",
    )


def _cut(text: str) -> str:
    """A printed line, its end left out where it is very long."""
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


def explain_skip(_tape: Tape, _index: TapeIndex, step: Step, language: Language) -> Explanation:
    """Iterations that the tape does not keep step by step."""
    many = "one" if step.text == "1" else "many"
    return Explanation(
        step=step.index,
        kind="skip",
        heading=word("skip", language),
        phrase=word(f"skipped_phrase_{many}", language, count=step.text),
        phase=word("skip", language),
        why=word(f"skipped_{many}", language, count=step.text),
    )
