"""Answers what the Descent page asks in NumPy, at once or when told: no process, no torch."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject

from graphviewer.engine.calculator import Calculated, CalculatorBroke
from graphviewer.engine.happening import Happening
from graphviewer.formulas.answers import Answer, Heights, Refused, Underway, Walked
from graphviewer.formulas.questions import Height, Landscape, Plain, Question, Surface, Walk
from graphviewer.gui.calculating import Calculating
from graphviewer.runs.array import array
from graphviewer.session.mailbox import Mailbox

Numbers = npt.NDArray[np.float64]
Field = Callable[[Numbers, Numbers], Numbers]
KNOWN: dict[str, Field] = {
    "x**2": lambda x, _y: x**2,
    "x**2 - y**2": lambda x, y: x**2 - y**2,
    "0.1*x**2 + 2*y**2": lambda x, y: 0.1 * x**2 + 2 * y**2,
    "(1 - x)**2 + 100*(y - x**2)**2": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "(x**2 + y - 11)**2 + (x + y**2 - 7)**2": lambda x, y: (
        (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
    ),
    "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2": lambda x, y: (
        (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
    ),
}
TINY = 1e-6
PART = 500  # steps


class Stub:
    """A calculator that answers when `answer` is called. `asked`: channel and question, in turn."""

    def __init__(self) -> None:
        self.calculating: Calculating | None = None
        self.asked: list[tuple[str, Question]] = []
        self._open: dict[str, tuple[int, Question]] = {}
        self._number = 0

    def warm(self) -> None:
        """Nothing to warm."""

    def ask(self, channel: str, question: Question) -> int:
        self._number += 1
        self.asked.append((channel, question))
        self._open[channel] = (self._number, question)
        return self._number

    def close(self, patience: float = 0.2) -> None:
        """Nothing to end."""

    def answer(self) -> None:
        """Answer whatever is open, until nothing is."""
        while self._open:
            channel = next(iter(self._open))
            number, question = self._open.pop(channel)
            parts = parts_of(question)
            for at, part in enumerate(parts):
                self.tell(number, part, last=at == len(parts) - 1)

    def tell(self, number: int, answer: Answer, *, last: bool = True) -> None:
        """One part of an answer."""
        assert self.calculating is not None
        self.calculating.receive(Calculated(number, answer, last))

    def break_down(self, why: str) -> None:
        assert self.calculating is not None
        self.calculating.receive(CalculatorBroke(why))


def joined(parent: QObject) -> tuple[Stub, Calculating]:
    """A stub and what asks it."""
    stub = Stub()
    mailbox: Mailbox[Happening] = Mailbox()
    stub.calculating = Calculating(mailbox, parent, stub)
    return stub, stub.calculating


def field(surface: Surface) -> Field | None:
    """The height over x and y; None where the formula is not known here."""
    if isinstance(surface, Plain):
        return KNOWN.get(surface.formula)
    if isinstance(surface, Landscape):
        return lambda x, y: 0.3 + x**2 + y**2 + 0.1 * np.sin(9 * x) * np.cos(7 * y)
    return lambda x, y: (x - 2) ** 2 + (y - 1) ** 2 + 0.25


def parts_of(question: Question) -> list[Answer]:
    """All parts of an answer."""
    assert isinstance(question, Height | Walk)
    with np.errstate(over="ignore", invalid="ignore"):
        return _told(question)


def _told(question: Height | Walk) -> list[Answer]:
    height = field(question.surface)
    if height is None:
        return [Refused(message="This name is not known.", at=3)]
    if isinstance(question, Height):
        x = np.linspace(*question.x, question.many)
        y = np.linspace(*question.y, question.many) if question.y[0] < question.y[1] else [0.0]
        grid = np.meshgrid(x, np.asarray(y))
        found = Heights(z=array(height(*grid), "float64"))
        trained = [Underway(done=at, of=20) for at in range(20)]
        return [*trained, found] if isinstance(question.surface, Landscape) else [found]
    return list(_walk(question, height))


def _walk(question: Walk, height: Field) -> list[Walked]:
    """Plain steps down the gradient with momentum, whatever the kind."""
    place = np.array([*question.start, 0.0][:2], np.float64)
    dims, speed = len(question.start), np.zeros(2)
    rows = []
    for _ in range(question.steps + 1):
        slope = _slope(height, place)
        slope[dims:] = 0.0
        norm = math.hypot(*slope)
        rows.append((*place, float(height(*place)), norm, *slope))
        if not np.isfinite(rows[-1]).all():
            break
        speed = question.walker.momentum * speed + slope
        place = place - question.walker.lr * speed
    table = np.array(rows)
    parts = []
    for first in range(0, len(table), PART):
        some = table[first : first + PART]
        parts.append(
            Walked(
                first=first,
                points=array(some[:, :dims], "float64"),
                loss=array(some[:, 2], "float64"),
                norm=array(some[:, 3], "float64"),
                slope=array(some[:, 4 : 4 + dims], "float64"),
            )
        )
    return parts


def _slope(height: Field, place: Numbers) -> Numbers:
    """Central differences."""
    x, y = place
    return np.array(
        [
            (height(x + TINY, y) - height(x - TINY, y)) / (2 * TINY),
            (height(x, y + TINY) - height(x, y - TINY)) / (2 * TINY),
        ]
    )
