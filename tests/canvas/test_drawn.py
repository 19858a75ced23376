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
