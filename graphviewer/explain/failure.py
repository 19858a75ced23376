"""The error a program ended with: torch's message, its cause where the tape knows it, advice."""

from __future__ import annotations

from graphviewer.explain.equation import Ref
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.explain.keeping import freed_told
from graphviewer.explain.words.errors import advice, conflict
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step, Tensor
from graphviewer.tape.tape import Tape


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
    """Which tensor torch means by "output 0 of Exp", and the line that changed it in place."""
    found = conflict(message)
    if found is None:
        return []
    changed = {
        (change.version, tape.tensors[change.tensor].object): change.step for change in tape.changes
    }
    for tensor in reversed(tape.tensors):
        if tensor.node is None or tensor.output_nr != found.output:
            continue
        at = changed.get((found.version, tensor.object)) or _regraphed(tape, tensor, found.version)
        if tape.nodes[tensor.node].name.startswith(found.node) and at is not None:
            told = {"name": index.name(tensor.id), "line": tape.steps[at].line}
            told |= {"expected": found.expected, "version": found.version}
            return [word("conflict", language, **told)]
    return []


def _regraphed(tape: Tape, tensor: Tensor, version: int) -> int | None:
    """The step at which a tensor got that version together with a new grad_fn."""
    return next(
        (
            one.step
            for one in tape.tensors
            if one.object == tensor.object and one.version == version and one.id != tensor.id
        ),
        None,
    )
