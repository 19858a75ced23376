"""The bundled fonts hold every sign the app writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont

from graphviewer.explain import symbols
from graphviewer.gui.canvas import words as canvas_words
from graphviewer.gui.theme import fonts
from graphviewer.gui.typeset.mathfont import math_font

pytestmark = pytest.mark.usefixtures("qtbot")
SIGNS = "∂∇Σ×÷·−√∞≈≤≥±→←↑↓σλμ…–’“✓✂○●▶◀"


def test_the_families_are_the_bundled_ones() -> None:
    assert QFontInfo(fonts.sans(14)).family() == "Graphviewer Sans"
    assert QFontInfo(fonts.mono(14)).family() == "Graphviewer Mono"
    assert QFontInfo(fonts.sans(14, bold=True)).bold()


def test_every_sign_has_a_glyph_in_some_bundled_font() -> None:
    assert [char for char in SIGNS if not math_font().find(char)[1]] == []


def test_figures_are_tabular() -> None:
    metrics = QFontMetricsF(fonts.sans(40))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


def test_hangul_has_glyphs_and_the_partial_sign_is_not_double_width() -> None:
    raw = QRawFont(str(fonts.hangul_path()), 20)
    assert all(raw.supportsCharacter(ord(char)) for char in "기울기역전파리프텐서상류연쇄법칙")
    metrics = QFontMetricsF(fonts.sans(20))
    assert metrics.horizontalAdvance("∂") < 16


def test_code_has_no_ligatures() -> None:
    metrics = QFontMetricsF(fonts.mono(20))
    assert metrics.horizontalAdvance("!=->") == pytest.approx(4 * metrics.horizontalAdvance("x"))


def test_the_fonts_stay_under_four_megabytes() -> None:
    folder = fonts.maths_path().parent
    assert sum(path.stat().st_size for path in folder.iterdir()) < 4 * 1024 * 1024
    assert (folder / "OFL.txt").is_file()


def test_every_sign_and_word_of_the_graph_has_a_glyph_in_its_fonts() -> None:
    said = "".join(symbols._SIGNS.values()) + "".join(
        text for words in canvas_words._WORDS.values() for text in words.values()
    )
    folder = fonts.maths_path().parent
    for chain in (
        ("Sans-Regular.otf", "Hangul-Regular.otf", "Maths-Regular.ttf"),
        ("Sans-Bold.otf", "Hangul-Bold.otf", "Maths-Regular.ttf"),
        ("Mono-Regular.ttf", "Hangul-Regular.otf", "Maths-Regular.ttf"),
    ):
        raws = [QRawFont(str(folder / name), 20) for name in chain]
        lacking = {
            char for char in said if not any(raw.supportsCharacter(ord(char)) for raw in raws)
        }
        assert lacking == set(), chain


def test_every_source_character_of_the_app_can_be_written() -> None:
    package = Path(symbols.__file__).parent.parent
    said = {char for path in package.rglob("*.py") for char in path.read_text(encoding="utf-8")}
    raws = [
        QRawFont(str(fonts.maths_path().parent / name), 20)
        for name in ("Sans-Regular.otf", "Hangul-Regular.otf", "Maths-Regular.ttf")
    ]
    # the last syllable of Unicode only bounds a range; it is never written
    lacking = {
        c for c in said - {"\n", "\ud7a3"} if not any(r.supportsCharacter(ord(c)) for r in raws)
    }
    assert lacking == set()


def test_the_transpose_sign_is_small_and_raised() -> None:
    raw = QRawFont(str(fonts.sans_path()), 100)
    small, letter = (raw.boundingRect(raw.glyphIndexesForString(c)[0]) for c in "ᵀT")
    assert small.height() < 0.7 * letter.height()
    assert small.bottom() < letter.center().y() + 10
