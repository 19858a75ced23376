"""Equations as MathML, written as nested lists: a tag, its attributes, and what is inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphviewer.explain.equation import (
    Big,
    Cases,
    Fence,
    Frac,
    Math,
    Matrix,
    Role,
    Root,
    Row,
    Script,
    Text,
)

Tree = str | list[Any]  # Any: attributes, then more trees
_TAGS = {"name": "mi", "number": "mn", "operator": "mo", "word": "mtext", "code": "mtext"}


def mathml(math: Math) -> Tree:
    """One equation, as wide as it is."""
    return ["math", {"displaystyle": "true"}, _of(math)]


def _of(math: Math) -> Tree:
    match math:
        case Text():
            return _text(math)
        case Row():
            return _coloured("mrow", math.role, [_of(item) for item in math.items])
        case Frac():
            return _coloured("mfrac", math.role, [_of(math.top), _of(math.bottom)])
        case Script():
            return _script(math)
        case Root():
            return ["msqrt", {}, _of(math.body)]
        case Big():
            return _big(math)
        case Fence():
            return ["mrow", {}, _sign(math.left), _of(math.body), _sign(math.right)]
        case Matrix():
            table = _table(math.rows, "right")
            inside: list[Tree] = [_sign(math.left), table, _sign(math.right)]
            return _coloured("mrow", math.role, inside)
        case Cases():
            return ["mrow", {}, _sign("{"), _table(math.rows, "left")]


def _text(math: Text) -> Tree:
    text = math.text.strip() if math.style == "operator" else math.text
    about: dict[str, str] = {} if math.role == "plain" else {"class": math.role}
    if math.style == "operator" and not text:
        return ["mspace", {"width": "0.3em"}]
    if math.style == "code":
        text = text.replace(" ", "\u00a0")  # MathML would take several for one
    return [_TAGS[math.style], about, text]


def _coloured(tag: str, role: Role, inside: Sequence[Tree]) -> Tree:
    return [tag, {} if role == "plain" else {"class": role}, *inside]


def _sign(text: str) -> Tree:
    """A bracket, which grows with what it holds."""
    return ["mo", {"stretchy": "true", "fence": "true"}, text.strip()]


def _script(math: Script) -> Tree:
    base = _of(math.base)
    if math.sup is not None and math.sub is not None:
        return ["msubsup", {}, base, _of(math.sub), _of(math.sup)]
    if math.sup is not None:
        return ["msup", {}, base, _of(math.sup)]
    return base if math.sub is None else ["msub", {}, base, _of(math.sub)]


def _big(math: Big) -> Tree:
    sign: Tree = ["mo", {"largeop": "true", "movablelimits": "false"}, math.symbol]
    if math.below is not None and math.above is not None:
        return ["munderover", {}, sign, _of(math.below), _of(math.above)]
    if math.below is not None:
        return ["munder", {}, sign, _of(math.below)]
    return sign if math.above is None else ["mover", {}, sign, _of(math.above)]


def _table(rows: Sequence[Sequence[Math]], align: str) -> Tree:
    return [
        "mtable",
        {"class": align},
        *(["mtr", {}, *(["mtd", {}, _of(cell)] for cell in row)] for row in rows),
    ]
