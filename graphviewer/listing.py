"""A tape as text, a step a line."""

from __future__ import annotations

from collections import defaultdict

from graphviewer.explain.numbers import short
from graphviewer.explain.words.table import word
from graphviewer.tape.finite import first_not_finite
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Hooked, Step
from graphviewer.tape.source import lines_of
from graphviewer.tape.tape import Tape

NOTHING = "—"


def listed(tape: Tape) -> str:
    """Every step on a line: index, line of the program, kind, what happened, and its numbers."""
    index = TapeIndex(tape)
    rows = [("step", "line", "kind", "what", "numbers")]
    beside = _beside(tape, index)
    for step in tape.steps:
        rows += [_cells(tape, index, step), *beside.get(step.index, ())]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join([*(_justified(row, widths) for row in rows), *_first(tape)])


def _beside(tape: Tape, index: TapeIndex) -> dict[int, list[tuple[str, str, str, str, str]]]:
    """What stands beside the steps, by step: hooks that changed a gradient, and notes."""
    rows: dict[int, list[tuple[str, str, str, str, str]]] = defaultdict(list)
    for hooked in tape.hooked:
        line = "" if hooked.line is None else str(hooked.line)
        what = hooked.hook or word("hook_of_node", "en")
        node = tape.steps[hooked.step].node
        if node is not None:
            what += f": {_target(tape, index, node, hooked)}"
        numbers = f"{_short(tape, hooked.before)} → {_short(tape, hooked.after)}"
        rows[hooked.step].append(("", line, "hook", what, numbers))
    for note in tape.notes:
        rows[note.step].append(("", "", "note", _one_line(f"{note.kind}: {note.about}"), ""))
    return rows


def _target(tape: Tape, index: TapeIndex, node: int, hooked: Hooked) -> str:
    """What the gradient that a hook changed belongs to."""
    edge = None if hooked.edge is None else tape.nodes[node].edges[hooked.edge]
    port = (node, hooked.input_nr or 0) if edge is None else (edge.to, edge.input_nr)
    tensor = index.tensor_at(port)
    tensor = tape.nodes[port[0]].variable if tensor is None else tensor
    return tape.nodes[port[0]].name if tensor is None else index.name(tensor)


def _first(tape: Tape) -> list[str]:
    """A line for each of NaN and infinity, if there is any."""
    found = first_not_finite(tape)
    return [
        f"first {name}: step {one.step}, {one.count} of {one.total} numbers"
        for name, one in (("NaN", found.nan), ("infinity", found.infinity))
        if one is not None
    ]


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
    if step.thread:
        what += f" [{_one_line(word('in_thread', 'en', thread=step.thread))}]"
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
            return f"{step.text} iteration{'' if step.text == '1' else 's'}", ""
        case "error":
            error = tape.error
            return "" if error is None else _one_line(f"{error.type}: {error.message}"), ""


def _call(tape: Tape, index: TapeIndex, step: Step) -> str:
    """A call as the program wrote it, and the names of what came out."""
    op = None if step.op is None else tape.ops[step.op]
    if op is not None and op.in_place and op.place is not None:
        return _one_line(lines_of(tape.meta.source)[op.place.line - 1])
    code = "" if op is None else op.code or op.name
    names = ", ".join(index.name(one) for one in step.outputs)
    return _one_line(code if names in ("", code) else f"{names} = {code}")


def _short(tape: Tape, value: int | None) -> str:
    return NOTHING if value is None else short(tape.values[value])


def _one_line(text: str, limit: int = 60) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= limit else joined[: limit - 1] + "…"
