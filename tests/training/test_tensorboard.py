"""A run for TensorBoard, where a stand-in writes it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Self, cast

import numpy as np
import pytest

from graphviewer.runs.config import Config
from graphviewer.runs.run import Run
from graphviewer.training.tensorboard import MOST, export


class Writer:
    """Counts what it is told."""

    told: dict[str, list[int]]

    def __init__(self, _where: str) -> None:
        type(self).told = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_about: object) -> None:
        pass

    def add_scalar(self, name: str, _value: float, step: int) -> None:
        """A point."""
        self.told.setdefault(name, []).append(step)

    def add_text(self, _name: str, _text: str) -> None:
        """The config."""


@pytest.mark.parametrize(("steps", "told"), [(900, 900), (1000, 1000), (1999, 1000), (2001, 667)])
def test_a_series_has_a_thousand_points_at_most(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, steps: int, told: int
) -> None:
    module = ModuleType("tensorboard")
    monkeypatch.setattr(module, "SummaryWriter", Writer, raising=False)
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", module)
    run = SimpleNamespace(
        series=lambda _name: np.ones(steps),
        steps=np.arange(1, steps + 1),
        evaluations=(),
        config=Config(),
    )
    export(cast("Run", run), tmp_path)
    assert len(Writer.told["batch/loss"]) == told <= MOST
