"""A formula as mathematics: `sigmoid(x)/2` is a fraction, `sqrt(x)` a root, `abs(x)` has bars."""

from __future__ import annotations

from collections.abc import Callable

from graphviewer.explain.equation import Cases, Fence, Frac, Math, Role, Root, Row, Script, Text
from graphviewer.explain.numbers import scalar
from graphviewer.explain.template import SIDE_BY_SIDE, operator
from graphviewer.formulas.tree import CONSTANTS, Apply, Formula, Name, Node, Number

_TIGHTNESS = {
    "or": 1,
    "and": 2,
    "lt": 4,
    "le": 4,
    "gt": 4,
    "ge": 4,
    "eq": 4,
    "ne": 4,
    "add": 5,
    "sub": 5,
    "mod": 6,
    "floordiv": 6,
    "mul": 6,
    "neg": 6,
}
_WHOLE = 9  # what needs no brackets anywhere
_SIGNS = {
    "add": "+",
    "sub": "−",
    "mul": "·",
    "mod": "mod",
    "floordiv": "//",
    "lt": "<",
    "le": "≤",
    "gt": ">",
    "ge": "≥",
    "eq": "=",
    "ne": "≠",
    "and": "and",
    "or": "or",
}
_GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "lambda_": "λ",
    "mu": "μ",
    "sigma": "σ",
    "tau": "τ",
    "theta": "θ",
    "omega": "ω",
    "phi": "φ",
}
_WRITTEN = {
    "relu": "ReLU",
    "relu6": "ReLU6",
    "leaky_relu": "LeakyReLU",
    "prelu": "pReLU",
    "elu": "ELU",
    "selu": "SELU",
    "gelu": "GELU",
    "silu": "SiLU",
    "log": "ln",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "minimum": "min",
    "maximum": "max",
}


def maths(formula: Formula) -> Math:
    """The formula as mathematics."""
    return _of(formula.root)


def name_of(name: str) -> Math:
    """A constant's name: Greek letters as such, what follows an underscore below."""
    head, _, tail = name.partition("_")
    if name in _GREEK:
        return Text(_GREEK[name])
    if tail:
        return Script(Text(_GREEK.get(head, head)), sub=Text(tail, "word"))
    digits = len(name) - len(name.rstrip("0123456789"))
    if 0 < digits < len(name):
        return Script(name_of(name[:-digits]), sub=Text(name[-digits:], "number"))
    return Text(name)


def number(value: float, role: Role = "plain") -> Math:
    """A number, at most four significant digits; 1.2e-07 as a power of ten."""
    text = scalar(value).replace("-", "−")
    head, e, power = text.partition("e")
    if not e:
        return Text(text, "number", role)
    whole = f"{int(power.replace('−', '-'))}".replace("-", "−")
    if head in ("1.0000", "−1.0000") and float(text.replace("−", "-")) == value:
        sign: tuple[Math, ...] = (Text("−", "operator", role),) if value < 0 else ()
        ten = Script(Text("10", "number", role), sup=Text(whole, "number", role))
        return Row((*sign, ten)) if sign else ten
    ten = Script(Text("10", "number", role), sup=Text(whole, "number", role))
    return Row((Text(head, "number", role), operator("·"), ten))


def _of(node: Node) -> Math:
    match node:
        case Number(value=value):
            letter = next((name for name, known in CONSTANTS.items() if known == value), "")
            return Text("π") if letter == "pi" else Text(letter) if letter else _literal(value)
        case Name(name=name):
            return name_of(name)
        case Apply(op=op, args=args):
            special = _SPECIAL.get(op)
            return special(args) if special is not None else _applied(op, args)


def _literal(value: float) -> Math:
    """A number as it was typed, as far as a float remembers."""
    return Text(f"{value:.12g}".replace("-", "−"), "number")


def _applied(op: str, args: tuple[Node, ...]) -> Math:
    if op in _SIGNS:
        left, right = args
        own = _TIGHTNESS[op]
        return Row((_inside(left, own), operator(_SIGNS[op]), _inside(right, own + 1)))
    return _called(Text(_WRITTEN.get(op, op), "word"), args)


def _called(name: Math, args: tuple[Node, ...]) -> Math:
    items: list[Math] = []
    for at, one in enumerate(args):
        items += ([Text(", ", "word")] if at else []) + [_of(one)]
    return Row((name, Fence(Row(tuple(items)))))


def _tightness(node: Node) -> int:
    if isinstance(node, Number) and node.value < 0:
        return _TIGHTNESS["neg"]
    return _TIGHTNESS.get(node.op, _WHOLE) if isinstance(node, Apply) else _WHOLE


def _inside(node: Node, least: int) -> Math:
    """In brackets unless it holds together at least so well."""
    return _of(node) if _tightness(node) >= least else Fence(_of(node))


def _product(args: tuple[Node, ...]) -> Math:
    left, right = args
    pair = _inside(left, 6), _inside(right, 7)
    if isinstance(left, Number) and isinstance(right, Name):
        return Row((pair[0], SIDE_BY_SIDE, pair[1]))  # 2 x
    return Row((pair[0], operator("·"), pair[1]))


def _power(args: tuple[Node, ...]) -> Math:
    base, power = args
    whole = isinstance(base, Name) or (isinstance(base, Number) and base.value >= 0)
    return Script(_of(base) if whole else Fence(_of(base)), sup=_of(power))


def _negative(args: tuple[Node, ...]) -> Math:
    return Row((Text("−", "operator"), _inside(args[0], 6)))


def _choice(args: tuple[Node, ...]) -> Math:
    condition, then, otherwise = args
    return Cases(((_of(then), _of(condition)), (_of(otherwise), Text("otherwise", "word"))))


def _softmax(args: tuple[Node, ...]) -> Math:
    """softmax(t, x, a, ...): the share of the first."""
    if isinstance(args[0], Number) and args[0].value == 1:
        return _called(Text("softmax", "word"), args[1:])
    head = Script(Text("softmax", "word"), sub=_of(args[0]))
    return _called(head, args[1:])


def _normal(args: tuple[Node, ...]) -> Math:
    """normal(x, mu, sigma): the density written out."""
    x, mu, sigma = args
    away: Math = Row((_inside(x, 5), operator("−"), _inside(mu, 6)))
    if isinstance(mu, Number) and mu.value == 0:
        away = _of(x)
    square = Script(Fence(away) if isinstance(away, Row) else away, sup=Text("2", "number"))
    wide = Script(_inside(sigma, _WHOLE), sup=Text("2", "number"))
    power = Row((Text("−", "operator"), Frac(square, Row((Text("2", "number"), wide)))))
    root = Root(Row((Text("2", "number"), Text("π"))))
    below = Row((_inside(sigma, _WHOLE), SIDE_BY_SIDE, root))
    return Row((Frac(Text("1", "number"), below), Script(Text("e"), sup=power)))


_SPECIAL: dict[str, Callable[[tuple[Node, ...]], Math]] = {
    "mul": _product,
    "pow": _power,
    "neg": _negative,
    "div": lambda args: Frac(_of(args[0]), _of(args[1])),
    "sqrt": lambda args: Root(_of(args[0])),
    "abs": lambda args: Fence(_of(args[0]), "|", "|"),
    "exp": lambda args: Script(Text("e"), sup=_of(args[0])),
    "floor": lambda args: Fence(_of(args[0]), "⌊", "⌋"),
    "ceil": lambda args: Fence(_of(args[0]), "⌈", "⌉"),
    "not": lambda args: Row((Text("not ", "word"), _inside(args[0], _WHOLE))),
    "where": _choice,
    "softmax": _softmax,
    "normal": _normal,
}
