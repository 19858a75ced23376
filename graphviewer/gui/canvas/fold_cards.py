"""The card of a fold: how often its structure repeats, which steps, shapes in and out, gradients.

A chain of steps says those steps; repeated structure says how often first.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtGui import QPainter

from graphviewer.explain.numbers import scalar
from graphviewer.explain.symbols import symbol_of
from graphviewer.graphs.data import Fold, Graph, Vertex
from graphviewer.graphs.inside import within
from graphviewer.gui.canvas.drawing import draw_text, tone_of
from graphviewer.gui.canvas.faces import Face, Light
from graphviewer.gui.canvas.measures import META, ROW
from graphviewer.gui.canvas.module_cards import (
    BEHIND,
    Joined,
    comes,
    draw_edges,
    norm,
    shapes_of,
)
from graphviewer.gui.canvas.planned import PAD, TITLE, Plan
from graphviewer.gui.canvas.texts import cut, width_of
from graphviewer.gui.canvas.words import counted, parameters, step_counts, word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

TITLE_AT, STEPS_AT, SHAPES_AT, COUNT_AT, GRAD_AT = 27.0, 50.0, 72.0, 93.0, 115.0  # baselines
BARE, FULL = 86.0, 129.0  # heights without parameters and with
ROOM_OF_STEPS = SHAPES_AT - STEPS_AT
LONGEST_CHAIN = 34
NARROWEST, LONGEST_STEPS, MOST_STEPS, TOLD = 196.0, 40, 5, 14
WIDEST_RANGE = "0.0000e-00 … 0.0000e-00"


def plan(tape: Tape, graph: Graph, ends: Joined, place: int, vertex: Vertex, language: str) -> Plan:
    """The plan of a fold; `notes` are its steps, its shapes and the count of its parameters."""
    fold = graph.folds[vertex.ref]
    held = held_by(tape, graph, fold)
    signs = _signs(tape, graph, fold)
    title, meta = titled(fold, signs), told(fold, language)
    steps = cut(_listed(signs, ", "), LONGEST_STEPS) if fold.of > 1 else ""
    shapes = _in_and_out(tape, ends.get(place, ((), ())), language)
    count = sum(_elements(tape.tensors[one].shape) for one in held)
    notes = (steps, shapes, *((parameters(count, language),) if held else ()))
    label = width_of(word("grad norm", language), ROW) + 10
    width = max(
        NARROWEST,
        2 * PAD + width_of(title, TITLE, bold=True) + 20 + width_of(meta, META) + _room(fold),
        2 * PAD + max(width_of(steps, ROW), width_of(shapes, ROW)),
        2 * PAD + label + width_of(WIDEST_RANGE, ROW, bold=True) if held else 0.0,
    )
    blank = (not steps) + (not shapes)
    height = (FULL if held else BARE) + BEHIND - ROOM_OF_STEPS * blank
    return Plan(
        vertex, round=False, width=round(width), height=height,
        title=title, meta=meta, notes=notes, wants=bool(held),
    )  # fmt: skip


def titled(fold: Fold, signs: Sequence[str]) -> str:
    """How often: "×100"; of a part of it which ones: "3–100 / 100"; of a chain its steps."""
    if fold.of == 1:
        return cut(_listed(signs, " → "), LONGEST_CHAIN)
    if fold.times == fold.of:
        return f"×{fold.times}"
    if fold.times == 1:
        return f"{fold.first + 1} / {fold.of}"
    return f"{fold.first + 1}–{fold.first + fold.times} / {fold.of}"


def _listed(signs: Sequence[str], between: str) -> str:
    more = (*signs[:MOST_STEPS], "…") if len(signs) > MOST_STEPS else signs
    return between.join(more)


def told(fold: Fold, language: str) -> str:
    """How many steps each repetition has."""
    steps = steps_of(fold)
    kinds = {one.kind for one in steps}
    kind = "module" if "module" in kinds else "node" if "node" in kinds else "op"
    return step_counts(len(steps), kind, language)


def held_by(tape: Tape, graph: Graph, fold: Fold) -> list[int]:
    """The leaves inside that want a gradient, each once."""
    found = dict.fromkeys(one.ref for one in within(graph, fold) if one.kind == "tensor")
    return [one for one in found if tape.tensors[one].is_leaf and tape.tensors[one].requires_grad]


def _room(fold: Fold) -> float:
    """For how many repetitions are done while not all are."""
    return width_of(f"{fold.times} / {fold.times}", META) + 12 if fold.times > 1 else 0.0


def steps_of(fold: Fold) -> Sequence[Vertex]:
    """The steps of its first repetition, without cards and leaves."""
    stop = fold.starts[1] if len(fold.starts) > 1 else len(fold.members)
    return [one for one in fold.members[:stop] if one.kind != "tensor"]


def _signs(tape: Tape, graph: Graph, fold: Fold) -> list[str]:
    """What its steps are called: signs of operations, names of nodes, classes of modules."""
    found: list[str] = []
    for one in steps_of(fold):
        match one.kind:
            case "op":
                found.append(symbol_of(tape.ops[one.ref]))
            case "node":
                row = tape.nodes[one.ref]
                if row.variable is None:
                    found.append(row.name.rstrip("0123456789").removesuffix("Backward"))
            case _:
                inner = graph.folds[one.ref]
                found.append(inner.kind or inner.title)
    return found


def _in_and_out(tape: Tape, ends: tuple[tuple[int, ...], tuple[int, ...]], language: str) -> str:
    came, left = (shapes_of(tape, some, language) for some in ends)
    return f"{came} → {left}" if came or left else ""


def _elements(lengths: tuple[int, ...]) -> int:
    count = 1
    for length in lengths:
        count *= length
    return count


# --- at a step


def face(
    tape: Tape,
    index: TapeIndex,
    graph: Graph,
    fold: Fold,
    step: int,
    faint: bool,
    light: Light,
    language: str,
    *,
    wants: bool,
) -> Face:
    """What a fold says: how far the program is in it, the norms of its parameters' gradients."""
    note = _progress(fold, step, language, begun=not faint)
    ran = _entered(tape, index, graph, fold, step)
    held = held_by(tape, graph, fold) if wants else []  # a look at all members
    if not held:
        return Face(faint, light, note=note, ran=ran)
    found = (index.leaf_grad_at(one, step) for one in held)
    values = [tape.values[one.value] for one in found if one is not None and one.value is not None]
    if not values:
        waits = any(comes(tape, index, one, step) for one in held)
        said = word("not yet" if waits else "none", language)
        return Face(faint, light, grad=said, note=note, ran=ran)
    # NaN counts as the largest: min() and max() would pass over it
    norms = sorted((norm([value]) for value in values), key=lambda one: (math.isnan(one), one))
    low, high = scalar(norms[0]), scalar(norms[-1])
    said = low if low == high else f"{low} … {high}"
    return Face(faint, light, grad=said, has_grad=True, note=note, ran=ran)


def _progress(fold: Fold, step: int, language: str, *, begun: bool) -> str:
    """Which of the repetitions has begun, until the last has."""
    if not begun or len(fold.starts) < 2:
        return ""
    done = bisect_right(fold.starts, step, key=lambda start: fold.members[start].step)
    return counted(done, fold.times, language) if done < fold.times else ""


def _entered(tape: Tape, index: TapeIndex, graph: Graph, fold: Fold, step: int) -> bool:
    """Whether a gradient has come into a fold: whether a node of its last steps has run."""
    last = fold.members[fold.starts[-1] :] if fold.starts else fold.members
    every = within(graph, replace(fold, members=last))
    for one in reversed(list(every)):
        nodes = [tape.nodes[one.ref]] if one.kind == "node" else []
        if one.kind == "op":
            nodes = tape.own_nodes(tape.ops[one.ref])
        if nodes:
            return any(index.executed_at(node.id, step) is not None for node in nodes)
    return False


def tip(tape: Tape, graph: Graph, fold: Fold, plan: Plan, language: str) -> list[str]:
    """All of its steps by name, with their lines, and what it holds."""
    lines = [f"{plan.title}    {plan.meta}", *(note for note in plan.notes[1:] if note)]
    for nth, (one, sign) in enumerate(zip(steps_of(fold), _signs(tape, graph, fold), strict=False)):
        if nth == TOLD:
            lines.append("…")
            break
        if one.kind == "op":
            op = tape.ops[one.ref]
            at = f"    :{op.place.line}" if op.place is not None else ""
            lines.append(f"{sign}    {op.code or op.name}{at}")
        else:
            lines.append(sign)
    lines.append(word("opens", language))
    return lines


# --- painting


def paint(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    """Paint a fold: two edges, how often, its steps, its shapes, what gradients it holds."""
    draw_edges(painter, plan, face, colours)
    quiet = ink(colours, "quiet")
    draw_text(painter, PAD, TITLE_AT, plan.title, TITLE, tone_of(face, colours, "text"), bold=True)
    right = plan.width - PAD - width_of(plan.meta, META)
    draw_text(painter, right, TITLE_AT - 1, plan.meta, META, quiet)
    if face.note:
        left = PAD + width_of(plan.title, TITLE, bold=True) + 10
        tone = tone_of(face, colours, face.light or "value")
        draw_text(painter, left, TITLE_AT - 1, face.note, META, tone)
    steps, shapes, *count = plan.notes
    draw_text(painter, PAD, STEPS_AT, steps, ROW, tone_of(face, colours, "text"))
    up = 0 if steps else ROOM_OF_STEPS
    draw_text(painter, PAD, SHAPES_AT - up, shapes, ROW, tone_of(face, colours, "value"))
    up += 0 if shapes else ROOM_OF_STEPS
    if not plan.wants:
        return
    draw_text(painter, PAD, COUNT_AT - up, count[0], META, quiet)
    tone = ink(colours, "gradient" if face.has_grad else "quiet")
    label = word("grad norm", language)
    draw_text(painter, PAD, GRAD_AT - up, label, ROW, tone, bold=face.has_grad)
    x = PAD + width_of(label, ROW, face.has_grad) + 10
    draw_text(painter, x, GRAD_AT - up, face.grad, ROW, tone, bold=face.has_grad)
