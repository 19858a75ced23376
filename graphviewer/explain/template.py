"""A little language for mathematics, so that a rule is a line of text: `@g · \\frac{1}{@self}`.

`@name` stands for an operand. `\\frac{a}{b}`, `\\sqrt{a}`, `\\abs{a}`, `\\norm{a}`, `\\w{sin}`
(upright), `\\sum_{i}`, `\\prod_{i}`, `\\cases{value|condition;value|condition}`, `^{a}` and `_{a}`
do what TeX's do; brackets `( )` grow with what they hold. Letters are names, digits numbers,
anything else an operator.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graphviewer.explain.equation import Big, Cases, Fence, Frac, Math, Root, Row, Script, Text

Resolve = Callable[[str], Math]
_TOKEN = re.compile(
    r"\s*(?:(?P<operand>@[a-zA-Z0-9]+)|(?P<command>\\[a-z]+)|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>[^\W\d_]+)|(?P<other>.))"
)
_FENCES = {"\\abs": ("|", "|"), "\\norm": ("‖", "‖"), "\\floor": ("⌊", "⌋")}
_BIG = {"\\sum": "∑", "\\prod": "∏"}
_SPACED = frozenset("=+−·×÷<>≤≥≠⊙←≈∗")
NOTHING = Text("", "word")
THIN = " "
SIDE_BY_SIDE = Text(THIN, "word")  # as an operator it would have no width when set: W2h


class TemplateError(ValueError):
    """A template does not follow the language."""


def typeset(template: str, resolve: Resolve) -> Math:
    """The template as mathematics, its operands as `resolve` gives them. Raises TemplateError."""
    reader = _Reader(template, resolve)
    maths = reader.row("")
    if reader.place != len(reader.tokens):
        raise TemplateError(f"unmatched bracket in {template!r}")
    return maths


def operands(template: str) -> tuple[str, ...]:
    """Names of the operands a template speaks of, each once."""
    return tuple(dict.fromkeys(re.findall(r"@([a-zA-Z0-9]+)", template)))


def row(*items: Math) -> Math:
    """Pieces side by side; a single piece stays itself."""
    return items[0] if len(items) == 1 else Row(items)


def operator(sign: str) -> Text:
    """A binary operator or relation with the space around it."""
    return Text(f" {sign} ", "operator")


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, template: str, resolve: Resolve) -> None:
        self.template = template
        self.resolve = resolve
        self.tokens = [match for match in _TOKEN.finditer(template) if match.lastgroup]
        self.place = 0

    def peek(self) -> str:
        match = self.tokens[self.place] if self.place < len(self.tokens) else None
        return match.group(match.lastgroup or 0) if match is not None else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise TemplateError(f"expected {wanted or 'more'} in {self.template!r}")
        self.place += 1
        return token

    def row(self, ends: str) -> Math:
        """Pieces up to (not including) one of the `ends`."""
        items: list[Math] = []
        after_operand = False
        while self.peek() and self.peek() not in (")", "}") and self.peek() not in tuple(ends):
            operand = self.peek().startswith("@")
            item = self.scripted(at_start=not items)
            if item == NOTHING:
                continue
            if operand and after_operand:
                items.append(SIDE_BY_SIDE)  # multiplied
            items.append(item)
            after_operand = operand and not isinstance(item, Big)
        return row(*items) if items else NOTHING

    def scripted(self, *, at_start: bool) -> Math:
        base = self.atom(at_start=at_start)
        sup: Math | None = None
        sub: Math | None = None
        while self.peek() in ("^", "_"):
            up = self.take() == "^"
            script = self.group() if self.peek() == "{" else self.atom(at_start=True)
            given = None if script == NOTHING else script
            sup, sub = (given, sub) if up else (sup, given)
        if isinstance(base, Big) and (sub is not None or sup is not None):
            return Big(base.symbol, below=sub, above=sup)
        return base if sup is None and sub is None else Script(_base(base), sup, sub)

    def group(self) -> Math:
        self.take("{")
        inside = self.row("")
        self.take("}")
        return inside

    def atom(self, *, at_start: bool) -> Math:
        match = self.tokens[self.place]
        sign = self.take()
        match match.lastgroup:
            case "operand":
                return self.resolve(sign[1:])
            case "command":
                return self.command(sign)
            case "number":
                return Text(sign, "number")
            case "name":
                return Text(sign)
        if sign == "(":
            inside = self.row("")
            self.take(")")
            return Fence(bared(inside))
        if sign in _SPACED and not (at_start and sign in "+−"):
            return operator(sign)
        return Text(", " if sign == "," else sign, "operator")

    def command(self, name: str) -> Math:
        if name in _FENCES:
            return Fence(bared(self.group()), *_FENCES[name])
        if name in _BIG:
            return Big(_BIG[name])
        match name:
            case "\\frac":
                return Frac(bared(self.group()), bared(self.group()))
            case "\\sqrt":
                return Root(bared(self.group()))
            case "\\w":
                return self.word()
            case "\\cases":
                return self.cases()
        raise TemplateError(f"unknown {name} in {self.template!r}")

    def word(self) -> Math:
        self.take("{")
        start = self.tokens[self.place].start()
        while self.peek() != "}":
            self.take()
        text = self.template[start : self.tokens[self.place].start()].strip()
        self.take("}")
        return (
            Text(text + THIN, "word") if self.peek() not in ("(", "^", "_") else Text(text, "word")
        )

    def cases(self) -> Math:
        self.take("{")
        rows: list[tuple[Math, Math]] = []
        while self.peek() != "}":
            value = self.row("|")
            self.take("|")
            rows.append((value, self.row(";")))
            if self.peek() == ";":
                self.take()
        self.take("}")
        return Cases(tuple(rows))


def bared(maths: Math) -> Math:
    """Without brackets of its own, where what holds it groups already."""
    return maths.body if isinstance(maths, Fence) and maths.left == "(" else maths


def _base(base: Math) -> Math:
    """What a script stands on: brackets round anything that is not one thing already."""
    return Fence(base) if isinstance(base, (Row, Frac)) else base
