"""A window on a program with a loop, and what a person sees of the loop."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from graphviewer.gui.window import MainWindow
from graphviewer.session.iterations import Iterations
from tests.gui.conftest import wait_for_run

LOOP = """import torch
w = torch.tensor(2.0, requires_grad=True)
for i in range(12):
    loss = (w - 5) ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
"""


def run_loop(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    """Write the program into a folder, open and run it."""
    program = folder / "loop.py"
    program.write_text(LOOP, encoding="utf-8")
    window.files.open_path(str(program))
    window.document.decide("trusted")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)


def loop_of(window: MainWindow) -> Iterations:
    assert window.session.iterations is not None
    return window.session.iterations


def number_at(window: MainWindow) -> int:
    return loop_of(window).at(window.session.position).number


def points(window: MainWindow) -> list[int]:
    return [len(curve.numbers) for _, curve in window.page.watch.drawn()]


def chosen(window: MainWindow) -> list[str]:
    return [label for label, _ in window.page.watch.drawn()]
