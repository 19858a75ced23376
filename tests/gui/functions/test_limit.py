"""The derivative as a limit: the secant beside the tangent, and the error for each h."""

from __future__ import annotations

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from graphviewer.explain.equation import plain
from graphviewer.formulas.questions import Limit
from graphviewer.gui.functions.answers import LIMIT
from graphviewer.gui.functions.plot import CurvePlane
from tests.gui.functions.conftest import Desk


@pytest.fixture
def limit(desk: Desk) -> Desk:
    """The limit of sin at 1."""
    desk.show("sin(x)")
    desk.page.head.limit.click()
    desk.stub.answer()
    return desk


def _slide(desk: Desk, notch: int) -> None:
    desk.page.limit.slider.setValue(notch)
    desk.stub.answer()


def test_the_secant_goes_through_both_points(limit: Desk) -> None:
    """Lesson 1.4 goes on there."""
    _slide(limit, 0)
    tangent, secant = limit.page.plots.planes[0].scenery.straights
    assert secant.slope == pytest.approx(math.sin(2) - math.sin(1), abs=1e-6)
    assert secant.dashed
    assert tangent.slope == math.cos(1)
    end = limit.page.plots.planes[0].scenery.dots[-1]
    assert (end.x, end.y) == (2.0, math.sin(2))


def test_the_central_quotient_has_two_points_about_the_cursor(limit: Desk) -> None:
    limit.page.limit.choices["central"].trigger()
    _slide(limit, 8)
    *_, left, right = limit.page.plots.planes[0].scenery.dots
    assert (left.x, right.x) == pytest.approx((0.9, 1.1))
    secant = limit.page.plots.planes[0].scenery.straights[1]
    assert secant.slope == pytest.approx((math.sin(1.1) - math.sin(0.9)) / 0.2, abs=1e-5)


def test_it_is_said_in_numbers_and_how_far_it_is_off(limit: Desk) -> None:
    limit.page.limit.choices["float64"].trigger()
    _slide(limit, 16)
    quotient = (math.sin(1.01) - math.sin(1)) / 0.01
    said = [plain(one) for one in limit.page.limit.lines()]
    assert said[0] == "h = 0.01"
    assert said[1].endswith(f"≈ {quotient:.4f}")
    assert said[2].startswith("f′(x) ≈ 0.5403")
    assert said[3] == f"error ≈ {abs(quotient - math.cos(1)):.4g}"


def test_it_is_asked_in_the_dtype_that_is_chosen_and_only_while_it_is_seen(limit: Desk) -> None:
    asked = [one for channel, one in limit.stub.all if channel == LIMIT]
    assert isinstance(asked[-1], Limit)
    assert (asked[-1].dtype, asked[-1].at, asked[-1].most) == ("float32", 1.0, 16.0)
    limit.page.head.limit.click()
    limit.functions.put_cursor(2.0)
    limit.stub.answer()
    assert len([one for channel, one in limit.stub.all if channel == LIMIT]) == len(asked)
    assert len(limit.page.plots.planes[0].scenery.straights) == 1


def test_a_click_on_the_plot_of_errors_chooses_its_h(limit: Desk) -> None:
    """Lesson 1.4: the error against h."""
    plane = limit.page.limit.plane
    QTest.mouseClick(
        plane,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        plane.to_pixels(-4.0, -3.0).toPoint(),
    )
    assert limit.functions.plot.notch == pytest.approx(32, abs=1)
    assert limit.page.limit.slider.value() == limit.functions.plot.notch


def test_errors_of_nothing_and_errors_that_are_none_can_be_drawn(limit: Desk) -> None:
    plane = limit.page.limit.plane
    plane.draw(np.array([1.0, 0.1, 0.01]), np.array([0.5, 0.0, math.nan]), 1)
    plane.grab()
    plane.draw(np.zeros(0), np.zeros(0), 5)
    plane.grab()


@pytest.mark.parametrize("width", [900, 320])
def test_words_about_the_lines_hide_nothing_that_is_drawn(desk: Desk, width: int) -> None:
    """Beside the paper all is as with them, on the paper as without them."""
    desk.show("sin(x)", "cos(x)", "x^3 - 3*x")
    desk.page.head.limit.click()
    desk.stub.answer()
    shown = desk.page.plots.planes[0]
    plane = CurvePlane()
    plane.resize(width, 260)
    plane.show_view(shown.view)
    plane.draw(shown.scenery)
    paper, told = plane.paper, plane.grab().toImage()
    assert [one.text.split(",")[0] for one in shown.scenery.straights] == ["tangent", "secant"]
    bare = tuple(replace(one, text=" ") for one in shown.scenery.straights)
    plane.draw(replace(shown.scenery, straights=bare))
    silent = plane.grab().toImage()
    assert told.copy(0, 0, width, round(paper.top)) != silent.copy(0, 0, width, round(paper.top))
    if plane.paper == paper:  # as many rows of words
        assert told.copy(paper.rect.toRect()) == silent.copy(paper.rect.toRect())
    else:
        assert width == 320
        assert paper.top > plane.paper.top
