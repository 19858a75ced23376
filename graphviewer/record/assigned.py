"""Names read off a program's text, for code that was recorded without marks in it.

A variable that was given another value meanwhile can no longer be asked. Its name stands in the
text: `h = torch.tanh(x)`. It is taken only where what was assigned is sure to be what the op made.
"""

from __future__ import annotations

import ast
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.record.places import shortened
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Binding, Op, Place
from graphviewer.tape.tape import Tape

_OPERATORS = (ast.BinOp, ast.UnaryOp, ast.Subscript, ast.Compare)


class Target(Struct, frozen=True):
    """What an expression is assigned to, and the function it calls; "" for an operator."""

    name: str
    function: str


def targets(source: str) -> dict[tuple[int, int, int, int], Target]:
    """Every assignment of one operation to one name, by the place of the operation.

    Columns count bytes, as Python's do.
    """
    found: dict[tuple[int, int, int, int], Target] = {}
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return found  # a notebook cell with magic in it
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                pass
            case _:
                continue
        match value:
            case ast.Call(func=ast.Attribute(attr=function)):
                pass
            case _ if isinstance(value, _OPERATORS):
                function = ""
            case _:
                continue
        end_line, end = value.end_lineno or value.lineno, value.end_col_offset or 0
        found[value.lineno, value.col_offset, end_line, end] = Target(name, function)
    return found


def add_names(tape: Tape, source: str) -> None:
    """Name the tensors that the variables could no longer name."""
    by_place: dict[Place, list[Op]] = defaultdict(list)
    for op in tape.ops:
        if op.place is not None and not op.in_place:
            by_place[op.place].append(op)
    if not by_place:
        return
    lines = source.split("\n")
    known = {_in_characters(place, lines): target for place, target in targets(source).items()}
    named = {binding.tensor for binding in tape.bindings}
    for place, ops in by_place.items():
        target = known.get(place)
        if target is None or (target.function and {op.name for op in ops} != {target.function}):
            continue
        for op in ops:
            if len(op.outputs) == 1 and op.outputs[0] not in named:
                binding = Binding(tensor=op.outputs[0], name=target.name, step=op.step)
                tape.bindings.append(binding)
    tape.bindings.sort(key=lambda one: one.step)


def _in_characters(place: tuple[int, int, int, int], lines: list[str]) -> Place:
    line, column, end_line, end = place
    return Place(
        line, _characters(lines, line, column), end_line, _characters(lines, end_line, end)
    )


def _characters(lines: list[str], line: int, column: int) -> int:
    text = lines[line - 1] if line <= len(lines) else ""
    return column if text.isascii() else len(text.encode()[:column].decode(errors="ignore"))


def without_text(tape: Tape) -> None:
    """Take the places off a tape of code whose text is not known; name results after their ops."""
    tape.ops[:] = [replace(op, place=None, code="") for op in tape.ops]
    tape.steps[:] = [replace(step, line=None) for step in tape.steps]
    tape.runs[:] = [replace(run, line=None) for run in tape.runs]
    tape.iterations[:] = [replace(one, line=None) for one in tape.iterations]
    tape.hooked[:] = [replace(one, line=None) for one in tape.hooked]
    if tape.error is not None:
        tape.error = replace(tape.error, line=None, place=None, trace=())
    index = TapeIndex(tape)
    called: dict[int, str] = {}
    for row in tape.tensors:
        name = index.plain_name(row.id)
        if not name and row.op is not None:
            op = tape.ops[row.op]
            words = [called.get(one, "…") for one in op.inputs] + list(op.constants)
            name = shortened(f"{op.name}({', '.join(words)})")
            tape.tensors[row.id] = replace(row, name=name)
        called[row.id] = name or "…"
