"""What the editor's keys do to lines of text: pure functions, applied as one step of undo."""

from __future__ import annotations

INDENT = 4
_OPENERS = (":", "(", "[", "{")
_CLOSING_WORDS = ("return", "pass", "break", "continue", "raise")


def to_next_stop(column: int) -> str:
    """The spaces from a column to the next tab stop."""
    return " " * (INDENT - column % INDENT)


def indented(lines: list[str]) -> list[str]:
    """Lines one stop further in; empty ones stay."""
    return [" " * INDENT + line if line.strip() else line for line in lines]


def dedented(lines: list[str]) -> list[str]:
    """Lines one stop further out, as far as they have room."""
    return [line[min(INDENT, leading(line)) :] for line in lines]


def leading(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def next_indent(before: str) -> str:
    """What a new line begins with, given the text of its predecessor up to the cursor."""
    spaces = leading(before)
    code = before.split("#", 1)[0].rstrip()
    if code.endswith(_OPENERS):
        spaces += INDENT
    elif code.strip().split(" ", 1)[0] in _CLOSING_WORDS:
        spaces = max(0, spaces - INDENT)
    return " " * spaces


def commented(lines: list[str]) -> list[str]:
    """Lines made comments, or program again if all of them are comments already."""
    written = [line for line in lines if line.strip()]
    if written and all(line.lstrip().startswith("#") for line in written):
        return [_uncommented(line) for line in lines]
    column = min((leading(line) for line in written), default=0)
    return [f"{line[:column]}# {line[column:]}" if line.strip() else line for line in lines]


def _uncommented(line: str) -> str:
    if not line.strip():
        return line
    head, _, tail = line.partition("#")
    return head + tail.removeprefix(" ")


def smart_home(line: str, column: int) -> int:
    """Where Home goes: the first letter, or the very start if already there."""
    first = leading(line)
    return 0 if column == first else first
