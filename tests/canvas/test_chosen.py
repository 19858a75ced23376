"""What alone is chosen has one frame: a vertex its own, a note the dashed one."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import lesson
from graphviewer.graphs.data import VertexKind, View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.selection import item_of
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.arrangement import Arrangement, Note
from graphviewer.tape.index import TapeIndex


def drawn(canvas: Canvas, *chosen: str) -> QImage:
    canvas.arranger.choose(chosen)
    return canvas.grab().toImage()


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    tape = record(lesson("1.1").path.read_text("utf-8"))
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.set_tape(tape, TapeIndex(tape))
    return made


@pytest.mark.parametrize(
    ("view", "kind"), [("expression", "tensor"), ("expression", "op"), ("grad_fn", "node")]
)
def test_a_vertex_alone_has_one_frame(canvas: Canvas, view: View, kind: VertexKind) -> None:
    canvas.set_look(Look(view))
    assert canvas.scene is not None
    kinds = [vertex.kind for vertex in canvas.scene.graph.vertices]
    place = kinds.index(kind)
    canvas.set_selection(item_of(canvas.scene, place))
    assert drawn(canvas, canvas.scene.keys[place]) == drawn(canvas)


def test_a_note_alone_is_framed(canvas: Canvas) -> None:
    note = Note(1, 40.0, 40.0, "here")
    canvas.arrange(Arrangement(notes=(note,)))
    assert drawn(canvas, note.key) != drawn(canvas)
