"""Where the data came from, in the present language. The data's readers say it in English."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from graphviewer.gui.actions import QT_TRANSLATE_NOOP

# Each part of an origin as graphviewer.data writes it; a name in braces stands for any text.
_PARTS = (
    QT_TRANSLATE_NOOP("DataOrigin", "the small FashionMNIST that ships with the app"),
    QT_TRANSLATE_NOOP("DataOrigin", "8x8 means of {whole}"),
    QT_TRANSLATE_NOOP("DataOrigin", "FashionMNIST from {place}"),
    QT_TRANSLATE_NOOP("DataOrigin", "IDX files from {place}"),
    QT_TRANSLATE_NOOP("DataOrigin", "images of {place}"),
    QT_TRANSLATE_NOOP("DataOrigin", "the table {place}: a regression"),
    QT_TRANSLATE_NOOP("DataOrigin", "the table {place}: {n} classes"),
    QT_TRANSLATE_NOOP("DataOrigin", "validation from {place}"),
    QT_TRANSLATE_NOOP("DataOrigin", "one row in {n} is held back for validation"),
    QT_TRANSLATE_NOOP(
        "DataOrigin", "validated on the training examples: there are too few to hold some back"
    ),
    QT_TRANSLATE_NOOP("DataOrigin", "made: {rule} with noise {noise}, seed {seed}"),
    QT_TRANSLATE_NOOP("DataOrigin", "the four rows of XOR"),
    QT_TRANSLATE_NOOP("DataOrigin", "five students' marks"),
    QT_TRANSLATE_NOOP("DataOrigin", "six students"),
    QT_TRANSLATE_NOOP("DataOrigin", "eight rows"),
    QT_TRANSLATE_NOOP("DataOrigin", "four points"),
)


def origin_told(origin: str) -> str:
    """The origin of a Loaded in the present language; what is not known stays as it is."""
    return "; ".join(_part_told(part) for part in origin.split("; "))


def _part_told(part: str) -> str:
    for source in _PARTS:
        found = _pattern(source).fullmatch(part)
        if found is not None:
            named = found.groupdict()
            if "whole" in named:
                named["whole"] = _part_told(named["whole"])
            return QCoreApplication.translate("DataOrigin", source).format(**named)
    return part


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """What a part matches: its own text, and any where it has a name in braces."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(source)))
