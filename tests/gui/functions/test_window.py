"""The Functions page of the real window, with torch."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import lesson
from graphviewer.gui.functions.page import FunctionsPage
from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from graphviewer.session.functions import HOME
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
    window.functions.show("limit; sin(x); x = -1")
    page = _page(window)
    qtbot.waitUntil(lambda: page.answers.quotients is not None, timeout=WAIT)
    assert page.limit.isVisible()
    assert page.answers.quotients is not None
    assert page.answers.quotients.told.slope == pytest.approx(math.cos(-1.0))
    window.functions.keep()
    assert kept(Memory(settings_path).settings.functions).plot == window.functions.functions.plot


def test_lesson_1_4_goes_on_with_its_own_function_at_its_own_x_with_its_own_h(
    make: Make, qtbot: QtBot
) -> None:
    """The quotients are those the lesson prints, in float32 as it calculates."""
    link, figures = lesson("1.4").page, {one.name: one.value for one in lesson("1.4").figures}
    assert link is not None
    window = make(None)
    functions = window.functions.functions
    functions.edit(replace(functions.plot, central=True, dtype="float64", notch=40))
    window.functions.show(link.choice)
    window.pages.show_page("functions")
    page = _page(window)
    qtbot.waitUntil(lambda: page.answers.quotients is not None, timeout=WAIT)
    assert page.answers.quotients is not None
    told, notch = page.answers.quotients.told, functions.plot.notch
    assert _numbers(window, 1.5, qtbot)[0][0] == figures["y"]
    assert told.slope == figures["x.grad"]
    assert told.h.numpy()[notch] == np.float32(0.1)
    x, h = np.float32(1.5), np.float32(0.1)
    assert told.quotient.numpy()[notch] == pytest.approx(((x + h) ** 3 - x**3) / h, abs=1e-5)
    low, high = functions.place.span
    assert low < functions.place.x == 1.5 < high
    functions.undo()
    assert (functions.plot.central, functions.plot.dtype, functions.plot.notch) == (
        True, "float64", 40,
    )  # fmt: skip
    window.functions.show("relu")
    assert (functions.place.span, functions.place.limit) == (HOME, False)
