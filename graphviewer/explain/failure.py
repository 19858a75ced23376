"""The error a program ended with: torch's message, its cause where the tape knows it, advice."""

from __future__ import annotations

import re

from graphviewer.explain.equation import Ref
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.explain.keeping import freed_told
from graphviewer.explain.words.errors import advice
from graphviewer.explain.words.table import word
from graphviewer.tape.freed import stopped_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step, Tensor
from graphviewer.tape.tape import Tape

_VERSIONS = re.compile(r" is at version (\d+); expected version (\d+)")


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


def _conflict(tape: Tape, index: TapeIndex, message: str, language: Language) -> list[str]:
    """Which tensor the node that PyTorch stopped at had saved, and the line that changed it."""
    found = _VERSIONS.search(message)
    node = stopped_at(tape, tape.runs[-1]) if found is not None and tape.runs else None
    if found is None or node is None:
        return []
    version, expected = int(found[1]), int(found[2])
    for saved in node.saved:
        at = None if saved.tensor is None else _versions(tape, tape.tensors[saved.tensor])
        if saved.tensor is None or at is None or max(at) != version or expected not in at:
            continue
        if at[expected] > node.step:
            continue
        first = at[min(one for one in at if one > expected)]
        told = {"name": index.name(saved.tensor), "line": tape.steps[first].line}
        return [word("conflict", language, expected=expected, version=version, **told)]
    return []


def _versions(tape: Tape, tensor: Tensor) -> dict[int, int]:
    """The versions that a tensor was seen at, and the step that showed each first."""
    rows = [one for one in tape.tensors if one.object == tensor.object]
    seen = [(one.version, one.step) for one in rows]
    ids = {one.id for one in rows}
    seen += [
        (change.version, change.step)
        for change in tape.changes
        if change.tensor in ids and change.version is not None
    ]
    return dict(sorted(seen, reverse=True))
