"""A note is as wide as it may be, whatever is written on it."""

from __future__ import annotations

import pytest

from graphviewer.gui.canvas.note_paper import PAD, WIDEST, note_rect, words_of
from graphviewer.tape.arrangement import Note

pytestmark = pytest.mark.usefixtures("qtbot")
SENTENCE = "the gradient of a sum is copied to each of its summands"


@pytest.mark.parametrize(
    "text", ["x" * 2000, "W" * 300, "역전파" * 200, f"see https://{'a' * 200} today", "i" * 90]
)
def test_a_long_word_is_broken(text: str) -> None:
    rect = note_rect(Note(1, 0, 0, text))
    assert rect.width() <= WIDEST + 2 * PAD + 1
    assert rect.height() > note_rect(Note(1, 0, 0, "x")).height() + 15
    assert words_of(text).replace("\n", "") == text


def test_other_words_are_left_whole() -> None:
    assert words_of(SENTENCE) == SENTENCE
    assert words_of(f"{SENTENCE} {'y' * 400}").startswith(SENTENCE)
    assert words_of("") == ""
