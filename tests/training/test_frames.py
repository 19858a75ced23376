"""Norms of layers: what they are, and of which steps they are told."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.runs.config import Optimizer
from graphviewer.runs.news import LayerPoint
from graphviewer.runs.orders import Control
from graphviewer.runs.presets import preset
from tests.training.running import Ran, changed, config, values


def test_layers_are_told_as_norms() -> None:
    ran = Ran(config(optimizer=Optimizer(lr=0.5)))
    point = next(one for one in ran.news if isinstance(one, LayerPoint))
    assert point.step == 1
    # of plain SGD the change is the rate times the gradient
    change = point.update.numpy() * point.weight.numpy()
    assert change == pytest.approx(0.5 * point.gradient.numpy(), rel=1e-4)
    whole = values(ran, "grad_norm")[0]
    assert whole == pytest.approx(np.linalg.norm(point.gradient.numpy()), rel=1e-5)


def test_each_batch_that_is_asked_for_alone_has_its_norms() -> None:
    asked = [(Control("one_batch"),), (), (Control("one_batch"), Control("one_batch"))]
    ran = Ran(config(), [*asked, (), (), (Control("stop"),)], paused=True)
    assert ran.closed.step == 3
    assert [one.step for one in ran.news if isinstance(one, LayerPoint)] == [1, 2, 3]
    assert np.isfinite(values(ran, "grad_norm")).all()


@pytest.mark.parametrize(("name", "every"), [("xor", 1), ("net-2-2-1", 5)])
def test_a_small_model_is_measured_at_steps_spread_over_its_run(name: str, every: int) -> None:
    ran = Ran(changed(preset(name).config, threads=1))
    steps = [one.step for one in ran.news if isinstance(one, LayerPoint)]
    assert {*range(every, ran.closed.step + 1, every)} <= {*steps}
    norms = values(ran, "grad_norm")
    assert np.isfinite([norms[step - 1] for step in steps]).all()
