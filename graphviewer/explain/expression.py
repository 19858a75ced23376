"""A Python expression of the program as mathematics: `w**2` is w with a raised 2."""

from __future__ import annotations

import ast

from graphviewer.explain.equation import Fence, Frac, Math, Row, Script, Text, plain
from graphviewer.explain.template import SIDE_BY_SIDE, operator

LONGEST = 32  # characters; beyond this an expression is cut, as a name it would hide the equation
_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "·",
    ast.FloorDiv: "//",
    ast.Mod: "mod",
}
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
}
_METHODS = frozenset(
    {"sum", "mean", "exp", "log", "sin", "cos", "tan", "tanh", "sigmoid", "relu", "sqrt", "abs"}
)


def expression(source: str) -> Math:
    """`source` as mathematics where it is arithmetic, else in the program's own words."""
    source = " ".join(source.split())
    try:
        maths = _maths(ast.parse(source, mode="eval").body, source)
    except (SyntaxError, ValueError, RecursionError):
        maths = Text(source, "word")
    if len(plain(maths)) <= LONGEST:
        return maths
    return Text(source[: LONGEST - 1] + "…", "word")


def _maths(node: ast.expr, source: str) -> Math:
    match node:
        case ast.Name(id=name):
            return Text(name)
        case ast.Constant(value=int() | float() as number):
            return Text(str(number), "number")
        case ast.BinOp():
            return _binary(node, source)
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _COMPARED:
            sides = _maths(left, source), _maths(right, source)
            return Row((sides[0], operator(_COMPARED[type(sign)]), sides[1]))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Row((Text("−", "operator"), _factor(operand, source)))
        case ast.Attribute(value=value, attr="T" | "mT"):
            return Script(_factor(value, source), sup=Text("T", "word"))
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=[], keywords=[]) if (
            name in _METHODS and not _is_module(value)
        ):
            return Row((Text(name, "word"), Fence(_maths(value, source))))
        case ast.Call(
            func=ast.Attribute(value=value, attr=name),
            args=[],
            keywords=[ast.keyword(arg="dim" | "axis", value=ast.Constant(value=int() as axis))],
        ) if name in _METHODS and not _is_module(value):
            head = Script(Text(name, "word"), sub=Text(f"dim={axis}", "word"))
            return Row((head, Fence(_maths(value, source))))
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=[one], keywords=[]) if (
            name in _METHODS and _is_module(value)
        ):
            return Row((Text(name, "word"), Fence(_maths(one, source))))
        case ast.Call(func=ast.Attribute(value=value, attr="dot"), args=[left, right]) if (
            _is_module(value)
        ):
            return Row((_factor(left, source), operator("·"), _factor(right, source)))
        case ast.Call(func=ast.Attribute(value=value, attr="dot"), args=[right]):
            return Row((_factor(value, source), operator("·"), _factor(right, source)))
    return Text(ast.get_source_segment(source, node) or source, "word")


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("torch", "F")


def _binary(node: ast.BinOp, source: str) -> Math:
    if isinstance(node.op, ast.Pow):
        return Script(_factor(node.left, source), sup=_maths(node.right, source))
    if isinstance(node.op, ast.Div):
        return Frac(_maths(node.left, source), _maths(node.right, source))
    if isinstance(node.op, ast.MatMult):
        return Row((_factor(node.left, source), SIDE_BY_SIDE, _factor(node.right, source)))
    sign = _SIGNS.get(type(node.op))
    if sign is None:
        return Text(ast.get_source_segment(source, node) or source, "word")
    tight = isinstance(node.op, ast.Mult)
    left = _factor(node.left, source) if tight else _maths(node.left, source)
    right = (
        _maths(node.right, source) if isinstance(node.op, ast.Add) else _factor(node.right, source)
    )
    return Row((left, operator(sign), right))


def _factor(node: ast.expr, source: str) -> Math:
    maths = _maths(node, source)
    loose = isinstance(node, ast.BinOp) and isinstance(
        node.op, (ast.Add, ast.Sub, ast.Mod, ast.FloorDiv)
    )
    return Fence(maths) if loose or isinstance(node, (ast.UnaryOp, ast.Compare)) else maths
