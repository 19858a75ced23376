"""What a scene depends on, to be compared: only what changed makes another picture."""

from __future__ import annotations

from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.span import Span, made_within, runs_within
from graphviewer.tape.tape import Tape


def looks_of(scene: Scene) -> tuple[object, ...]:
    """How a scene is looked at: where that changes one picture becomes the other."""
    return scene.view, scene.shaping, scene.direction


def rows_of(tape: Tape, span: Span | None) -> tuple[int, ...]:
    """What of a tape, or of a span of it, can change cards and arrows.

    Its end can: what is "not yet" before it is None after it, and modules may be unused.
    """
    ended = tape.end is not None
    if span is None:
        tables = (
            tape.tensors, tape.ops, tape.nodes, tape.changes, tape.bindings, tape.runs, tape.values
        )  # fmt: skip
        return (*(len(table) for table in tables), ended)
    return (
        len(made_within(tape.tensors, span)),
        len(made_within(tape.ops, span)),
        len(made_within(tape.nodes, span)),
        len(runs_within(tape, span)),
        min(len(tape.steps), span.last + 1),
        *(span.first, span.last, ended),
    )
