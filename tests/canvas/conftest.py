"""What several tests of the canvas begin with."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """A canvas that shows the sample's tape at step 5; nothing on it glides."""
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=False)
    widget.resize(900, 860)
    tape = sample()
    widget.set_tape(tape, TapeIndex(tape))
    widget.set_step(5)
    widget.show()
    return widget
