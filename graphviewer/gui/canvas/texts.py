"""How wide texts are, and what is left of those too long for a card."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFontMetricsF

from graphviewer.explain.numbers import short
from graphviewer.gui.canvas.recent import Recent
from graphviewer.gui.theme.fonts import sans
from graphviewer.tape.value import Value

SHORT: Recent[str] = Recent(4_096, 4 * 1024**2)


@lru_cache(maxsize=20_000)
def width_of(text: str, px: int, bold: bool = False) -> float:
    """How wide a text is, in scene pixels."""
    return metrics_of(px, bold).horizontalAdvance(text)


@lru_cache(maxsize=32)
def metrics_of(px: int, bold: bool = False) -> QFontMetricsF:
    return QFontMetricsF(sans(px, bold))


def in_short(value: Value) -> str:
    """A value in a line; each step says most of what the last one said."""
    found = SHORT.get(value)
    return SHORT.keep(value, short(value), len(value.data)) if found is None else found


def cut(text: str, length: int) -> str:
    """At most `length` characters, the last an ellipsis where some were left out."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def cut_name(text: str, length: int) -> str:
    """At most `length` characters; of a dotted name its last parts, which tell one from another."""
    text = " ".join(text.split())
    if len(text) <= length or "." not in text or " " in text:
        return cut(text, length)
    parts = text.split(".")
    ends = (".".join(parts[at:]) for at in range(1, len(parts)))
    kept = next((one for one in ends if len(one) < length), "")
    if len(kept) > length // 2:
        return "…" + kept
    head = length - len(kept) - 2
    return f"{text[:head]}….{kept}" if kept else cut(text, length)


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
