"""What a lesson comes to, beside it: ticked where the tape agrees, marked where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import Figure, Group, Lesson, Link
from graphviewer.gui.panels.lesson_words import LessonWords
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

SOURCE = """\
import torch
x = torch.tensor(3.0, requires_grad=True)
y = x * x
y.backward()
print("done")
"""
FIGURES = (Figure(name="x.grad", value=6), Figure(name="y", value=9), Figure(printed="done"))


@pytest.fixture
def words(qtbot: QtBot, tmp_path: Path) -> LessonWords:
    text = {"en": "A word", "ko": "한 마디"}
    path = tmp_path / "lesson.py"
    path.write_text(SOURCE, encoding="utf-8")
    made = LessonWords()
    qtbot.addWidget(made)
    made.show_lesson(
        Lesson(
            id="1.1", title=text, aim=text, note=text, questions=(text,), path=path,
            group=Group(name="a", title=text), figures=FIGURES,
            page=Link(name="functions", choice="relu"),
        )
    )  # fmt: skip
    return made


def said(words: LessonWords) -> list[str]:
    return [line.text() for line in words.figures.lines]


def test_before_the_program_ran_figures_have_no_mark(words: LessonWords) -> None:
    assert said(words) == ["·  x.grad = 6", "·  y = 9", "·  prints  done"]


def test_what_the_tape_agrees_with_is_ticked(words: LessonWords) -> None:
    words.judge(TapeIndex(record(SOURCE)))
    assert said(words) == ["✓  x.grad = 6", "✓  y = 9", "✓  prints  done"]
    assert words.figures.lines[0].accessibleName() == "x.grad = 6, as expected"
    words.judge(None)
    assert said(words)[0] == "·  x.grad = 6"


def test_what_an_edited_program_comes_to_instead_is_told(words: LessonWords) -> None:
    words.judge(TapeIndex(record(SOURCE.replace("x * x", "x * 2"))))
    assert said(words) == ["≠  x.grad = 6   here 2", "≠  y = 9   here 6", "✓  prints  done"]
    caption = "Expected · the lesson's numbers; this program is changed"
    assert words.figures.fold.accessibleName() == caption
    words.judge(TapeIndex(record(SOURCE.replace("y = x", "z = 1\ny = x"))))
    assert words.figures.fold.accessibleName() == "Expected · 3 of 3 as expected"


def test_a_lesson_that_comes_to_something_else_is_told_so(words: LessonWords) -> None:
    tape = record(SOURCE.replace("x * x", "x * 2"))
    tape.meta = replace(tape.meta, source=SOURCE)
    words.judge(TapeIndex(tape))
    assert said(words)[0] == "✗  x.grad = 6   here 2"
    assert words.figures.fold.accessibleName() == "Expected · 1 of 3 as expected"


def test_figures_are_closed_until_they_are_opened(words: LessonWords) -> None:
    fold, lines = words.figures.fold, words.figures.lines
    assert all(line.isHidden() for line in lines)
    words.judge(TapeIndex(record(SOURCE)))
    assert fold.accessibleName() == "Expected · 3 of 3 as expected"
    fold.click()
    assert not any(line.isHidden() for line in lines)
    words.stepped(1)
    words.fold.click()
    words.turned()
    assert fold.isChecked()  # it stays as it was left


def test_figures_fold_with_the_words(words: LessonWords) -> None:
    words.stepped(1)
    assert words.figures.isHidden()


def test_the_button_leads_to_the_page(words: LessonWords, qtbot: QtBot) -> None:
    assert words.page.text() == "Open on the Functions page"
    with qtbot.waitSignal(words.page_wanted) as wanted:
        words.page.click()
    assert wanted.args == [Link(name="functions", choice="relu")]
