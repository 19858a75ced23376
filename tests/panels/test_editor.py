"""The program panel, driven as a user drives it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels.editor import EditorPanel
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.session.margins import Margin, Said
from graphviewer.tape.rows import Error, Place
from tests.explain.sample import SOURCE, value

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(qtbot: QtBot) -> EditorPanel:
    made = EditorPanel()
    qtbot.addWidget(made)
    made.set_source(SOURCE)
    made.resize(360, 320)
    made.show()
    return made


def line_height(panel: EditorPanel) -> float:
    return next(panel.code.lines_in_sight())[2]


def middle(panel: EditorPanel, line: int) -> int:
    rows = {number: (top, height) for number, top, height in panel.code.lines_in_sight()}
    top, height = rows[line]
    return round(top + height / 2)


def put_cursor(panel: EditorPanel, start: int, end: int | None = None) -> None:
    cursor = panel.code.textCursor()
    cursor.setPosition(start)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    panel.code.setTextCursor(cursor)


def picture(panel: EditorPanel) -> QImage:
    return panel.code.grab().toImage()


def test_setting_a_program_is_no_edit(qtbot: QtBot, panel: EditorPanel) -> None:
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_source("x = 1\n")
    assert panel.source() == "x = 1\n"


def test_typing_is_an_edit(qtbot: QtBot, panel: EditorPanel) -> None:
    with qtbot.waitSignal(panel.edited):
        QTest.keyClicks(panel.code, "x")
    assert panel.source() == "x" + SOURCE


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_no_edit(qtbot: QtBot, panel: EditorPanel, colours: Colours) -> None:
    with qtbot.assertNotEmitted(panel.edited):
        panel.set_colours(colours)


def test_a_click_in_the_text_names_the_line(qtbot: QtBot, panel: EditorPanel) -> None:
    with qtbot.waitSignal(panel.line_clicked) as clicked:
        place = QPoint(30, middle(panel, 3))
        QTest.mouseClick(panel.code.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [3]
    assert panel.code.textCursor().blockNumber() == 2


def test_a_click_on_a_line_number_names_the_line(qtbot: QtBot, panel: EditorPanel) -> None:
    gutter = panel.code.childAt(4, 40)
    assert gutter is not None
    with qtbot.waitSignal(panel.line_clicked) as clicked:
        QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(8, middle(panel, 2)))
    assert clicked.args == [2]


def test_a_click_below_the_program_names_no_line(qtbot: QtBot, panel: EditorPanel) -> None:
    with qtbot.assertNotEmitted(panel.line_clicked):
        place = QPoint(30, panel.code.viewport().height() - 2)
        QTest.mouseClick(panel.code.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_selecting_text_is_no_click(qtbot: QtBot, panel: EditorPanel) -> None:
    view, y = panel.code.viewport(), middle(panel, 2)
    with qtbot.assertNotEmitted(panel.line_clicked):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(5, y))
        QTest.mouseMove(view, QPoint(60, y))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(60, y))


def test_tab_goes_to_the_next_stop(panel: EditorPanel) -> None:
    panel.set_source("ab")
    put_cursor(panel, 1)
    QTest.keyClick(panel.code, KEY.Key_Tab)
    assert panel.source() == "a   b"


def test_tab_and_shift_tab_move_the_selected_lines(panel: EditorPanel) -> None:
    panel.set_source("a\nb\nc")
    put_cursor(panel, 0, 3)
    QTest.keyClick(panel.code, KEY.Key_Tab)
    assert panel.source() == "    a\n    b\nc"
    QTest.keyClick(panel.code, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert panel.source() == "a\nb\nc"


def test_enter_keeps_the_indentation_and_one_undo_takes_it_back(panel: EditorPanel) -> None:
    panel.set_source("for x in y:")
    put_cursor(panel, 11)
    QTest.keyClick(panel.code, KEY.Key_Return)
    assert panel.source() == "for x in y:\n    "
    panel.code.undo()
    assert panel.source() == "for x in y:"


def test_backspace_takes_a_whole_stop(panel: EditorPanel) -> None:
    panel.set_source("        x")
    put_cursor(panel, 8)
    QTest.keyClick(panel.code, KEY.Key_Backspace)
    assert panel.source() == "    x"


def test_control_slash_comments_and_uncomments(panel: EditorPanel) -> None:
    panel.set_source("a\n    b")
    panel.code.selectAll()
    QTest.keyClick(panel.code, KEY.Key_Slash, CONTROL)
    assert panel.source() == "# a\n#     b"
    QTest.keyClick(panel.code, KEY.Key_Slash, CONTROL)
    assert panel.source() == "a\n    b"


def test_undo_and_redo(panel: EditorPanel) -> None:
    QTest.keyClicks(panel.code, "xy")
    panel.code.undo()
    assert panel.source() == SOURCE
    panel.code.redo()
    assert panel.source() == "xy" + SOURCE


def test_a_tapes_program_cannot_be_edited(panel: EditorPanel) -> None:
    panel.set_read_only(read_only=True)
    for key in (KEY.Key_X, KEY.Key_Return, KEY.Key_Backspace, KEY.Key_Delete):
        QTest.keyClick(panel.code, key)
    QTest.keyClick(panel.code, KEY.Key_Slash, CONTROL)
    assert panel.source() == SOURCE


def test_control_wheel_zooms(qtbot: QtBot, panel: EditorPanel) -> None:
    before = panel.font_size()
    at = QPointF(20, 20)
    wheel = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it so
    )  # fmt: skip
    with qtbot.waitSignal(panel.zoomed) as zoomed:
        QApplication.sendEvent(panel.code.viewport(), wheel)
    assert zoomed.args == [before + 1]
    QTest.keyClick(panel.code, KEY.Key_0, CONTROL)
    assert panel.font_size() == before


def test_find_goes_from_hit_to_hit_and_round(panel: EditorPanel) -> None:
    QTest.keyClick(panel.code, KEY.Key_F, CONTROL)
    QTest.keyClicks(panel.find_bar.field, "b")
    texts = [panel.find_bar.count.text()]
    for _ in range(5):
        QTest.keyClick(panel.find_bar.field, KEY.Key_Return)
        texts.append(panel.find_bar.count.text())
    assert texts == ["1 / 4", "2 / 4", "3 / 4", "4 / 4", "1 / 4", "2 / 4"]
    QTest.keyClick(panel.find_bar.field, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert panel.find_bar.count.text() == "1 / 4"
    QTest.keyClick(panel.find_bar.field, KEY.Key_Escape)
    assert panel.find_bar.isHidden()


def test_the_line_that_runs_has_a_bar_in_its_phases_colour(panel: EditorPanel) -> None:
    for phase, colour in (("forward", LIGHT.value), ("backward", LIGHT.gradient)):
        panel.set_current_line(3, phase)
        y = middle(panel, 3) + panel.code.viewport().y()
        assert picture(panel).pixelColor(1, y) == QColor(colour)


def test_a_far_line_is_scrolled_to_and_a_near_one_is_not(panel: EditorPanel) -> None:
    panel.set_source("\n".join(f"x{i} = {i}" for i in range(5000)))
    panel.set_current_line(4000, "forward")
    bar = panel.code.verticalScrollBar()
    there = bar.value()
    assert 3900 < there < 4000
    panel.set_current_line(4001, "forward")
    assert bar.value() == there


@pytest.mark.parametrize("height", range(200, 224, 3))
def test_the_line_that_runs_is_never_cut_at_the_lower_edge(panel: EditorPanel, height: int) -> None:
    panel.resize(360, height)
    panel.set_source("\n".join(f"x{i} = {i}  # 한글" for i in range(40)))
    for line in range(1, 41):
        panel.set_current_line(line, "forward")
        rows = {number: (top, high) for number, top, high in panel.code.lines_in_sight()}
        top, high = rows[line]
        assert top >= 0
        assert top + high <= panel.code.viewport().height()


def test_a_note_lies_at_the_right_and_says_itself_in_full(panel: EditorPanel) -> None:
    about = (Said("b", value(2, 2, 2)),)
    panel.set_margins([Margin(line=2, text="[2 2 2]", role="value", about=about)])
    right = QPointF(panel.code.viewport().width() - 30, middle(panel, 2))
    assert panel.code.tooltip_at(right) == "b = [2., 2., 2.]"
    assert panel.code.tooltip_at(QPointF(5, middle(panel, 2))) == ""


def test_a_note_takes_only_what_its_lines_code_leaves(panel: EditorPanel) -> None:
    panel.set_margins([Margin(line=1, text="[1 2 3 4 5 6]", role="value")])
    code, width, y = panel.code, panel.code.viewport().width(), middle(panel, 1)
    for letters in range(10, width // 9):
        code.setPlainText("y" * letters)
        ends = min(code.code_end(1), width - 40), width - 9
        assert [bool(code.tooltip_at(QPointF(x, y))) for x in ends] == [False, True]


def test_code_under_a_note_can_be_scrolled_into_view(panel: EditorPanel) -> None:
    line = "x = " + " + ".join("abc" for _ in range(5))
    panel.set_source(line)
    panel.set_margins([note := Margin(line=1, text="[1 2 3 4 5 6]", role="value")])
    bar = panel.code.horizontalScrollBar()
    bar.setValue(bar.maximum())
    end = QPointF(panel.code.code_end(1), middle(panel, 1))
    assert panel.code.tooltip_at(end) == ""
    assert panel.code.tooltip_at(end + QPointF(40, 0)) == note.text


def test_an_error_is_underlined_where_it_is_and_says_what(panel: EditorPanel) -> None:
    error = Error(type="NameError", message="no b", line=3, place=Place(3, 4, 3, 9))
    panel.set_error(error)
    layers = panel.code.extraSelections()
    assert [layer.cursor.selectedText() for layer in layers] == ["b * b"]
    assert panel.code.tooltip_at(QPointF(40, middle(panel, 3))) == "NameError: no b"


def test_an_error_beyond_the_programs_end_harms_nothing(panel: EditorPanel) -> None:
    panel.set_error(Error(type="SyntaxError", message="", line=99, place=Place(99, 0, 99, 4)))
    panel.set_current_line(99, "error")
    picture(panel)


def test_every_control_has_an_accessible_name(panel: EditorPanel) -> None:
    widgets = [panel.code, panel.find_bar.field, *panel.find_bar.buttons()]
    assert all(widget.accessibleName() for widget in widgets)


def test_five_thousand_lines_with_notes_stay_quick(panel: EditorPanel) -> None:
    panel.set_source("\n".join(f"x{i} = {i} * 2  # line" for i in range(5000)))
    notes = [Margin(line=i + 1, text=str(i), role="value") for i in range(5000)]
    panel.set_margins(notes)
    panel.set_current_line(2500, "forward")
    assert picture(panel).width() == panel.code.width()


LONG = "import torch\n\nb = torch.tensor(4.0, requires_grad=True)\n"


@pytest.mark.parametrize("width", [400, 410, 504])
def test_in_a_narrow_panel_letters_shrink_and_no_note_covers_code(
    panel: EditorPanel, width: int
) -> None:
    panel.resize(width, 300)
    panel.set_source(LONG)
    note = Margin(line=3, text="b.grad 3", role="gradient")
    panel.set_margins([note])
    assert panel.code.tooltip_at(QPointF(panel.code.code_end(3), middle(panel, 3))) == ""
    assert panel.code.horizontalScrollBar().maximum() == 0
    assert panel.font_size() == 15  # what is wanted, and what is remembered, stays
    panel.resize(800, 300)
    assert panel.code.font().pixelSize() == 15


def test_each_press_of_zoom_changes_letters_that_are_smaller_than_wanted(
    panel: EditorPanel,
) -> None:
    panel.resize(400, 300)
    panel.set_source(LONG)
    sizes = [panel.code.font().pixelSize()]
    for key in (KEY.Key_Plus, KEY.Key_Plus, KEY.Key_Minus, KEY.Key_Minus, KEY.Key_Minus):
        QTest.keyClick(panel.code, key, CONTROL)
        sizes.append(panel.code.font().pixelSize())
    first = sizes[0]
    assert sizes == [first, first + 1, first + 2, first + 1, first, first - 1]
    QTest.keyClick(panel.code, KEY.Key_0, CONTROL)
    assert panel.code.font().pixelSize() == first
