"""What is wrong with a formula, in the window's language."""

from __future__ import annotations

from graphviewer.formulas.answers import Refused
from graphviewer.formulas.problem import SENTENCES, FormulaProblem
from graphviewer.gui.formula_told import KNOWN, told


def test_the_translators_know_every_sentence() -> None:
    assert tuple(SENTENCES.values()) == KNOWN


def test_a_problem_is_told_with_its_gaps_filled() -> None:
    problem = FormulaProblem("times", 1, left="2", right="x")
    assert told(problem) == "Write * between “2” and “x”."
    assert told(Refused(message="as torch says")) == "as torch says"
