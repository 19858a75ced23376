"""A tape as text, a step a line."""

from __future__ import annotations

from graphviewer.explain.numbers import short
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape

NOTHING = "—"


def listed(tape: Tape) -> str:
    """Every step on a line: index, line of the program, kind, what happened, and its numbers."""
    index = TapeIndex(tape)
    rows = [("step", "line", "kind", "what", "numbers")]
    rows += [_cells(tape, index, step) for step in tape.steps]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(_justified(row, widths) for row in rows)


def _justified(row: tuple[str, ...], widths: list[int]) -> str:
    step, line, kind, what, numbers = row
    cells = (
        step.rjust(widths[0]),
        line.rjust(widths[1]),
        kind.ljust(widths[2]),
        what.ljust(widths[3]),
        numbers,
    )
    return "  ".join(cells).rstrip()


def _cells(tape: Tape, index: TapeIndex, step: Step) -> tuple[str, str, str, str, str]:
    what, numbers = _told(tape, index, step)
    line = "" if step.line is None else str(step.line)
    return str(step.index), line, step.kind, what, numbers


def _told(tape: Tape, index: TapeIndex, step: Step) -> tuple[str, str]:
    """What happened at a step, and its numbers."""
    match step.kind:
        case "forward":
            shown = (index.value_at(one, step.index) for one in step.outputs)
            return _call(tape, index, step), ", ".join(_short(tape, value) for value in shown)
        case "backward":
            name = "" if step.node is None else tape.nodes[step.node].name
            came, went = (
                ", ".join(_short(tape, value) for value in gradients)
                for gradients in (step.gradients_in, step.gradients_out)
            )
            return name, f"{came} → {went}"
        case "accumulate" | "update":
            grad = ".grad" if step.kind == "accumulate" or step.of_grad else ""
            name = "" if step.tensor is None else index.name(step.tensor) + grad
            return name, f"{_short(tape, step.before)} → {_short(tape, step.after)}"
        case "print":
            return _one_line(step.text.rstrip("\n")), ""
        case "skip":
            return f"{step.text} iterations", ""
        case "error":
            error = tape.error
            return "" if error is None else _one_line(f"{error.type}: {error.message}"), ""


def _call(tape: Tape, index: TapeIndex, step: Step) -> str:
    """A call as the program wrote it, and the names of what came out."""
    op = None if step.op is None else tape.ops[step.op]
    if op is not None and op.in_place and op.place is not None:
        return _one_line(tape.meta.source.splitlines()[op.place.line - 1])
    code = "" if op is None else op.code or op.name
    names = ", ".join(index.name(one) for one in step.outputs)
    return _one_line(code if names in ("", code) else f"{names} = {code}")


def _short(tape: Tape, value: int | None) -> str:
    return NOTHING if value is None else short(tape.values[value])


def _one_line(text: str, limit: int = 60) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= limit else joined[: limit - 1] + "…"
