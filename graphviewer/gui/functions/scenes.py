"""What each plot draws: the curves that were told, and what the cursor touches."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from graphviewer.explain.numbers import scalar
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.plot import Dot, Scenery, Straight, Trail
from graphviewer.gui.functions.strokes import stroke_of
from graphviewer.gui.functions.told import ORDERS
from graphviewer.session.functions import Function, Functions
from graphviewer.session.functions_sampling import too_coarse

DIGITS = 4  # significant, wherever a number is read out


def scenery(functions: Functions, answers: Answers, order: int) -> Scenery:
    """The plot of the functions (`order` 0) or of their first or second derivatives."""
    shown = [one for one in functions.plot.functions if one.shown]
    trails = tuple(_trails(shown, functions.plot.chosen, answers, order))
    points = answers.points
    dots = [
        Dot(stroke_of(one.pen), points.x, points.of(one)[order])
        for one in shown
        if points.of(one) and answers.curve(one) is not None
    ]
    straights: list[Straight] = []
    if order == 0:
        secant, ends = _secant(functions, answers)
        straights = [*_tangent(functions, answers), *secant]
        dots += ends
    awaited = [one for one in shown if one.key not in answers.problems]
    told = QCoreApplication.translate("Functions", "Calculating…") if awaited else ""
    if coarse := _coarse(shown, functions, answers, order):
        told = QCoreApplication.translate(
            "Functions", "{formula} swings faster than it is drawn here: zoom in"
        ).format(formula=coarse)
        return Scenery(points.x, trails, tuple(straights), tuple(dots), told, order == 0)
    told = "" if trails else told
    return Scenery(points.x, trails, tuple(straights), tuple(dots), told, order == 0)


def _trails(shown: list[Function], chosen: int, answers: Answers, order: int) -> list[Trail]:
    return [
        Trail(stroke_of(one.pen), drawn.x, drawn.rows[order], one.key == chosen)
        for one in shown
        if (drawn := answers.curve(one)) is not None
    ]


def _coarse(shown: list[Function], functions: Functions, answers: Answers, order: int) -> str:
    """The formula of a curve that the places it is asked at cannot show; empty: none is one."""
    low, high = functions.place.span
    order = min(order, ORDERS - 1)  # beyond the last nothing is known of the slope
    for one in shown:
        drawn = answers.curve(one)
        if drawn is not None:
            there = (drawn.x >= low) & (drawn.x <= high)
            if too_coarse(drawn.x[there], drawn.rows[order, there], drawn.rows[order + 1, there]):
                return one.formula
    return ""


def _tangent(functions: Functions, answers: Answers) -> list[Straight]:
    function = functions.chosen
    numbers = answers.points.of(function) if function is not None and function.shown else ()
    if not numbers:
        return []
    value, slope = numbers[:2]
    if not (math.isfinite(value) and math.isfinite(slope)):
        return []
    said = QCoreApplication.translate("Functions", "tangent, slope {slope}")
    text = said.format(slope=scalar(slope, DIGITS))
    return [Straight(answers.points.x, value, slope, text)]


def _secant(functions: Functions, answers: Answers) -> tuple[list[Straight], list[Dot]]:
    """The line whose slope is the quotient, and the points it goes through beside x."""
    function, secant = functions.chosen, answers.secant
    if function is None or not function.shown or secant is None:
        return [], []
    question = secant.of.question
    if question.formula != function.formula:
        return [], []
    said = QCoreApplication.translate("Functions", "secant, slope {slope}")
    text = said.format(slope=scalar(secant.slope, DIGITS))
    line = Straight(*secant.start, secant.slope, text, dashed=True)
    stroke = stroke_of(function.pen)
    dots = [Dot(stroke, *place, hollow=True) for place in (secant.start, secant.end)]
    return [line], dots if question.central else dots[1:]
