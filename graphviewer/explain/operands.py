"""The operands of a call in the order the program wrote them, each matched to its tensor."""

from __future__ import annotations

import ast
import re

import numpy as np
from msgspec import Struct

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

MATRIX = 2  # axes
_FACTORS = 2  # x and W of a linear layer
_KEYWORD = re.compile(r"[a-z_]+=")
# What an operator of Python's calls.
_OPERATORS: dict[type[ast.operator], frozenset[str]] = {
    ast.Add: frozenset({"add", "radd"}),
    ast.Sub: frozenset({"sub", "rsub"}),
    ast.Mult: frozenset({"mul", "rmul"}),
    ast.Div: frozenset({"div", "rdiv", "true_divide", "truediv"}),
    ast.FloorDiv: frozenset({"floor_divide", "floordiv", "rfloordiv"}),
    ast.Mod: frozenset({"remainder", "rmod"}),
    ast.Pow: frozenset({"pow", "rpow"}),
    ast.MatMult: frozenset({"matmul", "rmatmul"}),
}
# The places of arguments that PyTorch's functions take by name as well.
_PLACES = {
    "input": 0, "self": 0, "other": 1, "mat2": 1, "vec": 1, "vec2": 1, "tensor": 1, "exponent": 1,
    "weight": 1, "target": 1, "bias": 2,
}  # fmt: skip


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
    if not row.module or row.name.strip("_") in row.code:
        return False  # as of nearly all: to read the code takes longer
    return _call(row.code) is not None


def unordered(tape: Tape, op: int) -> bool:
    """Whether nobody can tell which operand of a call is the first.

    Tensors were given by name in another order, `torch.sub(other=b, input=a)`; or a power was
    called by a name of the program's own, with a number that may be its base.
    """
    row = tape.ops[op]
    call = _call(row.code)
    names = [] if call is None else [one.arg for one in call.keywords]
    places = [_PLACES[name] for name in names if name in _PLACES]
    power = row.qualified == "torch.pow" and len(row.inputs) == 1
    return (
        None in names
        or places != sorted(places)
        or (power and _sources(row.code, row.qualified, _names(row)) is None)
    )


def written(tape: Tape, index: TapeIndex, op: int) -> tuple[Operand, ...]:
    """The operands of op `op`; its tensors, then constants, where the code does not tell.

    Those of a subtraction from the right, `torch.rsub(b, a)`, as in `a - b`.
    """
    row = tape.ops[op]
    sources = None if hidden(tape, op) else _sources(row.code, row.qualified, _names(row))
    found = _matched(tape, index, row, sources)
    turned = row.name == "rsub" and (sources is None or _call(row.code) is not None)
    return found[1::-1] if turned else found


def _matched(
    tape: Tape, index: TapeIndex, row: Op, sources: list[str] | None
) -> tuple[Operand, ...]:
    """The operands of an op in the order of their sources, if these are known."""
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


def is_keyword(operand: Operand) -> bool:
    """Whether an argument was recorded with its name: `exponent=2`."""
    return operand.tensor is None and _KEYWORD.match(operand.source) is not None


def can_be(tape: Tape, index: TapeIndex, operand: Operand, value: Value, step: int) -> bool:
    """Whether an argument can be the numbers a node saved at a step; an option, as p, is not."""
    text = operand.number or operand.source
    if operand.tensor is not None:
        return _held(tape, index, operand.tensor, value, step)
    if _KEYWORD.match(text) or text in ("True", "False", "None"):
        return False
    if not _is_number(text):
        return True  # an expression, of which nobody knows the number
    number = float(text.replace(" ", ""))
    return value.complete and bool(np.allclose(value.array(), number, equal_nan=True))


def _held(tape: Tape, index: TapeIndex, tensor: int, value: Value, step: int) -> bool:
    """Whether a tensor held these numbers, before or after a step, as far as one can tell."""
    refs = {index.value_at(tensor, step - 1), index.value_at(tensor, step)} - {None}
    known = [tape.values[ref] for ref in refs if ref is not None]
    return not known or any(
        one.shape == value.shape
        and (one.data == value.data or (one.dtype, one.stride) != (value.dtype, value.stride))
        for one in known
    )


def turned_weight(tape: Tape, index: TapeIndex, op: int, value: Value) -> int | None:
    """The weight of a linear layer, if these numbers are its transpose: F.linear multiplies so."""
    row = tape.ops[op]
    if row.name != "linear" or len(row.inputs) < _FACTORS or unordered(tape, op):
        return None
    weight = row.inputs[1]
    ref = index.value_at(weight, row.step)
    held = None if ref is None else tape.values[ref]
    if held is None or held.shape[::-1] != value.shape or len(value.shape) != MATRIX:
        return None
    sampled = not (held.complete and value.complete)
    return weight if sampled or np.array_equal(held.array().T, value.array()) else None


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


def _names(op: Op) -> frozenset[str]:
    """What a program may have written to call an op."""
    return frozenset({op.name.strip("_"), op.qualified.rpartition(".")[2].strip("_")})


def _call(code: str) -> ast.Call | None:
    """The call a code consists of."""
    try:
        body = ast.parse(" ".join(code.split()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None
    return body if isinstance(body, ast.Call) else None


def _sources(code: str, qualified: str, names: frozenset[str]) -> list[str] | None:
    """The operands' source texts; None where the code is no call or operator of these names."""
    code = " ".join(code.split())
    try:
        body = ast.parse(code.strip()).body
    except (SyntaxError, ValueError, RecursionError):
        return None
    if len(body) != 1:
        return None
    statement = body[0]
    if isinstance(statement, ast.AugAssign):
        told = _is_of(statement.op, names)
        return _segments(code, [statement.target, statement.value]) if told else None
    if not isinstance(statement, ast.Expr):
        return None
    parts = _parts(statement.value, qualified, names)
    return None if parts is None else _segments(code, parts)


def _parts(body: ast.expr, qualified: str, names: frozenset[str]) -> list[ast.expr] | None:
    match body:
        case ast.BinOp(left=left, right=right, op=sign) if _is_of(sign, names):
            return [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand) if "neg" in names:
            return [operand]
        case ast.Call(func=ast.Attribute(value=value, attr=called), args=args):
            own = qualified.startswith("torch.Tensor.") and not _is_module(value)
            return ([value, *args] if own else args) if called.strip("_") in names else None
        case ast.Call(func=ast.Name(id=called), args=args) if called.strip("_") in names:
            return args
        case ast.Attribute(value=value, attr=called) if called in names:
            return [value]
        case ast.Subscript(value=value) if "getitem" in names:
            return [value]
    return None


def _is_of(sign: ast.operator, names: frozenset[str]) -> bool:
    return not names.isdisjoint(_OPERATORS.get(type(sign), ()))


def _is_module(node: ast.expr) -> bool:
    """Whether an expression is a module of functions: torch, F, nn.functional."""
    if isinstance(node, ast.Attribute):
        return _is_module(node.value)
    return isinstance(node, ast.Name) and node.id in ("torch", "nn", "F", "operator")


def _segments(code: str, nodes: list[ast.expr]) -> list[str] | None:
    texts = [ast.get_source_segment(code, node) for node in nodes]
    return None if any(text is None for text in texts) else [text or "" for text in texts]
