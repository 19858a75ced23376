"""The lesson picker, driven by the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import Group, Lesson
from graphviewer.files.progress import Progress
from graphviewer.gui.panels.lesson_rows import PLACE
from graphviewer.gui.panels.lessons import LessonPicker

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
    made = LessonPicker(lessons, progress=Progress(seen=("1.1",), last="1.1"))
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


def texts(picker: LessonPicker) -> list[str]:
    return [picker.list.item(row).text() for row in range(picker.list.count())]


def test_sections_tell_how_far_one_is_and_lessons_whether_they_were_seen(
    picker: LessonPicker,
) -> None:
    assert picker.told.text() == "1 of 3 seen"
    assert texts(picker)[:3] == ["Autograd, 1 of 2 seen", "1.1 A product (seen). ", "1.2 A chain. "]
    assert not picker.grab().isNull()


def test_one_goes_on_where_one_was(qtbot: QtBot, picker: LessonPicker) -> None:
    assert picker.go_on.text() == "Continue: 1.2 A chain"
    with qtbot.waitSignal(picker.lesson_chosen) as chosen:
        QTest.keyClick(picker.go_on, KEY.Key_Space)
    assert chosen.args == ["1.2"]


def test_a_reset_can_be_taken_back(qtbot: QtBot, picker: LessonPicker) -> None:
    for words, seen in (("0 of 3 seen", ()), ("1 of 3 seen", ("1.1",))):
        with qtbot.waitSignal(picker.progress_changed) as changed:
            QTest.keyClick(picker.reset, KEY.Key_Space)
        assert picker.told.text() == words
        assert changed.args is not None
        assert changed.args[0].seen == seen


def test_ctrl_enter_opens_a_copy(qtbot: QtBot, picker: LessonPicker) -> None:
    with qtbot.waitActive(picker):
        picker.activateWindow()
    with qtbot.waitSignal(picker.copy_chosen) as chosen:
        QTest.keyClick(picker.field, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["1.2"]
    assert picker.isHidden()


def test_enter_in_the_list_opens_once(picker: LessonPicker) -> None:
    opened: list[str] = []
    picker.lesson_chosen.connect(opened.append)
    picker.list.setFocus()
    QTest.keyClick(picker.list, KEY.Key_Return)
    assert opened == ["1.2"]


class Screen:
    """A screen of a size, less a bar of 40 pixels."""

    def __init__(self, width: int, height: int) -> None:
        self._size = QSize(width, height - 40)

    def availableSize(self) -> QSize:  # noqa: N802 - Qt's name
        return self._size


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 720), (640, 480), (1920, 1080)])
def test_it_fits_on_a_screen_with_its_title_and_all_its_buttons(
    picker: LessonPicker, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    picker.reject()
    monkeypatch.setattr(picker, "screen", lambda: Screen(width, height))
    picker.open_at("3.1")
    assert picker.height() <= height - 40 - 40
    assert picker.width() <= width
    for button in (picker.open_button, picker.copy_button, picker.reset):
        assert picker.rect().contains(button.geometry())
    item = picker.list.currentItem()
    assert picker.list.viewport().rect().contains(picker.list.visualItemRect(item))
