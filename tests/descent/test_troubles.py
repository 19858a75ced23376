"""What cannot be calculated or drawn, or not yet, is told on the Descent page."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.formulas.answers import Heights, Refused, Underway
from graphviewer.formulas.questions import Landscape, Walk
from graphviewer.gui.descent.ways import NOWHERE
from graphviewer.runs.array import array
from graphviewer.session.descending import changed, removed
from graphviewer.session.descent_choices import begun
from graphviewer.session.past import Past
from graphviewer.session.walker_kinds import Option, with_option
from tests.descent.conftest import Room

LEFT = Qt.MouseButton.LeftButton


def number_of(room: Room, channel: str) -> int:
    """The number of what a channel asked last."""
    asked = [name for name, _ in room.stub.asked]
    return len(asked) - asked[::-1].index(channel)


def test_a_network_in_training_is_told_and_can_be_cancelled(room: Room, qtbot: QtBot) -> None:
    room.side.show("landscape")
    question = room.stub.asked[-1][1]
    assert isinstance(question, Walk)
    assert question.surface == Landscape()
    number = number_of(room, "descent.height")
    room.stub.tell(number, Underway(done=3, of=20), last=False)
    assert room.page.picture.stack.currentWidget() is room.page.picture.work
    assert "3" in room.page.picture.work.told.text()
    QTest.mouseClick(room.page.picture.work.cancel, LEFT)
    room.answer(qtbot)
    assert room.descent.state.choice == "beale"
    assert room.page.picture.stack.currentWidget() is room.page.picture.map


def test_cancelled_after_a_rate_was_changed_the_network_is_not_trained_all_the_same(
    room: Room, qtbot: QtBot
) -> None:
    before = room.descent.state
    room.side.show("landscape")
    room.stub.tell(number_of(room, "descent.height"), Underway(done=3, of=20), last=False)
    slid = room.descent.state.walkers[0]
    for lr in (0.2, 0.3):
        other = replace(slid, walker=replace(slid.walker, lr=lr))
        room.descent.edit(changed(room.descent.state, other))
    waited = room.descent.state
    QTest.mouseClick(room.page.picture.work.cancel, LEFT)
    assert room.descent.state == replace(before, speed=waited.speed)
    room.answer(qtbot)
    assert room.page.picture.stack.currentWidget() is room.page.picture.map
    for _ in range(3):
        room.descent.redo()
    assert room.descent.state == waited


def test_a_network_that_was_kept_from_the_last_start_can_be_cancelled(room: Room) -> None:
    kept = begun("landscape", room.descent.state)
    room.descent.edit(kept)
    room.descent._past = Past()
    room.descent.edit(replace(kept, seed=7))
    room.stub.tell(number_of(room, "descent.height"), Underway(done=3, of=20), last=False)
    QTest.mouseClick(room.page.picture.work.cancel, LEFT)
    assert room.descent.state.choice == "beale"
    room.descent.undo()
    assert (room.descent.state.choice, room.descent.state.seed) == ("landscape", 7)


def _nothing_yet(room: Room) -> None:
    """As at the start of the app, while torch is being loaded."""
    room.side.asking.trails.clear()
    room.side.asking.again()


def test_play_before_there_are_steps_says_so_and_begins_with_them(room: Room, qtbot: QtBot) -> None:
    player, transport = room.side.player, room.page.transport
    _nothing_yet(room)
    QTest.mouseClick(transport.buttons["descent_play"], LEFT)
    assert transport.told.text() == "The first steps are being made…"
    assert transport.buttons["descent_play"].text() == "Pause"
    room.answer(qtbot)
    assert player.playing
    qtbot.waitUntil(lambda: room.descent.position > 2)
    assert transport.told.text().startswith("step ")
    player.pause()


def test_waiting_for_steps_ends_with_pause_or_where_none_will_come(room: Room) -> None:
    player, transport = room.side.player, room.page.transport
    _nothing_yet(room)
    player.play()
    player.toggle()
    assert not player.playing
    player.play()
    room.stub.break_down("It ended with code 9.")
    assert not player.playing
    assert transport.buttons["descent_play"].text() == "Play"


def test_without_a_walker_it_says_what_is_missing(room: Room) -> None:
    for one in room.descent.state.walkers:
        room.descent.edit(removed(room.descent.state, one.key))
    assert room.page.transport.told.text() == "There is no walker: add one."
    room.side.player.play()
    assert not room.side.player.playing


def test_what_calculates_breaks_and_is_asked_again(room: Room) -> None:
    room.stub.break_down("It ended with code 9.")
    notice = room.page.notices
    assert notice.isVisible()
    assert "code 9" in notice.text.text()
    asked = len(room.stub.asked)
    QTest.mouseClick(notice.button, LEFT)
    assert len(room.stub.asked) == asked + 7
    assert not notice.isVisible()


def test_why_a_walker_cannot_walk_is_told_until_it_can(room: Room, qtbot: QtBot) -> None:
    one = room.descent.state.walkers[5]
    told = Refused(message="beta1 must be below 1.")
    for wrong in (True, False):
        walker = with_option(one.walker, Option("beta1", 0.9), 1.0 if wrong else 0.9)
        room.descent.edit(changed(room.descent.state, replace(one, walker=walker)))
        if wrong:
            room.stub.tell(number_of(room, "descent.walk.5"), told)
            assert room.page.notices.title.text() == "Adam · 0.1"
            assert "below 1" in room.page.notices.text.text()
        else:
            room.answer(qtbot)
        assert room.page.notices.isVisible() == wrong
        assert room.page.settings.wrong.isHidden()  # the surface is as it should be
    assert len(room.side.asking.trails) == 6


def test_a_start_where_the_surface_has_no_height_is_nowhere_in_space(room: Room) -> None:
    room.page.picture.map.pan(QPointF(50.0, 0.0))
    room.page.picture.settle()
    nothing = Heights(z=array(np.full((201, 201), np.nan), "float64"))
    room.stub.tell(number_of(room, "descent.height"), nothing)
    solid = room.page.picture.solid
    assert solid.pixel(solid.paper, (1.0, 1.5)) == NOWHERE


def test_heights_too_large_for_a_scale_are_not_drawn(room: Room) -> None:
    room.page.picture.map.pan(QPointF(50.0, 0.0))
    room.page.picture.settle()
    z = 1.7e308 * np.linspace(-1.0, 1.0, 201 * 201).reshape(201, 201)
    room.stub.tell(number_of(room, "descent.height"), Heights(z=array(z, "float64")))
    room.page.picture.map.grab()
    ground = room.page.picture.map.ground
    assert ground is not None
    assert np.nanmax(np.abs(ground.z), initial=0.0) < 1e300


def test_heights_that_are_nowhere_leave_the_map_empty(room: Room) -> None:
    board = room.page.picture.map
    board.pan(QPointF(50.0, 0.0))
    room.page.picture.settle()
    nothing = Heights(z=array(np.full((201, 201), np.nan), "float64"))
    room.stub.tell(len(room.stub.asked), nothing)
    board.grab()
    assert board.contours is not None
    assert board.contours.bands == []
