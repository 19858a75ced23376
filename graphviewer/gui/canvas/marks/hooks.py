"""Hooks that changed a gradient, where they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphviewer.explain.numbers import short
from graphviewer.gui.canvas.marks.kinds import Mark
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.scene import NEVER, Scene
from graphviewer.tape.index import Port
from graphviewer.tape.rows import Hooked
from graphviewer.tape.tape import Tape

LONGEST = 18  # characters of before and after beside the sign


def hooks_at(scene: Scene, ports: Iterable[Port]) -> Iterator[Mark]:
    """Hooks that changed what arrives at some ports."""
    rows = hooked_by_node(scene.tape)
    for node, number in ports:
        chosen = [row for row in rows.get(node, ()) if row.input_nr == number]
        yield from _marks(scene, chosen)


def hooks_of(scene: Scene, node: int, *, ports: bool) -> Iterator[Mark]:
    """Hooks of a node that changed what it sends; with `ports` those before it as well."""
    rows = hooked_by_node(scene.tape).get(node, ())
    yield from _marks(scene, [row for row in rows if ports or row.edge is not None])


def hooked_by_node(tape: Tape) -> dict[int, list[Hooked]]:
    """The rows of hooks by the node whose gradients they changed."""
    found: dict[int, list[Hooked]] = defaultdict(list)
    for row in tape.hooked:
        node = tape.steps[row.step].node
        if node is not None:
            found[node].append(row)
    return found


def _marks(scene: Scene, rows: list[Hooked]) -> Iterator[Mark]:
    """All of one step are one mark, gone when the next run begins.

    It says the numbers where all changed the same gradient; the tip says each.
    """
    steps: dict[int, list[Hooked]] = defaultdict(list)
    for row in rows:
        steps[row.step].append(row)
    for step, together in steps.items():
        starts = [run.first_step for run in scene.tape.runs if run.first_step > step]
        first, last = together[0], together[-1]
        one = all((row.input_nr, row.edge) == (first.input_nr, first.edge) for row in together)
        text = f"{_said(scene, first.before)} → {_said(scene, last.after)}"
        text = f" {text}" if one and len(text) <= LONGEST else ""
        text = say("hook", scene.language) + text
        tip = "\n".join(_tip(scene, row) for row in together)
        yield Mark("hook", text, tip, step, min(starts, default=NEVER), "hook")


def _tip(scene: Scene, row: Hooked) -> str:
    line = say("line", scene.language, line=row.line) if row.line is not None else ""
    told = {"before": _said(scene, row.before), "after": _said(scene, row.after)}
    if not row.hook:
        return say("node_hook_tip", scene.language, **told)
    return say("hook_tip", scene.language, name=row.hook, line=line, **told)


def _said(scene: Scene, value: int | None) -> str:
    return say("nothing", scene.language) if value is None else short(scene.tape.values[value])
