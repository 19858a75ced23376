"""A painting is ended once, here or in a thread, and what it wrote is the same."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QSize, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas import mark_layers, picture
from graphviewer.gui.canvas.mark_layers import bounds_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.export import ending
from graphviewer.gui.export.ending import Ending
from graphviewer.gui.export.gradual import Gradual
from graphviewer.gui.export.job import Aside, Job, done
from graphviewer.gui.export.vector import paged, svg_of
from graphviewer.gui.export.worker import USUAL, Worker
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample

pytestmark = pytest.mark.usefixtures("qtbot")
NEVER = Event()


def begun() -> tuple[Ending, QPainter, QBuffer]:
    """A drawing that is not ended yet."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QSvgGenerator()
    writer.setOutputDevice(buffer)
    writer.setSize(QSize(200, 200))
    painter = QPainter(writer)
    for y in range(100):
        painter.drawLine(0, y, 200, y * y)
    return Ending(painter, writer, buffer), painter, buffer


def test_a_thread_writes_what_is_written_here() -> None:
    _, here, written = begun()
    here.end()
    aside, painter, there = begun()
    thread = threading.Thread(target=aside, args=(NEVER,))
    thread.start()
    thread.join()
    aside.give_up()  # it has ended
    assert not shiboken6.isValid(painter)
    assert there.data() == written.data()
    assert b"</svg>" in there.data().data()


def test_what_is_given_up_is_not_ended_again() -> None:
    given_up, painter, there = begun()
    given_up.give_up()
    ending.wait()
    assert not shiboken6.isValid(painter)
    written = there.data()
    given_up(NEVER)
    assert there.data() == written


def lines(painter: QPainter) -> Iterator[float]:
    painter.save()
    try:
        for y in range(50):
            painter.drawLine(0, y, 90, y)
            yield y / 50
    finally:
        painter.restore()


@pytest.mark.parametrize("parts", [2, 30])
def test_given_up_in_mid_painting_it_ends_in_a_thread(
    parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted_in: list[threading.Thread] = []
    delete = shiboken6.delete

    def seen(painter: QPainter) -> None:
        deleted_in.append(threading.current_thread())
        delete(painter)

    monkeypatch.setattr(shiboken6, "delete", seen)
    for made in (paged(QSizeF(100, 100), lines, "given up"), svg_of(QSizeF(9, 9), lines, "too")):
        for _ in range(parts):
            next(made)
        made.close()
    ending.wait()
    assert len(deleted_in) == 2
    assert threading.main_thread() not in deleted_in
    assert not any(thread.is_alive() for thread in deleted_in)


@pytest.mark.parametrize("done", [True, False])
def test_given_up_while_a_thread_may_be_ending_it_it_is_ended_once(
    *, done: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[QPainter] = []
    monkeypatch.setattr(shiboken6, "delete", ended.append)
    made = paged(QSizeF(100, 100), lines, "given up")
    aside = next(said for said in made if isinstance(said, Aside))
    if done:
        aside.work(NEVER)
    made.close()
    aside.work(NEVER)  # a thread that was late
    ending.wait()
    assert len(ended) == 1
    monkeypatch.undo()
    shiboken6.delete(ended[0])


def test_a_window_that_closes_waits_for_what_was_given_up() -> None:
    worker, made = Worker(), paged(QSizeF(100, 100), lines, "given up")
    worker.start(made)
    for _ in range(30):
        next(made)
    worker.close()
    assert "export" not in {thread.name for thread in threading.enumerate()}


def test_a_painting_that_fails_has_ended_when_that_is_told() -> None:
    def failing(painter: QPainter) -> Iterator[float]:
        yield from lines(painter)
        raise MemoryError

    with pytest.raises(MemoryError):
        done(paged(QSizeF(100, 100), failing, "failed"))
    assert "export" not in {thread.name for thread in threading.enumerate()}


def test_full_collections_wait_only_while_a_job_is_done(qtbot: QtBot) -> None:
    seen: list[tuple[int, int, int]] = []

    def job() -> Job:
        yield 0.5
        seen.append(gc.get_threshold())
        return [b""]

    worker = Worker()
    worker.start(job())
    qtbot.waitUntil(lambda: not worker.busy)
    assert seen[0][2] > 1000 * USUAL[2]
    assert gc.get_threshold() == USUAL
    worker.start(job())
    worker.stop()
    assert gc.get_threshold() == USUAL


def test_arrows_and_badges_are_painted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    tape = sample()
    scene, last = Scene(tape, TapeIndex(tape), "expression"), len(tape.steps) - 1
    area, shown = bounds_of(scene), Gradual(scene, last, LIGHT)

    def parts() -> int:
        written = QSvgGenerator()
        buffer = QBuffer()
        written.setOutputDevice(buffer)
        painter = QPainter(written)
        count = sum(1 for _ in shown.parts(painter, area, "full"))
        painter.end()
        return count

    few = parts()
    monkeypatch.setattr(picture, "ARROWS", 1)
    more = parts()
    assert more >= few + len(scene.lines)
    monkeypatch.setattr(mark_layers, "AT_ONCE", 1)
    badges = list(mark_layers.badges_in(shown, area))
    assert parts() == more + len(badges) > more
