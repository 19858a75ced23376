"""File > Export and Copy picture, driven as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.gui.appearance import TEXT_PIXELS
from graphviewer.gui.export.dialog import ExportDialog
from graphviewer.gui.export.options import KINDS
from graphviewer.gui.memory import Memory
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.window import MainWindow
from tests.export.sample import product
from tests.gui.export_hands import Make, asked, choose, finish, save, size_of, with_product

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(make: Make, tmp_path: Path) -> MainWindow:
    return with_product(make, tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_is_exported(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    dialog = asked(window)
    choose(dialog, kind)
    path = tmp_path / f"graph{KINDS[kind].suffixes[0]}"  # type: ignore[index]
    save(window, dialog, path)
    finish(window, qtbot)
    assert path.stat().st_size > 500
    notice = window.notices.notice
    assert notice is not None
    assert path.name in notice.title


def test_the_words_of_the_button_that_exports_are_whole(window: MainWindow) -> None:
    dialog = asked(window)
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    words = QFontMetrics(sans(TEXT_PIXELS, bold=True)).horizontalAdvance(button.text())
    assert button.width() >= words + 2 * 16  # its padding and border
    dialog.reject()


def test_what_a_format_has_no_use_for_is_not_there(window: MainWindow) -> None:
    dialog = asked(window)
    shown = {}
    for kind in ("png", "json", "gif", "html"):
        choose(dialog, kind)
        fields = ("scale", "theme", "paper", "frame", "clear", "words", "copy")
        shown[kind] = {name for name in fields if getattr(dialog, name).isVisible()}
    assert shown["png"] == {"scale", "theme", "clear", "words", "copy"}
    assert shown["json"] == set()
    assert shown["gif"] == {"scale", "theme", "frame", "words"}
    assert shown["html"] == set()
    assert not dialog.this.isEnabled()
    dialog.reject()


def test_the_size_is_told_before(window: MainWindow) -> None:
    dialog = asked(window)
    choose(dialog, "png")
    dialog.scale.setValue(3.0)
    width, height = size_of(window)
    assert f"{round(3 * width):,} × {round(3 * height):,} pixels" in dialog.told.text()
    choose(dialog, "gif")
    assert "7 pictures, 8.4 s" in dialog.told.text()
    dialog.first.setValue(6)
    dialog.last.setValue(2)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    dialog.reject()


def test_choices_are_remembered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, settings_path: Path
) -> None:
    dialog = asked(window)
    choose(dialog, "webp")
    dialog.frame.setValue(0.3)
    dialog.words.setChecked(True)
    save(window, dialog, tmp_path / "a.webp")
    finish(window, qtbot)
    assert '"webp"' in Memory(settings_path).settings.export.replace(" ", "")
    window.commands["export"].trigger()
    again = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
    assert (again.format.currentData(), again.frame.value(), again.words.isChecked()) == (
        "webp", 0.3, True,
    )  # fmt: skip
    again.reject()


def test_a_range_of_steps_is_what_was_typed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = asked(window)
    choose(dialog, "gif")
    dialog.first.setValue(2)
    dialog.last.setValue(4)
    save(window, dialog, tmp_path / "a.gif")
    finish(window, qtbot)
    with Image.open(tmp_path / "a.gif") as film:
        assert getattr(film, "n_frames", 1) == 3


def test_what_is_on_screen_is_exported(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.commands["view_grad_fn"].trigger()
    window.commands["dark"].trigger()
    window.session.go(3)
    dialog = asked(window)
    assert "4" in dialog.this.text()
    choose(dialog, "svg")
    save(window, dialog, tmp_path / "a.svg")
    finish(window, qtbot)
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "AccumulateGrad" in text
    assert window.appearance.colours.canvas.lower() in text


def test_a_name_without_an_ending_gets_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = asked(window)
    choose(dialog, "png")
    save(window, dialog, tmp_path / "my.graph")
    finish(window, qtbot)
    assert [one.name for one in tmp_path.glob("my*")] == ["my.graph.png"]


def test_a_quote_in_a_programs_name_does_not_part_the_files(window: MainWindow) -> None:
    window.files.show_tape(product(), 'a "b" <c>.py')
    dialog = asked(window)
    choose(dialog, "svg")
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    files = window.findChildren(QFileDialog)[-1]
    assert [Path(one).name for one in files.selectedFiles()] == ["a 'b' <c>.svg"]
    files.reject()


@pytest.mark.parametrize("kind", ["png", "html", "json"])
def test_the_list_of_formats_shows_all_of_them(window: MainWindow, kind: str) -> None:
    dialog = asked(window)
    choose(dialog, kind)
    dialog.format.showPopup()
    view = dialog.format.view()
    inside = view.viewport().rect()
    for place in range(dialog.format.count()):
        row = view.visualRect(view.model().index(place, 0))
        assert inside.top() <= row.top()
        assert row.bottom() <= inside.bottom()
    dialog.format.hidePopup()
