"""Whatever is done to the graph, what then stands on screen is what is painted from nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import Make, wait_for_run
from tests.gui.gesture_hands import LEFT, MIDDLE, drag, hold
from tests.gui.reading_hands import SHIFT, canvas_of, scene_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
GESTURES = 60  # of a walk
SETTLED_MS = 20_000
NONE = Qt.KeyboardModifier.NoModifier
PROGRAM = """
import torch
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2))
x = torch.tensor([[0.0, 1.0], [2.0, -1.0]], requires_grad=True)
h = net(x.sqrt())
y = torch.where(h > 0, h, h.detach() * 2)
loss = (y * y + h).sum()
loss.backward(retain_graph=True)
y.sum().backward()
"""
ACTIONS = (
    "animate", "dark", "direction", "fit", "focus_both", "focus_descendants", "focus_none",
    "fold_chains", "hide", "light", "magnitude", "mark_finite", "mark_saved", "modules_open",
    "panel_editor", "panel_timeline", "put_back", "show_hidden", "view_expression", "view_grad_fn",
    "view_modules", "view_neurons", "view_scalars", "zoom_in",
)  # fmt: skip


class Hands:
    """Does one thing after another to a window, by chance."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window, self.canvas = window, canvas_of(window)
        self.rng = random.Random(seed)

    def do(self) -> str:
        """One thing; what it was."""
        gestures: tuple[Callable[[], object], ...] = (
            self.step, self.step, self.step, self.wheel, self.wheel, self.pan, self.move, self.band,
            self.click, self.resize, self.act, self.act, self.window.looks.undo,
            self.window.looks.redo,
        )  # fmt: skip
        chosen = self.rng.choice(gestures)
        return f"{chosen.__name__} {chosen() or ''}"

    def spot(self) -> QPoint:
        return QPoint(
            self.rng.randrange(5, self.canvas.width() - 5),
            self.rng.randrange(5, self.canvas.height() - 5),
        )

    def card(self) -> QPoint:
        """The middle of a card in view, else of a place in it."""
        camera, ends = self.canvas.camera, list(scene_of(self.window).ends)
        self.rng.shuffle(ends)
        middles = (camera.to_widget(end.rect.center()).toPoint() for end in ends)
        return next((one for one in middles if self.canvas.rect().contains(one)), self.spot())

    def step(self) -> None:
        for _ in range(self.rng.choice((1, 1, 9))):
            self.rng.choice((self.window.player.step, self.window.player.back))()
            self.canvas.repaint()

    def wheel(self) -> None:
        at, turn = QPointF(self.spot()), self.rng.choice((-720, -360, 120, 360))
        QApplication.sendEvent(self.canvas, QWheelEvent(
            at, QPointF(self.canvas.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's signature
        ))  # fmt: skip

    def pan(self) -> None:
        start, by = self.spot(), self.spot() - self.spot()
        hold(self.canvas, start, by, MIDDLE)
        self.canvas.repaint()
        QTest.mouseRelease(self.canvas, MIDDLE, pos=start + by)

    def move(self) -> None:
        drag(self.canvas, self.card(), QPoint(60, 30))

    def band(self) -> None:
        start, end = self.spot(), self.spot()
        QTest.mousePress(self.canvas, LEFT, SHIFT, start)
        QTest.mouseMove(self.canvas, end)
        QTest.mouseRelease(self.canvas, LEFT, SHIFT, end)

    def click(self) -> None:
        QTest.mouseClick(self.canvas, LEFT, self.rng.choice((NONE, SHIFT)), self.card())

    def resize(self) -> None:
        self.window.resize(self.rng.choice((800, 1101, 1400)), self.rng.choice((540, 861)))

    def act(self) -> str:
        name = self.rng.choice(ACTIONS)
        if self.window.commands[name].isEnabled():
            self.window.commands[name].trigger()
        return name


def at_rest(canvas: Canvas) -> bool:
    moves = canvas._flight, canvas._morph, canvas._travel, canvas._builder
    waits = canvas._settle.isActive() or canvas._regrow.isActive() or canvas._sprites.moving
    return not (waits or any(one.under_way for one in moves))


def on_screen(canvas: Canvas) -> QImage:
    """What has been painted; nothing is painted for it."""
    window = canvas.window()
    corner = canvas.mapTo(window, QPoint(0, 0))
    whole = window.screen().grabWindow(window.winId()).toImage()
    return whole.copy(corner.x(), corner.y(), canvas.width(), canvas.height())


def paint_from_nothing(canvas: Canvas) -> None:
    assert canvas.scene is not None
    canvas._sprites.clear()
    canvas._overview._kept.clear()
    canvas._awaited, canvas._shots = {}, []
    canvas.scene.geometry._far = None
    canvas._repaint_scene()
    canvas.repaint()


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 4, 6))]
)
def test_what_is_on_screen_is_what_is_painted_from_nothing(
    make: Make, qtbot: QtBot, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    window = make(path)
    window.document.decide("trusted")
    window.runner.run()
    wait_for_run(window, qtbot)
    canvas, hands = canvas_of(window), Hands(window, seed)
    qtbot.waitUntil(lambda: canvas.scene is not None and at_rest(canvas), timeout=SETTLED_MS)
    done = []
    for _ in range(GESTURES):
        if hands.rng.random() < 0.5:  # what comes next is painted ahead
            qtbot.waitUntil(lambda: not canvas.foresees, timeout=SETTLED_MS)
        done.append(hands.do())
        if hands.rng.random() < 0.3:
            continue
        qtbot.waitUntil(lambda: at_rest(canvas), timeout=SETTLED_MS)
        qtbot.wait(50)  # for what lies over the canvas, too
        seen = on_screen(canvas)
        paint_from_nothing(canvas)
        assert seen == on_screen(canvas), done[-5:]
