"""What a step sends travels along its arrows, where one can follow it; nothing waits for it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.graphs.data import Shaping
from graphviewer.gui.canvas import canvas as canvas_file
from graphviewer.gui.canvas.builder import Builder
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(900, 860)
    tape = sample()
    widget.set_tape(tape, TapeIndex(tape))
    widget.set_step(2)
    widget.show()
    widget._travel.stop()
    widget._travel._stepped = 0.0
    return widget


@pytest.mark.parametrize("step", [2, 5])
def test_a_step_that_sends_something_moves_it_and_ends_as_without(
    canvas: Canvas, qtbot: QtBot, step: int
) -> None:
    canvas.set_step(step - 1)
    canvas._travel.stop()
    canvas._travel._stepped = 0.0
    canvas.set_step(step)
    assert canvas._step == step
    assert canvas._travel.under_way
    canvas._travel._animation.pause()
    canvas._travel._animation.setCurrentTime(100)
    moving = canvas.grab().toImage()
    canvas._travel._animation.resume()
    qtbot.waitUntil(lambda: not canvas._travel.under_way)
    still = canvas.grab().toImage()
    assert moving != still
    canvas._sprites.clear()
    canvas._repaint_scene()
    assert canvas.grab().toImage() == still


def test_steps_that_come_quickly_or_go_back_show_nothing_on_its_way(canvas: Canvas) -> None:
    canvas.set_step(3)
    canvas.set_step(4)
    assert not canvas._travel.under_way
    canvas._travel._stepped = 0.0
    canvas.set_step(3)
    assert not canvas._travel.under_way


def test_without_motion_nothing_travels(canvas: Canvas) -> None:
    canvas.set_motion(wanted=False)
    canvas.set_step(3)
    assert not canvas._travel.under_way


def test_hiding_the_canvas_leaves_nothing_on_its_way(canvas: Canvas) -> None:
    canvas.set_step(3)
    canvas.hide()
    assert not canvas._travel.under_way


def test_a_picture_that_takes_long_says_so_until_it_is_there(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas_file, "LARGE", 0)
    monkeypatch.setattr(Builder, "_on_timer_timeout", lambda _: None)
    before = canvas.scene
    canvas.set_look(Look(shapings={"expression": Shaping(chains=True)}))
    assert not canvas._busy
    qtbot.waitUntil(lambda: canvas._busy)
    assert canvas.scene is before
    canvas._builder.stop()
    canvas._rebuild()
    monkeypatch.setattr(canvas_file, "LARGE", 10_000)
    canvas._rebuild()
    assert not canvas._busy
    assert canvas.scene is not before
