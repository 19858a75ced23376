"""The state behind a training page: a config with its past, and what a run has told."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from graphviewer.runs.array import Array, array
from graphviewer.runs.config import Config
from graphviewer.runs.news import (
    Closed,
    Evaluated,
    LayerPoint,
    Opened,
    Parameter,
    Points,
    Progress,
    TrainingNews,
)
from graphviewer.session.series import Series
from graphviewer.session.training import Training


def opened(step: int = 0) -> Opened:
    return Opened(
        config=Config(), source="", parameters=(Parameter("0.weight", (2, 3)),), batches=10,
        train=100, validation=10, kind="table", shape=(3,), classes=(), origin="here",
        sample=False, step=step,
    )  # fmt: skip


def points(first: int, losses: list[float]) -> Points:
    steps = array(np.arange(first, first + len(losses)), "int64")
    return Points(steps, {"loss": array(losses, "float64")})


def test_an_edit_can_be_undone_and_done_again() -> None:
    training = Training(Config())
    for epochs in (3, 4):
        training.edit(replace(training.config, epochs=epochs))
    training.undo()
    assert training.config.epochs == 3
    training.undo()
    assert training.config == Config()
    assert not training.can_undo
    training.redo()
    assert training.config.epochs == 3
    training.edit(replace(training.config, epochs=9))
    assert not training.can_redo


def test_an_edit_that_changes_nothing_is_none() -> None:
    training = Training(Config())
    training.edit(Config())
    assert not training.can_undo


def test_points_grow_beyond_their_first_room() -> None:
    training = Training(Config())
    training.take(opened())
    for first in range(0, 5000, 500):
        training.take(points(first, [float(n) for n in range(first, first + 500)]))
    assert np.array_equal(training.points.values("loss"), np.arange(5000.0))


def test_a_column_that_comes_late_is_nan_before() -> None:
    training = Training(Config())
    training.take(points(0, [1.0]))
    training.take(Points(array([1], "int64"), {"lr": array([0.1], "float64")}))
    assert np.isnan(training.points.values("lr")[0])
    assert np.isnan(training.points.values("loss")[1])


def test_columns_stand_in_the_order_they_came() -> None:
    series, names = Series(), ("loss", "accuracy", "lr", "grad_norm", "weight", "update")
    series.add(np.ones(1), {name: np.ones(1) for name in names})
    assert series.names == names


def test_a_resumed_run_forgets_what_it_does_once_more() -> None:
    training = Training(Config())
    training.take(opened())
    training.take(points(0, [0.0, 1.0, 2.0, 3.0]))
    for step in (2, 4):
        training.take(Evaluated(step=step, epoch=step / 2, loss=1.0))
    training.take(opened(step=2))
    assert training.points.steps.tolist() == [0.0, 1.0, 2.0]
    assert [one.step for one in training.evaluations] == [2]


def test_norms_are_kept_by_parameter() -> None:
    training = Training(Config())
    training.take(opened())
    one = array([0.5], "float64")
    training.take(LayerPoint(3, one, one, one))
    assert training.layers["gradient"].values("0.weight").tolist() == [0.5]


@pytest.mark.parametrize(
    "news", [points(0, [1.0, 2.0]), LayerPoint(0, *[array([], "float64")] * 3)]
)
def test_numbers_that_do_not_fit_are_refused(news: TrainingNews) -> None:
    training = Training(Config())
    training.take(opened())
    if isinstance(news, Points):
        news = Points(news.steps, {"loss": array([1.0], "float64")})
    with pytest.raises(ValueError, match=r"a column is not as long|norms of other parameters"):
        training.take(news)


def test_state_follows_what_is_told() -> None:
    training = Training(Config())
    states: list[str] = []
    training.state_changed.connect(states.append)
    training.begin()
    training.take(Progress(state="running", step=1, steps=2, epoch=0, batch=1))
    training.take(Progress(state="paused", step=1, steps=2, epoch=0, batch=1))
    training.take(Closed(reason="finished", step=2))
    assert states == ["starting", "running", "paused", "idle"]
    assert training.closed is not None


def test_an_array_whose_bytes_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        Array("float64", (3,), b"12345678")
