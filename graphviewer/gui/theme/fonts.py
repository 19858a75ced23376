"""The bundled fonts: the same letters on every machine; Latin first, Hangul second."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from graphviewer.disk.resources import asset

SANS = ["Graphviewer Sans", "Graphviewer Hangul", "Graphviewer Maths"]
MONO = ["Graphviewer Mono", "Graphviewer Hangul", "Graphviewer Maths"]
FILES = (
    "Sans-Regular.otf",
    "Sans-Bold.otf",
    "Hangul-Regular.otf",
    "Hangul-Bold.otf",
    "Mono-Regular.ttf",
    "Mono-Bold.ttf",
    "Maths-Regular.ttf",
)


class MissingFont(RuntimeError):
    """A bundled font file is absent or unreadable."""


@cache
def load_fonts() -> None:
    """Make the bundled fonts known to Qt, once. Needs a QGuiApplication. Raises MissingFont."""
    for name in FILES:
        path = asset("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MissingFont(f"the font {path} cannot be read; reinstall graphviewer")


def sans(px: float, bold: bool = False) -> QFont:
    """The text font at a height of `px` pixels, with tabular figures."""
    return QFont(_sans(round(px), bold))


def mono(px: float, bold: bool = False) -> QFont:
    """The program's font at a height of `px` pixels."""
    return QFont(_mono(round(px), bold))


def maths_path() -> Path:
    """The OpenType mathematics font, for the typesetter."""
    return asset("fonts", "Maths-Regular.ttf")


def sans_path() -> Path:
    """The text font's file, for letters the mathematics font lacks."""
    return asset("fonts", "Sans-Regular.otf")


def hangul_path() -> Path:
    """The Hangul font's file, for the typesetter's Korean words."""
    return asset("fonts", "Hangul-Regular.otf")


@cache  # making one takes longer than copying it by far, and charts ask at every picture
def _sans(px: int, bold: bool) -> QFont:
    font = _font(SANS, px, bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _mono(px: int, bold: bool) -> QFont:
    return _font(MONO, px, bold)


def _font(families: list[str], px: int, bold: bool) -> QFont:
    load_fonts()
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(max(1, px))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font
