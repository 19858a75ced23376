"""The timeline: phases, scrubbing, keys, and any number of steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels import timeline_words as words
from graphviewer.gui.panels.timeline import BAND_TOP, MARGIN, Timeline
from graphviewer.gui.panels.timeline_bands import even
from graphviewer.gui.panels.timeline_scale import BREAK_PIXELS, BREAKS_SHARE, Scale
from graphviewer.session.iterations import Iterations
from graphviewer.session.phases import Stretch
from graphviewer.tape.rows import Meta, Step
from graphviewer.tape.tape import Part, Tape
from tests.session.loops import BODY, SETUP, loop_part, loop_tape
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


# --- iterations


KEPT = (0, 1, 4, 9)


@pytest.fixture
def loop(timeline: Timeline) -> Timeline:
    made = loop_tape(10, KEPT)
    timeline.set_tape(made, Iterations(made))
    return timeline


def test_a_loop_does_not_make_the_timeline_higher(timeline: Timeline) -> None:
    before = timeline.sizeHint()
    made = loop_tape(10, KEPT)
    timeline.set_tape(made, Iterations(made))
    assert timeline.looped
    assert timeline.sizeHint() == before


def test_a_tape_without_a_loop_looks_the_same_with_iterations_at_hand(timeline: Timeline) -> None:
    without = timeline.grab().toImage()
    made = tape()
    timeline.set_tape(made, Iterations(made))
    assert timeline.grab().toImage() == without


def test_every_step_has_a_place_of_its_own_beside_breaks(loop: Timeline) -> None:
    steps = range(loop.steps)
    assert [loop.step_at(loop.x_of(step + 0.5)) for step in steps] == list(steps)
    edges = [loop.x_of(step) for step in range(loop.steps + 1)]
    assert edges == sorted(edges)
    assert edges[-1] == pytest.approx(loop.width() - MARGIN)


def test_a_skip_is_wide_enough_to_be_seen() -> None:
    scale = Scale()
    scale.set_bar(0, 1000)
    scale.set_steps(5000, (100, 200, 4000))
    for skip in (100, 200, 4000):
        assert scale.x_of(skip + 1) - scale.x_of(skip) == pytest.approx(BREAK_PIXELS)
    steps = np.arange(5000)
    assert scale.steps_at(scale.middles_of(steps)).tolist() == steps.tolist()


def test_thousands_of_breaks_leave_room_for_steps() -> None:
    scale = Scale()
    scale.set_bar(0, 1000)
    scale.set_steps(40_000, range(10, 40_000, 20))
    wide = sum(scale.x_of(skip + 1) - scale.x_of(skip) for skip in range(10, 40_000, 20))
    assert wide == pytest.approx(1000 * BREAKS_SHARE)


def test_a_step_is_told_with_its_iteration(loop: Timeline) -> None:
    at = loop.step_at(loop.x_of(SETUP + BODY + 1))
    assert loop.describe(at).endswith("ones · iteration 2 of 10")
    gaps = Iterations(loop_tape(10, KEPT)).gaps
    told = "not kept · line 4 · 4 iterations not kept · next kept: iteration 10"
    assert loop.describe(gaps[1].step).endswith(told)


def test_a_click_on_a_band_goes_to_its_first_step(loop: Timeline, qtbot: QtBot) -> None:
    inside = SETUP + BODY + 5
    with qtbot.waitSignal(loop.scrubbed) as scrubbed:
        place = QPoint(round(loop.x_of(inside)), BAND_TOP + 5)
        QTest.mouseClick(loop, Qt.MouseButton.LeftButton, pos=place)
    assert scrubbed.args == [SETUP + BODY]


def test_a_click_on_a_gap_goes_to_its_skip(loop: Timeline, qtbot: QtBot) -> None:
    gap = Iterations(loop_tape(10, KEPT)).gaps[0]
    with qtbot.waitSignal(loop.scrubbed) as scrubbed:
        place = QPoint(round(loop.x_of(gap.step + 1.5)), BAND_TOP + 5)
        QTest.mouseClick(loop, Qt.MouseButton.LeftButton, pos=place)
    assert scrubbed.args == [gap.step]


def test_bands_and_gaps_say_what_they_are(loop: Timeline) -> None:
    told = loop.band_told(loop.x_of(SETUP + 1))
    assert told.splitlines()[0] == f"iteration 1 of 10 · {BODY} steps"
    gap = Iterations(loop_tape(10, KEPT)).gaps[1]
    assert loop.band_told(loop.x_of(gap.step + 0.5)).startswith("Iterations 6 to 9 ran here")


def test_a_double_click_shows_one_iteration_and_another_all(loop: Timeline) -> None:
    first, last = SETUP + BODY, SETUP + 2 * BODY - 1
    for zoomed in (True, False):
        place = QPoint(round(loop.x_of(first + 1.5)), BAND_TOP + 5)
        QTest.mouseDClick(loop, Qt.MouseButton.LeftButton, pos=place)
        assert loop.zoomed is zoomed
        if zoomed:
            assert loop.x_of(first) == pytest.approx(MARGIN)
            assert loop.x_of(last + 1) == pytest.approx(loop.width() - MARGIN)


def test_the_wheel_with_ctrl_zooms_and_keeps_what_is_under_the_pointer(loop: Timeline) -> None:
    place = QPointF(500, 15)
    under = loop.step_at(place.x())
    wheel = QWheelEvent(
        place,
        loop.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own argument
    )
    before = loop.value()
    QApplication.sendEvent(loop, wheel)
    assert loop.zoomed
    assert loop.value() == before
    assert loop.step_at(place.x()) == under


def test_keys_zoom_and_the_view_follows_the_playhead(loop: Timeline) -> None:
    for _ in range(6):
        QTest.keyClick(loop, Qt.Key.Key_Plus)
    for step in (0, loop.steps - 1, loop.steps // 2):
        loop.set_position(step)
        assert MARGIN <= loop.x_of(step + 0.5) <= loop.width() - MARGIN
    assert not loop.grab().isNull()
    QTest.keyClick(loop, Qt.Key.Key_0)
    assert not loop.zoomed


@pytest.mark.parametrize("total", [20, 300, 5000])
def test_numbers_stand_evenly_and_never_over_each_other(total: int) -> None:
    lefts = np.linspace(18, 1500, total)
    places = even(list(range(total)), lefts, 40.0)
    apart = np.diff(lefts[places])
    assert len(places) >= 12
    assert apart.min() >= 39.9
    assert len(set(np.diff(places).tolist())) == 1


@pytest.mark.parametrize("kept", [range(5000), range(0, 5000, 80)], ids=["all", "some"])
def test_a_loop_of_five_thousand_is_drawn_at_any_zoom(timeline: Timeline, kept: range) -> None:
    made = loop_tape(5000, kept)
    timeline.set_tape(made, Iterations(made))
    seen = set()
    for step in (0, timeline.steps // 3, timeline.steps - 1):
        timeline.set_position(step)
        seen.add(bytes(timeline.grab().toImage().constBits()))
        timeline.zoom(20)
        seen.add(bytes(timeline.grab().toImage().constBits()))
    assert len(seen) >= 5


def test_bands_appear_as_iterations_do(timeline: Timeline) -> None:
    made = Tape(meta=Meta(source=""))
    iterations = Iterations(made)
    timeline.set_tape(made, iterations)
    seen = [timeline.looped]
    made.extend(loop_part(3, range(3), ended=False))
    iterations.refresh()
    timeline.refresh()
    assert [*seen, timeline.looped] == [False, True]
    assert timeline.describe(SETUP).endswith("iteration 1")
