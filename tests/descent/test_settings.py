"""The fields of the Descent page, and what its table tells: bounded, undone, kept, in full."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.formulas.questions import Regression
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.entry import NumberEntry
from graphviewer.session.descending import MOST_WALKERS, decoded
from tests.descent.conftest import Room
from tests.descent.hands import card, walks, write


def test_the_points_of_a_regression_are_typed_undone_and_kept(room: Room, qtbot: QtBot) -> None:
    """Lesson 5.5: another number of points, other noise, another draw."""
    settings = room.page.settings
    assert settings.points.isHidden()
    settings.surface.picked.emit("regression")
    assert settings.points.isVisible()
    write(settings.points.many, "10")
    write(settings.points.noise, "0.25")
    write(settings.points.seed, "3")
    wanted = Regression(many=10, noise=0.25, seed=3)
    room.answer(qtbot)
    assert all(one.surface == wanted for one in walks(room)[-3:])
    assert [one.batch for one in room.descent.state.walkers] == [0, 0, 1]
    batches = card(room, 1).batch.field
    assert isinstance(batches, Choice)
    assert [batches.itemText(at) for at in range(batches.count())] == ["all examples", "1 example"]
    room.side.keep()
    kept = decoded(room.memory.settings.descent)
    assert kept is not None
    assert kept.regression == wanted
    room.descent.undo()
    room.descent.undo()
    room.descent.undo()
    assert settings.points.many.text() == "100"
    assert [one.batch for one in room.descent.state.walkers] == [0, 10, 1]


@pytest.mark.parametrize(
    ("name", "text"), [("many", "1"), ("many", "2.5"), ("noise", "-1"), ("seed", "x")]
)
def test_points_that_cannot_be_are_marked_and_not_asked_for(
    room: Room, name: str, text: str
) -> None:
    room.page.settings.surface.picked.emit("regression")
    entry = getattr(room.page.settings.points, name)
    write(entry, text)
    assert entry.property("wrong")
    assert entry.toolTip()
    assert room.descent.state.regression == Regression()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_needs_no_scrolling_in_a_window_of_1280_pixels(
    room: Room, qtbot: QtBot, language: str
) -> None:
    table = room.page.curves.table
    room.window.resize(1280, 720)
    room.appearance.set_language(language)
    try:
        for step in (0, 57, 100):
            room.descent.go(step)
            room.answer(qtbot)
            qtbot.waitUntil(lambda: not table.horizontalScrollBar().maximum())
            for column in (0, 3, 4, 5, 6):
                assert table.columnWidth(column) >= table.sizeHintForColumn(column)
            assert table.columnWidth(1) > 60  # a word of the state
    finally:
        room.appearance.set_language("en")
        room.window.resize(1400, 860)


def test_what_the_table_rounds_is_pointed_at_and_copied_in_full(room: Room) -> None:
    room.descent.go(57)
    room.page.curves.settle()
    table, trail = room.page.curves.table, room.side.asking.trails[1]
    item = table.item(1, 3)
    assert item is not None
    assert float(item.text()) == pytest.approx(trail.loss[57], rel=5e-3)
    assert item.toolTip() == repr(float(trail.loss[57]))
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, row = QApplication.clipboard().text().split("\n")
    assert heads.split("\t") == ["Walker", "State", "Step", "Loss", "Gradient", "x", "y"]
    cells = row.split("\t")
    assert cells[2] == "57"
    assert [float(one) for one in cells[3:]] == [
        trail.loss[57], trail.norm[57], *trail.points[57],
    ]  # fmt: skip


def test_that_there_are_as_many_walkers_as_can_be_is_said_with_what_to_do(room: Room) -> None:
    settings = room.page.settings
    assert settings.full.isHidden()
    for _ in range(6):
        card(room, 0).copy.trigger()
    assert len(room.descent.state.walkers) == MOST_WALKERS == 12
    assert settings.full.isVisible()
    assert settings.full.text() == "12 walkers at most: remove one to add another."
    assert not settings.add.isEnabled()
    assert not card(room, 0).copy.isEnabled()
    card(room, 3).remove.trigger()
    assert settings.full.isHidden()
    assert card(room, 0).copy.isEnabled()


def test_one_step_a_second_is_one(room: Room) -> None:
    names = [one.text() for one in room.page.transport.speeds.actions()]
    assert names[:3] == ["1 step a second", "2 steps a second", "5 steps a second"]
    room.page.transport.speeds.actions()[0].trigger()
    assert room.page.transport.speed.text() == "1 step a second"


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "right", "said"),
    [
        ("Adam", "beta1", "1", "0.999", "Write a number of at least 0 and less than 1."),
        ("AdamW", "beta2", "1.5", "0", "Write a number of at least 0 and less than 1."),
        ("Adam", "eps", "-1", "0", "Write a number from 0 to 1000000."),
        ("LBFGS", "max_iter", "2000", "30", "Write a whole number from 1 to 1000."),
    ],
)
def test_what_torch_would_refuse_cannot_be_typed(
    room: Room, kind: str, name: str, wrong: str, right: str, said: str
) -> None:
    one = card(room, 0)
    one.kind.picked.emit(kind)
    one.wide.setChecked(True)
    entry = one.options[name].field
    assert isinstance(entry, NumberEntry)
    before = room.descent.state
    write(entry, wrong)
    assert entry.toolTip() == said
    assert room.descent.state == before
    write(entry, right)
    assert not entry.toolTip()
    assert room.descent.state.walkers[0].walker.options[name] == float(right)
    one.wide.setChecked(False)


def test_nesterovs_momentum_is_some(room: Room) -> None:
    momentum = card(room, 2).momentum.field
    assert isinstance(momentum, NumberEntry)
    write(momentum, "0")
    assert momentum.toolTip() == "Write a number greater than 0, up to 1."
    assert room.descent.state.walkers[2].walker.momentum == 0.9
