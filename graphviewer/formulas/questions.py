"""What the pages Functions and Descent can ask of a process that has torch."""

from __future__ import annotations

from msgspec import Struct


class Curve(Struct, frozen=True, kw_only=True, tag="curve"):
    """A function of x from `low` to `high` at `many` places, and its first `orders` derivatives.

    `constants` are the numbers of the formula's other names.
    """

    formula: str
    low: float
    high: float
    many: int = 1001
    orders: int = 1
    constants: dict[str, float] = {}


Question = Curve


class Ask(Struct, frozen=True, kw_only=True, tag="ask"):
    """A question; a later one of the same channel takes its place."""

    number: int
    channel: str  # who asks: "functions.0", "descent"
    question: Question
