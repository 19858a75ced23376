"""Files of models with very many tensors: the window answers, rows are made when they are seen."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from graphviewer.files.models import read
from graphviewer.files.models.data import Entry, Weights
from graphviewer.gui.models.reading import Reading
from graphviewer.gui.models.tree import AT_ONCE, NUMBERS, WeightsTree
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WAIT = 5_000


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    save_file({"w": np.ones((2, 3), np.float32)}, tmp_path / "net.safetensors")
    return tmp_path / "net.safetensors"


def held(monkeypatch: pytest.MonkeyPatch, name: str) -> threading.Event:
    """Files of this name are read only once the event is set."""
    goes_on, at_once = threading.Event(), read.read

    def slow(path: Path) -> Weights:
        if path.name == name:
            goes_on.wait(WAIT / 1000)
        return at_once(path)

    monkeypatch.setattr(read, "read", slow)
    return goes_on


def entries(*names: str) -> Weights:
    rows = tuple(Entry(name=name, shape=(2, 3), dtype="float32") for name in names)
    return Weights(path=Path("big.safetensors"), kind="safetensors", entries=rows)


def row(tree: WeightsTree, at: int) -> QTreeWidgetItem:
    found = tree.tree.topLevelItem(at)
    assert found is not None
    return found


def _first_of(item: QTreeWidgetItem) -> QTreeWidgetItem:
    found = item.child(0)
    assert found is not None
    return found


def pointer() -> Qt.CursorShape | None:
    cursor = QApplication.overrideCursor()
    return cursor.shape() if cursor is not None else None


def test_of_many_tensors_those_in_a_module_are_listed_when_it_is_opened(qtbot: QtBot) -> None:
    tree = WeightsTree(LIGHT)
    qtbot.addWidget(tree)
    tree.show_weights(entries(*(f"layer{i}.part{j}.w" for i in range(300) for j in range(9))))
    first, last, chosen = row(tree, 0), row(tree, AT_ONCE - 1), tree.tree.currentItem()
    assert first.isExpanded()  # the way to the tensor that is shown first
    assert chosen is not None
    assert chosen.text(0) == "w"
    assert not last.childCount()
    last.setExpanded(True)
    assert last.childCount() == 9
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == 300, timeout=WAIT)
    assert row(tree, 299).text(NUMBERS) == "54"


def test_columns_have_room_for_rows_that_are_not_listed_yet(qtbot: QtBot) -> None:
    tree = WeightsTree(LIGHT)
    qtbot.addWidget(tree)
    few = entries(*(f"a.w{i}" for i in range(100)))
    wide = Entry(name="z.z", shape=(16384, 16384, 16384), dtype="float8_e4m3fn")
    tree.show_weights(replace(few, entries=(*few.entries, wide)))
    last = row(tree, 1)
    last.setExpanded(True)
    for at in (1, 2, NUMBERS):
        index = tree.tree.indexFromItem(_first_of(last), at)
        needed = tree.tree.sizeHintForIndex(index).width()
        assert tree.tree.columnWidth(at) >= needed


def test_many_tensors_without_modules_are_listed_a_few_at_a_time(qtbot: QtBot) -> None:
    tree = WeightsTree(LIGHT)
    qtbot.addWidget(tree)
    tree.show_weights(entries(*(f"w{i}" for i in range(3000))))
    assert tree.tree.topLevelItemCount() == AT_ONCE
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == 3000, timeout=WAIT)
    assert row(tree, 2999).text(0) == "w2999"
    tree.show_weights(entries("a.w", "a.b"))
    assert tree.tree.topLevelItemCount() == 1


def test_rows_go_on_being_listed_after_another_tab_was_looked_at(qtbot: QtBot) -> None:
    tree = WeightsTree(LIGHT)
    qtbot.addWidget(tree)
    tree.show()
    tree.show_weights(entries(*(f"w{i}" for i in range(3000))))
    tree.hide()
    tree.show()
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == 3000, timeout=WAIT)


def test_the_window_answers_while_a_large_file_is_read(
    window: MainWindow, qtbot: QtBot, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = held(monkeypatch, weights.name)
    window.files.open_path(str(weights))
    assert window.models.dialog is None
    assert pointer() == Qt.CursorShape.BusyCursor
    window.commands["step"].trigger()
    goes_on.set()
    qtbot.waitUntil(lambda: window.models.dialog is not None, timeout=WAIT)
    assert pointer() is None


def test_a_file_that_was_being_read_is_not_shown_once_the_window_is_closed(
    window: MainWindow, qtbot: QtBot, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = held(monkeypatch, weights.name)
    window.files.open_path(str(weights))
    assert pointer() == Qt.CursorShape.BusyCursor
    window.close()
    assert pointer() is None
    goes_on.set()
    qtbot.wait(100)
    assert window.models.dialog is None


def test_of_two_files_the_one_asked_for_last_is_shown(
    qtbot: QtBot, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = held(monkeypatch, "first.pt")
    reading, came = Reading(), list[Path]()
    reading.done.connect(lambda path, _weights: came.append(path))
    reading.failed.connect(lambda path, _problem: came.append(path))
    reading.begin(weights.with_name("first.pt"))
    assert reading.busy
    reading.begin(weights)
    qtbot.waitUntil(lambda: bool(came), timeout=WAIT)
    goes_on.set()
    qtbot.wait(100)
    assert came == [weights]
    assert pointer() is None


def test_a_fault_of_ours_while_reading_is_not_lost_in_its_thread(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_path: Path) -> None:
        raise ZeroDivisionError

    del qapp
    monkeypatch.setattr("graphviewer.files.models.read.read", fails)
    reading = Reading()
    with pytest.raises(ZeroDivisionError):
        reading.begin(tmp_path / "model.safetensors")
    assert not reading.busy
