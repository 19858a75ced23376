"""The Descent page as a hand drives it; what it asks is answered in NumPy."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from graphviewer.formulas.questions import Height, Plain
from graphviewer.gui.descent.map import Map
from graphviewer.session.descending import decoded
from tests.descent.conftest import Room
from tests.descent.hands import card, cell, pixel, walks

LEFT = Qt.MouseButton.LeftButton


def test_it_opens_with_six_walkers_on_beale_and_their_ways(room: Room) -> None:
    assert isinstance(room.page.picture.picture, Map)
    assert len(room.side.asking.trails) == 6
    assert room.page.curves.table.rowCount() == 6
    assert cell(room, 0, 0) == "SGD · 0.005"
    assert len(room.page.curves.loss.lines) == 6


def test_a_click_in_the_map_is_the_new_start_of_all(room: Room, qtbot: QtBot) -> None:
    QTest.mouseClick(room.page.picture.map, LEFT, pos=pixel(room, -1.0, -2.0))
    room.answer(qtbot)
    x, y = room.descent.state.start
    assert (x, y) == pytest.approx((-1.0, -2.0), abs=0.02)
    assert all(trail.points[0].tolist() == [x, y] for trail in room.side.asking.trails.values())
    room.descent.undo()
    assert room.descent.state.start == (1.0, 1.5)


def test_undo_and_redo_work_from_the_picture_and_from_a_field(room: Room) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    one = card(room, 0)
    one.rate.slider.setValue(150)
    one.rate.settled.emit()
    changed = room.descent.state.walkers[0].walker.lr
    QTest.keyClick(room.page.picture.map, Qt.Key.Key_Z, control)
    assert room.descent.state.walkers[0].walker.lr == 0.005
    QTest.keyClick(room.page.picture.map, Qt.Key.Key_Y, control)
    assert room.descent.state.walkers[0].walker.lr == changed
    QTest.keyClick(one.rate.entry, Qt.Key.Key_Z, control)
    assert room.descent.state.walkers[0].walker.lr == 0.005


def test_a_drag_of_the_start_is_one_undo_and_asks_while_it_lasts(room: Room, qtbot: QtBot) -> None:
    board = room.page.picture.map
    asked = len(room.stub.asked)
    QTest.mousePress(board, LEFT, pos=pixel(room, 1.0, 1.5))
    for at in (1.4, 1.2, 1.0, 0.6):
        QTest.mouseMove(board, pixel(room, at, at))
        room.stub.answer()
    QTest.mouseRelease(board, LEFT, pos=pixel(room, 0.6, 0.6))
    room.answer(qtbot)
    assert room.descent.state.start == pytest.approx((0.6, 0.6), abs=0.02)
    assert len(room.stub.asked) > asked + 12
    room.descent.undo()
    assert room.descent.state.start == (1.0, 1.5)


def test_unanswered_questions_do_not_pile_up_while_a_rate_is_dragged(room: Room) -> None:
    rate = card(room, 0).rate
    asked = len(room.stub.asked)
    for place in range(100, 160, 5):
        rate.slider.setValue(place)
    assert len(room.stub.asked) == asked + 1  # the last one waits for the answer
    room.stub.answer()
    assert walks(room)[-1].walker.lr == room.descent.state.walkers[0].walker.lr
    rate.slider.sliderReleased.emit()
    room.descent.undo()
    assert room.descent.state.walkers[0].walker.lr == 0.005


def test_the_old_way_stays_until_the_new_one_has_come(room: Room, qtbot: QtBot) -> None:
    before = room.side.asking.trails[0]
    card(room, 0).rate.slider.setValue(40)
    assert room.side.asking.trails[0] is before
    room.answer(qtbot)
    assert room.side.asking.trails[0] is not before


def test_space_plays_and_arrows_step_where_the_picture_has_the_focus(
    room: Room, qtbot: QtBot
) -> None:
    board = room.page.picture.map
    room.window.activateWindow()
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert room.descent.position == 1
    QTest.keyClick(room.window, Qt.Key.Key_PageDown)
    assert room.descent.position == 2
    QTest.keyClick(board, Qt.Key.Key_Space)
    assert room.side.player.playing
    qtbot.waitUntil(lambda: room.descent.position > 4)
    QTest.keyClick(board, Qt.Key.Key_Space)
    QTest.keyClick(board, Qt.Key.Key_End)
    assert room.descent.position == 100
    QTest.keyClick(board, Qt.Key.Key_Home)
    assert room.descent.position == 0


@pytest.mark.parametrize("beside", [False, True])
def test_after_a_rate_was_slid_with_the_mouse_space_plays(room: Room, *, beside: bool) -> None:
    slider, picture = card(room, 0).rate.slider, room.page.picture.picture
    room.window.activateWindow()
    card(room, 0).rate.entry.setFocus()
    before = slider.value()
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = (
        slider.style()
        .subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
        )
        .center()
    )
    start = QPoint(slider.width() - 8, handle.y()) if beside else handle
    QTest.mousePress(slider, LEFT, pos=start)
    QTest.mouseMove(slider, start + QPoint(20, 0))
    QTest.mouseRelease(slider, LEFT, pos=start + QPoint(20, 0))
    assert slider.value() > before
    assert room.window.focusWidget() is picture
    QTest.keyClick(picture, Qt.Key.Key_Space)
    assert room.side.player.playing
    room.side.player.pause()


def test_play_ends_with_the_last_step_and_begins_again_from_the_start(
    room: Room, qtbot: QtBot
) -> None:
    room.descent.go(95)
    room.side.player.play()
    qtbot.waitUntil(lambda: not room.side.player.playing)
    assert room.descent.position == 100
    room.side.player.play()
    assert room.descent.position == 0
    room.side.player.pause()


def test_the_scrubber_moves_all_walkers_and_the_table_follows(room: Room) -> None:
    """Lesson 5.3: they are played together."""
    room.page.transport.scrubber.setValue(60)
    room.page.curves.settle()
    trail = room.side.asking.trails[0]
    assert cell(room, 0, 2) == "60"
    assert float(cell(room, 0, 3)) == pytest.approx(float(trail.loss[60]), rel=1e-3)
    assert "60" in room.page.transport.told.text()


def test_the_picture_drawn_step_by_step_is_the_one_drawn_at_once(room: Room) -> None:
    board = room.page.picture.map
    room.page.settings.surface.setFocus()
    for step in range(0, 61, 3):
        room.descent.go(step)
        board.grab()
    grown = board.grab().toImage()
    board.forget()
    anew = board.grab().toImage()
    one, other = (np.array(image.constBits()).astype(int) for image in (grown, anew))
    assert (np.abs(one - other) > 60).mean() < 0.001


@pytest.mark.parametrize("choice", ["curve", "saddle", "regression", "steepest", "himmelblau"])
def test_lessons_show_their_surface(room: Room, qtbot: QtBot, choice: str) -> None:
    """Lessons 5.1, 5.2, 5.5."""
    room.side.show(choice)
    room.answer(qtbot)
    assert room.descent.state.choice == choice
    assert room.page.settings.surface.currentData() == choice
    assert len(room.side.asking.trails) == len(room.descent.state.walkers)
    assert room.page.picture.picture.ground is not None


def test_on_a_curve_rates_converge_swing_and_diverge(room: Room, qtbot: QtBot) -> None:
    """Lesson 5.1."""
    room.side.show("curve")
    room.answer(qtbot)
    room.descent.go(100)
    room.page.curves.settle()
    assert [cell(room, row, 1) for row in range(3)] == [
        "converged",
        "oscillates less",
        "oscillates more",
    ]
    assert room.page.curves.table.isColumnHidden(6)
    room.page.picture.curve.grab()


def test_a_formula_of_ones_own_is_asked_and_a_wrong_one_is_told(room: Room, qtbot: QtBot) -> None:
    entry = room.page.settings.formula
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "0.1*x**2 + 2*y**2")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert walks(room)[-1].surface == Plain(formula="0.1*x**2 + 2*y**2")
    room.answer(qtbot)
    assert room.page.settings.wrong.isHidden()
    entry.selectAll()
    QTest.keyClicks(entry, "x**2 + bad")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    room.answer(qtbot)
    assert "not known" in room.page.settings.wrong.text()
    assert room.page.settings.wrong.isVisible()


def test_walkers_are_added_duplicated_hidden_and_removed(room: Room, qtbot: QtBot) -> None:
    add = room.page.settings.add.menu()
    next(one for one in add.actions() if one.data() == "LBFGS").trigger()
    assert room.descent.state.walkers[-1].walker.kind == "LBFGS"
    card(room, 0).copy.trigger()
    assert len(room.descent.state.walkers) == 8
    assert len({one.place for one in room.descent.state.walkers}) == 8
    card(room, 7).remove.trigger()
    room.answer(qtbot)
    assert len(room.side.asking.trails) == 7
    QTest.mouseClick(card(room, 1).shown, LEFT, pos=QPoint(8, 15))
    room.page.curves.settle()
    assert not room.descent.state.walkers[1].shown
    assert room.page.curves.table.rowCount() == 6


def test_undo_of_the_walker_that_has_the_focus_leaves_the_keys_on_the_page(room: Room) -> None:
    room.page.settings.add.menu().actions()[0].trigger()
    card(room, 6).rate.entry.setFocus()
    room.descent.undo()
    assert room.window.focusWidget() is room.page.settings.add


def test_another_kind_keeps_the_rate_and_takes_its_own_options(room: Room) -> None:
    one = card(room, 0)
    one.kind.setCurrentIndex(one.kind.findData("AdamW"))
    one.kind.activated.emit(one.kind.currentIndex())
    assert room.descent.state.walkers[0].walker.kind == "AdamW"
    one.wide.trigger()
    field = one.options["beta1"].field
    assert field.text() == "0.9"  # type: ignore[attr-defined]
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "0.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert room.descent.state.walkers[0].walker.options == {"beta1": 0.5}
    assert room.descent.state.walkers[0].walker.lr == 0.005


def test_moving_the_map_asks_for_the_heights_there(room: Room) -> None:
    board = room.page.picture.map
    board.pan(QPointF(-120.0, 0.0))
    room.page.picture.settle()
    asked = [one for _, one in room.stub.asked if isinstance(one, Height)]
    assert asked[-1].x[0] > asked[0].x[0]
    looked = room.descent.state.x
    room.descent.undo()
    assert room.descent.state.x == looked


def test_the_walks_are_at_their_end_while_the_map_is_asked_anew(room: Room) -> None:
    room.descent.go(room.side.asking.longest)
    room.descent.look(replace(room.descent.state, x=(-3.0, 3.0)))
    assert room.side.asking.ended
    assert not room.side.asking.whole
    room.side.player.toggle()
    assert room.descent.position == 0


def test_how_it_stands_is_kept(room: Room) -> None:
    room.descent.edit(replace(room.descent.state, steps=10_000))
    room.side.keep()
    kept = decoded(room.memory.settings.descent)
    assert kept == room.descent.state
