"""Values as one types them, and names where there is little room."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

Value = bool | int | float | str | tuple[float, ...]


def text_of(found: Value) -> str:
    """A value as one would type it: 0.1, 1e-8, 256. Reading it back gives the same value."""
    if isinstance(found, tuple):
        return ", ".join(text_of(one) for one in found)
    if isinstance(found, float):
        text = repr(found).removesuffix(".0")
        return re.sub(r"e([+-])0*(\d)", lambda m: f"e{m[1].replace('+', '')}{m[2]}", text)
    return str(found)


def narrowed(name: str, font: QFont, room: float) -> str:
    """A name cut in its middle to fit: those that begin alike are still told apart by their end."""
    return QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideMiddle, room)


def fitted(text: str, font: QFont, width: float) -> str:
    """Text cut at its end to fit a width, with an ellipsis where it was cut."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
