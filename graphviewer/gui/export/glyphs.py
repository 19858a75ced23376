"""Letters as outlines, each kept once: text that looks the same where our fonts are not."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QPainterPath, QRawFont, QTextLayout

from graphviewer.gui.theme.fonts import MONO, mono, sans


class Placed(NamedTuple):
    """A letter: the key of its outline, and where it stands from the text's start."""

    key: str
    x: float


class Glyphs:
    """The letters used so far. `outlines` maps their keys to the data of SVG paths."""

    def __init__(self) -> None:
        self.outlines: dict[str, str] = {}
        self._keys: dict[tuple[str, str, float, int], str] = {}
        self._texts: dict[tuple[str, str, int, bool], tuple[Placed, ...]] = {}

    def text(self, text: str, family: str, px: int, bold: bool) -> tuple[Placed, ...]:
        """A text of one font set on a baseline."""
        key = (text, family, px, bold)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = tuple(self._set(text, font_of(family, px, bold)))
        return found

    def _set(self, text: str, font: QFont) -> list[Placed]:
        layout = QTextLayout(text, font)
        layout.beginLayout()
        layout.createLine().setLineWidth(1e6)
        layout.endLayout()
        found: list[Placed] = []
        for run in layout.glyphRuns():
            raw = run.rawFont()
            for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
                key = self._key(raw, glyph)
                if key:
                    found.append(Placed(key, at.x()))
        return sorted(found, key=lambda one: one.x)

    def _key(self, raw: QRawFont, glyph: int) -> str:
        """The key of a letter's outline; empty for one without ink."""
        about = (raw.familyName(), raw.styleName(), raw.pixelSize(), glyph)
        key = self._keys.get(about)
        if key is None:
            path = data_of(raw.pathForGlyph(glyph))
            key = self._keys[about] = f"l{len(self._keys)}" if path else ""
            if path:
                self.outlines[key] = path
        return key


@lru_cache(maxsize=64)
def font_of(family: str, px: int, bold: bool) -> QFont:
    """The font that an SVG of ours names."""
    return mono(px, bold) if family.startswith(MONO[0]) else sans(px, bold)


def data_of(path: QPainterPath) -> str:
    """The data of an SVG path."""
    words: list[str] = []
    count, place = path.elementCount(), 0
    while place < count:
        element = path.elementAt(place)
        if element.isMoveTo():
            words.append(f"{'Z' if words else ''}M{_number(element.x)} {_number(element.y)}")
        elif element.isLineTo():
            words.append(f"L{_number(element.x)} {_number(element.y)}")
        else:
            points = (path.elementAt(place + k) for k in range(3))
            words.append("C" + " ".join(f"{_number(p.x)} {_number(p.y)}" for p in points))
            place += 2
        place += 1
    return "".join(words) + ("Z" if words else "")


def _number(x: float) -> str:
    return f"{x:.2f}".rstrip("0").rstrip(".").replace("-0.", "-.") or "0"
