"""Cards kept as pictures: no more of them than there is room for."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas import sprites
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

LINES = ("tanh", "sin", "exp", "cos", "abs")
SOURCE = "import torch\nx = torch.ones(3, requires_grad=True)\n" + "\n".join(
    f"x = x.{LINES[(k * k + k // 3) % 5]}()" for k in range(30)
)


def test_panning_holds_on_to_no_more_pictures_than_the_budget(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tape = record(SOURCE, "chain.py")
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(620, 500)
    canvas.set_tape(tape, TapeIndex(tape))
    canvas.set_step(0)
    budget = 500_000
    monkeypatch.setattr(sprites, "BUDGET", budget)
    held = canvas._sprites
    canvas.zoom(1 / canvas.camera.scale)
    for _ in range(40):
        canvas._on_settle_timeout()  # at rest
        canvas._pan(0, -150)
        canvas.grab()
        every = {id(one): one for some in (held._shown, held._older) for one in some.values()}
        assert sum(map(sprites._bytes, every.values())) <= budget
    assert canvas.camera.centre.y() > 4000
