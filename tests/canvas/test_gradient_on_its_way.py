"""A leaf's card says what is on its way to `.grad`, with its number where there is room for it."""

from __future__ import annotations

import pytest

from graphviewer.gui.canvas.cards import _shortened
from graphviewer.gui.canvas.words import word

pytestmark = pytest.mark.usefixtures("qtbot")
FATES = ("returned", "returning", "lost", "arriving")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("fate", FATES)
def test_a_word_without_its_number_is_said_alone(fate: str, language: str) -> None:
    alone = word(fate, language).format("").replace("  ", " ").strip()
    assert _shortened(alone, 1000.0) == alone
    whole = word(fate, language).format("12.5").strip()
    assert _shortened(whole, 1000.0) == whole
