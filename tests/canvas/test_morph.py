"""One picture becomes another: what is in both glides, and the end is the picture itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.graphs.data import Shaping
from graphviewer.gui.canvas import snapshot
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.session.session import Item
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.explain.sample import sample

LOOKS = [
    Look("grad_fn"),
    Look("expression", "right"),
    Look("expression", shapings={"expression": Shaping(hidden=frozenset({("op", 3)}))}),
]


def shown(qtbot: QtBot, tape: Tape, *, motion: bool = True) -> Canvas:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=motion)
    widget.resize(900, 860)
    widget.set_tape(tape, TapeIndex(tape))
    widget.set_step(5)
    widget.show()
    widget.set_selection(Item("op", 3))
    qtbot.waitUntil(lambda: not widget._flight.under_way and not widget._sprites.moving)
    return widget


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    return shown(qtbot, sample())


def picture(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


def hold(canvas: Canvas, milliseconds: int) -> None:
    """Stop the clock at a time of the way."""
    canvas._morph._animation.pause()
    canvas._morph._animation.setCurrentTime(milliseconds)


@pytest.mark.parametrize("few", [snapshot.FEW, 0])
@pytest.mark.parametrize("look", LOOKS)
def test_the_end_is_the_picture_that_comes_without_motion(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, look: Look, few: int
) -> None:
    monkeypatch.setattr(snapshot, "FEW", few)
    moving, still = shown(qtbot, sample()), shown(qtbot, sample(), motion=False)
    moving.set_look(look)
    assert moving._morph.under_way
    qtbot.waitUntil(lambda: not moving._morph.under_way)
    assert moving._morph._animation.state() == QAbstractAnimation.State.Stopped
    still.set_look(look)
    assert not still._morph.under_way
    assert picture(moving) == picture(still)


def test_where_motion_is_given_up_on_the_way_the_end_is_painted(
    qtbot: QtBot, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.set_look(LOOKS[0])
    hold(canvas, 100)
    canvas.repaint()
    painted: list[bool] = []
    paint = Canvas._paint_scene

    def told(canvas: Canvas, *about: object) -> None:
        painted.append(True)
        paint(canvas, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "_paint_scene", told)
    canvas.set_motion(wanted=False)
    qtbot.waitUntil(lambda: bool(painted))


def test_it_begins_at_the_picture_that_was(canvas: Canvas) -> None:
    before = canvas.grab().toImage().copy(0, 60, 900, 700)
    canvas.set_look(LOOKS[0])
    hold(canvas, 0)
    after = canvas.grab().toImage().copy(0, 60, 900, 700)
    differing = sum(
        before.pixel(x, y) != after.pixel(x, y) for x in range(0, 900, 3) for y in range(0, 700, 3)
    )
    assert differing < 0.02 * 300 * 233  # the frame of the selection goes with what it becomes


def test_an_operation_glides_to_its_node_and_stays_selected(canvas: Canvas) -> None:
    assert canvas.scene is not None
    node = canvas.scene.tape.ops[3].nodes[0]
    sign = canvas.scene.ends[canvas.scene.places["op", 3][0]].rect
    start = canvas.camera.to_widget(sign.center())
    canvas.set_look(Look("grad_fn"))
    place = canvas.scene.places["node", node][0]
    hold(canvas, 0)
    assert (canvas._morph.places()[place].center() - start).manhattanLength() < 8
    hold(canvas, 249)
    end = canvas.camera.to_widget(canvas.scene.rect(place).center())
    assert (canvas._morph.places()[place].center() - end).manhattanLength() < 3
    assert canvas._selected() == [place]


def test_another_change_goes_on_from_where_things_are(canvas: Canvas) -> None:
    canvas.set_look(Look("expression", "right"))
    hold(canvas, 120)
    under_way = canvas._morph.places()
    canvas.set_look(Look("expression", "down"))
    hold(canvas, 0)
    begun = canvas._morph.places()
    both = under_way.keys() & begun.keys()
    assert both
    for place in both:
        assert (begun[place].center() - under_way[place].center()).manhattanLength() < 1


def test_a_step_or_the_wheel_ends_it_at_once(canvas: Canvas) -> None:
    canvas.set_look(Look("grad_fn"))
    canvas.set_step(6)
    picture(canvas)
    assert not canvas._morph.under_way
    canvas.set_look(Look("expression"))
    at = QPointF(300, 300)
    event = QWheelEvent(
        at, at, QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    picture(canvas)
    assert not canvas._morph.under_way


def test_hiding_the_canvas_leaves_no_animation(canvas: Canvas) -> None:
    canvas.set_look(Look("grad_fn"))
    canvas.hide()
    assert not canvas._morph.under_way
    assert canvas._morph._animation.state() == QAbstractAnimation.State.Stopped


def test_a_growing_tape_makes_no_morph(canvas: Canvas) -> None:
    canvas._rebuild()
    assert not canvas._morph.under_way
