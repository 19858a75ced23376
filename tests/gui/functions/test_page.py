"""The Functions page: what is drawn and read out is what was told, and nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from graphviewer.formulas.questions import Curve
from graphviewer.gui.charts.step_axes import View
from graphviewer.gui.functions.answers import AT
from graphviewer.gui.functions.plot import CurvePlane
from tests.gui.functions.conftest import Desk

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _row(desk: Desk, at: int = 0) -> list[str]:
    table = desk.page.table
    items = [table.item(at, column) for column in range(table.columnCount())]
    return [one.text() if one is not None else "" for one in items]


def _top(desk: Desk) -> CurvePlane:
    return desk.page.plots.planes[0]


def test_the_curves_are_the_functions_and_their_derivatives(desk: Desk) -> None:
    for order, exact in enumerate((1, 0.25)):
        trail = desk.page.plots.planes[order].scenery.trails[0]
        s = 1 / (1 + np.exp(-trail.x))
        assert np.array_equal(trail.y, (s, s * (1 - s))[order])
        assert trail.y.max() == pytest.approx(exact, abs=1e-5)


def test_numbers_at_the_cursor_are_asked_for_there_and_nowhere_else(desk: Desk) -> None:
    desk.functions.put_cursor(0.3)
    question = desk.stub.asked[-1][2]
    assert desk.stub.asked[-1][1].startswith(AT)
    assert isinstance(question, Curve)
    assert (question.low, question.high, question.many) == (0.3, 0.3, 1)


def test_four_digits_of_every_number_are_read_out(desk: Desk) -> None:
    desk.show("sigmoid(x)", "sin(x)")
    assert _row(desk) == ["sigmoid(x)", "0.7311", "0.1966", "-0.09086"]
    assert _row(desk, 1) == ["sin(x)", "0.8415", "0.5403", "-0.8415"]


def test_tooltips_have_every_digit_of_the_x_that_is_read_out(desk: Desk) -> None:
    for x in (1.0, 1.000001):  # four digits of the sigmoid do not tell them apart
        desk.functions.put_cursor(x)
        desk.stub.answer()
        item = desk.page.table.item(0, 1)
        assert item is not None
        assert item.text() == "0.7311"
        assert float(item.toolTip()) == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-12)


def test_what_is_read_out_stays_of_one_x_until_all_is_told(desk: Desk) -> None:
    desk.functions.put_cursor(2.0)
    head = desk.page.table.horizontalHeaderItem(0)
    assert head is not None
    assert (head.text(), _row(desk)[1]) == ("x = 1", "0.7311")
    desk.stub.answer()
    head = desk.page.table.horizontalHeaderItem(0)
    assert head is not None
    assert (head.text(), _row(desk)[1]) == ("x = 2", "0.8808")


def test_a_cursor_that_is_dragged_on_and_on_still_has_answers(desk: Desk) -> None:
    for at in range(20):
        desk.functions.put_cursor(at / 10)
    assert [one[1][:13] for one in desk.stub.asked] == [AT]
    desk.stub.answer()
    assert desk.answers.points.x == pytest.approx(1.9)


def test_the_tangent_has_the_slope_autograd_tells(desk: Desk) -> None:
    (tangent,) = _top(desk).scenery.straights
    s = 1 / (1 + math.exp(-1))
    assert (tangent.x, tangent.y, tangent.slope) == (1.0, s, s * (1 - s))
    assert tangent.text == "tangent, slope 0.1966"


def test_a_click_puts_the_cursor_at_a_short_decimal(desk: Desk) -> None:
    plane = _top(desk)
    QTest.mouseClick(plane, LEFT, NONE, plane.to_pixels(-2.5, 0.5).toPoint())
    x = desk.functions.place.x
    assert x == pytest.approx(-2.5, abs=0.03)
    assert round(x, 2) == x


def test_the_cursor_is_dragged_and_escape_brings_it_back(desk: Desk) -> None:
    plane = _top(desk)
    start, goal = plane.to_pixels(1.0, 0.2).toPoint(), plane.to_pixels(3.0, 0.2).toPoint()
    QTest.mousePress(plane, LEFT, NONE, start)
    QTest.mouseMove(plane, goal)
    assert desk.functions.place.x == pytest.approx(3.0, abs=0.03)
    QTest.keyClick(plane, Qt.Key.Key_Escape)
    QTest.mouseRelease(plane, LEFT, NONE, goal)
    assert desk.functions.place.x == 1.0


def test_arrow_keys_move_the_cursor_by_round_steps(desk: Desk) -> None:
    plane = _top(desk)
    desk.stub.answer()
    for key, modifier, x in (
        (Qt.Key.Key_Right, NONE, 1.1),
        (Qt.Key.Key_Left, NONE, 1.0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 1.01),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, 1.0),
        (Qt.Key.Key_Home, NONE, -8.0),
    ):
        QTest.keyClick(plane, key, modifier)
        desk.stub.answer()
        assert desk.functions.place.x == x


def test_an_x_can_be_typed(desk: Desk) -> None:
    entry = desk.page.head.entry
    entry.selectAll()
    QTest.keyClicks(entry, "0.12345")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    desk.stub.answer()
    assert desk.answers.points.x == 0.12345


def test_moving_one_plot_moves_the_others_along(desk: Desk) -> None:
    lower, upper = desk.page.plots.planes[1], _top(desk)
    start = lower.to_pixels(-3.0, 0.2).toPoint()
    QTest.mousePress(lower, LEFT, NONE, start)
    QTest.mouseMove(lower, start + QPoint(100, 0))
    QTest.mouseRelease(lower, LEFT, NONE, start + QPoint(100, 0))
    assert upper.view.x == lower.view.x
    assert upper.view.x[0] < -8.5
    QTest.keyClick(upper, Qt.Key.Key_0)
    assert upper.view.x == lower.view.x == (-8.0, 8.0)


def test_a_chosen_function_out_of_view_is_said_to_be_until_all_is_shown(desk: Desk) -> None:
    plane = _top(desk)
    plane.show_view(View(plane.view.x, (2.0, 3.0)))
    assert plane.lost() == "below"
    desk.functions.add([("a*x^2", {})])
    desk.stub.answer()
    assert plane.view.left == (2.0, 3.0)
    assert not plane.lost()
    plane.show_view(View(plane.view.x, (-3.0, -2.0)))
    assert plane.lost() == "above"
    bare = QImage(plane.size(), QImage.Format.Format_RGB32)
    painter = QPainter(bare)
    plane.paint(painter)
    painter.end()
    assert plane.grab().toImage().convertToFormat(bare.format()) != bare
    desk.page.head.whole.click()
    assert not plane.lost()


def test_heights_chosen_for_some_functions_are_not_kept_for_others(desk: Desk) -> None:
    plane = _top(desk)
    plane.show_view(View(plane.view.x, (2.0, 3.0)))
    desk.show("sin(x)")
    assert plane.view.left[0] < -1.0
    assert plane.view.left[1] > 1.0


def test_a_function_that_is_added_is_fitted_while_nothing_was_moved(desk: Desk) -> None:
    desk.functions.add([("a*x^2", {})])
    desk.stub.answer()
    assert _top(desk).view.left[1] > 64.0


def test_one_x_stands_under_the_other(desk: Desk) -> None:
    desk.show("a*x^2")
    places = [plane.to_pixels(2.0, 0.0).x() for plane in desk.page.plots.shown()]
    assert places[0] == pytest.approx(places[1])


def test_what_was_zoomed_into_is_asked_for_more_finely(desk: Desk) -> None:
    desk.functions.look((-0.5, 0.5))
    desk.stub.answer()
    trail = _top(desk).scenery.trails[0]
    assert trail.x[1] - trail.x[0] <= 1 / 1000
    assert 0.0 in trail.x.tolist()


def test_the_second_derivative_is_drawn_on_request(desk: Desk) -> None:
    assert not desk.page.plots.planes[2].isVisible()
    desk.page.head.second.click()
    assert desk.page.plots.planes[2].isVisible()
    assert desk.page.plots.planes[2].scenery.trails[0].y.max() == pytest.approx(0.0962, abs=1e-3)
    desk.functions.undo()
    assert not desk.page.plots.planes[2].isVisible()


def test_nothing_can_be_calculated_until_one_tries_again(desk: Desk) -> None:
    desk.functions.put_cursor(2.0)
    desk.stub.asked.clear()
    desk.stub.broke.emit("The process ended.")
    desk.functions.put_cursor(3.0)
    notices = desk.page.notices
    assert notices.isVisible()
    assert (notices.text.text(), notices.button.text()) == ("The process ended.", "Try again")
    assert not desk.stub.asked
    notices.button.click()
    desk.stub.answer()
    assert not notices.isVisible()
    assert desk.answers.points.x == 3.0


def test_below_1280_pixels_the_limit_is_a_tab(desk: Desk) -> None:
    page = desk.page
    page.head.limit.click()
    assert page.limit.isVisible()
    assert page.arrangement.tabs.count() == 1
    page.resize(1024, 560)
    assert page.arrangement.tabs.currentWidget() is page.limit
    page.arrangement.tabs.setCurrentIndex(0)
    assert page.list.isVisible()
    assert not page.limit.isVisible()
    page.resize(1400, 800)
    assert page.list.isVisible()
    assert page.limit.isVisible()


def test_undo_is_a_key_and_arrow_keys_act_when_the_page_is_shown(desk: Desk) -> None:
    plane = _top(desk)
    assert desk.page.focusWidget() is plane
    desk.show("sin(x)")
    QTest.keyClick(plane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.functions.plot.functions[0].formula == "sigmoid(x)"
    QTest.keyClick(plane, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert desk.functions.plot.functions[0].formula == "sin(x)"


def test_numbers_are_read_out_with_the_constants_they_are_of(desk: Desk) -> None:
    desk.show("a*x^2")
    row = desk.page.list.rows[desk.functions.plot.chosen].constants["a"]
    row.slider.setValue(800)
    assert _row(desk)[:2] == ["a*x^2   a = 1", "1"]
    desk.stub.answer()
    assert _row(desk)[:2] == ["a*x^2   a = 3", "3"]
