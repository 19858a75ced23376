"""The two questions the rest of the program asks: what happened at a step, what is this tensor."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from graphviewer.explain.backward import explain_backward
from graphviewer.explain.beside import notes_told
from graphviewer.explain.explanation import Explanation, Language, TensorFacts
from graphviewer.explain.facts import tensor_facts
from graphviewer.explain.failure import explain_error
from graphviewer.explain.forward import explain_forward
from graphviewer.explain.others import (
    explain_accumulate,
    explain_print,
    explain_skip,
    explain_update,
)
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step, StepKind
from graphviewer.tape.tape import Tape

_TELLERS: dict[StepKind, Callable[[Tape, TapeIndex, Step, Language], Explanation]] = {
    "forward": explain_forward,
    "backward": explain_backward,
    "accumulate": explain_accumulate,
    "update": explain_update,
    "print": explain_print,
    "skip": explain_skip,
    "error": explain_error,
}


def explain(tape: Tape, index: TapeIndex, step: int, language: Language) -> Explanation:
    """The story of one step. Raises IndexError for a step that is not there."""
    row = tape.steps[step]
    told = _TELLERS[row.kind](tape, index, row, language)
    notes = notes_told(tape, step, language)
    if row.thread:
        notes.append(word("happens_in_thread", language, thread=row.thread))
    return replace(told, why=" ".join((*notes, told.why)).strip()) if notes else told


def describe_tensor(
    tape: Tape, index: TapeIndex, tensor: int, step: int, language: Language
) -> TensorFacts:
    """A tensor's facts, value and gradient once `step` has happened (-1: before the first)."""
    return tensor_facts(tape, index, tensor, step, language)
