"""The lines of a program, counted as Python counts them."""

from __future__ import annotations


def lines_of(source: str) -> list[str]:
    """The lines without their ends; `str.splitlines` also breaks at form feeds and U+2028."""
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
