"""What the calculator told, and how a function's curve is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from graphviewer.formulas.answers import CurveDrawn, LimitDrawn
from graphviewer.formulas.questions import Curve, Limit
from graphviewer.session.functions import Function, constants
from graphviewer.session.functions_sampling import Numbers

ORDERS = 2  # derivatives that are asked for


class Drawn(Struct, frozen=True):
    """A function and its derivatives on a grid: `x` [n], `rows` [1 + ORDERS, n]."""

    formula: str
    x: Numbers
    rows: Numbers


class Points(Struct, frozen=True):
    """All functions at one x: by key the value and the derivatives [1 + ORDERS] of each."""

    x: float
    rows: Mapping[int, tuple[Curve, tuple[float, ...]]]  # with what was asked

    def of(self, function: Function) -> tuple[float, ...]:
        """A function's numbers; none before they are told, or if they are another formula's."""
        return self._row(function)[1]

    def constants(self, function: Function) -> Mapping[str, float]:
        """The constants its numbers are for."""
        asked, numbers = self._row(function)
        return asked.constants if numbers else constants(function)

    def _row(self, function: Function) -> tuple[Curve, tuple[float, ...]]:
        nothing = Curve(formula="", low=self.x, high=self.x)
        found = self.rows.get(function.key, (nothing, ()))
        return found if found[0].formula == function.formula else (nothing, ())


class Quotients(Struct, frozen=True):
    """The quotients of one function at `question.at`, for every h."""

    question: Limit
    told: LimitDrawn


class Secant(Struct, frozen=True):
    """The line whose slope is a quotient: from x, y to x, y."""

    of: Quotients
    start: tuple[float, float]
    end: tuple[float, float]
    slope: float


def curve_of(function: Function, low: float, high: float, many: int) -> Curve:
    """The question for a function from `low` to `high`."""
    return Curve(
        formula=function.formula,
        low=low,
        high=high,
        many=many,
        orders=ORDERS,
        constants=constants(function),
    )


def drawn_of(question: Curve, answer: object) -> Drawn | None:
    """The answer as a curve; None if it was refused."""
    if not isinstance(answer, CurveDrawn):
        return None
    return Drawn(question.formula, answer.x.numpy(), answer.rows.numpy())
