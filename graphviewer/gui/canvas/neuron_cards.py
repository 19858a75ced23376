"""A neuron as a circle: its activation as fill, its delta as a ring; and the card of the loss."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.explain.numbers import scalar, short
from graphviewer.graphs.data import Graph, Neuron, Vertex
from graphviewer.graphs.network import Network
from graphviewer.graphs.neurons_at import Element, Numbers, as_float
from graphviewer.gui.canvas.drawing import FAINT, draw_body, draw_text, font, tone_of
from graphviewer.gui.canvas.faces import Face, Light
from graphviewer.gui.canvas.neuron_names import LONGEST, name_of
from graphviewer.gui.canvas.planned import PAD, TITLE, Plan
from graphviewer.gui.canvas.texts import cut, metrics_of, width_of
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import contrast, ink, mix
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

RING, SMALL_RING, BAND = 60.0, 54.0, 6.0  # across a neuron, of a crowded layer; its delta's ring
CROWDED = 6  # neurons drawn of a layer beyond which they have no words beside them
NAME, SAID, INSIDE, LEAST = 13, 12, 14, 8  # text heights
LINE, GAP = 14.5, 7.0
HELD, ROOM, FEWEST = 11, 44.0, 2  # a number in a circle: text height it should have, width, digits
SPARE = "δ -0.0001234"
LOSS_WIDTH, LOSS_HEIGHT = 166.0, 74.0
MARK = 9.0  # side of a bias's mark
NOT_KEPT = "–"


def plan(tape: Tape, index: TapeIndex, graph: Graph, vertex: Vertex, language: str) -> Plan:
    """The plan of a neuron; `notes` keep room for its words."""
    network = graph.network
    assert network is not None
    one = graph.neurons[vertex.ref]
    if one.layer >= len(network.widths):
        return _loss_plan(tape, index, network, vertex, language)
    title = name_of(tape, index, network, one, network.passes[0].first)
    if len(network.shown[one.layer]) > CROWDED:
        return Plan(
            vertex, round=True, width=SMALL_RING, height=SMALL_RING, title=title, sign=SMALL_RING,
            ring=SMALL_RING, compact=True, wants=one.layer > 0, meta=str(one.unit),
        )  # fmt: skip
    last = Neuron(one.layer, max(network.shown[one.layer]))
    firsts = (network.passes[0].first, network.passes[-1].first)
    longest = max((name_of(tape, index, network, last, step) for step in firsts), key=len)
    words = max(width_of(longest, NAME, bold=True), width_of(SPARE, SAID, bold=True))
    return Plan(
        vertex, round=True, width=RING + 2 * (GAP + round(words)), height=RING, title=title,
        notes=(SPARE, SPARE, longest) if one.layer else (longest,), sign=RING, ring=RING,
        wants=one.layer > 0,
    )  # fmt: skip


def _loss_plan(
    tape: Tape, index: TapeIndex, network: Network, vertex: Vertex, language: str
) -> Plan:
    loss = next(one.loss for one in network.passes if one.loss is not None)
    name = index.plain_name(loss) if index.names(loss) else word("loss", language)
    meta = word("root" if tape.tensors[loss].shape else "loss", language)
    return Plan(
        vertex, round=False, width=LOSS_WIDTH, height=LOSS_HEIGHT, title=cut(name, LONGEST),
        meta=meta, rim="loss", wants=True,
    )  # fmt: skip


# --- at a step


def face(
    tape: Tape, index: TapeIndex, graph: Graph, vertex: Vertex, step: int, light: Light
) -> Face:
    """What a neuron says: elements of what was recorded for the example shown."""
    network = graph.network
    assert network is not None
    one = graph.neurons[vertex.ref]
    if one.layer >= len(network.widths):
        return _loss_face(tape, index, network, step, light)
    numbers = Numbers(tape, index, network, step)
    a = numbers.activation(one.layer, one.unit)
    z = numbers.before(one.layer, one.unit) if one.layer else None
    made = index.exists_at(network.tensor(numbers.now, one.layer), step)
    begun = made or (one.layer > 0 and index.exists_at(_z(numbers, one.layer), step))
    crowded = len(network.shown[one.layer]) > CROWDED
    value = _held(a, 3 if crowded else 4) if made else ""
    delta = numbers.delta(one.layer, one.unit) if one.layer else None
    bias = numbers.bias(one.layer, one.unit)
    alone = not one.layer or _z(numbers, one.layer) == network.tensor(numbers.now, one.layer)
    return Face(
        not begun,
        light,
        value,
        written(delta) if delta is not None else "",
        has_grad=delta is not None,
        more=f"b {written(bias)}" if bias is not None else "",
        note=f"z {written(z)}" if begun and not alone else "",
        levels=(
            _share(a, *numbers.activation_range(one.layer)) if made else None,
            _signed(delta, numbers.largest_delta()),
            _signed(bias, max(numbers.largest_weight(), abs(_float(bias)))),
        ),
        title=name_of(tape, index, network, one, step),
    )


def _z(numbers: Numbers, layer: int) -> int:
    return numbers.now.layers[layer - 1].z


def _loss_face(tape: Tape, index: TapeIndex, network: Network, step: int, light: Light) -> Face:
    loss = network.at(step).loss
    if loss is None or not index.exists_at(loss, step):
        return Face(faint=True, light=light)
    value = index.value_at(loss, step)
    state = index.gradient_at(loss, step)
    grad = index.partial_sum(state) if state is not None else None
    return Face(
        light=light,
        value=short(tape.values[value]) if value is not None else NOT_KEPT,
        grad=short(grad) if grad is not None else "",
        has_grad=grad is not None,
    )


def written(number: Element | None, digits: int = 4) -> str:
    """A number, or that it was not kept."""
    return NOT_KEPT if number is None else scalar(number, digits)


def _held(number: Element | None, digits: int) -> str:
    """A number with as many digits as a circle has room for, but no fewer than two."""
    while digits > FEWEST and width_of(written(number, digits), HELD, bold=True) > ROOM:
        digits -= 1
    return written(number, digits)


def _float(number: Element | None) -> float:
    return 0.0 if number is None else as_float(number)


def _share(number: Element | None, low: float, high: float) -> float | None:
    """How far a number is from the least to the greatest."""
    if number is None or not np.isfinite(_float(number)):
        return None
    return (_float(number) - low) / ((high - low) or 1.0)


def _signed(number: Element | None, largest: float) -> float | None:
    if number is None or not np.isfinite(_float(number)):
        return None
    return _float(number) / (largest or 1.0)


# --- painting


def diverging(colours: Colours, level: float) -> str:
    """The colour of a level between -1 and 1."""
    hue = colours.gradient if level > 0 else colours.value
    return mix(colours.surface, hue, min(1.0, abs(level)))


def paint(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    """Paint a neuron, or the loss."""
    if not plan.round:
        _paint_loss(painter, plan, face, colours, language)
        return
    fill, ring, bias = face.levels or (None, None, None)
    disc = QRectF(plan.sign_left, 0, plan.sign, plan.ring).adjusted(BAND, BAND, -BAND, -BAND)
    painter.setOpacity(FAINT if face.faint else 1.0)
    if ring is not None:
        _paint_ring(painter, disc, ring, colours)
    ground = mix(colours.surface, colours.value, fill) if fill is not None else colours.surface
    pen = QPen(QColor(colours.arrow), 1.6)
    if face.light:
        pen = QPen(QColor(getattr(colours, face.light)), 3.2)
    elif fill is None and not face.faint:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(disc)
    if bias is not None:
        _paint_bias(painter, disc, bias, colours)
    painter.setOpacity(1.0)
    _inside(painter, face, disc, ground, colours, plan.meta)
    if not plan.compact:
        _beside(painter, plan, face, colours)


def _paint_ring(painter: QPainter, disc: QRectF, level: float, colours: Colours) -> None:
    """The delta round the disc, broken where it is negative."""
    band = disc.adjusted(-BAND / 2, -BAND / 2, BAND / 2, BAND / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.arrow), BAND + 1.6))
    painter.drawEllipse(band)
    painter.setPen(QPen(QColor(colours.surface), BAND - 0.4))
    painter.drawEllipse(band)
    pen = QPen(QColor(diverging(colours, level)), BAND - 0.4)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if level < 0:
        pen.setDashPattern([1.3, 0.7])
    painter.setPen(pen)
    painter.drawEllipse(band)


def _paint_bias(painter: QPainter, disc: QRectF, level: float, colours: Colours) -> None:
    """A small square at the disc's lower left: what is added without any input."""
    away = disc.width() / 2 * 0.78
    middle = disc.center() + QPointF(-away, away)
    pen = QPen(QColor(colours.quiet), 1.2)
    if level < 0:
        pen.setDashPattern([1.6, 1.2])
    painter.setPen(pen)
    painter.setBrush(QColor(diverging(colours, level)))
    painter.drawRect(QRectF(middle.x() - MARK / 2, middle.y() - MARK / 2, MARK, MARK))


def _inside(
    painter: QPainter, face: Face, disc: QRectF, ground: str, colours: Colours, number: str
) -> None:
    """Its value; in a crowded layer its number below that, small."""
    tone = max((colours.text, colours.surface), key=lambda one: contrast(one, ground))
    painter.setPen(QColor(tone))
    if number:
        painter.setFont(font(LEAST))
        foot = disc.adjusted(0, disc.height() * 0.56, 0, -3)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, number)
        disc = disc.adjusted(0, 0, 0, -disc.height() * 0.2)
    if face.value:
        px = _fitting(face.value, INSIDE, disc.width() - 6, bold=True)
        painter.setFont(font(px, bold=True))
        painter.drawText(disc.adjusted(-6, 0, 6, 0), Qt.AlignmentFlag.AlignCenter, face.value)


def _beside(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """Its name, z, delta and bias: at the right of the circle, or below it."""
    lines = [(face.title or plan.title, NAME, tone_of(face, colours, "text"), True)]
    if face.note:
        lines.append((face.note, SAID, ink(colours, "value"), False))
    if face.has_grad:
        lines.append((f"δ {face.grad}", SAID, ink(colours, "gradient"), True))
    if face.more and not plan.under:
        lines.append((face.more, SAID, ink(colours, "quiet"), False))
    _set(painter, plan, lines, colours.canvas)


def _set(
    painter: QPainter, plan: Plan, lines: Sequence[tuple[str, int, str, bool]], canvas: str
) -> None:
    middle = plan.sign_left + plan.sign / 2
    room = plan.width - (0 if plan.under else middle + plan.sign / 2 + GAP)
    lines = [
        (text, _fitting(text, px, room, bold=bold), tone, bold) for text, px, tone, bold in lines
    ]
    y = plan.ring + LINE + 2 if plan.under else plan.ring / 2 - LINE * (len(lines) / 2 - 0.78)
    wide = max(width_of(text, px, bold) for text, px, _, bold in lines)
    ground = QColor(canvas)
    ground.setAlphaF(0.92)  # thick lines come from all sides
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    left = max(0.0, middle - wide / 2) if plan.under else middle + plan.sign / 2 + GAP
    painter.drawRoundedRect(QRectF(left - 2, y - 12, wide + 4, LINE * len(lines) + 2), 4, 4)
    for text, px, tone, bold in lines:
        x = max(0.0, middle - width_of(text, px, bold) / 2) if plan.under else left
        draw_text(painter, x, y, text, px, tone, bold)
        y += LINE


def _fitting(text: str, px: int, room: float, *, bold: bool) -> int:
    """A text height at which a text fits, if one can be read."""
    while px > LEAST and width_of(text, px, bold) > room:
        px -= 1
    return px


def _paint_loss(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    draw_body(painter, plan, face, colours)
    title = tone_of(face, colours, "text")
    draw_text(painter, PAD, 25, plan.title, TITLE, title, bold=True)
    right = plan.width - PAD - width_of(plan.meta, SAID)
    draw_text(painter, right, 24, plan.meta, SAID, ink(colours, "quiet"))
    for y, label, text, hue in (
        (45, "value", face.value, "value"),
        (63, "grad", face.grad, "gradient"),
    ):
        told = text or word("not yet", language)
        tone = tone_of(face, colours, hue if text else "quiet")
        draw_text(painter, PAD, y, word(label, language), SAID + 1, tone)
        x = PAD + metrics_of(SAID + 1).horizontalAdvance(word(label, language)) + 8
        draw_text(painter, x, y, told, SAID + 1, tone, bold=bool(text) and hue == "gradient")
