"""What to do about an error: PyTorch's own from the explanations, Python's from a table here."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication

from graphviewer.explain.words import errors
from graphviewer.tape.rows import Error


def advice(error: Error, language: Literal["en", "ko"]) -> str:
    """What to do about an error; empty where we know nothing better than its message."""
    return errors.advice(error.message, language) or _table().get(error.type, "")


def _table() -> dict[str, str]:
    """A type of error and what to do about it, in the language of now."""
    translate = QCoreApplication.translate
    unread = translate(
        "Advice",
        "Python could not read this line. Look for a bracket, quote or colon missing here or in "
        "the line above.",
    )
    block = translate(
        "Advice",
        "After a line that ends with a colon the block begins further in, and all its lines in the "
        "same column, with the same tabs or spaces.",
    )
    return {
        "SyntaxError": unread,
        "IndentationError": block,
        "TabError": block,
        "NameError": translate(
            "Advice",
            "Nothing has this name yet. Check its spelling, and that the line that makes it runs "
            "first.",
        ),
        "EOFError": translate(
            "Advice", "Programs here have no keyboard; write the value into the program."
        ),
        "ModuleNotFoundError": translate(
            "Advice", "Check the spelling of the module; it must be installed."
        ),
        "RecursionError": translate(
            "Advice", "The function calls itself without end. Look for its stopping case."
        ),
        "MemoryError": translate("Advice", "The tensors do not fit in memory. Make them smaller."),
    }
