"""What is answered. Arrays are float64; NaN where there is no number."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.formulas.problem import FormulaProblem
from graphviewer.runs.array import Array


class CurveDrawn(Struct, frozen=True, kw_only=True, tag="curve"):
    """`x` [n] and a row for the function and each derivative [orders + 1, n]."""

    x: Array
    rows: Array


class LimitDrawn(Struct, frozen=True, kw_only=True, tag="limit"):
    """`h`, the `quotient` and its distance from `slope`, autograd's derivative, each [n]."""

    h: Array
    quotient: Array
    error: Array
    slope: float
    value: float  # the function itself there


class Heights(Struct, frozen=True, kw_only=True, tag="heights"):
    """`z` [rows of y, columns of x]; of a formula in x alone [1, columns]."""

    z: Array
    told: dict[str, float] = {}  # what else is known: "trained_loss", "accuracy"


class Walked(Struct, frozen=True, kw_only=True, tag="walked"):
    """More steps: `points` [n, 1 or 2], the `loss` [n] and the gradient's `norm` [n] at each.

    The first part begins with the start. `loss`, `norm` and `slope` are of the whole surface,
    whatever batch a step saw. `ended`: why no more steps come before those asked for.
    "undefined": there is no number or no slope; "stalled": a line search finds nothing lower,
    or LBFGS's own tolerances keep it where it is.
    """

    first: int  # the step of the first row
    points: Array
    loss: Array
    norm: Array
    slope: Array | None = None  # the whole surface's gradient at each [n, 1 or 2]
    ended: str = ""  # "converged", "diverged", "undefined", "stalled", ""


class Underway(Struct, frozen=True, kw_only=True, tag="underway"):
    """So much of the work is done: a network is trained first."""

    done: int
    of: int


class Refused(Struct, frozen=True, kw_only=True, tag="refused"):
    """The question has no answer: why, and at which character of the formula (-1: none).

    `code` and `fields`: as `formulas.problem.FormulaProblem` has them; "": the words are torch's.
    """

    message: str
    at: int = -1
    code: str = ""
    fields: dict[str, str] = {}

    @classmethod
    def of(cls, problem: FormulaProblem) -> Refused:
        """A problem, as an answer."""
        return cls(message=problem.message, at=problem.at, code=problem.code, fields=problem.fields)


Answer = CurveDrawn | LimitDrawn | Heights | Walked | Underway | Refused


class Answered(Struct, frozen=True, kw_only=True, tag="answered"):
    """A part of an answer; `last`: nothing more comes."""

    number: int
    answer: Answer
    last: bool = True
