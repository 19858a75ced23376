"""What a restricted run was refused, in plain words before those of torch or the system."""

from __future__ import annotations

import re

from msgspec.structs import replace

from graphviewer.tape.tape import Part

MARK = "is refused because this run is restricted"  # advice is found by these words

# What native code says when the system's walls stop it -> what was refused. In this order.
_SIGNS = (
    (r"(?s)(inline_container|open file failed).*(not permitted|denied)", "writing files"),
    (r"File too large", "writing files"),
    (r"Operation not permitted", "writing files, starting processes or using the network"),
    (r"Permission denied", "using files outside the working folder"),
)


def refusal(what: str, detail: str = "") -> str:
    """The message of a refusal."""
    return f"{what} {MARK}{f' ({detail})' if detail else ''}"


def in_plain_words(part: Part) -> Part:
    """A part of a restricted run's tape, its error told as what it comes from."""
    error = part.error
    steps = tuple(
        replace(step, text=_told_step(step.text)) if step.kind == "error" else step
        for step in part.steps
    )
    if error is not None:
        error = replace(error, message=_told(error.type, error.message))
    return replace(part, steps=steps, error=error)


def _told_step(text: str) -> str:
    kind, colon, message = text.partition(": ")
    return f"{kind}{colon}{_told(kind, message)}"


def _told(kind: str, message: str) -> str:
    if MARK in message or (kind == "PermissionError" and "[Errno 13]" in message):
        return message  # said already; and Python's own files lie in the folder, or were refused
    for sign, what in _SIGNS:
        if re.search(sign, message):
            return f"{refusal(what)}. The message behind it: {message}"
    return message
