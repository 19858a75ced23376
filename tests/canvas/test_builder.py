"""Large graphs are drawn in slices with the layout elsewhere, and come out the same."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas import builder, canvas
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Binding
from tests.explain.sample import sample


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canvas]:
    """A visible canvas that takes every graph for a large one."""
    monkeypatch.setattr(canvas, "LARGE", 0)
    monkeypatch.setattr(builder, "FEW", 0)
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=False)
    widget.resize(900, 860)
    widget.show()
    yield widget
    widget.hide()
    gc.unfreeze()


def show(widget: Canvas, qtbot: QtBot) -> Scene:
    tape = sample()
    widget.set_tape(tape, TapeIndex(tape))
    assert widget._picture is None
    widget.set_step(5)
    qtbot.waitUntil(lambda: widget.scene is not None, timeout=20_000)
    assert widget.scene is not None
    return widget.scene


def test_the_scene_is_the_one_built_at_once(shown: Canvas, qtbot: QtBot) -> None:
    scene = show(shown, qtbot)
    same = Scene(scene.tape, scene.index, scene.view)
    assert (scene.x == same.x).all()
    assert [one.forward.line for one in scene.lines] == [one.forward.line for one in same.lines]
    assert gc.isenabled()


def test_the_old_picture_stays_while_a_new_one_is_made(shown: Canvas, qtbot: QtBot) -> None:
    scene = show(shown, qtbot)
    scene.tape.bindings.append(Binding(tensor=2, name="product", step=8))
    shown.refresh()
    qtbot.waitUntil(lambda: shown._builder.under_way)
    assert shown.scene is scene
    qtbot.waitUntil(lambda: shown.scene is not scene, timeout=20_000)


def test_nothing_new_is_nothing_built(shown: Canvas, qtbot: QtBot) -> None:
    scene = show(shown, qtbot)
    shown.refresh()
    qtbot.waitUntil(lambda: not shown._regrow.isActive())
    assert shown.scene is scene
    assert not shown._builder.under_way


def test_hiding_ends_the_work_and_showing_takes_it_up_again(shown: Canvas, qtbot: QtBot) -> None:
    tape = sample()
    shown.set_tape(tape, TapeIndex(tape))
    qtbot.waitUntil(lambda: shown._builder._process is not None)
    shown.hide()
    assert shown._builder._process is None
    assert gc.isenabled()
    shown.show()
    qtbot.waitUntil(lambda: shown.scene is not None, timeout=20_000)


def test_a_layout_that_fails_elsewhere_is_made_here(
    shown: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(builder, "MODULE", "graphviewer.layout.no_such_module")
    assert show(shown, qtbot).plans
    assert "no_such_module" in caplog.text


def test_a_python_that_cannot_be_started_is_no_obstacle(
    shown: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert show(shown, qtbot).plans
