"""The lesson picker, driven by the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import Group, Lesson
from graphviewer.gui.panels.lessons import PLACE, LessonPicker

KEY = Qt.Key


def lesson(folder: Path, number: str, group: str, words: tuple[str, str], code: str) -> Lesson:
    path = folder / f"l{number}.py"
    path.write_text(code, encoding="utf-8")
    title = {"en": words[0], "ko": words[1]}
    empty = {"en": "", "ko": ""}
    return Lesson(
        id=number, title=title, aim=empty, note=empty, questions=(), path=path,
        group=Group(name=group, title={"en": group.title(), "ko": "묶음"}),
    )  # fmt: skip


@pytest.fixture
def picker(qtbot: QtBot, tmp_path: Path) -> LessonPicker:
    lessons = (
        lesson(tmp_path, "1.1", "autograd", ("A product", "곱셈 하나"), "c = a * b"),
        lesson(tmp_path, "1.2", "autograd", ("A chain", "사슬"), "d = c.sum()"),
        lesson(tmp_path, "3.1", "mlp", ("One layer", "한 층"), "torch.relu(x @ W)"),
    )
    made = LessonPicker(lessons)
    qtbot.addWidget(made)
    made.open_at("1.2")
    return made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ("1.1", "1.2", "3.1")),
        ("1.", ("1.1", "1.2")),
        ("PRODUCT", ("1.1",)),
        ("사슬", ("1.2",)),
        ("relu", ("3.1",)),
        ("묶음 층", ("3.1",)),
        ("nowhere", ()),
    ],
)
def test_search_looks_at_ids_both_languages_and_programs(
    qtbot: QtBot, picker: LessonPicker, words: str, found: tuple[str, ...]
) -> None:
    picker.field.setText(words)
    qtbot.wait(1)
    assert picker.found() == found
    assert picker.nothing.isHidden() == bool(found)


def test_it_opens_at_the_present_lesson(qtbot: QtBot, picker: LessonPicker) -> None:
    with qtbot.waitSignal(picker.lesson_chosen) as chosen:
        QTest.keyClick(picker.field, KEY.Key_Return)
    assert chosen.args == ["1.2"]
    assert picker.isHidden()


def test_arrows_pass_over_section_headings(qtbot: QtBot, picker: LessonPicker) -> None:
    QTest.keyClick(picker.field, KEY.Key_Down)
    with qtbot.waitSignal(picker.lesson_chosen) as chosen:
        QTest.keyClick(picker.field, KEY.Key_Return)
    assert chosen.args == ["3.1"]


def test_arrows_stop_at_the_ends(picker: LessonPicker) -> None:
    for key in (KEY.Key_PageUp, KEY.Key_Up, KEY.Key_Up):
        QTest.keyClick(picker.field, key)
    assert picker.list.currentItem().data(PLACE) == 0
    for key in (KEY.Key_PageDown, KEY.Key_Down):
        QTest.keyClick(picker.field, key)
    assert picker.list.currentItem().data(PLACE) == 2


def test_escape_closes_and_chooses_nothing(qtbot: QtBot, picker: LessonPicker) -> None:
    with qtbot.assertNotEmitted(picker.lesson_chosen):
        QTest.keyClick(picker.field, KEY.Key_Escape)
    assert picker.isHidden()


def test_a_click_opens_a_lesson(qtbot: QtBot, picker: LessonPicker) -> None:
    row = next(r for r in range(picker.list.count()) if picker.list.item(r).data(PLACE) == 0)
    place = picker.list.visualItemRect(picker.list.item(row)).center()
    with qtbot.waitSignal(picker.lesson_chosen) as chosen:
        QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["1.1"]


def test_enter_with_nothing_found_does_nothing(qtbot: QtBot, picker: LessonPicker) -> None:
    picker.field.setText("nowhere")
    with qtbot.assertNotEmitted(picker.lesson_chosen):
        QTest.keyClick(picker.field, KEY.Key_Return)
    assert picker.isVisible()


def test_titles_follow_the_language(picker: LessonPicker) -> None:
    picker.set_language("ko")
    texts = [picker.list.item(row).text() for row in range(picker.list.count())]
    assert any("곱셈 하나" in text for text in texts)
    assert not picker.grab().isNull()
