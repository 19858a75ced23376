"""What comes of an export: given up, failed, copied, moved about."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.disk import atomic
from graphviewer.gui.export import animation, job
from graphviewer.gui.export.dialog import ExportDialog
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import Arrangement, Note, Shift
from tests.export.sample import hostile, layer, loop
from tests.gui.export_hands import DONE_MS, Make, asked, choose, finish, save, size_of, with_product

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(make: Make, tmp_path: Path) -> MainWindow:
    return with_product(make, tmp_path)


def held_up(when: str, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Make the thread wait in its work; the events tell that it does, and let it go on."""
    reached, go = threading.Event(), threading.Event()
    real, put = animation.encoded_frames, atomic.write

    def wait() -> None:
        if threading.current_thread().name == "export":
            reached.set()
            go.wait(20)

    def encode(*about: Any) -> bytes:
        wait()
        return real(*about)

    def write(path: Path, pieces: Iterable[bytes | memoryview], **_how: bool) -> None:
        wait()
        put(path, pieces, durable=False)

    if when == "encoding":
        monkeypatch.setattr(animation, "encoded_frames", encode)
    elif when == "writing":
        # settings are written by the same function, in the window's own thread
        monkeypatch.setattr(job.atomic, "write", write)  # type: ignore[attr-defined]
    return reached, go


@pytest.mark.parametrize("when", ["painting", "encoding", "writing"])
def test_cancel_leaves_nothing_behind(
    window: MainWindow, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, when: str,
) -> None:  # fmt: skip
    window.exports.progress._timer.setInterval(0)
    reached, go = held_up(when, monkeypatch)
    dialog = asked(window)
    choose(dialog, "gif")
    save(window, dialog, tmp_path / "a.gif")
    qtbot.waitUntil(window.exports.progress.isVisible, timeout=DONE_MS)
    if when != "painting":
        qtbot.waitUntil(reached.is_set, timeout=DONE_MS)
    cancel = window.exports.progress.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not window.exports.worker.busy
    assert not window.exports.progress.isVisible()
    go.set()
    window.exports.worker.close()
    assert list(tmp_path.glob("*a.gif*")) == []
    assert window.notices.notice is None


def test_the_window_lives_while_it_works(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.files.show_tape(layer(), "layer.py")
    dialog = asked(window)
    choose(dialog, "html")
    save(window, dialog, tmp_path / "a.html")
    window.session.go(0)
    moved = 0
    while window.exports.worker.busy:
        window.session.go_next()
        moved += 1
        qtbot.wait(1)
    assert moved > 3
    assert (tmp_path / "a.html").exists()


def test_a_run_that_begins_before_the_file_is_named_changes_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Of the steps that were chosen the other tape may have none."""
    dialog = asked(window)
    choose(dialog, "html")
    count = dialog.last.value()
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window.files.show_tape(hostile(), "other.py")
    files = window.findChildren(QFileDialog)[-1]
    files.fileSelected.emit(str(tmp_path / "a.html"))
    files.reject()
    finish(window, qtbot)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<title>product.py</title>" in text
    assert f'"count":{count}' in text


def test_asked_again_meanwhile_it_shows_how_far_the_first_is(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = asked(window)
    choose(dialog, "html")
    save(window, dialog, tmp_path / "a.html")
    assert not window.exports.progress.isVisible()
    window.commands["export"].trigger()
    assert window.exports.progress.isVisible()
    assert not [one for one in window.findChildren(ExportDialog) if one.isVisible()]
    finish(window, qtbot)
    assert not window.exports.progress.isVisible()
    assert (tmp_path / "a.html").exists()


def test_the_progress_of_a_job_that_breaks_down_is_over(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_about: object) -> job.Job:
        yield 0.5
        raise KeyError("a fault of ours")

    monkeypatch.setattr("graphviewer.gui.export.render.job", faulty)
    window.exports.progress._timer.setInterval(0)
    dialog = asked(window)
    with qtbot.capture_exceptions() as raised:
        save(window, dialog, tmp_path / "a.png")
        finish(window, qtbot)
        qtbot.wait(20)
    assert [kind for kind, *_ in raised] == [KeyError]
    assert not window.exports.progress.isVisible()
    assert list(tmp_path.glob("*a.png*")) == []


def test_a_folder_that_cannot_be_written_is_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = asked(window)
    choose(dialog, "json")
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window.findChildren(QFileDialog)[-1].reject()
    window.exports._on_file_selected(str(tmp_path / "nowhere" / "a.json"))
    finish(window, qtbot)
    notice = window.notices.notice
    assert notice is not None
    assert notice.kind == "error"
    assert "cannot be written" in notice.text


def test_a_full_disk_is_told_and_leaves_what_was_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    window.exports._chosen = (asked(window).options(), range(3, 4))
    window.findChildren(ExportDialog)[-1].reject()
    window.exports._on_file_selected(str(path))
    finish(window, qtbot)
    assert window.notices.notice is not None
    assert "No space left on device" in window.notices.notice.text
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.glob(".a.png*")] == []


def test_too_large_a_picture_says_what_would_do(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.files.show_tape(loop(), "loop.py")
    window.commands["scope_whole"].trigger()
    dialog = asked(window)
    choose(dialog, "png")
    dialog.scale.setValue(20.0)
    save(window, dialog, tmp_path / "a.png")
    finish(window, qtbot)
    assert window.notices.notice is not None
    assert "too large" in window.notices.notice.text
    assert not (tmp_path / "a.png").exists()


def test_copy_picture_puts_pixels_and_svg_on_the_clipboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(
        window, Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    finish(window, qtbot)
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage()
    with Image.open(io.BytesIO(bytes(held.data("image/png").data()))) as picture:
        assert picture.size == tuple(round(2 * side) for side in size_of(window))
    assert b"<svg" in bytes(held.data("image/svg+xml").data())


def test_the_dialogs_copy_is_of_what_was_chosen(window: MainWindow, qtbot: QtBot) -> None:
    dialog = asked(window)
    choose(dialog, "png")
    dialog.scale.setValue(1.0)
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    finish(window, qtbot)
    png = bytes(QGuiApplication.clipboard().mimeData().data("image/png").data())
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == tuple(map(round, size_of(window)))


def test_hostile_names_are_exported_as_they_are(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.files.show_tape(hostile(), "product.py")
    dialog = asked(window)
    choose(dialog, "html")
    save(window, dialog, tmp_path / "a.html")
    finish(window, qtbot)
    assert (tmp_path / "a.html").read_text(encoding="utf-8").count("</script>") == 2


def test_without_a_tape_there_is_nothing_to_export(make: Make, tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_text("")
    window = make(tmp_path / "empty.py")
    assert not window.commands["export"].isEnabled()
    assert not window.commands["copy_picture"].isEnabled()


def test_the_dialog_speaks_korean(window: MainWindow) -> None:
    dialog = asked(window)
    window.commands["ko"].trigger()
    QApplication.processEvents()
    assert dialog.windowTitle() != "Export the graph"
    assert dialog.clear.text() != "Transparent background"
    dialog.reject()


def test_what_was_moved_and_noted_is_exported(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    scene = window.page.canvas.scene
    assert scene is not None
    before = scene.bounds.width()
    shift = Shift(scene.keys[1], 300.0, 0.0)
    note = Note(1, 500.0, 300.0, "look here")
    window.viewing.arrange(Arrangement(shifts=(shift,), notes=(note,)))
    dialog = asked(window)
    choose(dialog, "svg")
    save(window, dialog, tmp_path / "a.svg")
    finish(window, qtbot)
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "look here" in text
    found = re.search(r'width="([\d.]+)"', text)
    assert found is not None
    assert float(found[1]) > before + 200
