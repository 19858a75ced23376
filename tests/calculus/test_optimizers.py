"""What can be typed of an optimizer, against what torch.optim takes."""

from __future__ import annotations

import math

import pytest
import torch

from graphviewer.calculus.optimizers import optimizer
from graphviewer.formulas.questions import Walker
from graphviewer.session.walker_kinds import ROWS as KINDS
from graphviewer.session.walker_kinds import KindRow


@pytest.mark.parametrize("row", [row for row in KINDS if row.kind != "steepest"])
def test_numbers_that_can_be_typed_are_those_torch_takes(row: KindRow) -> None:
    point = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    for option in row.options:
        high = math.nextafter(option.high, 0) if option.below else option.high
        for value in (option.low, high):
            optimizer(Walker(kind=row.kind, options={option.name: value}), point)
        wrong = [] if option.whole else [-1e-9]  # torch does not look at whole ones
        for value in (*wrong, option.high) if option.below else wrong:
            with pytest.raises(ValueError, match="Invalid"):
                optimizer(Walker(kind=row.kind, options={option.name: value}), point)


def test_nesterovs_momentum_has_to_be_some_for_torch() -> None:
    point = torch.zeros(2, requires_grad=True)
    with pytest.raises(ValueError, match="Nesterov"):
        optimizer(Walker(kind="SGD", nesterov=True), point)
