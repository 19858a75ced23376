"""Heights of a surface on a grid, and the ground to walk on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from graphviewer.calculus.compiling import compiled
from graphviewer.calculus.grounds import RegressionGround
from graphviewer.formulas import regression
from graphviewer.formulas.answers import Heights, Underway
from graphviewer.formulas.questions import Height, Plain, Regression
from graphviewer.formulas.reading import read
from graphviewer.runs.array import array

_SLICE = 1 << 16  # numbers at a time
_PATIENCE = 0.05  # seconds of work before others have a turn

Band = Callable[[Tensor, Tensor], Tensor]  # x [columns] and y [rows] to heights [rows, columns]


def axes(question: Height) -> tuple[Tensor, Tensor]:
    """x and y of the grid, float64 [many] each; 0 is among them where a span has it amid."""
    sides = []
    for low, high in (question.x, question.y):
        side = torch.linspace(low, high, question.many, dtype=torch.float64)
        sides.append(side.where(side.abs() > 1e-12 * (high - low), 0.0))
    return sides[0], sides[1]


def plain_heights(question: Height, surface: Plain) -> Iterator[Heights | Underway]:
    """A formula on the grid; of x alone one row. Raises FormulaProblem."""
    formula = read(surface.formula, ("x", "y"))
    function = compiled(formula, surface.constants, ("x", "y"))
    x, y = axes(question)
    if "y" not in formula.used:
        y = y[:1]

    def band(x: Tensor, y: Tensor) -> Tensor:
        shape = len(y), len(x)
        return function(x.expand(shape), y[:, None].expand(shape))

    yield from banded(band, x, y, max(_SLICE // len(x), 1))


def regression_heights(question: Height, surface: Regression) -> Iterator[Heights | Underway]:
    """The mean squared error on the grid; told: the least point "x", "y" and its "loss"."""
    ground = RegressionGround(surface, 2)
    w, b, loss = regression.least(surface)

    def band(x: Tensor, y: Tensor) -> Tensor:
        residual = (x[:, None] * ground.x - ground.y) + y[:, None, None]
        return (residual**2).mean(2)

    each = max(_SLICE // (question.many * surface.many), 1)
    yield from banded(band, *axes(question), each, {"x": w, "y": b, "loss": loss})


def banded(
    band: Band, x: Tensor, y: Tensor, each: int, told: dict[str, float] | None = None
) -> Iterator[Heights | Underway]:
    """The grid in bands of `each` rows; NaN where a height is not finite."""
    rows: list[Tensor] = []
    until = time.perf_counter() + _PATIENCE
    with torch.no_grad():
        for some in torch.split(y, each):
            rows.append(band(x, some))
            if time.perf_counter() > until:
                yield Underway(done=sum(len(one) for one in rows), of=len(y))
                until = time.perf_counter() + _PATIENCE
    z = torch.cat(rows)
    z = z.where(z.isfinite(), torch.nan)
    yield Heights(z=array(z.numpy(), "float64"), told=told or {})
