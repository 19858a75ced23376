"""The Functions page of the real window, with torch."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviewer.gui.functions.page import FunctionsPage
from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from graphviewer.session.functions_kept import kept
from tests.gui.conftest import Make

WAIT = 60_000


def _page(window: MainWindow) -> FunctionsPage:
    found = window.pages.stack.currentWidget()
    assert isinstance(found, FunctionsPage)
    return found


def _numbers(window: MainWindow, x: float, qtbot: QtBot) -> list[tuple[float, ...]]:
    """What is told of each function at an x."""
    page, functions = _page(window), window.functions.functions
    functions.put_cursor(x)
    shown = functions.plot.functions

    def told() -> bool:
        points = page.answers.points
        return points.x == x and all(points.of(one) for one in shown)

    qtbot.waitUntil(told, timeout=WAIT)
    return [page.answers.points.of(one) for one in shown]


def test_lessons_show_the_lectures_functions_with_torchs_numbers(
    make: Make, settings_path: Path, qtbot: QtBot
) -> None:
    """Lessons 1.4, 4.1, 4.2, 4.3, 4.4, 4.7."""
    window = make(None)
    window.functions.show("relu; sigmoid; tanh; prelu; normal_3_1")
    window.pages.show_page("functions")
    at_zero = _numbers(window, 0.0, qtbot)
    assert at_zero[0][:2] == (0.0, 0.0)  # torch's ReLU' at 0 is 0
    s, t = 1 / (1 + math.exp(-1.5)), math.tanh(1.5)
    relu, sigmoid, tanh, prelu, normal = _numbers(window, 1.5, qtbot)
    assert relu == (1.5, 1.0, 0.0)
    assert sigmoid[:2] == pytest.approx((s, s * (1 - s)))
    assert tanh[:2] == pytest.approx((t, 1 - t * t))
    assert prelu[:2] == (1.5, 1.0)
    assert normal[0] == pytest.approx(math.exp(-(1.5**2) / 2) / math.sqrt(2 * math.pi))
    assert _numbers(window, -1.0, qtbot)[3][:2] == pytest.approx((-0.1, 0.1))
    window.functions.show("limit")
    page = _page(window)
    qtbot.waitUntil(lambda: page.answers.quotients is not None, timeout=WAIT)
    assert page.limit.isVisible()
    assert page.answers.quotients is not None
    assert page.answers.quotients.told.slope == pytest.approx(math.cos(-1.0))
    window.functions.keep()
    assert kept(Memory(settings_path).settings.functions).plot == window.functions.functions.plot
