"""What lies over the graph, with real clicks and keys: views, finding, what is left out, crumbs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow
from graphviewer.session.playback import SPEEDS
from tests.gui.conftest import Make
from tests.gui.gesture_hands import LEFT, SMALL, at
from tests.gui.reading_hands import SHIFT, ask, canvas_of, graph_of, opened, settle, shown, told

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key


@pytest.fixture
def small(make: Make, qtbot: QtBot) -> MainWindow:
    return opened(make, qtbot, SMALL)


def test_the_choice_of_views_is_made_by_clicks_and_by_keys(small: MainWindow, qtbot: QtBot) -> None:
    buttons = small.page.graph.views.findChildren(QToolButton)
    views = ("expression", "grad_fn", "modules", "scalars", "neurons")
    for button, view in zip(reversed(buttons), reversed(views), strict=True):
        QTest.mouseClick(button, LEFT)
        assert small.viewing.look.view == view
    buttons[1].setFocus()
    QTest.keyClick(buttons[1], KEY.Key_Space)
    settle(small, qtbot)
    assert small.viewing.look.view == "grad_fn"
    assert not small.viewing.past.can_undo


def test_the_bars_buttons_go_on_and_back(small: MainWindow) -> None:
    ask(small, "leaf")
    bar = small.reading.find.bar
    seen = [told(small)]
    for button in (bar.next, bar.next, bar.back):  # the first is shown already
        QTest.mouseClick(button, LEFT)
        seen.append(told(small).partition(" ·")[0])
    assert [one.partition(" ·")[0] for one in seen] == ["1 of 5", "1 of 5", "2 of 5", "1 of 5"]
    QTest.keyClick(bar.field, KEY.Key_Escape)
    canvas = canvas_of(small)
    for key, said in ((KEY.Key_F3, "2 of 5"), (KEY.Key_F3, "1 of 5")):
        canvas.setFocus()
        QTest.keyClick(canvas, key, SHIFT if said == "1 of 5" else Qt.KeyboardModifier(0))
        assert told(small).partition(" ·")[0] == said


def test_a_chip_shows_again_what_is_hidden_and_that_is_undone(
    small: MainWindow, qtbot: QtBot
) -> None:
    canvas, whole = canvas_of(small), graph_of(small)
    QTest.mouseClick(canvas, LEFT, pos=at(small, "tensor a"))
    QTest.keyClick(canvas, KEY.Key_H)
    settle(small, qtbot)
    (chip,) = small.page.graph.chips.buttons.values()
    chip.setFocus()
    QTest.keyClick(chip, KEY.Key_Space)
    settle(small, qtbot)
    assert graph_of(small) == whole
    assert canvas.hasFocus()
    small.looks.undo()
    settle(small, qtbot)
    assert "a" not in shown(small)


def test_a_crumb_leads_to_its_module_by_keys(small: MainWindow, qtbot: QtBot) -> None:
    small.commands["view_modules"].trigger()
    small.commands["modules_open"].trigger()
    settle(small, qtbot)
    inside = next(n for n, v in enumerate(graph_of(small).vertices) if v.group is not None)
    scene = canvas_of(small).scene
    assert scene is not None
    small.page.canvas.fit()
    QTest.mouseClick(canvas_of(small), LEFT, pos=at(small, scene.keys[inside]))
    crumbs = small.page.graph.crumbs
    qtbot.waitUntil(crumbs.isVisible)
    crumbs.buttons[0].setFocus()
    QTest.keyClick(crumbs.buttons[0], KEY.Key_Space)
    assert small.session.selection is not None
    assert small.session.selection == crumbs.trail[0][1]


@pytest.mark.usefixtures("at_rest")
@pytest.mark.parametrize(("key", "says"), [("tensor a", "value  3."), ("op ×", "MulBackward0")])
def test_pointing_at_a_thing_tells_of_it(
    window: MainWindow, canvas: Canvas, key: str, says: str
) -> None:
    point = at(window, key)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, canvas.mapToGlobal(point))
    QApplication.sendEvent(canvas, event)
    assert says in QToolTip.text()
    QToolTip.hideText()


def test_the_speed_is_chosen_from_its_menu(window: MainWindow) -> None:
    transport = window.page.transport
    choices = transport.speed_button.menu().actions()
    choices[-1].trigger()
    assert choices[-1].isChecked()
    assert window.player.speed == SPEEDS[-1]
