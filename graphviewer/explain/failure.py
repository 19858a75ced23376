"""The error a program ended with: torch's message, its cause where the tape knows it, advice."""

from __future__ import annotations

import re

from msgspec import Struct

from graphviewer.explain.equation import Ref
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.explain.keeping import freed_told
from graphviewer.explain.words.errors import advice
from graphviewer.explain.words.table import word
from graphviewer.tape.freed import stopped_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.versions import version_at, versions

VERSIONS = re.compile(r" is at version (\d{1,18}); expected version (\d{1,18})\b")


def explain_error(tape: Tape, index: TapeIndex, step: Step, language: Language) -> Explanation:
    """The program failed: torch's own message, and what to do about it where that is known."""
    error = tape.error
    message = error.message if error is not None else step.text
    said = [*_conflict(tape, index, message, language), *freed_told(tape, index, message, language)]
    said.append(advice(message, language) or word("failed", language))
    return Explanation(
        step=step.index,
        kind="error",
        heading=error.type if error is not None else word("error", language),
        phrase=message,
        phase=word("error", language),
        why=" ".join(said),
        focus=None if step.op is None else Ref("op", step.op),
    )


class Spoilt(Struct, frozen=True):
    """A tensor that a node had saved and that was changed in place before backward needed it."""

    tensor: int
    saved: int  # the version it was saved at
    found: int  # and that it has now
    step: int  # that changed it first


def spoilt(tape: Tape, index: TapeIndex, message: str) -> Spoilt | None:
    """Which tensor a message of PyTorch's about versions means, if the program has it."""
    told = VERSIONS.search(message)
    node = stopped_at(tape, tape.runs[-1]) if told is not None and tape.runs else None
    if told is None or node is None:
        return None
    found, expected = int(told[1]), int(told[2])
    for saved in node.saved:
        if saved.tensor is None or expected >= found:
            continue
        then, later = _versions(tape, index, saved.tensor, node.step)
        if then == expected and max(later, default=then) == found:
            return Spoilt(saved.tensor, expected, found, later[min(later)])
    return None


def _conflict(tape: Tape, index: TapeIndex, message: str, language: Language) -> list[str]:
    """Which tensor the node that PyTorch stopped at had saved, and the line that changed it."""
    found = spoilt(tape, index, message)
    if found is None:
        return []
    told = {"name": index.name(found.tensor), "line": tape.steps[found.step].line}
    return [word("conflict", language, expected=found.saved, version=found.found, **told)]


def _versions(tape: Tape, index: TapeIndex, tensor: int, step: int) -> tuple[int, dict[int, int]]:
    """The version of a Python tensor at a step; those after it, with the step of each."""
    rows = [row for row in index.relations.of_object(tape.tensors[tensor].object) if row >= tensor]
    every = [one for row in rows for one in versions(tape, index, row)]
    then = version_at(tape, index, tensor, step)
    return then, {version: at for at, version in reversed(every) if version > then}
