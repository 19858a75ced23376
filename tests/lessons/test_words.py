"""The lessons' words: complete, in both languages, and fit to be projected."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from graphviewer.files import lessons as course
from graphviewer.files.lessons import Group, Lesson, LessonError, lesson, lessons, searched
from graphviewer.formulas.reading import read
from graphviewer.runs.presets import PRESETS
from graphviewer.session.descent_choices import row_of
from graphviewer.session.functions_gallery import chosen

EVERY = pytest.mark.parametrize("one", lessons(), ids=lambda one: str(one.id))
HANGUL = re.compile("[가-힣]")


# Section -> how many rows the course has there.
ROWS = {1: 14, 2: 11, 3: 6, 4: 8, 5: 5, 6: 11, 7: 16, 8: 1, 9: 2}
WANTED = [f"{section}.{row}" for section, rows in ROWS.items() for row in range(1, rows + 1)]


def test_lessons_come_in_the_order_of_the_course() -> None:
    assert [one.id for one in lessons()] == WANTED


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
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert modules - set(sys.stdlib_module_names) <= {"torch", "numpy"}
    assert "torch" in modules


@pytest.mark.parametrize(
    "figure",
    [
        '{name = "x"}',
        "{value = 1}",
        '{name = "x", value = 1, printed = "1"}',
        '{printed = "1", within = 0.1}',
        '{name = "x", value = 1, within = -0.1}',
        '{name = "x", value = "one"}',
        "{}",
    ],
)
def test_a_malformed_figure_names_its_file(tmp_path: Path, figure: str) -> None:
    text = '{en = "a", ko = "가"}'
    words = f'id = "1.1"\ntitle = {text}\naim = {text}\nnote = {text}\nquestions = [{text}]\n'
    (tmp_path / "1_01_bad.toml").write_text(f"{words}figures = [{figure}]", encoding="utf-8")
    (tmp_path / "1_01_bad.py").touch()
    with pytest.raises(LessonError, match=r"1_01_bad\.toml"):
        course.read(tmp_path / "1_01_bad.toml", Group(name="autograd", title={}))


def test_an_unknown_lesson_is_named() -> None:
    with pytest.raises(LessonError, match=r"no lesson 9\.9"):
        lesson("9.9")


@pytest.mark.parametrize("words", ["1.12", "자동 미분", "row by row", "unit vector", "torch.eye("])
def test_a_search_looks_at_both_languages_and_the_program(words: str) -> None:
    assert words in searched(lesson("1.12"))


@EVERY
def test_the_page_a_lesson_leads_to_knows_its_choice(one: Lesson) -> None:
    if one.page is None:
        return
    choice = one.page.choice
    match one.page.name:
        case "train":
            assert choice in {row.name for row in PRESETS}
        case "descent":
            assert row_of(choice) is not None
        case "functions":
            made = chosen(choice).made
            assert made
            for formula, _ in made:
                read(formula)  # raises where it cannot be understood
