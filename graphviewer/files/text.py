"""A tape at a position as text: what `graphviewer show` prints without --json."""

from __future__ import annotations

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.explain.explanation import Language
from graphviewer.explain.numbers import short
from graphviewer.files.position import error_at, output_at, position, value_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.source import lines_of
from graphviewer.tape.tape import Tape


def text_of(tape: Tape, step: int | None = None, language: Language = "en") -> str:
    """The tape at a position for a reader: program, step, gradients, output.

    Raises NoSuchStep.
    """
    step = position(tape, step)
    index = TapeIndex(tape)
    parts = [_title(tape, step), _program(tape, index, step)]
    if step >= 0:
        parts.append(_story(tape, index, step, language))
    parts += [_gradients(tape, index, step), _printed(tape, step), _failure(tape, step)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _title(tape: Tape, step: int) -> str:
    meta = tape.meta
    where = f"step {step} of {len(tape.steps) - 1}" if tape.steps else "no steps"
    return f"{meta.filename}, torch {meta.torch} on {meta.device}: {where}"


def _program(tape: Tape, index: TapeIndex, step: int) -> str:
    """The program's lines, each with the newest values it has made; the current one is marked."""
    newest: dict[int, Step] = {}
    for row in tape.steps[: step + 1]:
        if row.kind == "forward" and row.line is not None and row.outputs:
            newest[row.line] = row
    current = tape.steps[step].line if step >= 0 else None
    lines = lines_of(tape.meta.source.rstrip("\n"))
    width = min(60, max(map(len, lines), default=0))
    shown = []
    for number, line in enumerate(lines, start=1):
        mark = ">" if number == current else " "
        values = _values_of(tape, index, newest[number], step) if number in newest else ""
        shown.append(f"{mark}{number:4}  {line:{width}}  {values}".rstrip())
    return "\n".join(shown)


def _values_of(tape: Tape, index: TapeIndex, row: Step, step: int) -> str:
    pieces = []
    for tensor in row.outputs:
        value = value_of(tape, index.value_at(tensor, step))
        if value is not None:
            name = (index.names(tensor) or ("",))[0]
            pieces.append(f"{name} = {short(value)}" if name else short(value))
    return ", ".join(pieces)


def _story(tape: Tape, index: TapeIndex, step: int, language: Language) -> str:
    told = explain(tape, index, step, language)
    lines = [f"{told.phase}: {told.heading}" if told.heading != told.phase else told.heading]
    if told.phrase:
        lines.append(told.phrase)
    for line in told.equations:
        label = f"{line.label}: " if line.label else ""
        lines.append(label + plain(line.maths))
    lines += [text for text in (told.why, told.check.text if told.check else "") if text]
    return "\n    ".join(lines)


def _gradients(tape: Tape, index: TapeIndex, step: int) -> str:
    lines = []
    for row in tape.tensors:
        wants = row.is_leaf and row.grad_of is None and row.step <= step
        if not wants or not index.requires_grad_at(row.id, step):
            continue
        grad = index.leaf_grad_at(row.id, step)
        value = value_of(tape, grad.value) if grad is not None else None
        lines.append(f"{index.name(row.id)}.grad = {short(value) if value is not None else 'None'}")
    return "\n".join(lines)


def _printed(tape: Tape, step: int) -> str:
    printed = output_at(tape, step).rstrip("\n")
    return "output:\n" + "\n".join(f"    {line}" for line in printed.split("\n")) if printed else ""


def _failure(tape: Tape, step: int) -> str:
    error = error_at(tape, step)
    if error is None:
        return ""
    place = f"line {error.line}: " if error.line is not None else ""
    return f"{place}{error.type}: {error.message}"
