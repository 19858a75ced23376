"""What a call did, in the program's own words: `c = b * b`."""

from __future__ import annotations

import ast
from functools import lru_cache

from graphviewer.explain.operands import hidden
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.source import lines_of
from graphviewer.tape.tape import Tape

LONGEST = 60


def op_phrase(tape: Tape, index: TapeIndex, op: int | None) -> str:
    """The call as written, with the names its results got; empty where no call is known."""
    if op is None:
        return ""
    row = tape.ops[op]
    code = " ".join(row.code.split())
    if row.name.strip("_") == "setitem":
        return code
    if not is_expression(code) or hidden(tape, op) or iterated(row):
        code = f"{row.name}({', '.join(_arguments(index, row))})"
    names = [names[0] for names in map(index.names, row.outputs) if names]
    if names and not row.in_place and names[0] != code and "=" not in code.split("(")[0]:
        code = f"{', '.join(dict.fromkeys(names))} = {code}"
    return code if len(code) <= LONGEST else code[: LONGEST - 1] + "…"


def iterated(op: Op) -> bool:
    """Whether the program went over a tensor with `for`, which the op's code does not call."""
    return op.name == "unbind" and "unbind" not in op.code


@lru_cache(maxsize=4096)
def is_expression(code: str) -> bool:
    """Whether a call's text is a whole expression or assignment."""
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError):
        return False
    return len(body) == 1 and isinstance(body[0], (ast.Expr, ast.AugAssign, ast.Assign))


def source_line(tape: Tape, line: int | None) -> str:
    """A line of the program without its indentation and comment; empty if there is none."""
    lines = lines_of(tape.meta.source)
    if line is None or not 0 < line <= len(lines):
        return ""
    return lines[line - 1].partition("  #")[0].strip()


def _arguments(index: TapeIndex, op: Op) -> list[str]:
    return [index.name(tensor) for tensor in op.inputs] + list(op.constants)
