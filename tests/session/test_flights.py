"""When a walker is not yet said to fly off, or to turn back and forth."""

from __future__ import annotations

from graphviewer.formulas.answers import Walked
from graphviewer.runs.array import array
from graphviewer.session.trails import Trail, standing
from tests.session.test_descending import trail


def test_one_leap_and_a_minimum_far_away_are_not_called_flights() -> None:
    leap = trail([1.0, 5000.0, 1.0, 0.5, 0.25])
    assert [standing(leap, step) for step in range(1, 5)] == ["walking"] * 4
    off = trail([5000.0 * 0.8**k for k in range(20)])  # x**2 from afar: seen from where it ends
    assert standing(moved(off, -5000.0), 15) == "walking"


def test_a_step_of_nothing_is_no_turn() -> None:
    still = trail([1.0, 0.9] + [0.8, 0.8] * 10 + [0.9, 0.9, 0.8, 0.8])
    assert standing(still, len(still) - 1) == "walking"


def moved(found: Trail, by: float) -> Trail:
    """The same walk on a surface that lies elsewhere."""
    made = Trail()
    made.take(
        Walked(
            first=0,
            points=array(found.points + by, "float64"),
            loss=array(found.loss, "float64"),
            norm=array(found.norm, "float64"),
            ended="",
        )
    )
    return made
