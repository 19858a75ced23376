"""What an evaluation tells of a run, and while it lasts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graphviewer.runs.config import Loss, Optimizer
from graphviewer.runs.news import Evaluated, Progress
from tests.training.running import Ran, changed, config, values


def test_a_sum_over_a_set_smaller_than_a_batch_is_that_of_the_set() -> None:
    wanted = config(size=1000, examples=50)
    wanted = changed(wanted, loss=Loss(reduction="sum"), optimizer=Optimizer(lr=1e-9))
    ran = Ran(wanted)
    first = ran.told(Evaluated)[0]
    assert isinstance(first, Evaluated)
    assert first.train_loss == pytest.approx(values(ran, "loss")[0])
    assert first.loss == pytest.approx(values(ran, "loss")[0], rel=0.2)  # of 50 others


def test_a_long_evaluation_tells_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphviewer.training.run._SIGN_OF_LIFE", 0.0)
    wanted = config()
    ran = Ran(changed(wanted, data=replace(wanted.data, validation=600), epochs=1))
    signs = [one for one in ran.news if isinstance(one, Progress) and one.state == "evaluating"]
    assert len(signs) == 3  # of three chunks: when it begins, and before the second and the third
