"""What a canvas shows after its size has changed, where nobody has moved its camera."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

CHAIN = "import torch\nx = torch.ones(2, requires_grad=True)\ny = x * 1\n" + "".join(
    f"y = torch.tanh(y) * {k}.5\n" for k in range(60)
)


def opened(qtbot: QtBot, *sizes: tuple[int, int]) -> Canvas:
    """A canvas with a graph far too long for it, that had these sizes before it was seen."""
    found = Canvas()
    qtbot.addWidget(found)
    found.set_motion(wanted=False)
    tape = recorded(CHAIN)
    found.set_step(0)
    found.set_tape(tape, TapeIndex(tape))
    found.show()
    for size in sizes:
        found.resize(*size)
    return found


@pytest.fixture
def long(qtbot: QtBot) -> Canvas:
    """One that is seen, at its first step."""
    found = opened(qtbot, (500, 400))
    found.grab()
    return found


def test_a_pixel_more_leaves_what_is_looked_at(long: Canvas) -> None:
    opened = QPointF(long.camera.centre)
    for step in range(1, 60):
        long.set_step(step)
    scale, centre = long.camera.scale, QPointF(long.camera.centre)
    assert centre.y() > opened.y() + 1000
    for width, height in ((501, 400), (501, 401), (700, 500), (420, 300)):
        long.resize(width, height)
        assert (long.camera.scale, long.camera.centre) == (scale, centre), (width, height)


def test_a_glide_to_a_step_ends_there(long: Canvas) -> None:
    long.set_motion(wanted=True)
    long.set_step(50)
    flight = long._flight
    goal = flight._to[1]
    assert flight.under_way
    assert long.camera.centre != goal
    long.resize(501, 400)
    assert long.camera.centre == goal


def test_at_an_end_of_the_graph_more_of_it_comes_into_view(long: Canvas) -> None:
    long.set_step(len(long.scene.tape.steps) - 1 if long.scene is not None else 0)
    long.resize(500, 900)
    seen, bounds = long.camera.seen(), long.camera.bounds
    assert seen.bottom() - bounds.bottom() < 60 / long.camera.scale


def test_a_graph_seen_whole_is_fitted_anew(canvas: Canvas) -> None:
    canvas.grab()
    assert canvas.camera.seen().contains(canvas.camera.bounds)
    before = canvas.camera.scale
    canvas.resize(800, 700)
    assert canvas.camera.seen().contains(canvas.camera.bounds)
    assert canvas.camera.scale < before


def test_what_nobody_has_seen_yet_opens_for_the_size_it_gets(qtbot: QtBot) -> None:
    late, wanted = opened(qtbot, (200, 160), (500, 400)), opened(qtbot, (500, 400))
    assert (late.camera.scale, late.camera.centre) == (wanted.camera.scale, wanted.camera.centre)
