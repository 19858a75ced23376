"""What the tests of exporting do with the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.gui.export.dialog import ExportDialog
from graphviewer.gui.window import MainWindow
from tests.export.sample import product

DONE_MS = 30_000
Make = Callable[[Path | None], MainWindow]


def with_product(make: Make, folder: Path) -> MainWindow:
    """A window that shows a small tape, and saves into a folder."""
    (folder / "empty.py").write_text("")
    found = make(folder / "empty.py")
    found.files.show_tape(product(), "product.py")
    found.files.folder = str(folder)
    return found


def asked(window: MainWindow) -> ExportDialog:
    """The dialog that Ctrl+E opens."""
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    found = window.findChildren(ExportDialog)[-1]
    assert found.isVisible()
    return found


def size_of(window: MainWindow) -> tuple[float, float]:
    """Width and height of what is exported, in scene pixels."""
    scene = window.page.canvas.scene
    assert scene is not None
    return scene.bounds.width() + 48, scene.bounds.height() + 48


def choose(dialog: ExportDialog, kind: str) -> None:
    """Pick a format from the list with the keyboard."""
    dialog.format.setFocus()
    dialog.format.setCurrentIndex(dialog.format.findData(kind))
    dialog.format.activated.emit(dialog.format.currentIndex())


def save(window: MainWindow, dialog: ExportDialog, path: Path) -> None:
    """Press Export and type a file's name."""
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    files = window.findChildren(QFileDialog)[-1]
    files.fileSelected.emit(str(path))
    files.reject()


def finish(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.exports.worker.busy, timeout=DONE_MS)
