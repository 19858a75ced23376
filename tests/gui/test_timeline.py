"""The timeline: phases, scrubbing, keys, and any number of steps."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels import timeline_words as words
from graphviewer.gui.panels.timeline import Timeline
from graphviewer.session.phases import Stretch
from graphviewer.tape.rows import Meta, Step
from graphviewer.tape.tape import Part, Tape
from tests.tape.sample import tape


def long_tape(steps: int) -> Tape:
    made = Tape(meta=Meta(source=""))
    kinds: Any = ("forward",) * 7 + ("backward",) * 7 + ("update",)
    made.extend(Part(steps=tuple(Step(index=i, kind=kinds[i % 15]) for i in range(steps))))
    return made


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(836, 44)
    made.set_tape(tape())
    made.show()
    return made


def test_a_phase_is_labelled_with_its_steps() -> None:
    assert words.label(Stretch("forward", 0, 3)) == "forward · 4 steps"
    assert words.label(Stretch("update", 0, 0)) == "update · 1 step"
    assert words.label(Stretch("print", 8, 8)) == "print"


def test_a_click_goes_to_the_step_under_it(timeline: Timeline, qtbot: QtBot) -> None:
    x = round(timeline.x_of(5.5))
    with qtbot.waitSignal(timeline.scrubbed) as scrubbed:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    assert scrubbed.args == [5]


def test_dragging_scrubs_and_stops_at_the_ends(timeline: Timeline) -> None:
    seen: list[int] = []
    timeline.scrubbed.connect(seen.append)
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline.width() // 2, 20))
    QTest.mouseMove(timeline, QPoint(timeline.width() - 1, 20))
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline.width() - 1, 20))
    assert seen[0] == 4
    assert seen[-1] == 7


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_Right, 4), (Qt.Key.Key_Left, 2), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 7)],
)
def test_keys_scrub(timeline: Timeline, qtbot: QtBot, key: Qt.Key, step: int) -> None:
    timeline.set_position(3)
    with qtbot.waitSignal(timeline.scrubbed) as scrubbed:
        QTest.keyClick(timeline, key)
    assert scrubbed.args == [step]


def test_being_told_a_position_announces_nothing(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(timeline.scrubbed):
        timeline.set_position(6)
    assert timeline.value() == 6


def test_the_tooltip_names_step_phase_line_and_node(timeline: Timeline) -> None:
    assert timeline.describe(5) == "Step 6 of 8 · backward · line 6 · MulBackward0"


def test_every_step_has_a_place_of_its_own(timeline: Timeline) -> None:
    assert [timeline.step_at(timeline.x_of(step + 0.5)) for step in range(8)] == list(range(8))


def test_without_a_tape_it_is_an_empty_bar(timeline: Timeline) -> None:
    timeline.set_tape(None)
    timeline.set_position(-1)
    assert timeline.steps == 0
    assert not timeline.grab().isNull()


def test_a_hundred_thousand_steps_are_drawn_and_scrubbed(timeline: Timeline) -> None:
    timeline.set_tape(long_tape(100_000))
    timeline.set_marks(range(0, 100_000, 15))
    image = QImage(timeline.size(), QImage.Format.Format_ARGB32)
    seen = set()
    for position in range(0, 100_000, 10_000):
        timeline.set_position(position)
        timeline.render(image)
        seen.add(bytes(image.constBits()))
    assert len(seen) == 10  # the playhead stands elsewhere each time


def test_marks_beyond_the_tape_are_not_drawn(timeline: Timeline) -> None:
    timeline.set_marks((2, 5, 900))
    assert not timeline.grab().isNull()


def test_a_fault_while_painting_leaves_the_timeline_alive(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise ValueError("while painting")

    with monkeypatch.context() as patched:
        patched.setattr(timeline, "_paint_all", fail)
        with pytest.raises(ValueError, match="while painting"):
            timeline.grab()
    assert not timeline.grab().isNull()
