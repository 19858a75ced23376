"""What the calculator has told about the functions that are shown."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal

from graphviewer.formulas.answers import LimitDrawn, Refused
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Curve, Limit
from graphviewer.formulas.tree import Formula
from graphviewer.gui.functions.asking import Asking
from graphviewer.gui.functions.told import (
    Drawn,
    Points,
    Quotients,
    Secant,
    curve_of,
    drawn_of,
)
from graphviewer.session.functions import (
    PARTS,
    POWERS,
    Function,
    Functions,
    Place,
    Plot,
    constants,
    h_of,
    reading,
)
from graphviewer.session.functions_sampling import covers, grid

CURVE, AT, LIMIT, ENDS = "functions.curve.", "functions.at.", "functions.limit", "functions.ends"


class Answers(QObject):
    """Asks about what is shown and keeps what is told. All numbers are the calculator's.

    `points` are of one x at a time, that of the last full answer: what is read out together
    belongs together.
    """

    curves_changed = Signal()
    points_changed = Signal()
    limit_changed = Signal()
    problems_changed = Signal()

    def __init__(self, functions: Functions, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._functions, self._asking = functions, asking
        self.curves: dict[int, Drawn] = {}
        self.points = Points(functions.place.x, {})
        self.problems: dict[int, FormulaProblem | Refused] = {}
        self.quotients: Quotients | None = None
        self.secant: Secant | None = None
        self._ends: list[tuple[Curve, int, Quotients]] = []  # under way: question, notch, its limit
        self._limit_shown = False
        self._asked: dict[str, Curve | Limit] = {}  # by channel the last question
        self._batch: dict[str, Curve] = {}  # at one x, not all answered yet
        self._told: dict[int, tuple[Curve, tuple[float, ...]]] = {}  # of that batch
        self._again = False  # another batch is wanted after it
        asking.told.connect(self._on_told)
        functions.changed.connect(self._on_changed)
        functions.moved.connect(self._on_moved)

    def start(self) -> None:
        """Ask for everything that is shown."""
        self._refresh(self._functions.plot)

    def retry(self) -> None:
        """Ask again after everything broke."""
        self._asking.retry()

    def show_limit(self, shown: bool) -> None:
        """Ask for the quotients as well, or no longer."""
        self._limit_shown = shown
        self._ask_limit()

    # --- asking

    def _on_changed(self, plot: Plot) -> None:
        self._refresh(plot)

    def _on_moved(self, _place: Place) -> None:
        for function in self._functions.plot.functions:
            self._ask_curve(function)
        if self._functions.place.x != self.points.x or self._batch:
            self._ask_points()
        self._ask_limit()

    def _refresh(self, plot: Plot) -> None:
        keys = {one.key for one in plot.functions}
        self.curves = {key: one for key, one in self.curves.items() if key in keys}
        self._check(plot)
        for function in plot.functions:
            self._ask_curve(function)
        self._ask_points()
        self._ask_limit()
        self.curves_changed.emit()

    def _check(self, plot: Plot) -> None:
        """What can be said without asking: formulas that cannot be read have no curve."""
        problems: dict[int, FormulaProblem | Refused] = {}
        for function in plot.functions:
            found = reading(function.formula)
            if isinstance(found, FormulaProblem):
                problems[function.key] = found
                self.curves.pop(function.key, None)
                self._asked.pop(f"{CURVE}{function.key}", None)
            elif isinstance(was := self.problems.get(function.key), Refused):
                problems[function.key] = was  # until it is answered anew
        self._set_problems(problems)

    def _set_problems(self, problems: dict[int, FormulaProblem | Refused]) -> None:
        if problems != self.problems:
            self.problems = problems
            self.problems_changed.emit()

    def _ask_curve(self, function: Function) -> None:
        if not function.shown or not isinstance(reading(function.formula), Formula):
            return
        channel, span = f"{CURVE}{function.key}", self._functions.place.span
        was = self._asked.get(channel)
        question = curve_of(function, *grid(span))
        if isinstance(was, Curve) and covers((was.low, was.high, was.many), span):
            question = curve_of(function, was.low, was.high, was.many)
        self._ask(channel, question)

    def _ask(self, channel: str, question: Curve | Limit) -> None:
        if question != self._asked.get(channel):
            self._asked[channel] = question
            self._asking.want(channel, question)

    def _ask_points(self) -> None:
        if self._batch:
            self._again = True
            return
        self._again, self._told = False, {}
        x = self._functions.place.x
        self._batch = {
            f"{AT}{one.key}": curve_of(one, x, x, 1)
            for one in self._functions.plot.functions
            if one.shown and isinstance(reading(one.formula), Formula)
        }
        if not self._batch:
            self._publish(Points(x, {}))
        for channel, question in tuple(self._batch.items()):
            self._asking.want(channel, question)

    def _ask_limit(self) -> None:
        function, plot = self._functions.chosen, self._functions.plot
        readable = function is not None and isinstance(reading(function.formula), Formula)
        if not self._limit_shown or function is None or not readable:
            if self.quotients is not None:
                self.quotients = self.secant = None
                self.limit_changed.emit()
            self._asked.pop(LIMIT, None)
            self._asked.pop(ENDS, None)
            return
        question = Limit(
            formula=function.formula,
            at=self._functions.place.x,
            dtype=plot.dtype,
            central=plot.central,
            most=float(POWERS),
            each=PARTS,
            constants=constants(function),
        )
        self._ask(LIMIT, question)
        self._ask_ends()

    def _ask_ends(self) -> None:
        """Ask for the points of the secant of the quotients that were told last."""
        found, notch = self.quotients, self._functions.plot.notch
        if found is None:
            return
        limit, h = found.question, h_of(notch)
        question = Curve(
            formula=limit.formula,
            low=limit.at - h if limit.central else limit.at,
            high=limit.at + h,
            many=2,
            orders=0,
            constants=limit.constants,
        )
        if question != self._asked.get(ENDS):
            self._ends.append((question, notch, found))
        self._ask(ENDS, question)

    # --- being told

    def _on_told(self, channel: str, question: object, answer: object) -> None:
        if channel.startswith(AT):
            self._hear_point(channel, answer)
        elif channel.startswith(CURVE):
            self._hear_curve(channel, question, answer)
        elif channel not in self._asked:
            return  # the limit is no longer shown
        elif channel == LIMIT and isinstance(question, Limit):
            told = answer if isinstance(answer, LimitDrawn) else None
            self.quotients = Quotients(question, told) if told is not None else None
            self._asked.pop(ENDS, None)
            self._ask_ends()
            self.limit_changed.emit()
        elif channel == ENDS and isinstance(question, Curve):
            self._hear_ends(question, answer)

    def _hear_ends(self, question: Curve, answer: object) -> None:
        at = next((at for at, one in enumerate(self._ends) if one[0] == question), -1)
        if at < 0:
            return
        _, notch, found = self._ends[at]
        del self._ends[: at + 1]
        drawn = drawn_of(question, answer)
        self.secant = None
        if drawn is not None and notch < found.told.h.shape[0]:
            start, end = ((float(drawn.x[one]), float(drawn.rows[0, one])) for one in (0, -1))
            slope = float(found.told.quotient.numpy()[notch])
            if all(map(math.isfinite, (*start, *end, slope))):
                self.secant = Secant(found, start, end, slope)
        self.limit_changed.emit()

    def _hear_curve(self, channel: str, question: object, answer: object) -> None:
        key = int(channel.removeprefix(CURVE))
        asked = self._asked.get(channel)
        if asked is None or not isinstance(question, Curve) or not isinstance(asked, Curve):
            return
        if all(one.key != key for one in self._functions.plot.functions):
            return
        drawn = drawn_of(question, answer)
        problems = dict(self.problems)
        if drawn is not None and question.formula == asked.formula:
            self.curves[key] = drawn
            problems.pop(key, None)
        elif isinstance(answer, Refused) and question == asked:
            self.curves.pop(key, None)
            problems[key] = answer
        self._set_problems(problems)
        self.curves_changed.emit()

    def _hear_point(self, channel: str, answer: object) -> None:
        question = self._batch.pop(channel, None)
        if question is None:
            return
        drawn = drawn_of(question, answer)
        if drawn is not None:
            row = tuple(float(one) for one in drawn.rows[:, 0])
            self._told[int(channel.removeprefix(AT))] = question, row
        if not self._batch:
            self._publish(Points(question.low, self._told))
            if self._again:
                self._ask_points()

    def _publish(self, points: Points) -> None:
        if points != self.points:
            self.points = points
            self.points_changed.emit()

    def curve(self, function: Function) -> Drawn | None:
        """A function's curve; None before it is told, or if it is another formula's."""
        found = self.curves.get(function.key)
        return found if found is not None and found.formula == function.formula else None
