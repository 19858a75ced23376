"""Work in slices of the window's thread."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from graphviewer.gui.export.job import Job
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
