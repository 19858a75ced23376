"""Words of what stands beside the steps: every kind of note, particles, what was skipped."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import fields, replace

from graphviewer.explain.explain import explain
from graphviewer.explain.explanation import Language
from graphviewer.explain.words.particles import fitted
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Note, Step
from tests.explain.sample import sample

KINDS = get_args(next(f.type for f in fields(Note) if f.name == "kind"))
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_note_is_told_first_at_its_step(kind: str, language: Language) -> None:
    tape = sample()
    index = TapeIndex(tape)
    plain = explain(tape, index, 1, language).why
    tape.notes.append(replace(Note(step=1, kind="compiled", about="f"), kind=kind))
    told = explain(tape, index, 1, language).why
    assert told.endswith(plain)
    assert len(told) > len(plain)
    assert explain(tape, index, 2, language).why


@pytest.mark.parametrize("language", LANGUAGES)
def test_skipped_iterations_are_told_with_their_number(language: Language) -> None:
    tape = sample()
    tape.steps.append(Step(index=len(tape.steps), kind="skip", text="1,234"))
    told = explain(tape, TapeIndex(tape), len(tape.steps) - 1, language)
    assert "1,234" in told.why
    assert "1,234" in told.phrase


@pytest.mark.parametrize(
    ("number", "fitting"),
    [("3", "3으로"), ("4", "4로"), ("1", "1로"), ("[2 6]", "[2 6]으로"), ("0.8", "0.8로")],
)
def test_korean_numbers_take_the_particle_that_fits(number: str, fitting: str) -> None:
    assert fitted(f"{number}(으)로 바꿈") == f"{fitting} 바꿈"


def test_one_skipped_iteration_is_one() -> None:
    tape = sample()
    tape.steps.append(Step(index=len(tape.steps), kind="skip", text="1"))
    told = explain(tape, TapeIndex(tape), len(tape.steps) - 1, "en")
    assert told.phrase == "1 iteration"
    assert told.why.startswith("1 iteration ran here")
