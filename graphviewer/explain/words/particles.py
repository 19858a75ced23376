"""Korean particles that fit how the word before them is read."""

from __future__ import annotations

import re

_PARTICLES = re.compile(r"(\w*)([^\w\s]*)(은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로)")
_LIQUID_LETTERS = frozenset("lrLR178₁₇₈")  # 엘, 알, 일, 칠, 팔: ending in ㄹ
_CLOSED_LETTERS = frozenset("lmnrLMNR013678₀₁₃₆₇₈")  # 엘, 엠, 엔, 알, 영, 일 ...
_CLOSED_ENDINGS = re.compile(r"[a-z](?:[lmn]e?|(?<!h)[aeiou]t|[ckp]k|[^aeiou]r)$|[^aeiou][aeiou]p$")


def _is_closed(word: str) -> bool:
    """Whether a word is read with a final consonant: 컷, 라인, 레이어 (not), 엘, 일."""
    word = word.rpartition("_")[2]
    last = word[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 > 0
    if len(word) > 1 and word.isascii() and word.isalpha() and word.islower():
        return _CLOSED_ENDINGS.search(word) is not None
    return last in _CLOSED_LETTERS


def _is_liquid(word: str) -> bool:
    """Whether the final consonant is ㄹ, after which 로 stands as after a vowel."""
    word = word.rpartition("_")[2]
    last = word[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 == 8
    if len(word) > 1 and word.isascii() and word.isalpha() and word.islower():
        return last in "lr" or word.endswith("le")
    return last in _LIQUID_LETTERS


def _fitting(match: re.Match[str]) -> str:
    before, signs, both = match.groups()
    if both == "(으)로":
        return before + signs + ("으로" if _is_closed(before) and not _is_liquid(before) else "로")
    first, second = both[0], both[2]
    if both.startswith("와"):
        first, second = second, first
    return before + signs + (first if _is_closed(before) else second)


def fitted(text: str) -> str:
    """A sentence whose particles were written in both forms, with the fitting ones."""
    return _PARTICLES.sub(_fitting, text)
