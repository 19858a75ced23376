"""The watch panel: its list, what it says, and what it asks for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.words import place_in_loop
from graphviewer.gui.panels.timeline_words import where
from graphviewer.gui.panels.watch import WatchPanel
from graphviewer.gui.panels.watch_words import written
from graphviewer.session.curves import Curves
from graphviewer.session.iterations import Iterations, Spot
from graphviewer.session.scopes import Scopes
from tests.house.sources import ROOT
from tests.session.loops import loop_tape

WINDOW = """
import sys
from graphviewer.gui import application, window
print("pyqtgraph" in sys.modules)
"""
LEFT = Qt.MouseButton.LeftButton
LOSS = [0.3 * n for n in range(40)]
ACC = [1 - 0.01 * n for n in range(40)]


@pytest.fixture
def panel(qtbot: QtBot) -> WatchPanel:
    made = WatchPanel()
    qtbot.addWidget(made)
    made.resize(760, 320)
    tape = loop_tape(40, (0, 10, 31, 39), {"loss": LOSS, "acc": ACC})
    made.set_curves(Curves(tape), Iterations(tape))
    made.show()
    return made


def click_box(panel: WatchPanel, row: int) -> None:
    """Click a check box as a person does."""
    tree = panel.series.tree
    rect = tree.visualItemRect(panel.series.row(row))
    QTest.mouseClick(tree.viewport(), LEFT, pos=QPoint(rect.left() + 10, rect.center().y()))


def test_checking_a_variable_charts_it(panel: WatchPanel, qtbot: QtBot) -> None:
    assert panel.told.text() == "Check a variable to chart it."
    with qtbot.waitSignal(panel.chosen) as chosen:
        click_box(panel, 1)
    assert chosen.args == [("acc",)]
    assert [label for label, _ in panel.drawn()] == ["acc"]


def test_several_are_charted_and_keep_their_lines(panel: WatchPanel) -> None:
    panel.watch([1])
    first = panel.series.stroke(1)
    panel.watch([0, 1])
    assert panel.series.stroke(1) == first != panel.series.stroke(0)
    assert [label for label, _ in panel.drawn()] == ["loss", "acc"]


def test_it_tells_the_exact_value_at_the_playhead(panel: WatchPanel) -> None:
    panel.watch([0])
    panel.set_spot(Spot("in", 3))
    told = f"iteration 4 of 40 · loss {LOSS[3]!r} · not kept, nearest kept: 1"
    assert panel.told.toolTip() == told
    assert panel.series.row(0).text(1) == "0.9000"
    assert panel.series.row(0).toolTip(1) == repr(LOSS[3])
    panel.set_spot(Spot("in", 10))
    assert panel.told.toolTip() == "iteration 11 of 40 · loss 3"


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (1.5683791637420654, 7, "1.568379"),
        (29661.80078125, 7, "29,661.80"),
        (29661.80078125, 4, "29,662"),
        (-30000.0, 4, "-30,000"),
        (0.25, 7, "0.25"),
        (3.25e7, 4, "3.2500e+07"),
        (29661.80078125, 17, "29661.80078125"),
        (float("nan"), 4, "nan"),
    ],
)
def test_numbers_are_said_as_they_are_read(value: float, digits: int, said: str) -> None:
    assert written(value, digits) == said


def test_the_line_over_the_chart_is_short_and_its_tooltip_exact(panel: WatchPanel) -> None:
    panel.resize(900, 300)
    panel.watch([0])
    panel.set_spot(Spot("in", 3))
    assert f"loss {written(LOSS[3], 7)} ·" in panel.told.text()
    assert f"loss {LOSS[3]!r} ·" in panel.told.toolTip()


def test_it_says_when_what_was_asked_for_is_not_kept_until_the_playhead_moves(
    panel: WatchPanel,
) -> None:
    panel.watch([0])
    panel.set_spot(Spot("in", 31))
    panel.tell_not_kept(38)
    assert panel.told.toolTip() == "Iteration 39 is charted but not kept; nearest kept: 40"
    panel.set_spot(Spot("in", 10))
    assert "charted but not kept" not in panel.told.toolTip()


def test_a_few_variables_need_no_search_and_many_have_one(panel: WatchPanel) -> None:
    assert not panel.series.search.isVisible()
    tape = loop_tape(3, range(3), {f"v{n}": [0.0] * 3 for n in range(30)})
    panel.set_curves(Curves(tape), Iterations(tape))
    assert panel.series.search.isVisible()
    QTest.keyClicks(panel.series.search, "v12")
    rows = [panel.series.row(at) for at in range(30)]
    shown = [row.text(0) for row in rows if not row.isHidden()]
    assert shown == ["v12"]


def test_without_series_it_says_what_it_is_for(panel: WatchPanel) -> None:
    panel.set_curves(None, None)
    assert panel.empty.isVisible()
    assert "scalar variable" in panel.empty.text()
    assert not panel.log.isEnabled()


def test_a_logarithmic_scale_is_one_click_and_tells_what_it_leaves_out(panel: WatchPanel) -> None:
    panel.watch([0])
    QTest.mouseClick(panel.log, LEFT)
    assert panel.chart is not None
    assert panel.chart.undrawn == 1
    assert panel.told.toolTip().endswith("1 not drawn")


def test_narrow_the_list_stands_over_the_chart(panel: WatchPanel) -> None:
    panel.resize(420, 420)
    QTest.qWait(1)
    assert panel.chart is not None
    assert panel.series.geometry().bottom() < panel.chart.widget().geometry().top()
    panel.resize(760, 320)
    QTest.qWait(1)
    assert panel.series.geometry().right() < panel.chart.widget().geometry().left()


def test_every_control_has_a_name_and_is_reached_by_tab(panel: WatchPanel) -> None:
    for button in (panel.log, panel.whole, panel.save, panel.hide_button):
        assert button.accessibleName() or button.text().strip("✕")
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert panel.chart is not None
    assert panel.chart.widget().accessibleName() == "Chart against the iteration"
    panel.watch([0])
    panel.set_spot(Spot("in", 10))
    assert "loss" in panel.chart.widget().accessibleDescription()


def test_points_arrive_while_it_is_shown(panel: WatchPanel) -> None:
    tape = loop_tape(5, range(5), {"loss": LOSS[:5]})
    curves = Curves(tape)
    panel.set_curves(curves, Iterations(tape))
    panel.watch([0])
    tape.points.extend(loop_tape(9, range(9), {"loss": LOSS[:9]}).points[5:])
    curves.refresh()
    panel.refresh()
    assert len(panel.drawn()[0][1].numbers) == 9


def test_the_window_starts_without_pyqtgraph() -> None:
    command = [sys.executable, "-c", WINDOW]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


def test_in_a_gap_all_name_the_iteration_that_the_steps_go_on_with(panel: WatchPanel) -> None:
    tape = loop_tape(40, (0, 10, 31, 39), {"loss": LOSS, "acc": ACC})
    loop = Iterations(tape)
    gap = loop.gaps[0]
    after = loop.after(gap.step)
    assert after is not None
    said = f"next kept: iteration {after.number + 1}"
    panel.watch([0])
    panel.set_spot(loop.at(gap.step))
    assert panel.told.toolTip().endswith(said)
    assert where(loop, gap.step) == said
    scope = Scopes(tape, loop).at(gap.step)
    assert scope is not None
    assert place_in_loop(scope.kind, scope.number + 1, None, "en") == said
