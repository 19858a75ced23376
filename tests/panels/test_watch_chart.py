"""The watch's chart: true numbers on its axes, gaps and marks, gestures, thousands of points."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels.watch_chart import Chart
from graphviewer.gui.panels.watch_drawn import Drawn
from graphviewer.gui.panels.watch_pens import stroke_of
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.gui.theme.ink import contrast
from graphviewer.session.curves import Curve
from graphviewer.tape.rows import Series

LEFT = Qt.MouseButton.LeftButton


def curve(values: Sequence[float], name: str = "loss", series: int = 0) -> Curve:
    held = np.array(values, np.float64)
    return Curve(Series(id=series, name=name), np.arange(len(held), dtype=np.int64), held)


def drawn(*values: Sequence[float]) -> list[Drawn]:
    return [
        Drawn(f"s{at}", curve(one, f"s{at}", at), stroke_of(at)) for at, one in enumerate(values)
    ]


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    made = Chart()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.set_words("iteration", "value")
    made.show()
    return made


def pixel(chart: Chart, number: int, y: float) -> QPoint:
    """Where an iteration and a height are in the chart's viewport."""
    place = chart.getPlotItem().getViewBox().mapViewToScene(QPointF(number + 1, y))
    found: QPoint = chart.mapFromScene(place)
    return found


def ticks(chart: Chart, name: str) -> list[str]:
    """What an axis writes."""
    chart.grab()
    axis = chart.getPlotItem().getAxis(name)
    levels = axis.tickValues(*axis.range, axis.height() if name == "left" else axis.width())
    return [
        text
        for spacing, values in levels
        for text in axis.tickStrings(values, axis.autoSIPrefixScale * axis.scale, spacing)
    ]


@pytest.mark.parametrize("scale", [1e-9, 1e-3, 1.0, 1e3, 1e12])
def test_the_value_axis_says_the_numbers_themselves(chart: Chart, scale: float) -> None:
    chart.draw(drawn([0.02 * scale, 0.06 * scale]))
    told = [float(text) for text in ticks(chart, "left")]
    assert 0.01 * scale <= min(told) <= max(told) <= 0.07 * scale


def test_iterations_are_whole_numbers_counted_from_one(chart: Chart) -> None:
    chart.draw(drawn([1.0, 2.0, 3.0]))
    assert {"1", "2", "3"} <= set(ticks(chart, "bottom"))
    assert all("." not in text for text in ticks(chart, "bottom"))


def test_what_is_not_finite_is_a_gap_and_a_mark(chart: Chart) -> None:
    chart.draw(drawn([1.0, math.nan, 2.0, math.inf, 3.0, -math.inf, 4.0]))
    heights = chart.heights(curve([1.0, math.nan, math.inf, 4.0]))
    assert np.isnan(heights).tolist() == [False, True, True, False]
    assert chart._bad.counts == (1, 1, 1)
    chart.grab()
    (low, high) = chart.getPlotItem().getViewBox().viewRange()[1]
    marks = [item.getData() for item in chart._bad.items]
    assert [x.tolist() for x, _ in marks] == [[2.0], [4.0], [6.0]]
    assert low < marks[0][1][0] < 1 < 4 < marks[1][1][0] < high
    assert not chart.grab().isNull()


def test_a_logarithmic_scale_says_how_many_it_cannot_draw(chart: Chart) -> None:
    chart.draw(drawn([10.0, 1.0, 0.0, -1.0, math.nan]))
    assert chart.undrawn == 0
    chart.set_log(True)
    assert chart.undrawn == 2
    assert np.isnan(chart.heights(curve([10.0, 0.0]))).tolist() == [False, True]
    chart.grab()
    low, high = chart.getPlotItem().getViewBox().viewRange()[1]
    assert low < 0 < 1 < high < 2  # the logarithms of 1 and 10 are in view


def test_series_without_a_finite_value_are_drawn_as_marks_only(chart: Chart) -> None:
    chart.draw(drawn([math.nan] * 3, []))
    assert chart._bad.counts == (3, 0, 0)
    left, right = chart.getPlotItem().getViewBox().viewRange()[0]
    assert left < 1 < 3 < right
    assert not chart.grab().isNull()
    chart.draw(drawn([5.0, 6.0]))
    assert chart.getPlotItem().getViewBox().autoRangeEnabled() == [True, True]


def test_a_click_asks_for_the_iteration_under_it(chart: Chart, qtbot: QtBot) -> None:
    chart.draw(drawn([1.0] * 5 + [2.0] * 5))
    chart.grab()
    with qtbot.waitSignal(chart.picked) as picked:
        QTest.mouseClick(chart.viewport(), LEFT, pos=pixel(chart, 6, 1.5))
    assert picked.args == [6]


def test_dragging_the_playhead_asks_for_iterations_and_it_snaps_back(
    chart: Chart, qtbot: QtBot
) -> None:
    chart.draw(drawn([float(n) for n in range(20)]))
    chart.set_playhead(4)
    chart.grab()
    seen: list[int] = []
    chart.picked.connect(seen.append)
    view = chart.viewport()
    QTest.mouseMove(view, pixel(chart, 4, 10))
    QTest.mousePress(view, LEFT, pos=pixel(chart, 4, 10))
    for number in (5, 7, 9):
        QTest.mouseMove(view, pixel(chart, number, 10))
        qtbot.wait(30)
    QTest.mouseRelease(view, LEFT, pos=pixel(chart, 9, 10))
    assert seen[-1] == 9
    assert chart._playhead.value() == 5  # nobody moved it: iteration 4, shown from 1


def test_a_double_click_shows_all_and_goes_back(chart: Chart) -> None:
    chart.draw(drawn([float(n) for n in range(20)]))
    chart.set_playhead(3)
    chart.grab()
    chart.zoom(4)
    view = chart.getPlotItem().getViewBox()
    assert not view.autoRangeEnabled()[0]
    seen: list[int] = []
    chart.picked.connect(seen.append)
    chart.grab()
    (left, right), _ = view.viewRange()
    place = pixel(chart, round((left + right) / 2), 10)
    QTest.mouseClick(chart.viewport(), LEFT, pos=place)
    assert seen == [10]
    QTest.mouseDClick(chart.viewport(), LEFT, pos=place)
    QTest.mouseRelease(chart.viewport(), LEFT, pos=place)
    assert seen[-1] == 3
    assert view.autoRangeEnabled()[0]


def test_pointing_says_which_iteration_and_leaving_ends_it(chart: Chart, qtbot: QtBot) -> None:
    chart.draw(drawn([1.0, 2.0, 3.0], [3.0, 2.0, 1.0]))
    chart.grab()
    seen: list[int] = []
    chart.pointed.connect(seen.append)
    QTest.mouseMove(chart.viewport(), pixel(chart, 1, 2.0))
    assert seen[-1] == 1
    assert chart._cross[0].isVisible()
    assert chart._cross[1].value() == 2.0
    qtbot.wait(30)  # pyqtgraph takes in a hundred moves a second
    QTest.mouseMove(chart.viewport(), QPoint(1, 1))
    assert seen[-1] == -1
    assert not chart._cross[0].isVisible()


@pytest.mark.parametrize(
    ("key", "by"), [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)], ids=["left", "right"]
)
def test_arrows_step_from_iteration_to_iteration(
    chart: Chart, qtbot: QtBot, key: Qt.Key, by: int
) -> None:
    with qtbot.waitSignal(chart.stepped) as stepped:
        QTest.keyClick(chart, key)
    assert stepped.args == [by]


def test_keys_zoom_and_show_all(chart: Chart) -> None:
    chart.draw(drawn([float(n) for n in range(50)]))
    view = chart.getPlotItem().getViewBox()
    whole = view.viewRange()[0]
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    closer = view.viewRange()[0]
    assert closer[1] - closer[0] < whole[1] - whole[0]
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert view.autoRangeEnabled()[0]


def test_dots_stand_where_there_is_room_for_them(chart: Chart) -> None:
    chart.draw(drawn([float(n % 7) for n in range(5000)]))
    chart.grab()
    assert chart._items[0].opts["symbol"] is None
    chart.getPlotItem().setXRange(100, 110)
    chart.grab()
    assert chart._items[0].opts["symbol"] == "o"


def test_thousands_of_points_are_thinned_for_the_eye_but_peaks_stay(chart: Chart) -> None:
    values = [1.0] * 50_000
    values[31_234] = 50.0
    chart.draw(drawn(values))
    chart.grab()
    shown = chart._items[0].curve.getData()[1]
    assert len(shown) < 10_000
    assert np.nanmax(shown) == 50.0


def test_a_name_is_never_read_as_markup(chart: Chart) -> None:
    name = "<img src='x.png'>"
    chart.draw([Drawn(name, curve([1.0]), stroke_of(0))])
    assert chart.getPlotItem().getAxis("left").labelText == html.escape(name)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_axes_and_lines_can_be_read_in_every_theme(chart: Chart, colours: Colours) -> None:
    chart.draw(drawn(*([1.0, 2.0] for _ in range(6))))
    chart.set_colours(colours)
    axis = chart.getPlotItem().getAxis("left")
    assert contrast(axis.textPen().color().name(), colours.surface) >= 4.5
    for item in chart._items:
        assert contrast(item.opts["pen"].color().name(), colours.surface) >= 3.0
    assert chart.backgroundBrush().color() == QColor(colours.surface)


def test_no_two_of_a_dozen_series_are_drawn_alike() -> None:
    assert len({(stroke_of(at).hue, stroke_of(at).dash) for at in range(24)}) == 24


def test_series_that_are_not_charted_any_more_are_taken_away(chart: Chart) -> None:
    chart.draw(drawn([1.0], [2.0], [3.0]))
    chart.draw(drawn([1.0]))
    assert len(chart._items) == 1
    assert len(chart.getPlotItem().listDataItems()) == 1
