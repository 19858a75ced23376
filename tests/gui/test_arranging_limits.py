"""More than a file could hold is not arranged: it says so, and all stays as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.flows import arrange_flow
from graphviewer.gui.window import MainWindow
from graphviewer.tape import arrangement
from graphviewer.tape.arrangement import Arrangement, Note
from tests.gui.gesture_hands import arranged, at, band, corners, drag
from tests.gui.reading_hands import scene_of

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]


def test_too_many_cards_dragged_at_once_go_back(
    window: MainWindow, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrangement, "MOST_SHIFTS", 2)
    drag(canvas, at(window, "tensor c"))
    before = arranged(window)
    band(window, *corners(window, "tensor a", "tensor b"))
    place = scene_of(window).place_of("tensor a")
    assert place is not None
    stood = scene_of(window).rect(place)
    drag(canvas, at(window, "tensor a"), QPoint(0, 60))
    assert arranged(window) == before
    assert scene_of(window).rect(place) == stood
    assert scene_of(window).arrangement == before
    notice = window.notices.notice
    assert notice is not None
    assert "100,000" in notice.text
    window.commands["undo"].trigger()  # the drag before is the last that was made
    assert arranged(window).shifts == ()


def test_one_note_too_many_is_refused_before_anything_is_written(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrange_flow, "MOST", 1)
    window.viewing.arrange(Arrangement(notes=(Note(1, 0.0, 0.0, "first"),)))
    window.commands["note_add"].trigger()
    assert window.arranging.editor.note is None
    assert window.notices.notice is not None
