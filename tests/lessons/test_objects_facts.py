"""Facts of section 9: a progress board that draws while the loop runs, and a trainer."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.files.lessons import lesson
from graphviewer.record.program import describe, run
from graphviewer.session.curves import Curves
from graphviewer.tape.tape import Part
from tests.lessons.recording import recorded, unrecorded


@pytest.mark.parametrize(("label", "every", "f"), [("sin", 2, np.sin), ("cos", 10, np.cos)])
def test_the_board_and_the_watch_have_every_nth_point(label: str, every: int, f: np.ufunc) -> None:
    """9.1: sin every 2nd and cos every 10th point of [0, 10) by 0.1."""
    places = np.arange(0, 10, 0.1)[every - 1 :: every]
    board = np.array(unrecorded("9.1").names["board"].points[label])
    np.testing.assert_allclose(board[:, 0], places, atol=1e-5)
    np.testing.assert_allclose(board[:, 1], f(places), atol=0.0006)
    curves = Curves(recorded("9.1").tape)
    series = curves.named(label)
    assert series is not None
    curve = curves.curve(series)
    assert curve.numbers.tolist() == list(range(every - 1, 100, every))
    assert curve.values.tolist() == board[:, 1].tolist()


def test_the_board_draws_while_the_loop_runs() -> None:
    """9.1: points leave the program before it has ended, not all at once."""
    parts: list[Part] = []
    run(describe(lesson("9.1").source(), "board.py"), parts.append, interval=0.0)
    points = [len(part.points) for part in parts if part.end is None]
    assert sum(points) > 200
    assert max(points) < 20


def test_hyper_parameters_are_saved_as_attributes() -> None:
    """9.1: those given to __init__, and not self."""
    board = unrecorded("9.1").names["board"]
    assert board.digits == 3
    assert not hasattr(board, "self")


def test_the_trainer_finds_the_line_again() -> None:
    """9.2: a pass for each of ten batches in each of six epochs, and the weights at the end."""
    tape = recorded("9.2")
    assert len(tape.tape.iterations) == 6 * 10
    np.testing.assert_allclose(tape.value("model.net.weight"), [[2.0, -3.4]], atol=0.05)
    np.testing.assert_allclose(tape.value("model.net.bias"), [4.2], atol=0.05)


def test_the_trainer_takes_the_steps_of_one_long_script() -> None:
    """9.2: forward, backward, the two gradients and an update in every iteration."""
    tape = recorded("9.2").tape
    for row in tape.iterations:
        kinds = [step.kind for step in tape.steps[row.first_step : row.last_step + 1]]
        assert kinds.count("accumulate") == 2
        assert kinds.index("backward") < kinds.index("accumulate")
        assert kinds.index("accumulate") < len(kinds) - 1 - kinds[::-1].index("update")
