"""Marks beside arrows: what was broadcast on its way in, and where the graph was cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from graphviewer.graphs.data import Link
from graphviewer.gui.canvas.drawing import FAINT, font
from graphviewer.gui.canvas.labels import MANY
from graphviewer.gui.canvas.marks.icons import paint_icon
from graphviewer.gui.canvas.marks.kinds import Icon, Tone
from graphviewer.gui.canvas.marks.spots import ICON, PX, SPACE
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import metrics_of, shape, width_of
from graphviewer.gui.canvas.words import shape_told
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.cuts import cut_by
from graphviewer.tape.rows import Op
from graphviewer.tape.stretched import Stretched, stretched

LINE = 15.0
SIGNS: tuple[tuple[Icon, Tone], ...] = (("stretch", "value"), ("sum", "gradient"))
PLATE = 18.0  # across the ground of the scissors


class Chip(NamedTuple):
    """A mark beside a link. Scissors have no words; a broadcast says what is summed on its way."""

    link: int
    rect: QRectF
    tip: str
    lines: tuple[str, ...] = ()  # the second once the gradient has come back
    later: str = ""  # what the tip says then
    soon: str = ""  # and before


def chips_of(scene: Scene) -> list[Chip]:
    """All of a scene, each where nothing else is; none where there are too many arrows."""
    graph = scene.graph
    if len(graph.links) > MANY or graph.view == "scalars":
        return []
    found: list[Chip] = []
    wide: list[tuple[int, Stretched, Op]] = []
    for place, link in enumerate(graph.links):
        op = _op_of(scene, link)
        number = _input_of(scene, link, op) if op is not None else None
        if op is None or number is None:
            continue
        if graph.view != "grad_fn" and _is_cut(scene, op, number):
            found.append(_scissors(scene, place, op, op.inputs[number]))
        how = stretched(scene.tape, op, number)
        if how is not None:
            wide.append((place, how, op))
    return [*found, *_broadcasts(scene, wide, [chip.rect for chip in found])]


def _op_of(scene: Scene, link: Link) -> Op | None:
    target = scene.graph.vertices[link.target]
    if target.kind == "op":
        return scene.tape.ops[target.ref]
    number = scene.tape.nodes[target.ref].op if target.kind == "node" else None
    return scene.tape.ops[number] if number is not None else None


def _input_of(scene: Scene, link: Link, op: Op) -> int | None:
    """Which input of the op comes along a link."""
    if scene.graph.view != "grad_fn":
        known = link.target_port < len(op.inputs) and op.inputs[link.target_port] == link.tensor
        return link.target_port if known else None
    node, place = link.edges[0]
    edge = scene.tape.nodes[node].edges[place]
    tensor = scene.index.tensor_at((edge.to, edge.input_nr)) if edge is not None else None
    return op.inputs.index(tensor) if tensor in op.inputs else None


def _is_cut(scene: Scene, op: Op, number: int) -> bool:
    wants = scene.index.requires_grad_at(op.inputs[number], op.step)
    return wants and bool(cut_by(scene.tape, scene.index, op))


def _scissors(scene: Scene, place: int, op: Op, tensor: int) -> Chip:
    line = scene.lines[place].forward.line
    at = line.pointAtPercent(0.45)
    rect = QRectF(at.x() - PLATE / 2, at.y() - PLATE / 2, PLATE, PLATE)
    how = cut_by(scene.tape, scene.index, op)
    tip = say("cut_tip", scene.language, how=how, name=scene.index.name(tensor))
    return Chip(place, rect, tip)


def _broadcasts(
    scene: Scene, wide: list[tuple[int, Stretched, Op]], taken: list[QRectF]
) -> Iterator[Chip]:
    if not wide:
        return
    around = scene.geometry.around([*taken, *(label.rect for label in scene.labels)])
    for place, how, op in wide:
        sizes = _sizes(_words(how, scene.language))
        rect = next((rect for size in sizes if (rect := around.place([place], size))), None)
        if rect is not None:
            around.take(rect)
            yield _broadcast(scene, place, rect, how, op)


def _sizes(lines: tuple[str, ...]) -> Iterator[tuple[float, float]]:
    """How large a chip may be: two lines, one, or the sign alone."""
    across = max(width_of(line, PX) for line in lines) + ICON + SPACE
    yield from ((across, LINE * len(lines)), (across, LINE), (ICON, LINE))


def _words(how: Stretched, language: str) -> tuple[str, str]:
    key = "summed_one" if len(how.axes) == 1 else "summed_many"
    axes = ", ".join(map(str, how.axes))
    return f"{shape_told(how.shape, language)} → {shape(how.to)}", say(key, language, axes=axes)


def _broadcast(scene: Scene, place: int, rect: QRectF, how: Stretched, op: Op) -> Chip:
    language = scene.language
    axes = ", ".join(map(str, how.axes))
    where = say("axis" if len(how.axes) == 1 else "axes", language, axes=axes)
    link = scene.graph.links[place]
    number = _input_of(scene, link, op)
    name = scene.index.name(op.inputs[number]) if number is not None else ""
    told = {
        "name": name,
        "shape": shape_told(how.shape, language),
        "to": shape(how.to),
        "where": where,
    }
    return Chip(
        place,
        rect,
        say("stretched_tip", language, **told),
        _words(how, language),
        say("summed_tip", language, **told),
        say("will_sum_tip", language, **told) if link.edges else "",
    )


def paint_chip(
    painter: QPainter, chip: Chip, colours: Colours, *, faint: bool, flowed: bool
) -> None:
    """A chip at a step: pale before its op, with the sum once the gradient came back."""
    painter.setOpacity(FAINT if faint else 1.0)
    if not chip.lines:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.canvas))
        painter.drawEllipse(chip.rect)
        corner = chip.rect.center() - QPointF(ICON / 2, ICON / 2)
        paint_icon(painter, "scissors", corner, QColor(ink(colours, "text")))
    else:
        _paint_lines(painter, chip, colours, flowed=flowed)
    painter.setOpacity(1.0)


def _paint_lines(painter: QPainter, chip: Chip, colours: Colours, *, flowed: bool) -> None:
    metrics = metrics_of(PX)
    rect = chip.rect
    painter.setFont(font(PX))
    y = rect.top() + (LINE + metrics.ascent() - metrics.descent()) / 2
    for line, (icon, tone) in rows_of(chip, flowed=flowed):
        colour = QColor(ink(colours, tone))
        corner = QPointF(rect.left(), y - metrics.ascent() / 2 - ICON / 2 + 2)
        paint_icon(painter, icon, corner, colour)
        painter.setPen(colour)
        if rect.width() > ICON:
            painter.drawText(QPointF(rect.left() + ICON + SPACE, y), line)
        y += LINE


def rows_of(chip: Chip, *, flowed: bool) -> list[tuple[str, tuple[Icon, Tone]]]:
    """The lines of a broadcast at a step with their signs and tones: the last where one fits."""
    rows = list(zip(chip.lines, SIGNS, strict=True))[: 1 + flowed]
    return rows[-1:] if chip.rect.height() < 2 * LINE else rows


def tip_of(chip: Chip, *, flowed: bool) -> str:
    """What a chip explains at a step."""
    return "\n".join(text for text in (chip.tip, chip.later if flowed else chip.soon) if text)
