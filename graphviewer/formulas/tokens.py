"""A formula's words, each checked against the one before it: what is missing is said here."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from graphviewer.formulas.functions import ALSO, FUNCTIONS
from graphviewer.formulas.problem import FormulaProblem

Kind = Literal["number", "name", "sign", "word", "open", "close", "comma", "assign"]
NAME_LENGTH = 24
NESTED = 40  # brackets within brackets

_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_LETTER = "A-Za-zµϑϕϵα-ωΑ-Ω"
_NAME = (
    rf"(?:(?:torch\.(?:nn\.functional\.)?|F\.|np\.|math\.)(?=[a-z]))?([{_LETTER}_][{_LETTER}0-9_]*)"
)
_SIGN = r"\*\*|//|<=|>=|==|!=|[-+*/%<>^−–×·⋅÷≤≥≠²³]"
_WORDS = re.compile(
    rf"\s*(?:(?P<number>{_NUMBER})|(?P<name>{_NAME})|(?P<sign>{_SIGN})|(?P<other>\S))"
)
_PLAIN = {
    "^": "**", "−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/",
    "≤": "<=", "≥": ">=", "≠": "!=",
}  # fmt: skip
_RAISED = {"²": "2", "³": "3"}
_OTHERS: dict[str, Kind] = {"(": "open", ")": "close", ",": "comma", "=": "assign"}


class Token(Struct, frozen=True):
    """A word of a formula as Python writes it, and the character it began at."""

    kind: Kind
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """The words of a formula, in an order that makes sense. Raises FormulaProblem."""
    found = list(_cut(text))
    if not found:
        raise FormulaProblem("empty")
    _check(found)
    return found


def _cut(text: str) -> Iterator[Token]:
    text = text.rstrip()
    at = 0
    while at < len(text):
        match = _WORDS.match(text, at)
        assert match is not None  # \S takes what nothing else did
        group = str(match.lastgroup)
        word, start = match[group], match.start(group)
        at = match.end()
        if group == "number":
            yield Token("number", _number(word, start), start)
        elif group == "name":
            yield _name(match[3], start)
        elif word in _RAISED:
            yield from (Token("sign", "**", start), Token("number", _RAISED[word], start))
        elif group == "sign":
            yield Token("sign", _PLAIN.get(word, word), start)
        elif word in _OTHERS:
            yield Token(_OTHERS[word], word, start)
        else:
            code = "bar" if word == "|" else "character"
            raise FormulaProblem(code, start, what=word)


def _number(word: str, at: int) -> str:
    value = float(word)
    if value == float("inf"):
        raise FormulaProblem("large", at, what=word if len(word) <= 12 else f"{word[:9]}...")
    return repr(int(word)) if word.isdigit() else word  # Python refuses 007


def _name(word: str, at: int) -> Token:
    name = "pi" if word == "π" else unicodedata.normalize("NFKC", word)
    if name in ("and", "or", "not"):
        return Token("word", name, at)
    if keyword.iskeyword(name):
        raise FormulaProblem("word", at, what=name)
    if len(name) > NAME_LENGTH:
        raise FormulaProblem("name_long", at, what=f"{name[:NAME_LENGTH]}...")
    return Token("name", name, at)


class _Brackets:
    """The brackets that are open, and whether each is a function's."""

    def __init__(self) -> None:
        self._open: list[tuple[Token, bool]] = []

    def open(self, token: Token, *, call: bool) -> None:
        """One more. Raises FormulaProblem."""
        self._open.append((token, call))
        if len(self._open) > NESTED:
            raise FormulaProblem("deep", token.at)

    def close(self, token: Token) -> None:
        """The innermost is closed. Raises FormulaProblem."""
        if not self._open:
            raise FormulaProblem("close", token.at)
        self._open.pop()

    @property
    def in_call(self) -> bool:
        """Whether the innermost is a function's."""
        return bool(self._open) and self._open[-1][1]

    def end(self) -> None:
        """No more words. Raises FormulaProblem where one is still open."""
        if self._open:
            raise FormulaProblem("open", self._open[-1][0].at)


def _check(found: list[Token]) -> None:
    """See that numbers and signs take turns and brackets match. Raises FormulaProblem."""
    brackets = _Brackets()
    before: Token | None = None
    wanted = True  # a number, not a sign
    for token in found:
        if wanted:
            wanted = _starts(token, before, brackets)
        else:
            assert before is not None
            wanted = _follows(token, before, brackets)
        before = token
    assert before is not None
    if wanted:
        raise FormulaProblem("end", before.at, what=before.text)
    brackets.end()


def _starts(token: Token, before: Token | None, brackets: _Brackets) -> bool:
    """Take a word where a number is wanted; whether one still is afterwards."""
    if token.kind in ("number", "name"):
        return False
    if token.kind == "open":
        brackets.open(token, call=False)
        return True
    if token.kind == "close" and before is not None and before.kind == "open" and brackets.in_call:
        brackets.close(token)  # f(): its function says how many numbers it needs
        return False
    if token.text in ("+", "-", "not"):
        return True
    if token.kind == "close":
        brackets.close(token)
    raise FormulaProblem("before", token.at, what=token.text)


def _follows(token: Token, before: Token, brackets: _Brackets) -> bool:
    """Take a word that comes after a number; whether a number is wanted next."""
    match token.kind:
        case "open" if before.kind == "name":
            brackets.open(token, call=True)
            return True
        case "number" | "name" | "open":
            raise _beside(before, token)
        case "close":
            brackets.close(token)
            return False
        case "comma" if not brackets.in_call:
            raise FormulaProblem("comma", token.at)
        case "assign" if not brackets.in_call or before.kind != "name":
            raise FormulaProblem("equals", token.at)
        case "word" if token.text == "not":
            raise FormulaProblem("word", token.at, what="not")
    return True


def _beside(left: Token, right: Token) -> FormulaProblem:
    if left.kind == "name" and (left.text in FUNCTIONS or left.text in ALSO):
        return FormulaProblem("brackets", left.at, name=left.text, right=right.text)
    return FormulaProblem("times", right.at, left=left.text, right=right.text)
