"""Runs beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer.runs import folder
from graphviewer.runs.compare import Difference, Outcome, differences, outcome, worded
from graphviewer.runs.config import Config, Data, Layer, Model, Optimizer
from graphviewer.runs.run import Run


def test_only_settings_that_differ_are_shown() -> None:
    first = Config(title="a", optimizer=Optimizer(lr=0.1), data=Data(train=5))
    second = Config(title="b", optimizer=Optimizer(lr=0.5), data=Data(train=5), epochs=3)
    found = differences([first, second, first])
    assert found == [
        Difference("optimizer.lr", (0.1, 0.5, 0.1)),
        Difference("epochs", (10, 3, 10)),
    ]


def test_the_same_settings_do_not_differ() -> None:
    assert differences([Config(title="a"), Config(title="b")]) == []
    assert differences([]) == []


def test_the_outcome_is_of_all_evaluations(tmp_path: Path) -> None:
    folder.create(tmp_path / "a", Config())
    (tmp_path / "a" / folder.EVALUATIONS).write_text(
        "step,epoch,loss,accuracy,train_loss,train_accuracy\n"
        "1,1.0,0.5,0.75,,\n2,2.0,0.25,0.875,,\n3,3.0,nan,0.5,,\n"
    )
    found = outcome(Run(tmp_path / "a"))
    assert found.last is not None
    assert (found.last.step, found.best_accuracy, found.least_loss) == (3, 0.875, 0.25)


def test_a_run_that_was_not_evaluated_has_no_outcome(tmp_path: Path) -> None:
    folder.create(tmp_path / "a", Config())
    assert outcome(Run(tmp_path / "a")) == Outcome(None, None, None, 0, 0.0)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.1, "0.1"),
        (1e-8, "1e-08"),
        (True, "True"),
        ("import torch\nmodel = 1", "import torch …"),
        ((0.9, 0.999), "0.9, 0.999"),
        (Model(layers=(Layer(kind="linear"), Layer(kind="relu"))).layers, "linear, relu"),
    ],
)
def test_a_setting_fits_a_cell(value: object, said: str) -> None:
    assert worded(value) == said
