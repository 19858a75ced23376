"""What a program wrote between the brackets of `x[...]`, as text and as parts.

Parts stand apart by commas: `1`, `0:2`, `::-1`, `None`, `...`, a list of numbers or of `True` and
`False` (`[0,2]`), and `T` for a tensor, which is the next among the call's inputs after the first.
"""

from __future__ import annotations

import re

Key = int | slice | list[int] | list[bool] | str | None  # a str is one of the two below
TENSOR, REST = "T", "..."
LONGEST = 400  # letters of a key on a tape
_NUMBER = r"-?\d{1,18}"
_PART = re.compile(rf"\[[^\]]*\]|(?:{_NUMBER})?:[-\d:]*|{_NUMBER}|None|\.\.\.|T")
_SLICE = re.compile(rf"({_NUMBER})?:({_NUMBER})?(?::({_NUMBER})?)?")
_NUMBERS = re.compile(rf"\[(?:{_NUMBER}(?:,{_NUMBER})*)?\]")
_TRUTHS = re.compile(r"\[(?:True|False)(?:,(?:True|False))*\]")


def parts(text: str) -> tuple[Key, ...]:
    """The parts of a key's text. Raises ValueError where it is none."""
    if len(text) > LONGEST:
        raise ValueError(f"a key of {len(text)} letters")
    found: list[Key] = []
    place = 0
    while place < len(text):
        match = _PART.match(text, place)
        if match is None or text[match.end() : match.end() + 1] not in ("", ","):
            raise ValueError(f"{text!r} is no key")
        found.append(_part(match.group()))
        place = match.end() + 1
    if text.endswith(","):
        raise ValueError(f"{text!r} is no key")
    return tuple(found)


def _part(text: str) -> Key:
    if text in (TENSOR, REST):
        return text
    if text == "None":
        return None
    if _NUMBERS.fullmatch(text):
        return [int(one) for one in text[1:-1].split(",") if one]
    if _TRUTHS.fullmatch(text):
        return [one == "True" for one in text[1:-1].split(",")]
    found = _SLICE.fullmatch(text)
    if found is not None:
        return slice(*(int(end) if end else None for end in found.groups()))
    return int(text)
