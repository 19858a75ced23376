"""What is answered. Arrays are float64 unless said otherwise."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.runs.array import Array


class CurveDrawn(Struct, frozen=True, kw_only=True, tag="curve"):
    """`x` [n] and a row for the function and each derivative [orders + 1, n]; NaN: none there."""

    x: Array
    rows: Array


class Refused(Struct, frozen=True, kw_only=True, tag="refused"):
    """The question has no answer: why, and at which character of the formula (-1: none)."""

    message: str
    at: int = -1


Answer = CurveDrawn | Refused


class Answered(Struct, frozen=True, kw_only=True, tag="answered"):
    """A part of an answer; `last`: nothing more comes."""

    number: int
    answer: Answer
    last: bool = True
