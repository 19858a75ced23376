"""However one comes to a step, its picture is the one that is painted there from nothing."""

from __future__ import annotations

import random
from functools import cache

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from benchmarks.canvas_tapes import chains
from graphviewer.files.lessons import lesson
from graphviewer.graphs.data import Shaping, View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

CHAINS = "chains"  # 552 vertices, unfolded; others are lessons
STEPS = 4  # at each scale
WIDE, HIGH = 900, 700


class Screen(Canvas):
    """A canvas on a screen with `ratio` pixels to one of the widget."""

    ratio = 1.0

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return self.ratio


@cache
def tape_of(name: str) -> tuple[Tape, TapeIndex]:
    tape = chains(4, 15) if name == CHAINS else record(lesson(name).path.read_text("utf-8"))
    return tape, TapeIndex(tape)


def screen(
    qtbot: QtBot, name: str, view: View, ratio: float, colours: Colours, step: int
) -> Screen:
    found = Screen()
    qtbot.addWidget(found)
    found.ratio = ratio
    found.resize(WIDE, HIGH)
    found.set_colours(colours)
    shapings = {view: Shaping(opened=frozenset())} if name == CHAINS else {}
    found.set_look(Look(view, shapings=shapings))
    found.set_step(step)
    found.set_tape(*tape_of(name))
    painted(found)  # the first time it is resized
    found._sprites.clear()
    return found


def painted(canvas: Screen) -> QImage:
    surface = QPixmap(round(WIDE * canvas.ratio), round(HIGH * canvas.ratio))
    surface.setDevicePixelRatio(canvas.ratio)
    canvas.render(surface)
    return surface.toImage()


def wait(qtbot: QtBot, canvas: Screen) -> None:
    """Until it has painted ahead what it can."""
    qtbot.waitUntil(lambda: not canvas.foresees, timeout=20_000)


@pytest.mark.parametrize(
    ("colours", "ratio", "waits"),
    [
        pytest.param(colours, ratio, waits, marks=() if told else pytest.mark.slow)
        for colours, ratio, waits, told in (
            (LIGHT, 1.0, True, True), (LIGHT, 1.5, False, True), (DARK, 1.0, True, True),
            (LIGHT, 1.0, False, False), (LIGHT, 1.5, True, False), (LIGHT, 2.0, False, False),
            (DARK, 1.0, False, False), (DARK, 1.5, True, False), (DARK, 2.0, False, False),
        )
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("name", "view"),
    [(CHAINS, "expression"), (CHAINS, "grad_fn"), ("1.4", "expression"), ("3.3", "grad_fn"),
     ("4.2", "expression"), ("3.4", "modules")],
)  # fmt: skip
def test_a_step_walked_to_is_the_step_itself(
    qtbot: QtBot, name: str, view: View, colours: Colours, ratio: float, waits: bool
) -> None:
    last = len(tape_of(name)[0].steps) - 1
    walked = screen(qtbot, name, view, ratio, colours, last // 2)
    rng = random.Random(f"{name} {view} {ratio}")
    step = last // 2
    for scale in (0.6, 0.4, 1.1, 0.25, 0.6):
        walked.camera.scale = scale
        for number in range(STEPS):
            step = max(-1, min(last, step + rng.choice((1, 1, -1, 1, 6, -11))))
            if waits:
                wait(qtbot, walked)
            walked.set_step(step)
            seen = painted(walked)
            if name == CHAINS and number < STEPS - 1:
                continue  # one takes long to draw from nothing
            fresh = screen(qtbot, name, view, ratio, colours, step)
            fresh.camera.scale = walked.camera.scale
            fresh.camera.centre = QPointF(walked.camera.centre)
            fresh._overview = walked._overview  # where the map stands tells of where it stood
            assert seen == painted(fresh), (scale, step)
