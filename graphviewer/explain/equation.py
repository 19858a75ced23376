"""Equations as data: boxes of mathematics in which every factor knows what it stands for.

The typesetter in gui/ turns them into a picture; `plain` turns them into one line of text.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

# What a piece of an equation means; decides its colour, never alone: gradients are bold too.
Role = Literal["plain", "value", "gradient", "leaf", "loss", "constant", "muted"]


class Ref(Struct, frozen=True):
    """What a factor stands for: a click selects it, and it lights up while selected."""

    kind: Literal["tensor", "gradient", "node", "op"]
    id: int


class Text(Struct, frozen=True, tag=True):
    """A run of text: a name (italic), a number, an operator, upright words such as `sin`, or code.

    Code is what a program printed: each of its letters is as wide as the next.
    """

    text: str
    style: Literal["name", "number", "operator", "word", "code"] = "name"
    role: Role = "plain"
    ref: Ref | None = None


class Row(Struct, frozen=True, tag=True):
    """Pieces side by side."""

    items: tuple[Math, ...]
    role: Role = "plain"
    ref: Ref | None = None


class Frac(Struct, frozen=True, tag=True):
    """A fraction."""

    top: Math
    bottom: Math
    ref: Ref | None = None
    role: Role = "plain"


class Script(Struct, frozen=True, tag=True):
    """A base with a superscript, a subscript or both."""

    base: Math
    sup: Math | None = None
    sub: Math | None = None


class Root(Struct, frozen=True, tag=True):
    """A square root."""

    body: Math


class Big(Struct, frozen=True, tag=True):
    """A big operator with limits below and above: a sum, a product."""

    symbol: str
    below: Math | None = None
    above: Math | None = None


class Fence(Struct, frozen=True, tag=True):
    """Something in brackets that grow with it."""

    body: Math
    left: str = "("
    right: str = ")"


class Matrix(Struct, frozen=True, tag=True):
    """Rows of cells in brackets; a cell of dots stands for what was left out."""

    rows: tuple[tuple[Math, ...], ...]
    left: str = "["
    right: str = "]"
    role: Role = "plain"
    ref: Ref | None = None


class Cases(Struct, frozen=True, tag=True):
    """A choice: value and condition a line, behind a brace."""

    rows: tuple[tuple[Math, Math], ...]


Math = Text | Row | Frac | Script | Root | Big | Fence | Matrix | Cases


def plain(math: Math) -> str:
    """The equation as one line of text, for tooltips, screen readers and the command line."""
    match math:
        case Text():
            return math.text
        case Row():
            return "".join(plain(item) for item in math.items)
        case Frac():
            return f"{_grouped(math.top)}/{_grouped(math.bottom)}"
        case Script():
            sup = f"^{_grouped(math.sup)}" if math.sup is not None else ""
            sub = _subscript(math.sub) if math.sub is not None else ""
            return plain(math.base) + sub + sup
        case Root():
            return f"√({plain(math.body)})"
        case Big():
            return math.symbol + (f"_{_grouped(math.below)} " if math.below is not None else " ")
        case Fence():
            return math.left + plain(math.body) + math.right
        case Matrix():
            rows = (" ".join(plain(cell) for cell in row) for row in math.rows)
            return math.left + "; ".join(rows) + math.right
        case Cases():
            return "{" + "; ".join(f"{plain(v)} if {plain(c)}" for v, c in math.rows) + "}"


def _subscript(math: Math) -> str:
    """A number below as the characters a tensor's name has it with: y₂."""
    text = plain(math)
    return text.translate(_SUBSCRIPTS) if text.isdigit() else f"_{_grouped(math)}"


def _grouped(math: Math) -> str:
    """As part of a fraction or a script: in brackets unless it reads as one thing."""
    text = plain(math)
    whole = isinstance(math, (Fence, Matrix)) or (isinstance(math, Text) and " " not in text)
    single = len(text) <= 2 or whole or _ONE_THING.match(text)
    return text if single else f"({text})"


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ONE_THING = re.compile(r"^∂?(?:[\w.]+|\([^()]*\)|\[[^\[\]]*\])$")  # c, ∂loss, (v · y), ∂(a + b)
