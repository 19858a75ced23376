"""The neurons view in the window: reached with a key, stepped through with keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.gui.conftest import Make, wait_for_run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NET = """import torch
from torch import nn

net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
X = torch.tensor([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
out = net(X)
loss = (out ** 2).mean()
loss.backward()
"""
CONV = """import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2))
net(torch.ones(1, 1, 4, 4)).sum().backward()
"""


@pytest.fixture
def run(make: Make, qtbot: QtBot, tmp_path: Path) -> object:
    def ran(source: str) -> MainWindow:
        file = tmp_path / "net.py"
        file.write_text(source, encoding="utf-8")
        window = make(file)
        window.page.canvas.set_motion(wanted=False)
        window.document.decide("trusted")
        window.runner.run()
        wait_for_run(window, qtbot)
        window.page.canvas.setFocus()
        return window

    return ran


@pytest.fixture
def window(run: object, qtbot: QtBot) -> MainWindow:
    assert callable(run)
    window = run(NET)
    assert isinstance(window, MainWindow)
    QTest.keyClick(window.page.canvas, Qt.Key.Key_5, CONTROL)
    qtbot.wait(50)
    return window


def scene_of(window: MainWindow) -> Scene:
    scene = window.page.canvas.scene
    assert scene is not None
    return scene


def example(window: MainWindow) -> int:
    network = scene_of(window).graph.network
    assert network is not None
    return network.example


def titles(window: MainWindow) -> list[str]:
    return [plan.title for plan in scene_of(window).plans]


def test_ctrl_5_shows_the_neurons(window: MainWindow) -> None:
    assert window.viewing.look.view == "neurons"
    assert window.commands["view_neurons"].isChecked()
    assert titles(window)[:5] == ["X[0,0]", "X[0,1]", "h1[0]", "h1[1]", "h1[2]"]
    assert titles(window)[-1] == "loss"


def test_shift_down_and_up_go_through_the_examples_and_round(window: MainWindow) -> None:
    canvas = window.page.canvas
    seen = []
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
        seen.append(example(window))
    assert seen == [1, 2, 0]
    QTest.keyClick(canvas, Qt.Key.Key_Up, SHIFT)
    assert example(window) == 2
    assert titles(window)[0] == "X[2,0]"


def test_the_stepper_over_the_corner_does_the_same_and_says_where(window: MainWindow) -> None:
    stepper = window.page.graph.examples
    assert stepper.isVisible()
    assert stepper.label.text() == "example 1 of 3"
    QTest.mouseClick(stepper.forward, LEFT)
    assert example(window) == 1
    assert stepper.label.text() == stepper.accessibleName() == "example 2 of 3"
    QTest.mouseClick(stepper.back, LEFT)
    assert example(window) == 0
    assert "Shift" in stepper.forward.toolTip()
    assert stepper.forward.accessibleName() == "Next example"
    window.appearance.set_language("ko")
    assert stepper.label.text() == "예시 1 / 3"


def test_another_example_can_be_taken_back(window: MainWindow) -> None:
    canvas = window.page.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    assert example(window) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert example(window) == 0


def test_nothing_moves_between_examples(window: MainWindow) -> None:
    canvas = window.page.canvas
    before = [*scene_of(window).x], canvas.camera.scale, canvas.camera.centre
    QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    assert example(window) == 1
    assert ([*scene_of(window).x], canvas.camera.scale, canvas.camera.centre) == before


def test_the_stepper_is_not_there_in_other_views(window: MainWindow) -> None:
    QTest.keyClick(window.page.canvas, Qt.Key.Key_1, CONTROL)
    assert not window.page.graph.examples.isVisible()
    assert not window.commands["example_next"].isEnabled()


def test_a_clicked_neuron_is_told_of_as_its_layers_tensor(window: MainWindow) -> None:
    canvas, scene = window.page.canvas, scene_of(window)
    at = canvas.camera.to_widget(scene.ends[5].rect.center()).toPoint()
    QTest.mouseClick(canvas, LEFT, pos=at)
    assert window.session.selection == Item("neuron", scene.graph.vertices[5].ref)
    out = next(row.tensor for row in window.session.tape.bindings if row.name == "out")  # type: ignore[union-attr]
    assert window.page.inspector._selection == Item("tensor", out)


def test_left_to_right_turns_rows_into_columns(window: MainWindow) -> None:
    window.commands["direction"].trigger()
    ends = scene_of(window).ends
    assert ends[0].rect.center().x() == ends[1].rect.center().x()
    assert ends[0].rect.center().x() < ends[2].rect.center().x()


def test_for_convolutions_the_view_and_its_tooltip_say_why_there_are_no_neurons(
    run: object,
) -> None:
    assert callable(run)
    window = run(CONV)
    action = window.commands["view_neurons"]
    assert "convolutions" in action.toolTip()
    empty = window.page.canvas.grab().toImage()
    action.trigger()
    assert window.viewing.look.view == "neurons"
    assert window.page.canvas.grab().toImage() != empty
    window.appearance.set_language("ko")  # is no reason to leave
    assert window.viewing.look.view == "neurons"


def test_a_program_without_neurons_is_not_left_in_their_view(run: object, qtbot: QtBot) -> None:
    assert callable(run)
    window = run(CONV)
    window.commands["view_neurons"].trigger()
    window.runner.run()
    wait_for_run(window, qtbot)
    assert window.viewing.look.view == "expression"
