"""The chart of a training run: what it draws as its numbers grow, and where."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.charts.end_names import LABEL, advance
from graphviewer.gui.charts.step_axes import across
from graphviewer.gui.charts.step_chart import StepChart
from graphviewer.gui.charts.step_trace import Line
from graphviewer.gui.panels.watch_pens import Stroke
from graphviewer.gui.theme import fonts

Numbers = npt.NDArray[np.float64]
ROUNDED = 6  # of 255 levels
ONE, OTHER, THIRD = Stroke("value", 0), Stroke("gradient", 1), Stroke("leaf", 2)


@pytest.fixture
def chart(qtbot: QtBot) -> Iterator[StepChart]:
    made = StepChart()
    qtbot.addWidget(made)
    made.resize(700, 360)
    made.set_words("step", "loss", "accuracy")
    made.show()
    yield made
    made.close()


def lines(rows: int, of: int) -> list[Line]:
    """The first rows of noise, its mean, a dashed curve on the right axis, and a few dots."""
    x = np.arange(of, dtype=np.float64)
    noise = np.exp(-3 * x / of) + 0.1 * np.random.default_rng(1).random(of)
    mean = np.convolve(noise, np.ones(30) / 30, "same")
    some = np.s_[: rows : max(1, of // 10)]
    return [
        Line("noise", "", x[:rows], noise[:rows], ONE, faint=True),
        Line("mean", "mean", x[:rows], mean[:rows], ONE),
        Line("curve", "curve", x[:rows], np.sin(9 * x / of)[:rows], THIRD, "right"),
        Line("dots", "dots", x[some], noise[some], OTHER, dots=True),
    ]


def seen(chart: StepChart) -> bytes:
    picture = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return bytes(picture.constBits())


@pytest.mark.parametrize("rows", [300, 3000, 30000])
def test_drawn_piece_by_piece_a_chart_looks_as_if_drawn_at_once(
    chart: StepChart, rows: int
) -> None:
    for some in range(rows // 60, rows + 1, rows // 60):
        chart.draw(lines(some, rows))
        QApplication.processEvents()
    grown = seen(chart)
    view = chart.view
    chart.draw([])
    QApplication.processEvents()
    chart.draw(lines(rows, rows))
    chart._show(view)
    # Qt cuts a stroke at the edge of what is painted anew, and rounds a little otherwise there
    levels = [np.frombuffer(one, np.uint8).astype(np.int16) for one in (seen(chart), grown)]
    assert np.abs(levels[0] - levels[1]).max() <= ROUNDED


def test_a_chart_that_was_painted_on_a_sharper_device_grows_as_before(chart: StepChart) -> None:
    chart.draw(lines(2000, 4000)[:1])
    chart.draw(lines(3000, 4000)[:1])
    sharp = QImage(1400, 720, QImage.Format.Format_RGB32)
    sharp.setDevicePixelRatio(2)
    painter = QPainter(sharp)
    chart.paint(painter)
    painter.end()
    chart.draw(lines(4000, 4000)[:1])
    grown, view = seen(chart), chart.view
    chart.draw([])
    chart.draw(lines(4000, 4000)[:1])
    chart._show(view)
    assert seen(chart) == grown


def test_other_numbers_under_the_same_name_are_drawn_anew(chart: StepChart) -> None:
    x = np.arange(50.0)
    for y in (np.sin(x), np.sin(x) + 0.01 * x):
        chart.draw([Line("one", "one", x, y, ONE)])
        grown = seen(chart)
    chart.draw([])
    chart.draw([Line("one", "one", x, np.sin(x) + 0.01 * x, ONE)])
    assert seen(chart) == grown


def test_a_spike_among_many_points_is_seen(chart: StepChart) -> None:
    x = np.arange(100_000.0)
    y = np.zeros(len(x))
    chart.draw([Line("flat", "", x, y, ONE), Line("top", "", x[:2], np.array([1.0, 1.0]), OTHER)])
    flat = seen(chart)
    y[31_415] = 1.0
    chart.forget()
    chart.draw([Line("flat", "", x, y, ONE), Line("top", "", x[:2], np.array([1.0, 1.0]), OTHER)])
    assert seen(chart) != flat


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("pieces", [1, 7])
def test_across_a_gap_a_line_goes_from_the_last_point_to_the_next(
    chart: StepChart, pieces: int, *, log: bool
) -> None:
    x = np.arange(20_000.0)
    y = 2.0 + np.sin(x)
    gap = np.s_[9_000:12_000]
    y[gap] = -1.0 if log else np.nan
    y[8_999], y[12_000] = 1.7, 2.2
    chart.set_log(log)
    for rows in np.linspace(0, len(x), pieces + 1).astype(int)[1:]:
        chart.draw([Line("one", "one", x[:rows], y[:rows], ONE)])
        chart.grab()
    trace, paper = chart._picture._traces["one"], chart._picture.paper
    at = int(np.argmax(np.diff(trace._x)))
    ends = paper.down(np.log10([1.7, 2.2]) if log else np.array([1.7, 2.2]), "left")
    assert trace._y[[at, at + 1]] == pytest.approx(ends)
    assert np.abs(trace._x[[at, at + 1]] - paper.across(x[[8_999, 12_000]])).max() < 1


def test_one_point_alone_is_a_dot_at_the_end_of_the_way_to_it(chart: StepChart) -> None:
    chart.draw([Line("one", "", np.array([40.0]), np.array([0.5]), ONE)])
    chart.grab()
    assert across(chart._picture.paper)[0][1] == "0"
    assert chart.view.x[1] > 40
    x = chart._picture.paper.across(40.0)
    y = chart._picture.paper.down(0.5, "left")
    picture = chart.grab().toImage()
    blue = [picture.pixelColor(round(x) + by, round(y)).name() for by in (-3, 0, 3)]
    assert blue == ["#0072b2"] * 3


def test_right_of_the_last_step_there_is_room_for_names_and_no_number(chart: StepChart) -> None:
    x = np.arange(11.0)
    chart.draw([Line("one", "a very long name at the end of this line", x, x, ONE)])
    chart.settle()
    assert chart.view.x[1] > 15
    assert [text for _, text in across(chart._picture.paper)][-1] == "10"


def test_nothing_stands_right_of_the_last_step_when_zoomed_or_moved(chart: StepChart) -> None:
    chart.draw(lines(300, 300))
    chart.settle()
    last = chart.view.until
    assert last == 299
    for factor in (1.3, 0.4):
        chart.zoom(factor)
        assert chart.view.until == last
        assert all(float(text.replace(",", "")) <= last for _, text in across(chart._picture.paper))
    chart.draw(lines(400, 400))  # a run that goes on
    assert chart.view.until > 399
    chart.reset()
    assert chart.view.until == 399


def test_everything_stays_in_view_as_it_grows(chart: StepChart) -> None:
    for rows in range(10, 2000, 37):
        drawn = lines(rows, 2000)
        chart.draw(drawn)
        view = chart.view
        assert view.x[0] <= 0
        assert rows - 1 < view.x[1] < 3 * rows
        assert view.left[0] < min(float(one.y.min()) for one in drawn if one.axis == "left")
        assert view.right[1] > float(drawn[2].y.max())


def test_the_view_is_left_alone_while_everything_fits(chart: StepChart) -> None:
    views = set()
    for rows in range(1000, 1100):
        chart.draw(lines(rows, 2000))
        views.add(chart.view.x)
    assert len(views) <= 2


def test_zooming_ends_where_numbers_are_no_longer_told_apart(chart: StepChart) -> None:
    for factor in (2.0, 0.5):
        for _ in range(1200):
            chart.zoom(factor)
        low, high = chart.view.x
        assert 1e-9 * max(abs(low), abs(high)) < high - low < 1e100


def test_a_zoomed_chart_stays_where_it_is(chart: StepChart) -> None:
    chart.draw(lines(100, 1000))
    chart.zoom(2)
    view = chart.view
    chart.draw(lines(900, 1000))
    chart.settle()
    assert replace(chart.view, until=view.until) == view
    chart.reset()
    assert chart.view.x[1] > 899


def test_under_a_resting_pointer_stands_what_the_chart_shows_there_now(chart: StepChart) -> None:
    places: list[float] = []
    chart.pointed.connect(places.append)
    chart.draw(lines(100, 1000))
    QTest.mouseMove(chart, QPoint(300, 150))
    before = places[-1]
    chart.draw(lines(900, 1000))  # the view grows
    low, high = chart.view.x
    rect = chart._picture.paper.rect
    assert places[-1] == pytest.approx(low + (300 - rect.left()) / rect.width() * (high - low))
    assert places[-1] > 2 * before
    chart.resize(250, 360)
    assert np.isnan(places[-1])


def test_wheel_and_drag(chart: StepChart) -> None:
    chart.draw(lines(100, 100))
    chart.grab()
    whole = chart.view.x
    place = QPointF(chart.rect().center())
    wheel = QWheelEvent(
        place, chart.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's
    )  # fmt: skip
    QApplication.sendEvent(chart, wheel)
    near = chart.view.x
    assert near[1] - near[0] == pytest.approx((whole[1] - whole[0]) / 1.25)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    QTest.mouseMove(chart, QPoint(250, 150))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(250, 150))
    assert chart.view.x[0] > near[0]
    assert chart.view.x[1] - chart.view.x[0] == pytest.approx(near[1] - near[0])
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(250, 150))
    assert chart.view.x == pytest.approx(whole, rel=0.05)


def test_numbers_without_a_logarithm_are_left_out(chart: StepChart) -> None:
    x, y = np.arange(4.0), np.array([100.0, 0.0, -1.0, 1.0])
    chart.draw([Line("one", "one", x, y, ONE)])
    chart.set_log(True)
    assert chart.undrawn == 2
    assert chart.view.left[0] < 0 < 2 < chart.view.left[1] < 3


def test_a_chart_is_painted_on_another_device_without_a_trace(chart: StepChart) -> None:
    chart.draw(lines(3000, 3000))
    before = seen(chart)
    image = QImage(chart.size() * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    chart.paint(painter)
    painter.end()
    assert seen(chart) == before


def on_screen(chart: StepChart) -> bytes:
    """What the window shows: painted piece by piece, as it was asked for."""
    QApplication.processEvents()
    shown = chart.screen().grabWindow(chart.winId()).toImage()
    return bytes(shown.convertToFormat(QImage.Format.Format_RGB32).constBits())


def test_what_is_painted_anew_is_all_that_has_changed(chart: StepChart) -> None:
    names = ("curve", "long name 0.25", "", "curve 7")
    for turn, rows in enumerate(range(50, 1500, 31)):
        drawn = lines(rows, 3000)
        chart.draw([*drawn[:2], replace(drawn[2], label=names[turn % 4]), drawn[3]])
        QTest.qWait(10)
        assert on_screen(chart) == seen(chart)


@pytest.mark.usefixtures("chart")
def test_names_with_other_digits_take_the_room_they_need() -> None:
    metrics = QFontMetricsF(fonts.sans(LABEL))
    for name in ("train loss 0.4028", "1.weight 1.732e-05", "train accuracy NaN", "−∞ 111"):
        assert advance(name) == metrics.horizontalAdvance(name)
