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
_LOOSE = (ast.Add, ast.Sub, ast.Mod, ast.FloorDiv)
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
            return Row((Text("−", "operator"), _after_minus(operand, source)))
        case ast.Attribute(value=value, attr="T" | "mT"):
            return Script(_base(value, source), sup=Text("T", "word"))
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
            return Row((_beside(left, source), operator("·"), _beside(right, source)))
        case ast.Call(func=ast.Attribute(value=value, attr="dot"), args=[right]):
            return Row((_beside(value, source), operator("·"), _beside(right, source)))
    return Text(ast.get_source_segment(source, node) or source, "word")


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("torch", "F")


def _binary(node: ast.BinOp, source: str) -> Math:
    if isinstance(node.op, ast.Pow):
        return Script(_base(node.left, source), sup=_maths(node.right, source))
    if isinstance(node.op, ast.Div):
        return Frac(_maths(node.left, source), _maths(node.right, source))
    if isinstance(node.op, ast.MatMult):
        return Row((_beside(node.left, source), SIDE_BY_SIDE, _beside(node.right, source)))
    sign = _SIGNS.get(type(node.op))
    if sign is None:
        return Text(ast.get_source_segment(source, node) or source, "word")
    if isinstance(node.op, (ast.Mod, ast.FloorDiv)):
        return Row((_beside(node.left, source), operator(sign), _beside(node.right, source)))
    if isinstance(node.op, ast.Mult):
        return Row((_factor(node.left, source), operator(sign), _factor(node.right, source)))
    right = _maths(node.right, source)
    if isinstance(node.op, ast.Sub):
        right = _after_minus(node.right, source)
    return Row((_maths(node.left, source), operator(sign), right))


def _after_minus(node: ast.expr, source: str) -> Math:
    maths = _maths(node, source)
    loose = isinstance(node, ast.BinOp) and isinstance(node.op, _LOOSE)
    return Fence(maths) if loose or isinstance(node, (ast.UnaryOp, ast.Compare)) else maths


def _factor(node: ast.expr, source: str) -> Math:
    """In a product of numbers, which may be taken in any order; a dot product may not."""
    maths = _after_minus(node, source)
    return Fence(maths) if _is_dot(node) else maths


def _beside(node: ast.expr, source: str) -> Math:
    """In a product of matrices: a · inside one of its factors must not be read as beside it."""
    maths = _factor(node, source)
    loose = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
    return Fence(maths) if loose else maths


def _base(node: ast.expr, source: str) -> Math:
    """Under a script, which belongs to all of it: (A B)ᵀ is not A Bᵀ."""
    maths = _factor(node, source)
    turned = isinstance(node, ast.Attribute) and node.attr in ("T", "mT")
    loose = turned or isinstance(node, ast.BinOp)
    return Fence(maths) if loose and not isinstance(maths, Fence) else maths


def _is_dot(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "dot"
