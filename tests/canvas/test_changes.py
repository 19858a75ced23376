"""A graph that has grown is the graph that is drawn of the whole tape."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import lesson
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.scene import Scene
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex


def test_the_end_of_a_tape_is_seen(qtbot: QtBot) -> None:
    tape = record(lesson("4.8").path.read_text("utf-8"))  # x.grad is None for good
    end, tape.end = tape.end, None
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.set_look(Look("grad_fn"))
    canvas.set_tape(tape, TapeIndex(tape))
    before = widths(canvas.scene)
    tape.end = end
    canvas.refresh()
    fresh = widths(Scene(tape, TapeIndex(tape), "grad_fn"))
    assert fresh != before
    qtbot.waitUntil(lambda: widths(canvas.scene) == fresh)


def widths(scene: Scene | None) -> list[float]:
    return [] if scene is None else scene.w.tolist()
