"""Values as one types them."""

from __future__ import annotations

import re

Value = bool | int | float | str | tuple[float, ...]


def text_of(found: Value) -> str:
    """A value as one would type it: 0.1, 1e-8, 256. Reading it back gives the same value."""
    if isinstance(found, tuple):
        return ", ".join(text_of(one) for one in found)
    if isinstance(found, float):
        text = repr(found).removesuffix(".0")
        return re.sub(r"e([+-])0*(\d)", lambda m: f"e{m[1].replace('+', '')}{m[2]}", text)
    return str(found)
