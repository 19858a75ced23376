"""Why a formula or a question has no answer, in the present language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from graphviewer.formulas.problem import SENTENCES
from graphviewer.gui.actions import QT_TRANSLATE_NOOP

# The sentences of graphviewer.formulas.problem, for the translators.
KNOWN = (
    QT_TRANSLATE_NOOP("FormulaTold", "Write a formula, for example x**2 + sin(x)."),
    QT_TRANSLATE_NOOP("FormulaTold", "A formula may have {most} characters; this one has {many}."),
    QT_TRANSLATE_NOOP("FormulaTold", "This formula is nested too deeply."),
    QT_TRANSLATE_NOOP("FormulaTold", "“{what}” has no meaning in a formula."),
    QT_TRANSLATE_NOOP("FormulaTold", "Write abs(x) for |x|."),
    QT_TRANSLATE_NOOP(
        "FormulaTold",
        "A comma stands between the arguments of a function. A decimal point is a dot.",
    ),
    QT_TRANSLATE_NOOP(
        "FormulaTold", "Write only what stands right of the =. To compare, write ==."
    ),
    QT_TRANSLATE_NOOP("FormulaTold", "The word “{what}” cannot be used in a formula."),
    QT_TRANSLATE_NOOP("FormulaTold", "Write * between “{left}” and “{right}”."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} is a function: write {name}({right}), with brackets."),
    QT_TRANSLATE_NOOP("FormulaTold", "Something is missing before “{what}”."),
    QT_TRANSLATE_NOOP(
        "FormulaTold", "The formula ends too early: something is missing after “{what}”."
    ),
    QT_TRANSLATE_NOOP("FormulaTold", "This bracket is not closed."),
    QT_TRANSLATE_NOOP("FormulaTold", "This bracket closes nothing."),
    QT_TRANSLATE_NOOP("FormulaTold", "The number {what} is too large."),
    QT_TRANSLATE_NOOP("FormulaTold", "A formula may have {most} constants; this one has more."),
    QT_TRANSLATE_NOOP("FormulaTold", "The name “{what}” is too long."),
    QT_TRANSLATE_NOOP("FormulaTold", "There is no function “{name}”."),
    QT_TRANSLATE_NOOP("FormulaTold", "There is no function “{name}”. Did you mean {meant}?"),
    QT_TRANSLATE_NOOP(
        "FormulaTold", "{name} is not a function. To multiply, write {name} * (...)."
    ),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} needs {least} numbers: {usage}."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} needs a number: {usage}."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} takes one number: {usage}."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} takes at most {most} numbers: {usage}."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} has no argument “{keyword}”: {usage}."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} is given “{keyword}” twice: {usage}."),
    QT_TRANSLATE_NOOP(
        "FormulaTold", "In {name}, “{argument}” must be a number: it cannot depend on {variable}."
    ),
    QT_TRANSLATE_NOOP("FormulaTold", "This cannot be read as a formula."),
    QT_TRANSLATE_NOOP("FormulaTold", "The constant “{name}” has no number."),
    QT_TRANSLATE_NOOP("FormulaTold", "{what} must lie between {least} and {most}."),
    QT_TRANSLATE_NOOP("FormulaTold", "{what} must be a number."),
    QT_TRANSLATE_NOOP("FormulaTold", "{what} must begin below its end."),
    QT_TRANSLATE_NOOP("FormulaTold", "{name} has no setting “{option}”."),
    QT_TRANSLATE_NOOP("FormulaTold", "Numbers of a start on this surface: {wanted}, not {given}."),
    QT_TRANSLATE_NOOP(
        "FormulaTold", "This is too much to calculate: choose a coarser grid or fewer points."
    ),
)


class Told(Protocol):
    """A FormulaProblem, or a Refused."""

    @property
    def code(self) -> str:
        """A key of SENTENCES; "": the message is torch's."""
        ...

    @property
    def fields(self) -> Mapping[str, str]:
        """What fills the sentence's gaps."""
        ...

    @property
    def message(self) -> str:
        """The whole in English."""
        ...


def told(problem: Told) -> str:
    """The sentence; torch's own words stay as they are."""
    sentence = SENTENCES.get(problem.code)
    if sentence is None:
        return problem.message
    return QCoreApplication.translate("FormulaTold", sentence).format(**problem.fields)
