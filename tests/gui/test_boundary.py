"""Lesson 6.9 goes on at the Train page, where the decision boundary is drawn live."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import lesson
from graphviewer.gui.memory import Memory
from graphviewer.gui.train.boundary_map import BoundaryMap
from tests.gui.conftest import Make, wait_for_run
from tests.gui.train_hands import ENDLESS, LEFT, WAIT, config_of, end, page_of, press, put

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_boundary_of_xor_is_drawn_while_it_is_learned(
    make: Make, qtbot: QtBot, settings_path: Path
) -> None:
    """Lesson 6.9."""
    Memory(settings_path).keep(runs=str(settings_path.with_name("runs")))
    window = make(lesson("6.9").path)
    wait_for_run(window, qtbot)
    QTest.mouseClick(window.page.inspector.lesson.page, LEFT)
    page = page_of(window)
    assert config_of(page).data.name == config_of(page).model.preset == "xor"
    put(page, "epochs", str(ENDLESS))
    drawn: list[bytes] = []
    shown = page.findChild(BoundaryMap)
    assert isinstance(shown, BoundaryMap)

    def learned() -> bool:
        """Whether each corner has its class; keeps each picture on the way."""
        news = page.training.boundary
        if news is None:
            return False
        picture = shown.grab().toImage()
        pixels = bytes(picture.constBits())
        if pixels not in drawn:
            drawn.append(pixels)
        says = news.outputs.numpy().argmax(-1)
        edge = round(0.15 / 1.3 * (len(says) - 1))
        corners = [int(says[row][column]) for row in (edge, -edge) for column in (edge, -edge)]
        return corners == [0, 1, 1, 0] and len(drawn) > 2

    press(page, "train_start")
    qtbot.waitUntil(learned, timeout=WAIT)
    assert page.training.busy
    end(page, qtbot)
