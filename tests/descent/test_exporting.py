"""The descent as files of every kind, and on the clipboard."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.descent.conftest import Room


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "gif", "webp", "csv"])
def test_the_descent_is_exported(room: Room, qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    room.descent.go(12)
    path = tmp_path / f"out.{kind}"
    room.side.callbacks()["descent_export"]()
    dialog = room.page.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(room.page.notices.isVisible, timeout=20_000)
    data = path.read_bytes()
    if kind == "csv":
        rows = list(csv.reader(data.decode().splitlines()))
        assert rows[0] == ["walker", "step", "x", "y", "loss", "gradient_norm"]
        assert float(rows[13][4]) == float(room.side.asking.trails[0].loss[12])
    elif kind in ("svg", "pdf"):
        assert data.startswith(b"<?xml" if kind == "svg" else b"%PDF")
    else:
        with Image.open(path) as image:
            assert image.width > 300
            assert getattr(image, "n_frames", 1) == (13 if kind != "png" else 1)


def test_an_unknown_ending_gets_that_of_the_chosen_kind(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room.side.callbacks()["descent_export"]()
    dialog = room.page.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.filterSelected.emit("Table of the steps (*.csv)")
    dialog.fileSelected.emit(str(tmp_path / "out.v2"))
    dialog.reject()
    qtbot.waitUntil(room.page.notices.isVisible, timeout=20_000)
    assert [path.name for path in tmp_path.iterdir()] == ["out.v2.csv"]


def test_the_picture_is_copied(room: Room, qtbot: QtBot) -> None:
    room.side.callbacks()["descent_copy"]()
    qtbot.waitUntil(room.page.notices.isVisible, timeout=20_000)
    assert QGuiApplication.clipboard().mimeData().hasImage()
