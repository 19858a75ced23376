"""The lessons' words: complete, in both languages, and fit to be projected."""

from __future__ import annotations

import ast
import re

import pytest

from graphviewer.files.lessons import Lesson, LessonError, lesson, lessons, search

EVERY = pytest.mark.parametrize("one", lessons(), ids=lambda one: str(one.id))
HANGUL = re.compile("[가-힣]")


def test_lessons_come_in_the_order_of_their_ids() -> None:
    found = [one.id for one in lessons()]
    wanted = [f"1.{n}" for n in range(1, 15)] + [f"3.{n}" for n in range(1, 6)]
    assert found == [*wanted, "7.12", "7.13", "7.15"]


@EVERY
def test_every_text_is_written_in_both_languages(one: Lesson) -> None:
    for text in (one.group.title, one.title, one.aim, one.note, *one.questions):
        assert text["en"] == text["en"].strip()
        assert text["ko"] == text["ko"].strip()
        assert not HANGUL.search(text["en"])
        assert HANGUL.search(text["ko"])


@EVERY
def test_two_or_three_questions_are_asked(one: Lesson) -> None:
    assert 2 <= len(one.questions) <= 3
    assert all(question["en"].endswith("?") for question in one.questions)


@EVERY
def test_a_program_fits_a_projector(one: Lesson) -> None:
    lines = one.source().splitlines()
    assert len(lines) <= 36
    assert max(map(len, lines)) < 60


@EVERY
def test_a_program_is_plain_pytorch(one: Lesson) -> None:
    tree = ast.parse(one.source())
    modules = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert modules == {"torch"}


def test_an_unknown_lesson_is_named() -> None:
    with pytest.raises(LessonError, match=r"no lesson 9\.9"):
        lesson("9.9")


@pytest.mark.parametrize(
    ("words", "found"), [("1.12", "1.12"), ("jacobian ROW", "1.12"), ("연쇄 덧셈", "1.2")]
)
def test_search_looks_at_ids_titles_and_aims_of_both_languages(words: str, found: str) -> None:
    assert [one.id for one in search(words)] == [found]


def test_search_without_words_finds_all() -> None:
    assert search(" ") == lessons()
