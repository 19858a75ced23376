"""How wide texts are, and what is left of those too long for a card."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFontMetricsF

from graphviewer.gui.theme.fonts import sans


@lru_cache(maxsize=20_000)
def width_of(text: str, px: int, bold: bool = False) -> float:
    """How wide a text is, in scene pixels."""
    return metrics_of(px, bold).horizontalAdvance(text)


@lru_cache(maxsize=32)
def metrics_of(px: int, bold: bool = False) -> QFontMetricsF:
    return QFontMetricsF(sans(px, bold))


def cut(text: str, length: int) -> str:
    """At most `length` characters, the last an ellipsis where some were left out."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def cut_middle(text: str, length: int) -> str:
    """At most `length` characters, the middle left out: both ends of an expression tell most."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = (length - 1) // 2
    return text[:head] + "…" + text[head + 1 - length :]


def shape(lengths: tuple[int, ...]) -> str:
    """`[4×3]`."""
    return "[" + "×".join(map(str, lengths)) + "]"
