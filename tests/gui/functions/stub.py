"""A calculator that knows some functions in closed form, and answers when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import numpy as np
from PySide6.QtCore import QObject, Signal

from graphviewer.engine.calculator import Calculated
from graphviewer.formulas.answers import Answer, CurveDrawn, LimitDrawn, Refused
from graphviewer.formulas.questions import Curve, Limit, Question
from graphviewer.gui.calculating import Calculating
from graphviewer.runs.array import array
from graphviewer.session.functions_sampling import Numbers

Rows = tuple[Numbers, Numbers, Numbers]
Known = Callable[[Numbers, Mapping[str, float]], Rows]


def _sigmoid(x: Numbers, _constants: Mapping[str, float]) -> Rows:
    s = 1 / (1 + np.exp(-x))
    return s, s * (1 - s), s * (1 - s) * (1 - 2 * s)


def _sin(x: Numbers, _constants: Mapping[str, float]) -> Rows:
    return np.sin(x), np.cos(x), -np.sin(x)


def _relu(x: Numbers, _constants: Mapping[str, float]) -> Rows:
    return np.maximum(x, 0), (x > 0).astype(np.float64), np.zeros_like(x)


def _parabola(x: Numbers, constants: Mapping[str, float]) -> Rows:
    a = constants["a"]
    return a * x**2, 2 * a * x, np.full_like(x, 2 * a)


def _hyperbola(x: Numbers, _constants: Mapping[str, float]) -> Rows:
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 / x, -1 / x**2, 2 / x**3


KNOWN: dict[str, Known] = {
    "sigmoid(x)": _sigmoid,
    "sin(x)": _sin,
    "relu(x)": _relu,
    "a*x^2": _parabola,
    "1/x": _hyperbola,
}


class Stub(QObject):
    """Keeps what it is asked. `answer`: what was asked so far is answered, and what that asks."""

    answered = Signal(object)
    broke = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, str, Question]] = []
        self.all: list[tuple[str, Question]] = []
        self._number = 0

    def ask(self, channel: str, question: Question) -> int:
        """Keep a question."""
        self._number += 1
        self.asked.append((self._number, channel, question))
        self.all.append((channel, question))
        return self._number

    def answer(self) -> None:
        """Answer until nothing is asked."""
        while self.asked:
            number, _, question = self.asked.pop(0)
            self.answered.emit(Calculated(number, told(question), last=True))

    def as_calculating(self) -> Calculating:
        """What the page asks."""
        return cast("Calculating", self)


def told(question: Question) -> Answer:
    """The answer in closed form."""
    if isinstance(question, Curve) and question.formula in KNOWN:
        x = np.linspace(question.low, question.high, question.many)
        rows = KNOWN[question.formula](x, question.constants)[: question.orders + 1]
        return CurveDrawn(x=array(x, "float64"), rows=array(np.stack(rows), "float64"))
    if isinstance(question, Limit) and question.formula in KNOWN:
        return _limit(question)
    return Refused(message="The stub does not know this.", at=0)


def _limit(question: Limit) -> LimitDrawn:
    h = 10.0 ** -(np.arange(int(question.most) * question.each + 1) / question.each)
    x, kind = question.at, np.dtype(question.dtype)

    def f(at: Numbers) -> Numbers:
        return KNOWN[question.formula](at, question.constants)[0].astype(kind)

    if question.central:
        quotient = (f(x + h) - f(x - h)) / (2 * h)
    else:
        quotient = (f(x + h) - f(np.full_like(h, x))) / h
    value, slope, _ = (
        float(one[0]) for one in KNOWN[question.formula](np.array([x]), question.constants)
    )
    return LimitDrawn(
        h=array(h, "float64"),
        quotient=array(quotient, "float64"),
        error=array(np.abs(quotient - slope), "float64"),
        slope=slope,
        value=value,
    )
