"""The box of a closed module: its class, shapes in and out, how many parameters, their gradient."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviewer.explain.numbers import scalar
from graphviewer.graphs.data import Fold, Graph, Vertex
from graphviewer.graphs.tied import Tied, name_within, path_of, tied
from graphviewer.gui.canvas.drawing import FAINT, ROUNDING, draw_text, rim_pen, tone_of
from graphviewer.gui.canvas.faces import Face, Light
from graphviewer.gui.canvas.gradline import awaited
from graphviewer.gui.canvas.measures import META, ROW
from graphviewer.gui.canvas.planned import PAD, TITLE, Plan
from graphviewer.gui.canvas.texts import cut, cut_middle, metrics_of, shape, width_of
from graphviewer.gui.canvas.words import arrived, parameters, shape_told, word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

Joined = Mapping[int, tuple[tuple[int, ...], tuple[int, ...]]]
TITLE_AT, SHAPES_AT, COUNT_AT, GRAD_AT = 27.0, 50.0, 71.0, 93.0  # baselines from the box's top
BARE, FULL = 64.0, 107.0  # heights without parameters and with
BEHIND = 5.0  # how far a closed box's second edge shows: there is more inside
NARROWEST, LONGEST_TITLE, LONGEST_KIND, MOST_SHAPES = 196.0, 24, 26, 3
MOST_OTHERS = 2  # modules that are named as holding the same parameters
WIDEST_NUMBER = "0.0000e-00"


def joined(graph: Graph) -> Joined:
    """For each vertex the tensors that come to it and those that leave it, each once, in order."""
    into: dict[int, dict[int, None]] = defaultdict(dict)
    out: dict[int, dict[int, None]] = defaultdict(dict)
    for link in sorted(graph.links, key=lambda one: (one.target_port, one.source_port)):
        if link.tensor is not None:
            into[link.target].setdefault(link.tensor)
            out[link.source].setdefault(link.tensor)
    return {place: (tuple(into[place]), tuple(out[place])) for place in {*into, *out}}


def plan(
    tape: Tape,
    index: TapeIndex,
    graph: Graph,
    ends: Joined,
    place: int,
    vertex: Vertex,
    language: str,
) -> Plan:
    """The plan of a closed module; `notes` are its shapes and the count of its parameters."""
    fold = graph.folds[vertex.ref]
    held = held_by(fold)
    title, kind = cut_middle(fold.title, LONGEST_TITLE), cut(fold.kind, LONGEST_KIND)
    came, left = ends.get(place, ((), ()))
    made = left or _last_made(tape, fold)
    shapes = f"{shapes_of(tape, came, language)} → {shapes_of(tape, made, language)}"
    count = sum(math.prod(tape.tensors[one].shape) for one in held)
    counted = parameters(count, language) + _shared(tied(tape, index, graph, fold), language)
    notes = (shapes, counted) if held else (shapes,)
    label = width_of(word("grad norm", language), ROW) + 10
    told = width_of(arrived(len(held), len(held), language), META) + 12
    width = max(
        NARROWEST,
        2 * PAD + width_of(title, TITLE, bold=True) + 20 + width_of(kind, META),
        2 * PAD + width_of(shapes, ROW),
        2 * PAD + width_of(counted, META) if held else 0.0,
        2 * PAD + label + width_of(WIDEST_NUMBER, ROW, bold=True) + told if held else 0.0,
    )
    height = (FULL if held else BARE) + BEHIND
    return Plan(
        vertex, round=False, width=round(width), height=height, title=title, meta=kind,
        notes=notes, wants=bool(held),
    )  # fmt: skip


def held_by(fold: Fold) -> list[int]:
    """A module's parameters."""
    return [one.ref for one in fold.members if one.kind == "tensor"]


def _shared(found: Tied, language: str) -> str:
    """What is said of numbers that other modules hold as well; nothing where there are none."""
    if not found.numbers:
        return ""
    some, more = found.others[:MOST_OTHERS], len(found.others) - MOST_OTHERS
    names = cut(", ".join(some), LONGEST_TITLE) + (f" +{more}" if more > 0 else "")
    return " · " + word("tied", language).format(f"{found.numbers:,}", names)


def said_inside(name: str, graph: Graph, vertex: Vertex, others: Iterable[str] = ()) -> str:
    """A tensor's name within the frame it stands in: `weight` instead of `net.0.weight`.

    Of a tensor that several modules hold, the name it has in this one.
    """
    group = vertex.group if graph.view == "modules" else None
    names = (name, *others)
    while group is not None:
        path = graph.groups[group].key.rpartition("#")[0]
        for one in names:
            if one.startswith(f"{path}."):
                return one[len(path) + 1 :]
        group = graph.groups[group].parent
    return name


def shapes_of(tape: Tape, tensors: Sequence[int], language: str) -> str:
    """The shapes of some tensors, as far as there is room for them."""
    told = [shape_told(tape.tensors[one].shape, language) for one in tensors[:MOST_SHAPES]]
    return ", ".join(told) + (", …" if len(tensors) > MOST_SHAPES else "")


def _last_made(tape: Tape, fold: Fold) -> tuple[int, ...]:
    last = next((one for one in reversed(fold.members) if one.kind == "op"), None)
    return () if last is None else tape.ops[last.ref].outputs[:1]


# --- at a step


def face(
    tape: Tape, index: TapeIndex, fold: Fold, step: int, faint: bool, light: Light, language: str
) -> Face:
    """What a closed module says: the norm over all of its parameters that have a gradient."""
    ran = _entered(tape, index, fold, step)
    held = held_by(fold)
    if not held:
        return Face(faint, light, ran=ran)
    found = [index.leaf_grad_at(one, step) for one in held]
    values = [tape.values[one.value] for one in found if one is not None and one.value is not None]
    wanting = sum(index.requires_grad_at(one, step) for one in held)  # a frozen one gets none
    if not values:
        waits = any(comes(tape, index, one, step) for one in held)
        said = word("not yet" if waits else "none", language)
        return Face(faint, light, grad=said, ran=ran)
    note = arrived(len(values), wanting, language) if len(values) < wanting else ""
    return Face(faint, light, grad=scalar(norm(values)), has_grad=True, note=note, ran=ran)


def comes(tape: Tape, index: TapeIndex, leaf: int, step: int) -> bool:
    """Whether a parameter's first gradient may be still to come: not to a frozen or unused one.

    What `zero_grad` has taken away is None, as the parameter's own card says.
    """
    waits = index.requires_grad_at(leaf, step) and index.leaf_grad_at(leaf, step) is None
    return waits and awaited(tape, index, leaf) == "not yet"


def norm(values: Iterable[Value]) -> float:
    """The Euclidean norm over all elements of some tensors, in float64."""
    return math.sqrt(sum(_norm(value) ** 2 for value in values))


def _norm(value: Value) -> float:
    stats = value.stats
    if stats is None:
        return float(np.linalg.norm(value.array().astype(np.complex128).ravel()))
    if stats.nans:
        return math.nan
    return math.inf if stats.infs else stats.norm


def _entered(tape: Tape, index: TapeIndex, fold: Fold, step: int) -> bool:
    """Whether a gradient has come into a module: whether its last op's nodes have run."""
    for one in reversed(fold.members):
        nodes = tape.own_nodes(tape.ops[one.ref]) if one.kind == "op" else []
        if nodes:
            return any(index.executed_at(node.id, step) is not None for node in nodes)
    return False


def tip(
    tape: Tape, index: TapeIndex, fold: Fold, plan: Plan, step: int, language: str
) -> list[str]:
    """Its whole path and class, and each of its parameters with the norm of its gradient."""
    lines = [f"{path_of(fold)}    {fold.kind}", *plan.notes]
    lines.append(word("to open", language))
    for one in held_by(fold):
        found = index.leaf_grad_at(one, step)
        told = word("not yet" if comes(tape, index, one, step) else "none", language)
        if found is not None and found.value is not None:
            told = scalar(norm([tape.values[found.value]]))
        name = name_within(index, one, path_of(fold))
        lines.append(f"{name} {shape(tape.tensors[one].shape)}    ‖grad‖ {told}")
    return lines


# --- painting


def paint(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    """Paint a closed module: two edges, its facts, and at the left what has passed through it."""
    draw_edges(painter, plan, face, colours)
    quiet = ink(colours, "quiet")
    draw_text(painter, PAD, TITLE_AT, plan.title, TITLE, tone_of(face, colours, "text"), bold=True)
    right = plan.width - PAD - width_of(plan.meta, META)
    draw_text(painter, right, TITLE_AT - 1, plan.meta, META, quiet)
    tone = tone_of(face, colours, "value")
    draw_text(painter, PAD, SHAPES_AT, plan.notes[0], ROW, tone)
    if not plan.wants:
        return
    draw_text(painter, PAD, COUNT_AT, plan.notes[1], META, quiet)
    tone = ink(colours, "gradient" if face.has_grad else "quiet")
    label = word("grad norm", language)
    draw_text(painter, PAD, GRAD_AT, label, ROW, tone, bold=face.has_grad)
    x = PAD + width_of(label, ROW, face.has_grad) + 10
    draw_text(painter, x, GRAD_AT, face.grad, ROW, tone, bold=face.has_grad)
    if face.note:
        right = plan.width - PAD - width_of(face.note, META)
        draw_text(painter, right, GRAD_AT, face.note, META, quiet)


def paint_named(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """Paint a closed module seen from afar: its name and its class, large."""
    _outline(painter, plan, face, colours)
    room, middle = plan.width - 20, (plan.height - BEHIND) / 2
    lines = [(plan.title, 26, True, "text")]
    if plan.meta:
        lines.append((plan.meta, 19, False, "quiet"))
    y = middle + (9.0 if len(lines) == 1 else -2.0)
    for text, px, bold, name in lines:
        said = metrics_of(px, bold).elidedText(text, Qt.TextElideMode.ElideRight, room)
        x = (plan.width - width_of(said, px, bold)) / 2
        draw_text(painter, x, y, said, px, tone_of(face, colours, name), bold=bold)
        y += 24.0


def draw_edges(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """Two edges, for there is more inside, and at the left what has passed through."""
    front = _outline(painter, plan, face, colours)
    painter.setOpacity(FAINT if face.faint else 1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    if not face.faint:
        painter.setBrush(QColor(colours.value))
        _bar(painter, front.top() + 9, front.center().y() - 1)
    if face.ran:
        painter.setBrush(QColor(colours.gradient))
        _bar(painter, front.center().y() + 1, front.bottom() - 9)
    painter.setOpacity(1.0)


def _outline(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> QRectF:
    front = QRectF(0, 0, plan.width, plan.height - BEHIND)
    painter.setOpacity(FAINT if face.faint else 1.0)
    painter.setBrush(QColor(colours.surface))
    pen = rim_pen(plan, face, colours)
    behind = QPen(QColor(colours.arrow), 1.2)
    painter.setPen(behind)
    below, above = QPainterPath(), QPainterPath()
    below.addRoundedRect(front.adjusted(7, BEHIND, -7, BEHIND), ROUNDING, ROUNDING)
    above.addRoundedRect(front, ROUNDING, ROUNDING)
    painter.drawPath(below.subtracted(above))  # a pale card would show what is behind it
    painter.setPen(pen)
    painter.drawRoundedRect(front, ROUNDING, ROUNDING)
    painter.setOpacity(1.0)
    return front


def _bar(painter: QPainter, top: float, bottom: float) -> None:
    painter.drawRoundedRect(QRectF(QPointF(4.0, top), QPointF(8.0, bottom)), 2, 2)
