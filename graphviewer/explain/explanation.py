"""What an explanation is: plain data that the window, the command line and the tests read."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphviewer.explain.equation import Math, Ref
from graphviewer.tape.rows import StepKind

Language = Literal["en", "ko"]
LineKind = Literal["symbols", "numbers", "result", "formula"]
Verdict = Literal["exact", "rounding", "differs"]


class Line(Struct, frozen=True, kw_only=True):
    """One line of an equation and the caption above it (empty: it goes on from the line before)."""

    kind: LineKind
    maths: Math
    label: str = ""


class Check(Struct, frozen=True, kw_only=True):
    """The rule's vector-Jacobian product beside the gradient the engine recorded.

    exact: equal (any NaN equals any NaN). rounding: as near as the dtype allows. `difference` is
    the largest distance between two elements.
    """

    verdict: Verdict
    difference: float
    text: str


class Explanation(Struct, frozen=True, kw_only=True):
    """The story of one step, in one language."""

    step: int
    kind: StepKind
    heading: str  # "MulBackward0"
    phrase: str  # "c = b * b"
    phase: str  # the kind in the reader's language: "backward", "역전파"
    equations: tuple[Line, ...] = ()
    why: str = ""
    result: int | None = None  # id of the value this step produced
    result_name: Math | None = None  # what that value is: a name, ∂d/∂b
    focus: Ref | None = None
    check: Check | None = None
    formula: bool = True  # False: no rule is written for this node


class Fact(Struct, frozen=True, kw_only=True):
    """A row of a tensor's facts: a key for tests, label and text in the reader's language."""

    key: str
    label: str
    text: str


class TensorFacts(Struct, frozen=True, kw_only=True):
    """A tensor at a position: its name, its facts, its value and its gradient.

    `value` and `gradient` are value ids. While gradients are still arriving `gradient` is None, and
    `arrived` of `expected` have come.
    """

    tensor: int
    name: str
    rows: tuple[Fact, ...]
    value: int | None = None
    gradient: int | None = None
    gradient_name: Math | None = None  # ∂d/∂b
    leaf_grad: int | None = None  # `.grad` of a leaf
    arrived: int = 0
    expected: int = 0
