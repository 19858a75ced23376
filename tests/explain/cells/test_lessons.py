"""The lessons on tensors show what they are about, cell by cell."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.explain.cells.data import Working
from graphviewer.explain.cells.told import told
from graphviewer.explain.cells.working import working
from graphviewer.explain.explain import explain
from graphviewer.tape.index import TapeIndex
from tests.fuzz.check import recorded as recorded_program
from tests.fuzz.generator import program
from tests.lessons.recording import recorded

SHOWN = {
    "2.2": {"moved", "written"},
    "2.3": {"read", "masked", "found", "written"},
    "2.4": {"stretched", "product"},
    "2.5": {"stretched"},
    "2.6": {"reduced", "stretched"},
    "2.7": {"joined"},
    "2.8": {"written"},
    "2.9": {"moved"},
    "2.10": {"masked", "joined"},
}


def workings(lesson: str) -> list[Working]:
    """Those of a lesson's steps, in order."""
    held = recorded(lesson)
    found = (working(held.tape, held.index, step, "en") for step in range(held.last + 1))
    return [one for one in found if one is not None]


def assert_told(found: list[Working]) -> None:
    """Every cell of every result has its sentence."""
    for one in found:
        for at in np.ndindex(one.result.value.shape):
            assert told(one, at)


@pytest.mark.parametrize("lesson", SHOWN)
def test_a_lesson_shows_its_cells(lesson: str) -> None:
    """Lessons 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9, 2.10."""
    found = workings(lesson)
    assert {one.kind for one in found} >= SHOWN[lesson]
    assert_told(found)


@pytest.mark.parametrize("seed", [3, 11, 42])
def test_random_programs_show_their_cells(seed: int) -> None:
    tape = recorded_program(program(seed))
    index = TapeIndex(tape)
    found = (working(tape, index, step.index, "ko") for step in tape.steps)
    assert_told([one for one in found if one is not None])


def test_the_picked_cells_of_the_indexing_lesson_are_marked() -> None:
    """Lesson 2.3."""
    picked = {
        name: grid.picked
        for one in workings("2.3")
        for name, grid in ((one.result.name, one.operands[0]),)
        if grid.picked is not None
    }
    assert picked["column"][:, 1].all()
    assert picked["column"].sum() == len(picked["column"])
    assert picked["rows"][:2].all()
    assert not picked["rows"][2:].any()


def test_the_stretched_axes_of_the_broadcasting_lesson_are_said() -> None:
    """Lesson 2.5."""
    words = {grid.words for one in workings("2.5") for grid in one.operands}
    assert {"dim 1 stretched 1 → 2", "dim 0 stretched 1 → 3"} <= words


def test_the_memory_lesson_tells_a_new_tensor_from_the_same_one() -> None:
    """Lesson 2.8."""
    held = recorded("2.8")
    whys = [explain(held.tape, held.index, step, "en").why for step in range(held.last + 1)]
    assert sum("is now a new tensor" in why for why in whys) == 1
    assert sum("No new tensor is made" in why for why in whys) == 2
