"""The mathematics font: outlines, and what its MATH table says about sizes and growing."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QPainterPath, QRawFont

from graphviewer.gui.theme.fonts import hangul_path, maths_path, sans_path

EM = 100.0  # outlines are taken at this size and scaled

# Places in MathConstants after its four leading integers
CONSTANTS = {
    "axis": 1,
    "sub_down": 4,
    "sup_up": 7,
    "sup_bottom_min": 9,
    "script_gap": 11,
    "upper_gap": 14,
    "lower_gap": 16,
    "num_up": 28,
    "num_gap": 32,
    "rule": 34,
    "den_down": 30,
    "den_gap": 35,
    "root_gap": 45,
    "root_rule": 47,
}


class Face:
    """One font file: outlines, advances and bounds of its glyphs, in ems."""

    def __init__(self, path: Path) -> None:
        self.raw = QRawFont(str(path), EM, QFont.HintingPreference.PreferNoHinting)
        self._glyphs: dict[str, int] = {}
        self._outlines: dict[int, QPainterPath] = {}
        self._metrics: dict[int, tuple[float, float, float]] = {}

    def glyph(self, char: str) -> int:
        """Number of the glyph for a character, 0 if the font has none."""
        found = self._glyphs.get(char)
        if found is None:
            numbers = self.raw.glyphIndexesForString(char)
            found = self._glyphs[char] = numbers[0] if numbers else 0
        return found

    def outline(self, glyph: int) -> QPainterPath:
        """The outline at EM pixels."""
        found = self._outlines.get(glyph)
        if found is None:
            found = self._outlines[glyph] = self.raw.pathForGlyph(glyph)
        return found

    def metrics(self, glyph: int) -> tuple[float, float, float]:
        """Advance, height above and depth below the baseline, in ems."""
        found = self._metrics.get(glyph)
        if found is None:
            advance = self.raw.advancesForGlyphIndexes([glyph])[0].x()
            bounds = self.outline(glyph).boundingRect()
            found = (advance / EM, -bounds.top() / EM, bounds.bottom() / EM)
            self._metrics[glyph] = found
        return found


class MathFont:
    """The mathematics face with the text faces behind it for what it lacks (Hangul)."""

    def __init__(self) -> None:
        self.face = Face(maths_path())
        self.faces = (self.face, Face(sans_path()), Face(hangul_path()))
        table = bytes(self.face.raw.fontTable("MATH").data())
        self._units = self.face.raw.unitsPerEm()
        self._constants = _constants(table)
        self._variants = _vertical_variants(table)

    def constant(self, name: str) -> float:
        """A length from the MATH table, in ems."""
        return self._constants[CONSTANTS[name]] / self._units

    def find(self, char: str) -> tuple[Face, int]:
        """The first face that has a character, and its glyph there."""
        for face in self.faces:
            glyph = face.glyph(char)
            if glyph:
                return face, glyph
        return self.face, 0

    def grown(self, char: str, height: float) -> tuple[int, float]:
        """The glyph for a bracket of at least `height` ems, and by how much to stretch it yet."""
        plain = self.face.glyph(char)
        chosen, size = plain, sum(self.face.metrics(plain)[1:])
        for glyph in self._variants.get(plain, ()):
            if size >= height:
                break
            chosen, size = glyph, sum(self.face.metrics(glyph)[1:])
        return chosen, max(1.0, height / size) if size > 0 else 1.0

    def large(self, char: str) -> int:
        """The display size of a big operator."""
        plain = self.face.glyph(char)
        variants = self._variants.get(plain, ())
        return variants[1] if len(variants) > 1 else plain


@cache
def math_font() -> MathFont:
    """The one mathematics font of the process."""
    return MathFont()


def _constants(table: bytes) -> list[int]:
    start = struct.unpack_from(">H", table, 4)[0] + 8
    return [struct.unpack_from(">h", table, start + 4 * place)[0] for place in range(51)]


def _vertical_variants(table: bytes) -> dict[int, tuple[int, ...]]:
    """For each glyph that grows, its larger forms in order."""
    start = struct.unpack_from(">H", table, 8)[0]
    _, coverage, _, count = struct.unpack_from(">HHHH", table, start)
    glyphs = _coverage(table, start + coverage)
    offsets = struct.unpack_from(f">{count}H", table, start + 10)
    found: dict[int, tuple[int, ...]] = {}
    for glyph, offset in zip(glyphs, offsets, strict=False):
        _, number = struct.unpack_from(">HH", table, start + offset)
        rows = struct.unpack_from(f">{2 * number}H", table, start + offset + 4)
        found[glyph] = rows[::2]
    return found


def _coverage(table: bytes, start: int) -> list[int]:
    form, count = struct.unpack_from(">HH", table, start)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", table, start + 4))
    glyphs: list[int] = []
    for place in range(count):
        first, last, _ = struct.unpack_from(">HHH", table, start + 4 + 6 * place)
        glyphs.extend(range(first, last + 1))
    return glyphs
