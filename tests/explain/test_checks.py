"""What finite differences said, in words: every verdict and reason in both languages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graphviewer.explain.checks import check_of_step, check_of_tensor
from graphviewer.explain.explanation import Language
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Check
from graphviewer.tape.tape import Tape
from tests.explain.sample import sample

LANGUAGES: tuple[Language, Language] = ("en", "ko")


def with_check(**fields: object) -> tuple[Tape, int]:
    """The hand-written chain with a check of its leaf; the step that accumulated there."""
    tape = sample()
    step = next(step for step in tape.steps if step.kind == "accumulate")
    assert step.tensor is not None
    assert step.run is not None
    row = {"verdict": "agrees", "element": 0, "recorded": 4.0, "numeric": 4.0} | fields
    tape.checks.append(Check(tensor=step.tensor, run=step.run, **row))  # type: ignore[arg-type]  # as named
    return tape, step.index


def scalar_text(**fields: object) -> str:
    """Of a leaf of one number."""
    tape, step = with_check(**fields)
    leaf = tape.steps[step].tensor
    assert leaf is not None
    tape.tensors[leaf] = replace(tape.tensors[leaf], shape=())
    found = check_of_step(tape, TapeIndex(tape), tape.steps[step], "en")
    assert found is not None
    return found.text


def text(language: Language = "en", **fields: object) -> str:
    tape, step = with_check(**fields)
    found = check_of_step(tape, TapeIndex(tape), tape.steps[step], language)
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("numeric", "digits"), [(4.0, 12), (4.000000003, 9), (4.01, 2), (4.0000003, 7)]
)
def test_agreement_of_a_number_is_told_in_digits(numeric: float, digits: int) -> None:
    said = scalar_text(numeric=numeric)
    assert said == f"Finite differences in float64 agree to {digits} digits."


def test_a_gradient_of_0_has_no_digits() -> None:
    said = scalar_text(recorded=0.0, numeric=1e-12)
    assert said == "Finite differences in float64 agree: it is 0."


@pytest.mark.parametrize(
    ("recorded", "numeric", "difference"),
    [(4.0, 4.0, "0"), (0.0, 1e-12, "1.00e-12"), (1e-9, 3e-9, "2.00e-09")],
)
def test_of_several_elements_the_largest_difference_is_told(
    recorded: float, numeric: float, difference: str
) -> None:
    said = text(recorded=recorded, numeric=numeric)
    assert said == f"Finite differences in float64 agree (largest difference {difference})."


def test_a_sample_is_said_to_be_one() -> None:
    assert text(about="64/900").endswith("64 of 900 elements were looked at.")


def test_a_difference_names_its_element_and_both_numbers() -> None:
    said = text(verdict="differs", element=1, recorded=8.0, numeric=16.0)
    assert "16 for a[1], the recorded gradient is 8" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", ["agrees", "rounding", "kink", "differs"])
def test_every_verdict_has_words(verdict: str, language: Language) -> None:
    assert "{" not in text(language, verdict=verdict)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "about",
    [
        "size", "complex", "root", "hook", "differences", "time", "op:mul", "tensor:0",
        "hook:double", "error:ValueError", "", "something else", "tensor:999",
    ],
)  # fmt: skip
def test_every_reason_has_words(about: str, language: Language) -> None:
    none: dict[str, object] = {"element": None, "recorded": None, "numeric": None}
    said = text(language, verdict="unchecked", about=about, **none)
    assert said
    assert "{" not in said
    if ":" in about and "999" not in about:
        name = about.partition(":")[2]
        assert ("a" if name == "0" else name) in said
    assert "dropout" in text(language, verdict="random", about="op:dropout", **none)


def test_a_leaf_has_the_check_of_the_newest_run_that_reached_it() -> None:
    tape, step = with_check()
    index = TapeIndex(tape)
    leaf = tape.steps[step].tensor
    assert leaf is not None
    found = check_of_tensor(tape, index, leaf, step, "en")
    assert found is not None
    assert found.verdict == "agrees"
    assert check_of_tensor(tape, index, leaf, 0, "en") is None  # nothing has run yet


def test_other_steps_have_none() -> None:
    tape, step = with_check()
    index = TapeIndex(tape)
    others = [row for row in tape.steps if row.index != step]
    assert all(check_of_step(tape, index, row, "en") is None for row in others)
