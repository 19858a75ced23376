"""View > Marks, Help > Marks, and what pointing at a shared tensor lights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from graphviewer.files.settings import load
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.mark_layers import badges_in
from graphviewer.gui.canvas.marks.book import rect_of
from graphviewer.gui.canvas.marks.kinds import KINDS, Wanted
from graphviewer.gui.canvas.marks.legend import kinds_in
from graphviewer.gui.dialogs.marks import MarksDialog
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from tests.canvas.marked import OFTEN, WRITTEN
from tests.gui.conftest import wait_for_run
from tests.record.oracle import recorded

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_kind_that_is_switched_off_stays_off(
    make: Callable[[Path | None], MainWindow], qtbot: QtBot, settings_path: Path
) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    assert all(window.commands[f"mark_{kind}"].isChecked() for kind in KINDS)
    window.page.canvas.set_motion(wanted=False)
    window.session.go_last()
    qtbot.wait(300)  # the last rows are drawn
    before = grabbed(window.page.canvas)
    window.commands["mark_saved"].trigger()
    assert load(settings_path).unmarked == ("saved",)
    assert grabbed(window.page.canvas) != before
    again = make(None)
    wait_for_run(again, qtbot)
    assert not again.commands["mark_saved"].isChecked()
    again.commands["mark_saved"].trigger()
    assert load(settings_path).unmarked == ()


def test_gradient_magnitude_is_drawn_with_its_scale(window: MainWindow, qtbot: QtBot) -> None:
    window.page.canvas.set_motion(wanted=False)
    window.session.go_last()
    for _ in range(2):  # on and off again: what else a first key changes, focus say, has changed
        QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(50)
    qtbot.waitUntil(lambda: not window.commands["magnitude"].isChecked())
    before = grabbed(window.page.canvas)
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.commands["magnitude"].isChecked)
    assert grabbed(window.page.canvas) != before
    window.commands["magnitude"].trigger()
    qtbot.waitUntil(lambda: grabbed(window.page.canvas) == before)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_help_lists_the_marks_of_this_graph_first(
    window: MainWindow, qtbot: QtBot, language: str
) -> None:
    window.appearance.set_language(language)
    canvas = window.page.canvas
    qtbot.waitUntil(lambda: canvas.scene is not None and bool(kinds_in(canvas.scene)))
    window.commands["marks_help"].trigger()
    dialog = next(d for d in window.findChildren(MarksDialog) if d.isVisible())
    rows = [label for label in dialog.findChildren(QLabel) if label.objectName() in KINDS]
    rows.sort(key=lambda label: label.mapTo(dialog, QPoint()).y())
    assert {label.objectName() for label in rows} == set(KINDS)
    assert rows[0].objectName() == "saved"  # a product keeps its factors
    assert all(label.text() for label in rows)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=False)
    widget.resize(1000, 900)
    tape = recorded(OFTEN)
    widget.set_tape(tape, TapeIndex(tape))
    widget.set_step(len(tape.steps) - 1)
    widget.show()
    qtbot.waitUntil(lambda: widget.scene is not None)
    return widget


def grabbed(canvas: Canvas) -> QImage:
    QApplication.processEvents()
    return canvas.grab().toImage()


def lit(canvas: Canvas) -> bool:
    """Whether the frame of a shared tensor is round each of its cards that can be seen."""
    assert canvas.scene is not None
    image, green = grabbed(canvas), QColor(LIGHT.leaf)
    found = []
    for place in canvas.scene.places["tensor", 0]:
        rect = canvas.scene.ends[place].rect.adjusted(-4, -4, 4, 4)
        left = canvas.camera.to_widget(rect.topLeft())
        middle = canvas.camera.to_widget(rect.center())
        across = range(round(left.x()) - 2, round(left.x()) + 2)
        found.append(
            any(
                _near(image.pixelColor(x, y), green)
                for x in across
                for y in range(round(middle.y()) - 3, round(middle.y()) + 3)
                if image.rect().contains(x, y)
            )
        )
    return all(found)


def _near(one: QColor, other: QColor) -> bool:
    return abs(one.red() - other.red()) + abs(one.blue() - other.blue()) < 60


def test_pointing_at_one_card_of_a_tensor_lights_them_all(canvas: Canvas) -> None:
    assert canvas.scene is not None
    canvas.fit()
    places = canvas.scene.places["tensor", 0]
    assert len(places) == 6
    assert not lit(canvas)
    at = canvas.camera.to_widget(canvas.scene.ends[places[2]].rect.center()).toPoint()
    QTest.mouseMove(canvas, at - QPoint(2, 2))
    QTest.mouseMove(canvas, at)
    assert lit(canvas)
    QTest.mouseMove(canvas, QPoint(3, 3))
    assert not lit(canvas)


def test_hidden_chains_light_nothing(canvas: Canvas) -> None:
    assert canvas.scene is not None
    canvas.fit()
    canvas.set_wanted(Wanted(frozenset(KINDS) - {"shared"}))
    at = canvas.camera.to_widget(
        canvas.scene.ends[canvas.scene.places["tensor", 0][0]].rect.center()
    )
    QTest.mouseMove(canvas, at.toPoint())
    assert not lit(canvas)


def test_selecting_one_card_joins_them(canvas: Canvas) -> None:
    before = grabbed(canvas)
    canvas.set_selection(Item("tensor", 0))
    joined = grabbed(canvas)
    canvas.set_wanted(Wanted(frozenset(KINDS) - {"shared"}))
    assert before != joined != grabbed(canvas)


def test_a_version_leads_to_the_card_of_the_older_one(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.set_motion(wanted=False)
    canvas.resize(900, 900)
    tape = recorded(WRITTEN)
    canvas.set_tape(tape, TapeIndex(tape))
    canvas.set_step(len(tape.steps) - 1)
    canvas.show()
    qtbot.waitUntil(lambda: canvas.scene is not None)
    canvas.camera.scale = 1.0
    picture = canvas._picture
    assert picture is not None
    whole = picture.scene.bounds
    (badge,) = [one for one in badges_in(picture, whole) if one.text == "v1"]
    canvas.camera.centre = rect_of(badge).center()
    with qtbot.waitSignal(canvas.picked) as caught:
        at = canvas.camera.to_widget(rect_of(badge).center()).toPoint()
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    (item,) = caught.args
    assert item.kind == "tensor"
    assert tape.tensors[item.id].version == 0
    assert badge.goal == item.id
