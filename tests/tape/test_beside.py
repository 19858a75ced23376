"""The law of the tables beside the steps, and what a recording writes into them."""

# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from graphviewer.tape import law
from graphviewer.tape.beside import MOST_ITERATIONS
from graphviewer.tape.rows import Check, Hooked, Iteration, Jacobian, Note, Point, Series
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value
from tests.tape import sample

BACKWARD = 5  # the step of the sample whose gradients have known sizes


def legal() -> Tape:
    """The sample with a Jacobian, a check and an iteration."""
    tape = sample.tape()
    step = tape.steps[BACKWARD]
    rows, columns = (
        tape.values[one or 0].size for one in (step.gradients_in[0], step.gradients_out[0])
    )
    tape.values.append(
        Value(dtype="float32", shape=(rows, columns), data=bytes(4 * rows * columns))
    )
    tape.jacobians.append(Jacobian(step=BACKWARD, input_nr=0, edge=0, value=len(tape.values) - 1))
    tape.hooked.append(Hooked(step=4, input_nr=0, before=4, after=4, hook="double", line=3))
    tape.checks.append(Check(tensor=0, run=0, verdict="agrees", recorded=1.0, numeric=1.0))
    tape.iterations.append(Iteration(number=0, first_step=0, last_step=BACKWARD))
    tape.series.append(Series(id=0, name="loss"))
    tape.points.append(Point(0, 0, float("nan")))
    tape.notes.append(Note(step=0, kind="compiled"))
    return tape


BREACHES: list[tuple[type[law.TapeError], str, dict[str, Any]]] = [
    (law.UnknownReference, "jacobians", {"value": 99}),
    (law.BadValue, "jacobians", {"value": 0}),
    (law.BadStep, "jacobians", {"step": 0}),
    (law.BadStep, "jacobians", {"edge": 9}),
    (law.BadStep, "jacobians", {"input_nr": -1}),
    (law.UnknownReference, "checks", {"run": 8}),
    (law.BadValue, "checks", {"element": 3}),
    (law.BadValue, "checks", {"element": -1}),
    (law.UnknownReference, "hooked", {"after": 99}),
    (law.BadStep, "hooked", {"input_nr": 1}),
    (law.BadStep, "hooked", {"edge": 0}),
    (law.BadStep, "hooked", {"input_nr": None, "edge": 2}),
    (law.BadStep, "hooked", {"step": 0}),
    (law.BadValue, "hooked", {"after": 0}),
    (law.BadPlace, "hooked", {"line": -7}),
    (law.BadValue, "checks", {"recorded": None}),
    (law.BadValue, "checks", {"verdict": "differs", "numeric": None}),
    (law.OutOfOrder, "iterations", {"number": -1}),
    (law.OutOfOrder, "iterations", {"number": MOST_ITERATIONS}),
    (law.OutOfOrder, "iterations", {"first_step": BACKWARD + 1}),
    (law.UnknownReference, "iterations", {"last_step": 10**9}),
    (law.UnknownReference, "points", {"series": 1}),
    (law.BadPlace, "series", {"line": 2**40}),
    (law.OutOfOrder, "points", {"iteration": -1}),
    (law.OutOfOrder, "points", {"iteration": 2**63}),
    (law.UnknownReference, "notes", {"step": 4000}),
]


def test_all_of_them_can_be_legal() -> None:
    law.check_tape(legal())


@pytest.mark.parametrize(("breach", "table", "changes"), BREACHES)
def test_each_breach_is_named(
    breach: type[law.TapeError], table: str, changes: dict[str, Any]
) -> None:
    tape = legal()
    rows = getattr(tape, table)
    rows[0] = replace(rows[0], **changes)
    with pytest.raises(breach):
        law.check_tape(tape)


def test_a_check_without_an_answer_needs_no_numbers() -> None:
    tape = legal()
    tape.checks[0] = Check(tensor=0, run=0, verdict="unchecked", about="time")
    law.check_tape(tape)


def test_iterations_follow_each_other() -> None:
    tape = legal()
    tape.iterations.append(Iteration(number=1, first_step=BACKWARD, last_step=BACKWARD))
    with pytest.raises(law.OutOfOrder, match="iteration 1 begins before 0 has ended"):
        law.check_tape(tape)


def test_the_points_of_a_chart_come_in_their_order() -> None:
    tape = legal()
    tape.points[:] = [Point(0, 1, 1.0), Point(0, 0, 1.0)]
    with pytest.raises(law.OutOfOrder, match="points are out of order: 0 comes after 1"):
        law.check_tape(tape)


def test_a_jacobian_is_of_its_gradients_dtype() -> None:
    tape = legal()
    matrix = tape.values[-1]
    tape.values[-1] = replace(matrix, dtype="int32")
    with pytest.raises(law.BadValue, match="is int32"):
        law.check_tape(tape)
