"""A picture painted in parts: the same picture, and nothing waits long for it."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.mark_layers import bounds_of
from graphviewer.gui.canvas.picture import AT_ONCE, Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.export import ending
from graphviewer.gui.export.gradual import Gradual
from graphviewer.gui.export.job import Aside, Job
from graphviewer.gui.export.options import Options
from graphviewer.gui.export.render import job
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.arrangement import Arrangement, Shift
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

pytestmark = pytest.mark.usefixtures("qtbot")
CHAIN = """import torch
w = torch.tensor([0.5, -1.0], requires_grad=True)
h = w * 1
for k in range(60):
    h = torch.tanh(h) + w
(h.sum() / 0).backward()
"""


@cache
def chain() -> Tape:
    return record(CHAIN)


def image_of(paint: Callable[[QPainter], Iterator[float] | None], area: QRectF) -> QImage:
    found = QImage(area.size().toSize(), QImage.Format.Format_RGB32)
    found.fill(0xFFFFFF)
    painter = QPainter(found)
    painter.translate(-area.topLeft())
    deque(paint(painter) or (), 0)
    painter.end()
    return found


@pytest.mark.parametrize("view", ["expression", "grad_fn", "scalars"])
def test_parts_make_the_picture_that_is_painted_at_once(view: View) -> None:
    tape = chain()
    scene, step = Scene(tape, TapeIndex(tape), view), len(tape.steps) - 20
    area = bounds_of(scene)
    whole, parts = Picture(scene, step, LIGHT), Gradual(scene, step, LIGHT)
    whole.whole = parts.whole = area
    at_once = image_of(lambda painter: whole.paint(painter, area, "full"), area)
    assert image_of(lambda painter: parts.in_parts(painter, area), area) == at_once


def pieces(made: Job) -> int:
    """How many pieces a job is done in."""
    count, sent = 0, None
    try:
        while True:
            said = made.send(sent)
            sent = said.work(Event()) if isinstance(said, Aside) else None
            count += 1
    except StopIteration:
        return count


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "tikz", "gif"])
def test_the_more_cards_the_more_pieces(kind: str) -> None:
    shots, last = Shots(chain(), Look(), by_iteration=False), len(chain().steps) - 1
    cards = len(shots.scene(last).plans)
    assert cards > 3 * AT_ONCE
    options = Options(format=kind)  # type: ignore[arg-type]
    assert pieces(job(shots, range(last, last + 1), LIGHT, options)) > cards / AT_ONCE


@pytest.mark.parametrize("kind", ["dot", "graphml", "json"])
def test_a_table_is_made_aside_of_the_tape_as_it_was(kind: str) -> None:
    tape = record(CHAIN)
    shots, last = Shots(tape, Look()), len(tape.steps) - 1
    options = Options(format=kind)  # type: ignore[arg-type]
    made = job(shots, range(last, last + 1), LIGHT, options)
    aside = made.send(None)
    assert isinstance(aside, Aside)
    tape.steps.append(tape.steps[-1])  # the program goes on
    again = job(Shots(chain(), Look()), range(last, last + 1), LIGHT, options).send(None)
    assert isinstance(again, Aside)
    never = Event()
    assert aside.work(never) == again.work(never)
    made.close()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "tikz", "gif"])
def test_given_up_in_the_middle_of_painting_nothing_is_left_open(kind: str) -> None:
    shots, last = Shots(chain(), Look(), by_iteration=False), len(chain().steps) - 1
    options = Options(format=kind)  # type: ignore[arg-type]
    made = job(shots, range(last, last + 1), LIGHT, options)
    for _ in range(5):
        next(made)
    made.close()
    ending.wait()  # Qt would warn of a painter that has states left, and of one never ended
    painters = (one for one in gc.get_objects() if type(one) is QPainter)
    assert not [one for one in painters if shiboken6.isValid(one) and one.isActive()]


def test_a_card_dragged_meanwhile_stays_in_the_picture_where_it_was() -> None:
    tape = chain()
    scene, step = Scene(tape, TapeIndex(tape), "expression"), 10
    shots = Shots(tape, Look(), by_iteration=False, seen=Picture(scene, step, LIGHT))
    before = shots.picture(step, LIGHT).scene.rect(3)
    scene.arrange(Arrangement(shifts=(Shift(scene.keys[3], 500.0, 0.0),)))
    assert scene.rect(3) != before
    assert shots.picture(step, LIGHT).scene.rect(3) == before
