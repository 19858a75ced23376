"""Reads what a person types as a formula. Nothing is ever run: Python only says how it is built.

What Python's parser gives is compared with a list of what a formula may hold; everything else is
refused, with a sentence and the character it is about.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from difflib import get_close_matches
from functools import lru_cache
from itertools import accumulate, pairwise

from graphviewer.formulas.functions import ALSO, FUNCTIONS, Function
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.tokens import Token, tokens
from graphviewer.formulas.tree import CONSTANTS, Apply, Formula, Name, Node, Number, depends

LENGTH = 500  # characters of a formula
DEPTH = 120  # operations within operations
NAMES = 12  # constants of a formula

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
}
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
    ast.Eq: "eq",
    ast.NotEq: "ne",
}


@lru_cache(maxsize=64)  # a question's formula is read where it is checked and where it is answered
def read(text: str, variables: tuple[str, ...] = ("x",)) -> Formula:
    """What a formula means; every name but `variables`, pi and e is a constant of it.

    Raises FormulaProblem.
    """
    if len(text) > LENGTH:
        raise FormulaProblem("long", LENGTH, most=str(LENGTH), many=str(len(text)))
    words = tokens(text)
    source = " ".join(word.text for word in words)
    reader = _Reader(words, variables)
    try:
        parsed = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise FormulaProblem("syntax", reader.place((error.offset or 1) - 1)) from None
    root = reader.node(parsed, 0)
    names = tuple(name for name in reader.names if name not in variables)
    if len(names) > NAMES:
        raise FormulaProblem("names", reader.names[names[NAMES]], most=str(NAMES))
    used = tuple(name for name in variables if name in reader.names)
    return Formula(text, root, names, used)


class _Reader:
    """Turns Python's tree into ours; `names` are the names met, and where first."""

    def __init__(self, words: list[Token], variables: tuple[str, ...]) -> None:
        self._variables = variables
        self._places = [word.at for word in words]
        lengths = (len(word.text.encode()) + 1 for word in words)
        self._starts = list(accumulate(lengths, initial=0))[:-1]  # in bytes, as Python counts
        self._met: dict[str, int] = {}

    @property
    def names(self) -> dict[str, int]:
        """Names and where they stand first, in order of appearance."""
        return dict(sorted(self._met.items(), key=_at))

    def at(self, node: ast.AST) -> int:
        """The character of what was typed at which a node begins."""
        return self.place(getattr(node, "col_offset", 0))

    def place(self, column: int) -> int:
        """The character of what was typed for a byte of what Python read."""
        return self._places[max(bisect_right(self._starts, column) - 1, 0)]

    def node(self, node: ast.expr, depth: int) -> Node:
        """A checked node. Raises FormulaProblem."""
        at = self.at(node)
        if depth > DEPTH:
            raise FormulaProblem("deep", at)
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return Number(float(value), at)
            case ast.Name(id=name):
                return self._name(name, at)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.node(operand, depth + 1)
            case ast.UnaryOp(op=ast.USub() | ast.Not() as op, operand=operand):
                word = "neg" if isinstance(op, ast.USub) else "not"
                return Apply(word, (self.node(operand, depth + 1),), at)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
                both = self.node(left, depth + 1), self.node(right, depth + 1)
                return Apply(_BINARY[type(sign)], both, at)
            case ast.BoolOp(op=joint, values=values):
                word = "and" if isinstance(joint, ast.And) else "or"
                return _joined(word, [self.node(one, depth + 1) for one in values], at)
            case ast.Compare():
                return self._compared(node, depth, at)
            case ast.Call(func=ast.Name(id=name)):
                return self._call(node, name, depth, at)
        raise FormulaProblem("syntax", at)

    def _name(self, name: str, at: int) -> Node:
        if name in CONSTANTS and name not in self._variables:
            return Number(CONSTANTS[name], at)
        if (name in FUNCTIONS or name in ALSO) and name not in self._variables:
            raise FormulaProblem("brackets", at, name=name, right="x")
        self._met[name] = min(self._met.get(name, at), at)
        return Name(name, at)

    def _compared(self, node: ast.Compare, depth: int, at: int) -> Node:
        sides = [self.node(one, depth + 1) for one in (node.left, *node.comparators)]
        pairs = [
            Apply(_COMPARED[type(sign)], pair, at)
            for sign, pair in zip(node.ops, pairwise(sides), strict=True)
            if type(sign) in _COMPARED
        ]
        if len(pairs) < len(node.ops):
            raise FormulaProblem("syntax", at)
        return _joined("and", list(pairs), at)

    def _call(self, node: ast.Call, name: str, depth: int, at: int) -> Node:
        function = FUNCTIONS.get(ALSO.get(name, name))
        if function is None:
            raise _no_function(name, at, self._variables)
        given = [self.node(one, depth + 1) for one in node.args]
        named: dict[str, Node] = {}
        for one in node.keywords:
            word = str(one.arg)
            if word not in function.arguments:
                usage = function.usage
                raise FormulaProblem("keyword", self.at(one), name=name, keyword=word, usage=usage)
            if word in named:
                raise _twice(function, word, at)
            named[word] = self.node(one.value, depth + 1)
        args = (
            _row(function, given, named, at) if function.row else _all(function, given, named, at)
        )
        for word, arg in zip(function.arguments, args, strict=False):
            variable = next((v for v in self._variables if depends(arg, (v,))), "")
            if word in function.fixed and variable:
                raise FormulaProblem("fixed", at, name=name, argument=word, variable=variable)
        return Apply(function.name, args, at)


def _at(pair: tuple[str, int]) -> int:
    return pair[1]


def _joined(word: str, nodes: list[Node], at: int) -> Node:
    whole = nodes[0]
    for one in nodes[1:]:
        whole = Apply(word, (whole, one), at)
    return whole


def _no_function(name: str, at: int, variables: tuple[str, ...]) -> FormulaProblem:
    if name in CONSTANTS or name in variables or len(name) == 1:
        return FormulaProblem("not_function", at, name=name)
    near = get_close_matches(name, (*FUNCTIONS, *ALSO), 1, 0.8)
    if near:
        return FormulaProblem("meant", at, name=name, meant=near[0])
    return FormulaProblem("no_function", at, name=name)


def _twice(function: Function, word: str, at: int) -> FormulaProblem:
    return FormulaProblem("twice", at, name=function.name, keyword=word, usage=function.usage)


def _all(
    function: Function, given: list[Node], named: dict[str, Node], at: int
) -> tuple[Node, ...]:
    """Every argument in its order, defaults filled in."""
    name, usage = function.name, function.usage
    if len(given) > len(function.arguments):
        most = str(len(function.arguments))
        code = "one_many" if most == "1" else "many"
        raise FormulaProblem(code, at, name=name, most=most, usage=usage)
    places = dict(zip(function.arguments, given, strict=False))
    for word in named:
        if word in places:
            raise _twice(function, word, at)
    defaults = dict(zip(function.arguments[function.least :], function.defaults, strict=True))
    filled = {word: Number(value) for word, value in defaults.items()} | places | named
    if len(filled) < len(function.arguments):
        code = "one_few" if function.least == 1 else "few"
        raise FormulaProblem(code, at, name=name, least=str(function.least), usage=usage)
    return tuple(filled[word] for word in function.arguments)


def _row(
    function: Function, given: list[Node], named: dict[str, Node], at: int
) -> tuple[Node, ...]:
    """What has a default, by keyword, then the row."""
    row = [*given, *(named[word] for word in function.arguments[: function.least] if word in named)]
    if not row:
        raise FormulaProblem("one_few", at, name=function.name, usage=function.usage)
    words = function.arguments[function.least :]
    settings = zip(words, function.defaults, strict=True)
    return (*(named.get(word, Number(value)) for word, value in settings), *row)
