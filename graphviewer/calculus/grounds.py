"""What is walked on: a loss over a point of one or two numbers, of all examples or of some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import torch
from torch import Tensor

from graphviewer.calculus.compiling import compiled
from graphviewer.formulas import regression
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Regression
from graphviewer.formulas.reading import read


class Ground(Protocol):
    """A surface. `examples`: how many the loss is a mean of; 0 where there are none."""

    examples: int

    def loss(self, point: Tensor, rows: Tensor | None = None) -> Tensor:
        """The height at a point, float64 [1 or 2]; of some examples only: their `rows`."""
        ...


class FormulaGround:
    """A formula in x, or in x and y."""

    examples = 0

    def __init__(self, formula: str, constants: Mapping[str, float], numbers: int) -> None:
        """`numbers` a point has. Raises FormulaProblem."""
        tree = read(formula, ("x", "y"))
        if numbers not in (1, 2) or ("y" in tree.used and numbers == 1):
            wanted = "2" if "y" in tree.used else "1"
            raise FormulaProblem("start", wanted=wanted, given=str(numbers))
        self._function = compiled(tree, constants, ("x", "y")[:numbers])

    def loss(self, point: Tensor, rows: Tensor | None = None) -> Tensor:
        """The formula's value."""
        del rows
        return self._function(*point.unbind())


class RegressionGround:
    """The mean squared error of the line w x + b over points, at (w, b)."""

    def __init__(self, surface: Regression, numbers: int) -> None:
        """`numbers` a point has. Raises FormulaProblem."""
        two_numbers(numbers)
        x, y = regression.points(surface)
        self.x, self.y = torch.from_numpy(x), torch.from_numpy(y)
        self.examples = surface.many

    def loss(self, point: Tensor, rows: Tensor | None = None) -> Tensor:
        """The mean over all points, or those rows."""
        x, y = (self.x, self.y) if rows is None else (self.x[rows], self.y[rows])
        w, b = point.unbind()
        return ((w * x + b - y) ** 2).mean()


def two_numbers(given: int) -> None:
    """Raises FormulaProblem where a point is not of two numbers."""
    if given != 2:
        raise FormulaProblem("start", wanted="2", given=str(given))
