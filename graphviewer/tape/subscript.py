"""Small numbers that tell things of one name apart."""

from __future__ import annotations

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def subscript(number: int) -> str:
    """`₁₂`."""
    return str(number).translate(SUBSCRIPTS)
