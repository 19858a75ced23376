"""The watch in the whole window, on a real loop."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.memory import Memory
from graphviewer.gui.theme.colours import DARK
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import Make, wait_for_run
from tests.gui.loop_hands import chosen, loop_of, number_at, points, run_loop
from tests.session.loops import loop_part, loop_tape

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    run_loop(window, qtbot, tmp_path)
    return window


def test_the_watch_opens_by_its_button_and_charts_the_loss(window: MainWindow) -> None:
    panel, button = window.page.watch, window.page.transport.loop.watch
    assert not panel.isVisible()
    QTest.mouseClick(button, LEFT)
    assert panel.isVisible()
    assert window.commands["panel_watch"].isChecked()
    assert chosen(window) == ["loss"]
    values = panel.drawn()[0][1].values.tolist()
    assert values == sorted(values, reverse=True)
    assert values[0] == 9.0
    QTest.mouseClick(panel.hide_button, LEFT)
    assert not panel.isVisible()
    assert not button.isChecked()


def test_every_series_charts_what_the_tape_recorded(window: MainWindow) -> None:
    tape, curves = window.session.tape, window.session.curves
    assert tape is not None
    assert curves is not None
    at = curves.named("loss")
    assert at is not None
    loss = curves.curve(at)
    for row in loop_of(window).kept:
        steps = tape.steps[row.first_step : row.last_step + 1]
        step = [one for one in steps if one.kind == "forward" and one.line == 4][-1]
        value = tape.tensors[step.outputs[0]].value
        assert value is not None
        assert float(tape.values[value].array()) == loss.at(row.number)


def test_the_chart_and_the_playhead_follow_one_another(window: MainWindow) -> None:
    window.commands["panel_watch"].trigger()
    panel = window.page.watch
    window.session.go(loop_of(window).kept[2].first_step + 1)
    panel.picked.emit(7)
    assert number_at(window) == 7
    panel.stepped.emit(-1)
    assert number_at(window) == 6
    assert panel.told.toolTip().startswith("iteration 7 of 12 · loss ")


def test_what_is_not_kept_leads_to_the_nearest_that_is(window: MainWindow) -> None:
    window.commands["panel_watch"].trigger()
    window.session.open(loop_tape(50, (0, 31, 49)), 0)
    panel = window.page.watch
    panel.picked.emit(39)
    assert number_at(window) == 31
    assert panel.told.toolTip() == "Iteration 40 is charted but not kept; nearest kept: 32"
    place = window.session.position
    panel.picked.emit(38)
    assert window.session.position == place
    assert "Iteration 39 is charted" in panel.told.toolTip()


def test_it_grows_while_the_program_runs(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["panel_watch"].trigger()
    whole = loop_part(200, range(0, 200, 20))
    assert window.session.tape is not None
    window.session.begin(window.session.tape.meta)
    assert window.page.watch.isVisible()  # it waits for what the run brings
    window.session.extend(loop_part(100, range(0, 100, 20), ended=False))
    qtbot.waitUntil(lambda: points(window) == [100])
    told = window.page.transport.loop.told
    window.session.go(loop_of(window).kept[0].first_step)
    assert told.text() == "iteration 1"  # how many there will be is not known yet
    window.session.open(loop_tape(200, range(0, 200, 20)), whole.iterations[0].first_step)
    assert told.text() == "iteration 1 of 200"


def test_it_opens_by_itself_only_where_it_is_wanted_and_has_something(
    window: MainWindow, qtbot: QtBot, settings_path: Path
) -> None:
    panel = window.page.watch
    window.commands["panel_watch"].trigger()
    assert Memory(settings_path).settings.watching
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    assert not panel.isVisible()
    window.session.open(loop_tape(5, range(5)))
    assert panel.isVisible()
    window.commands["panel_watch"].trigger()
    window.session.open(loop_tape(5, range(5)))
    assert not panel.isVisible()
    assert not Memory(settings_path).settings.watching


def test_a_lesson_says_what_is_charted_until_the_user_does(
    window: MainWindow, qtbot: QtBot, settings_path: Path
) -> None:
    panel = window.page.watch
    window.appearance.set_theme("dark")
    window.files.open_lesson("9.2")
    wait_for_run(window, qtbot)
    qtbot.wait(1)  # Qt polishes it in the next turn of the event loop
    assert panel.palette().window().color().name() == DARK.surface.lower()
    assert panel.isVisible()
    assert chosen(window) == ["cost"]
    assert points(window) == [60]
    assert not Memory(settings_path).settings.watching  # it is the lesson's wish
    panel.hide_button.click()
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    assert not panel.isVisible()
    window.files.open_lesson("9.1")
    wait_for_run(window, qtbot)
    assert panel.isVisible()
    assert chosen(window) == ["sin", "cos"]
    assert points(window) == [50, 10]


def test_what_is_charted_is_remembered_for_each_program(
    window: MainWindow, qtbot: QtBot, settings_path: Path
) -> None:
    window.commands["panel_watch"].trigger()
    panel = window.page.watch
    tree, curves = panel.series.tree, window.session.curves
    at = curves.named("i") if curves is not None else None
    assert at is not None
    rect = tree.visualItemRect(panel.series.row(at))
    QTest.mouseClick(tree.viewport(), LEFT, pos=QPoint(rect.left() + 10, rect.center().y()))
    assert set(chosen(window)) == {"i", "loss"}
    assert {"i", "loss"} == set(next(iter(Memory(settings_path).settings.watched.values())))
    window.session.open(loop_tape(5, range(5), {"i": [0.0], "loss": [1.0], "x": [2.0]}))
    assert set(chosen(window)) == {"i", "loss"}
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    assert set(chosen(window)) == {"i", "loss"}


def test_the_editor_offers_a_watch_of_what_has_a_series(window: MainWindow) -> None:
    code, panel = window.page.editor.code, window.page.watch
    width = code.fontMetrics().horizontalAdvance("m")
    top = {line: top for line, top, _ in code.lines_in_sight()}

    def entries(line: int, column: int) -> list[str]:
        offset = code.contentOffset().x() + code.document().documentMargin()
        menu = code.menu_at(QPoint(round(offset + width * (column + 0.5)), round(top[line]) + 6))
        found = [action.text() for action in menu.actions()]
        for action in menu.actions():
            if action.text().startswith("Watch"):
                action.trigger()
        menu.deleteLater()
        return found

    assert entries(4, 5)[0] == "Watch loss"
    assert panel.isVisible()
    assert "loss" in chosen(window)
    assert entries(3, 4)[0] == "Watch i"
    assert set(chosen(window)) == {"i", "loss"}
    assert not any(text.startswith("Watch") for text in entries(1, 2))


@pytest.mark.parametrize("kind", ["csv", "png"])
def test_what_is_charted_can_be_saved(window: MainWindow, tmp_path: Path, kind: str) -> None:
    window.commands["panel_watch"].trigger()
    panel, target = window.page.watch, tmp_path / f"kept.{kind}"
    panel.save.kinds[kind].trigger()
    dialog = window.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.fileSelected.emit(str(target))
    dialog.close()
    if kind == "csv":
        rows = list(csv.reader(target.read_text(encoding="utf-8").splitlines()))
        assert rows[0] == ["iteration", "loss"]
        assert [float(row[1]) for row in rows[1:]] == panel.drawn()[0][1].values.tolist()
    else:
        assert QImage(str(target)).width() > 200


@pytest.mark.parametrize(
    ("typed", "written", "begins"),
    [("kept.PNG", "kept.PNG", b"\x89PNG"), ("kept.v2", "kept.v2.csv", b"iteration,loss")],
)
def test_the_typed_ending_says_as_what_it_is_saved(
    window: MainWindow, tmp_path: Path, typed: str, written: str, begins: bytes
) -> None:
    window.commands["panel_watch"].trigger()
    window.page.watch.save.kinds["csv"].trigger()
    dialog = window.findChild(QFileDialog, "files")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / typed))
    dialog.close()
    assert [path.name for path in tmp_path.glob("kept*")] == [written]
    assert (tmp_path / written).read_bytes().startswith(begins)


def test_saving_where_it_cannot_be_says_so(window: MainWindow, tmp_path: Path) -> None:
    window.commands["panel_watch"].trigger()
    window.watch._write(tmp_path / "none" / "x.csv", b"")
    asked = [one for one in window.findChildren(Question) if one.isVisible()]
    assert len(asked) == 1
    asked[0].close()


@pytest.mark.parametrize(("width", "height"), [(1600, 1000), (1280, 720), (1024, 640)])
def test_it_is_reached_at_every_size(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    window.commands["panel_watch"].trigger()
    QTest.qWait(1)
    panel = window.page.watch
    assert panel.isVisible()
    assert panel.chart is not None
    assert panel.chart.widget().width() > 150
    assert panel.chart.widget().height() > 80
    assert window.page.canvas.isVisible()
    assert window.width() == width


def test_korean_says_it_all(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["panel_watch"].trigger()
    window.appearance.set_language("ko")
    window.session.go(loop_of(window).kept[0].first_step)
    assert window.page.transport.loop.told.text() == "반복 1 / 12"
    qtbot.waitUntil(lambda: window.page.watch.log.text() == "로그 눈금")
    assert window.page.watch.told.toolTip().startswith("반복 1 / 12 · loss 9")


def test_a_window_with_a_loop_makes_no_chart_before_its_keys_ask_for_it(
    make: Make, qtbot: QtBot
) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    window.session.open(loop_tape(5, range(5)))
    assert window.page.watch.chart is None
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | SHIFT)
    assert window.page.watch.chart is not None
