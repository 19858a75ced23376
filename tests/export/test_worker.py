"""Work in slices of the window's thread."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from graphviewer.gui.export.job import Aside, Job
from graphviewer.gui.export.vector import svg_of
from graphviewer.gui.export.worker import Worker


def faulty() -> Job:
    yield 0.5
    raise KeyError("a fault of ours")


def test_a_job_that_breaks_down_has_not_finished(qtbot: QtBot) -> None:
    worker = Worker()
    ended: list[object] = []
    worker.finished.connect(ended.append)
    worker.failed.connect(ended.append)
    with qtbot.capture_exceptions() as raised:
        worker.start(faulty())
        qtbot.waitUntil(lambda: not worker.busy)
        qtbot.wait(20)
    assert [kind for kind, *_ in raised] == [KeyError]
    assert ended == []


@pytest.mark.usefixtures("qtbot")
def test_a_drawing_of_many_letters_is_made_in_slices() -> None:
    def paint(painter: QPainter) -> None:
        for line in range(1000):
            painter.setPen(QColor(line % 256, line // 256, 0))  # each a group of its own
            painter.drawText(0, line, f"line {line}")

    made = svg_of(QSizeF(100, 1000), paint, "many lines")
    shares: list[float] = []
    for said in made:
        if isinstance(said, Aside):
            said.work(Event())
        else:
            shares.append(said)
    assert len(shares) > 5
    assert shares == sorted(shares)
