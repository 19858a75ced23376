"""What is drawn of lessons and random programs, held against an oracle of its own.

No arrow runs through a card, a sign or a sign's name, no label lies on anything, and arrows come to
what they meet in the order of its inputs: in every view, running down and running right.
"""

from __future__ import annotations

import pytest

from graphviewer.files.lessons import lessons
from graphviewer.graphs.data import View
from graphviewer.gui.canvas.scene import Scene
from graphviewer.layout.layered import Direction
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.canvas import drawn
from tests.fuzz.check import recorded as recorded_program
from tests.fuzz.generator import program
from tests.lessons.recording import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
VIEWS: tuple[View, ...] = ("expression", "grad_fn")
DIRECTIONS: tuple[Direction, ...] = ("down", "right")
LONG = {"6.5", "6.6", "6.7", "6.8", "6.9"}  # hundreds of passes: larger than MOST in both views
LESSONS = [one.id for one in lessons() if one.id not in LONG]
SEEDS = (1, 6, 14, 17, 19, 27, 29, 33, 47, 51)  # each had an arrow where none should be
# A sign in a long column, met from far aside.
FAR_ASIDE = """
import torch

torch.manual_seed(0)
x = torch.linspace(-1, 1, 8)
y = 2 * x + 0.3 * torch.randn(8)
order = torch.randperm(8)
x, y = x[order], y[order]
w = torch.tensor(0.0, requires_grad=True)

means, spreads = [], []
for size in (8, 4, 2, 1):  # full, mini, mini, single
    slopes = []
    for a, b in zip(x.split(size), y.split(size)):
        loss = ((w * a - b) ** 2).mean()
        (slope,) = torch.autograd.grad(loss, w)
        slopes.append(slope)
    every = torch.stack(slopes)
    means.append(every.mean())
    spreads.append(every.std(correction=0))
    print(size, every)

mean = torch.stack(means)
spread = torch.stack(spreads)
print(torch.allclose(mean, mean[0]))
print(spread, (spread.diff() > 0).all())
"""
MOST = 400  # vertices of a graph that is looked at


def assert_clear(tape: Tape) -> None:
    for view in VIEWS:
        for direction in DIRECTIONS:
            scene = Scene(tape, TapeIndex(tape), view, direction=direction)
            if len(scene.plans) > MOST:
                continue
            assert drawn.overlapping(scene) == []
            assert drawn.crossed(scene) == []
            assert drawn.written_over(scene) == []
            assert drawn.bad_labels(scene) == []
            assert drawn.out_of_order(scene) == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_is_drawn_over_anything_in_a_lesson(lesson: str) -> None:
    assert_clear(recorded(lesson).tape)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_drawn_over_anything_in_a_random_program(seed: int) -> None:
    assert_clear(recorded_program(program(seed)))


def test_a_way_from_far_aside_does_not_run_through_the_sign_before() -> None:
    assert_clear(record(FAR_ASIDE))
