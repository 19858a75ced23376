"""A sweep makes the configs that were meant, and no others."""

from __future__ import annotations

import pytest

from graphviewer.runs.compare import differences
from graphviewer.runs.config import Config
from graphviewer.runs.keys import ConfigProblem
from graphviewer.runs.sweep import Axis, Sweep, configs, spaced

RATES = Axis("optimizer.lr", (0.1, 0.5))


def test_two_settings_are_swept_in_all_combinations() -> None:
    sizes = Axis("batches.size", (64, 256))
    made = configs(Sweep(Config(title="mlp"), (RATES, sizes)))
    assert [(one.optimizer.lr, one.batches.size) for one in made] == [
        (0.1, 64),
        (0.1, 256),
        (0.5, 64),
        (0.5, 256),
    ]
    assert [one.title for one in made][:2] == ["mlp lr 0.1 size 64", "mlp lr 0.1 size 256"]
    assert {one.key for one in differences(made)} == {"optimizer.lr", "batches.size"}


@pytest.mark.parametrize(
    ("axes", "said"),
    [
        ((), "one or two settings, not 0"),
        ((RATES, RATES), "two different settings"),
        ((Axis("optimizer.lr", (0.1, -1.0)),), "optimizer.lr: -1.0 is not a number above 0"),
        ((Axis("rate", (1,)),), "rate: there is no such setting"),
        ((Axis("seed", ()),), "seed: a sweep needs values"),
        ((Axis("seed", tuple(range(201))),), "a sweep of 201 runs is too long"),
    ],
)
def test_a_sweep_that_makes_no_sense_is_refused(axes: tuple[Axis, ...], said: str) -> None:
    with pytest.raises(ConfigProblem) as caught:
        configs(Sweep(Config(), axes))
    assert said in str(caught.value)


def test_values_are_spaced_evenly_or_by_a_factor() -> None:
    assert spaced(0, 1, 5, log=False) == (0, 0.25, 0.5, 0.75, 1)
    assert spaced(0.001, 1, 4, log=True) == (0.001, 0.01, 0.1, 1)
    assert spaced(3, 3, 9, log=True) == (3,)
    with pytest.raises(ConfigProblem, match="above 0"):
        spaced(0, 1, 3, log=True)
