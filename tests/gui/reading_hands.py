"""A window with a program that has run, and what its graph shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.graphs.build import build
from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.gui.conftest import Make, wait_for_run

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def opened(make: Make, qtbot: QtBot, source: str) -> MainWindow:
    window = make(None)
    wait_for_run(window, qtbot)
    window.document.edit(source)
    window.page.editor.set_source(source)
    window.runner.run()
    wait_for_run(window, qtbot)
    assert window.session.tape is not None
    assert window.session.tape.meta.source == source
    canvas_of(window).set_motion(False)
    canvas_of(window).setFocus()
    settle(window, qtbot)
    return window


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the graph shows all there is of the tape, as it is to be looked at."""
    tape, canvas, viewing = window.session.tape, canvas_of(window), window.viewing

    def settled() -> bool:
        if canvas.scene is None or tape is None or window.session.index is None:
            return False
        view, shaping = viewing.look.view, viewing.look.shaping
        wanted = build(tape, window.session.index, view, canvas.scene.span, shaping)
        return canvas.scene.graph == wanted

    qtbot.waitUntil(settled, timeout=20_000)


def canvas_of(window: MainWindow) -> Canvas:
    return window.page.canvas


def scene_of(window: MainWindow) -> Scene:
    scene = canvas_of(window).scene
    assert scene is not None
    return scene


def graph_of(window: MainWindow) -> Graph:
    return scene_of(window).graph


def tensor(window: MainWindow, name: str) -> Item:
    assert window.session.index is not None
    assert window.session.tape is not None
    index = window.session.index
    refs = (row.id for row in window.session.tape.tensors if name in index.names(row.id))
    return Item("tensor", next(refs))


def shown(window: MainWindow) -> set[str]:
    index = window.session.index
    assert index is not None
    return {index.name(v.ref) for v in graph_of(window).vertices if v.kind == "tensor"}


def ask(window: MainWindow, text: str) -> None:
    QTest.keyClick(canvas_of(window), Qt.Key.Key_F, CONTROL)
    field = window.reading.find.bar.field
    assert window.reading.find.bar.isVisible()
    assert QApplication.focusWidget() is field
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)  # QTest has no keys for Hangul


def told(window: MainWindow) -> str:
    return window.reading.find.bar.told.text()
