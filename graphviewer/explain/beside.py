"""Sentences about what stands beside a step: hooks, notes, numbers that stopped being finite."""

from __future__ import annotations

from collections.abc import Sequence

from graphviewer.explain.equation import plain
from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import short
from graphviewer.explain.words.table import word
from graphviewer.tape.finite import first_not_finite, infinities, nans
from graphviewer.tape.rows import Hooked, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value


def hooks_of(tape: Tape, step: int) -> list[Hooked]:
    """What hooks of the program changed at a step, in their order."""
    return [one for one in tape.hooked if one.step == step]


def hooks_told(tape: Tape, namer: Namer, step: Step, language: Language) -> list[str]:
    """Each hook that changed a gradient at a backward or accumulate step."""
    return [_hook(tape, namer, step, one, language) for one in hooks_of(tape, step.index)]


def _hook(tape: Tape, namer: Namer, step: Step, hooked: Hooked, language: Language) -> str:
    assert step.node is not None
    port = (step.node, hooked.input_nr or 0)
    if hooked.edge is not None:
        edge = tape.nodes[step.node].edges[hooked.edge]
        port = port if edge is None else (edge.to, edge.input_nr)
    hook = word("hook_named" if hooked.hook else "hook_of_node", language, hook=hooked.hook)
    if hooked.line is not None:
        hook = word("hook_at", language, hook=hooked.hook, line=hooked.line)
    before, after = (
        word("no_numbers", language) if ref is None else short(tape.values[ref])
        for ref in (hooked.before, hooked.after)
    )
    told = {"hook": hook, "name": plain(namer.port(port)), "before": before, "after": after}
    return word("hook_changed" if hooked.edge is None else "hook_sent", language, **told)


def born(
    tape: Tape,
    step: int,
    entered: Sequence[Value | None],
    made: Sequence[Value | None],
    language: Language,
) -> list[str]:
    """NaN or infinity that a step made of numbers without any; whether it is the first of all."""
    if any(value is None for value in entered):
        return []
    for count, key, first in ((nans, "nan_born", "nan"), (infinities, "infinite_born", "infinity")):
        if any(count(value) or (first == "infinity" and nans(value)) for value in entered if value):
            continue
        for value in made:
            if value is not None and count(value):
                said = [word(key, language, count=count(value), total=value.size)]
                whole = not any(one.kind == "skip" for one in tape.steps[:step])
                if whole and getattr(first_not_finite(tape, step), first) is None:
                    said.append(word(f"{'nan' if first == 'nan' else 'infinite'}_first", language))
                return said
    return []


def notes_told(tape: Tape, step: int, language: Language) -> list[str]:
    """What could not be shown from this step on."""
    return [word(note.kind, language, about=note.about) for note in tape.notes if note.step == step]
