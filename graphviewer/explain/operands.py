"""The operands of a call in the order the program wrote them, each matched to its tensor."""

from __future__ import annotations

import ast
import re

from msgspec import Struct

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

_KEYWORD = re.compile(r"[a-z_]+=")


class Operand(Struct, frozen=True):
    """An operand as written; `tensor` is None for a plain number or any other argument.

    `number` is what a plain argument was when the call ran: 0.05 for `lam / 2`.
    """

    source: str
    tensor: int | None
    number: str = ""


def hidden(tape: Tape, op: int) -> bool:
    """Whether the line calls something else, which made this call: `net(x)` for a linear."""
    row = tape.ops[op]
    call = _call(row.code)
    name = row.name.strip("_")
    return call is not None and name not in row.code and bool(row.module)


def written(tape: Tape, index: TapeIndex, op: int) -> tuple[Operand, ...]:
    """The operands of op `op`; its tensors, then constants, where the code does not tell."""
    row = tape.ops[op]
    sources = None if hidden(tape, op) else _sources(row.code, row.qualified)
    known = [{*index.names(tensor), tape.tensors[tensor].name} for tensor in row.inputs]
    if sources is None or len(sources) < len(row.inputs):
        tensors = tuple(Operand(index.name(tensor), tensor) for tensor in row.inputs)
        return tensors + tuple(Operand(text, None, text) for text in row.constants)
    if len(sources) == len(row.inputs):
        return tuple(map(Operand, sources, row.inputs))
    found: list[Operand] = []
    waiting = list(range(len(row.inputs)))
    for place, source in enumerate(sources):
        must = len(sources) - place <= len(waiting)
        named = bool(waiting) and source in known[waiting[0]]
        likely = bool(waiting) and not _is_number(source) and source not in row.constants
        if waiting and (must or named or (likely and not _named_later(source, sources, known))):
            found.append(Operand(source, row.inputs[waiting.pop(0)]))
        else:
            found.append(Operand(source, None))
    return _with_numbers(found, row.constants)


def _with_numbers(found: list[Operand], constants: tuple[str, ...]) -> tuple[Operand, ...]:
    """Give plain operands the values recorded for them, where the two lists match."""
    given = [text for text in constants if not _KEYWORD.match(text)]
    spare = [place for place, one in enumerate(found) if one.tensor is None]
    if len(given) == len(spare):
        for place, text in zip(spare, given, strict=True):
            found[place] = Operand(found[place].source, None, text)
    return tuple(found)


def _named_later(source: str, sources: list[str], known: list[set[str]]) -> bool:
    """Whether each tensor is named by another source, so that this one is none."""
    others = [one for one in sources if one != source]
    return all(any(one in names for one in others) for names in known)


def _is_number(source: str) -> bool:
    try:
        float(source.replace(" ", ""))
    except ValueError:
        return False
    return True


def _call(code: str) -> ast.Call | None:
    """The call a code consists of."""
    try:
        body = ast.parse(" ".join(code.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None
    return body if isinstance(body, ast.Call) else None


def _sources(code: str, qualified: str) -> list[str] | None:
    """The operands' source texts; None where the code is no call or operator."""
    code = " ".join(code.split())
    try:
        body = ast.parse(code.strip()).body
    except (SyntaxError, ValueError, RecursionError):
        return None
    if len(body) != 1:
        return None
    statement = body[0]
    if isinstance(statement, ast.AugAssign):
        return _segments(code, [statement.target, statement.value])
    if not isinstance(statement, ast.Expr):
        return None
    match statement.value:
        case ast.BinOp(left=left, right=right):
            return _segments(code, [left, right])
        case ast.UnaryOp(operand=operand):
            return _segments(code, [operand])
        case ast.Call(func=ast.Attribute(value=value), args=args) if qualified.startswith(
            "torch.Tensor."
        ) and not _is_module(value):
            return _segments(code, [value, *args])
        case ast.Call(args=args):
            return _segments(code, list(args))
        case ast.Attribute(value=value):
            return _segments(code, [value])
        case ast.Subscript(value=value):
            return _segments(code, [value])
    return None


def _is_module(node: ast.expr) -> bool:
    """Whether an expression is a module of functions: torch, F, nn.functional."""
    return isinstance(node, ast.Name) and node.id in ("torch", "F")


def _segments(code: str, nodes: list[ast.expr]) -> list[str] | None:
    texts = [ast.get_source_segment(code, node) for node in nodes]
    return None if any(text is None for text in texts) else [text or "" for text in texts]
