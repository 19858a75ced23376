"""The plots as files: pictures with a legend, and the numbers in view."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from graphviewer.gui.functions import picture
from graphviewer.gui.functions.saving import Saving
from graphviewer.gui.memory import Memory
from tests.gui.functions.conftest import Desk


def _picture(desk: Desk) -> picture.PlotPicture:
    page = desk.page
    shown = desk.functions.plot.functions
    return picture.PlotPicture(page.plots.shown(), shown, desk.answers, page.colours)


@pytest.mark.parametrize(
    ("kind", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")]
)
def test_a_picture_of_each_kind(desk: Desk, kind: str, start: bytes) -> None:
    desk.show("sigmoid(x)", "1/x")
    assert picture.data_of(_picture(desk), kind)[0].startswith(start)


def test_the_picture_says_below_what_is_drawn(desk: Desk) -> None:
    text = picture.data_of(_picture(desk), "svg")[0].decode()
    said = text[text.index("<desc>") : text.index("</desc>")]
    for word in ("sigmoid(x)", "x = 1", "0.7311", "tangent, slope 0.1966"):
        assert word in said


def test_the_numbers_in_view_are_a_table_in_full_precision(desk: Desk) -> None:
    desk.show("relu(x)", "relu(x)")
    rows = list(csv.reader(io.StringIO(picture.numbers(desk.functions, desk.answers))))
    assert rows[0] == [
        "x",
        *(f"relu(x){m}{again}" for again in ("", " (2)") for m in ("", " ′", " ″")),
    ]
    assert (rows[1][0], rows[-1][0]) == ("-8.0", repr(8 - 1 / 64))
    zero = next(row for row in rows if row[0] in ("0.0", "-0.0"))
    assert [float(one) for one in zero[1:4]] == [0.0, 0.0, 0.0]


def test_a_file_is_written_where_it_is_asked_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path / "settings.json")
    Saving(desk.page, memory)
    monkeypatch.setattr(QFileDialog, "open", QFileDialog.objectName)  # it is asked for unseen
    desk.page.head.save.kinds["csv"].trigger()
    dialog = desk.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit("Pictures (*.svg)")
    assert Path(dialog.selectedFiles()[0]).name == "functions.svg"
    for name in ("curves.csv", "curves.v2"):
        dialog.fileSelected.emit(str(tmp_path / name))
    dialog.deleteLater()
    assert (tmp_path / "curves.csv").read_text().startswith("x,sigmoid(x)")
    assert (tmp_path / "curves.v2.svg").read_text().startswith("<?xml")
    assert not (tmp_path / "curves.v2").exists()
    assert memory.settings.folder == str(tmp_path)


def test_a_file_that_cannot_be_written_is_told_of(desk: Desk, tmp_path: Path) -> None:
    saving = Saving(desk.page, Memory(tmp_path / "settings.json"))
    saving.save("svg", tmp_path)
    assert desk.page.notices.isVisible()
    assert desk.page.notices.title.text() == "The plots were not saved"


def test_the_picture_is_copied(desk: Desk, tmp_path: Path) -> None:
    Saving(desk.page, Memory(tmp_path / "settings.json"))
    QGuiApplication.clipboard().clear()
    desk.page.head.save.kinds["copy"].trigger()
    image = QGuiApplication.clipboard().image()
    assert isinstance(image, QImage)
    assert image.width() == 2 * _picture(desk).size().width()
    QGuiApplication.clipboard().clear()
