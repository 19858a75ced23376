"""Curves: the points of each series, in order, as the tape grows; and as CSV."""

from __future__ import annotations

import csv
import math

import pytest

from graphviewer.session.curves import Curves, table
from graphviewer.tape.rows import Meta, Point, Series
from graphviewer.tape.tape import Part, Tape
from tests.session.loops import loop_tape


def test_a_curve_has_a_value_for_every_iteration() -> None:
    curve = Curves(loop_tape(50, (0, 49), {"loss": [0.5 * n for n in range(50)]})).curve(0)
    assert curve.numbers.tolist() == list(range(50))
    assert curve.at(7) == 3.5
    assert curve.at(50) is None
    assert curve.last(400) == 24.5
    assert curve.last(-1) is None


def test_curves_grow_with_the_tape() -> None:
    tape = Tape(meta=Meta(source=""))
    curves = Curves(tape)
    assert len(curves) == 0
    tape.extend(Part(series=(Series(id=0, name="loss"),), points=(Point(0, 0, 1.0),)))
    curves.refresh()
    tape.extend(Part(points=(Point(0, 1, 0.5),)))
    curves.refresh()
    assert curves.curve(0).values.tolist() == [1.0, 0.5]
    assert curves.points == 2


def test_of_two_values_for_one_iteration_the_later_counts() -> None:
    tape = loop_tape(3, range(3), {"x": [1.0, 2.0, 3.0]})
    tape.points.append(Point(0, 1, 9.0))
    curve = Curves(tape).curve(0)
    assert (curve.numbers.tolist(), curve.values.tolist()) == ([0, 1, 2], [1.0, 9.0, 3.0])


def test_series_that_share_a_name_are_told_apart_by_their_line() -> None:
    tape = Tape(meta=Meta(source=""))
    rows = (Series(id=0, name="x", line=3), Series(id=1, name="x", line=9), Series(id=2, name="y"))
    tape.extend(Part(series=rows))
    curves = Curves(tape)
    assert curves.labels() == ("x (3)", "x (9)", "y")
    assert curves.named("x", 8) == 1
    assert curves.named("z") is None


def test_csv_gives_every_number_back_exactly() -> None:
    loss = [1 / 3, math.nan, math.inf, -0.0]
    tape = loop_tape(4, range(4), {"loss": loss, "acc": [0.1]})
    curves = Curves(tape)
    text = table([curves.curve(0), curves.curve(1)], curves.labels())
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == ["iteration", "loss", "acc"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]
    assert [repr(float(row[1])) for row in rows[1:]] == [repr(one) for one in loss]
    assert [row[2] for row in rows[1:]] == ["0.1", "", "", ""]


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x"])
def test_a_name_is_never_a_spreadsheets_formula(name: str) -> None:
    text = table([], [name])
    assert text.splitlines()[0] == f"iteration,'{name}"
