"""What is written round a network: its layers' names, how many are left out, and the scales."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.explain.numbers import scalar
from graphviewer.graphs.network import Network
from graphviewer.graphs.neurons_at import Numbers
from graphviewer.gui.canvas.drawing import draw_text
from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.canvas.neuron_cards import MARK, diverging
from graphviewer.gui.canvas.neuron_names import layer_name
from graphviewer.gui.canvas.neuron_places import (
    LEGEND_ROW,
    LEGEND_WIDTH,
    NOTE_LINE,
    legend_height,
)
from graphviewer.gui.canvas.neuron_words import said
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import cut, shape, width_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink, mix

HEAD, TEXT = 14, 12
LINE = 17.0
LONGEST = 27  # characters of what is said of a layer
STRIPS = 26
SHORT = 6  # of the loss's name
BAR, THICK, STROKE = 52.0, 9.0, 24.0  # of a scale and of a sample line


def paint_words(painter: QPainter, moment: Moment) -> None:
    """All of it."""
    scene = moment.scene
    network = scene.graph.network
    assert network is not None
    numbers = Numbers(scene.tape, scene.index, network, moment.step)
    rows: dict[int, list[int]] = defaultdict(list)
    for place, vertex in enumerate(scene.graph.vertices):
        layer = scene.graph.neurons[vertex.ref].layer
        if layer < len(network.widths):
            rows[layer].append(place)
    for layer, places in rows.items():
        _head(painter, moment, numbers, layer, places)
        left_out = network.widths[layer] - len(network.shown[layer])
        if left_out and len(places) == len(network.shown[layer]):
            _left_out(painter, moment, places, left_out)
    _legend(painter, moment, numbers)


def _head(
    painter: QPainter, moment: Moment, numbers: Numbers, layer: int, places: list[int]
) -> None:
    scene, network, colours = moment.scene, numbers.network, moment.colours
    lines = heading(scene, network, numbers, layer)
    rects = [scene.ends[place].rect for place in places]
    if scene.direction == "right":
        x = min(rect.center().x() for rect in rects)
        y = min(rect.top() for rect in rects) - 14 - LINE * (len(lines) - 1)
    else:
        x = min(rect.left() for rect in rects) - 14
        y = sum(rect.center().y() for rect in rects) / len(rects) - LINE * len(lines) / 2 + 12
    for number, (text, px, bold) in enumerate(lines):
        wide = width_of(text, px, bold)
        at = x - wide / 2 if scene.direction == "right" else x - wide
        tone = ink(colours, "text" if bold else "quiet")
        draw_text(painter, max(at, 0.0), y + LINE * number, text, px, tone, bold)


def heading(
    scene: Scene, network: Network, numbers: Numbers, layer: int
) -> list[tuple[str, int, bool]]:
    """A layer's name and width, and the tensors and the function that make it."""
    tape, index, language = scene.tape, scene.index, scene.language
    last = len(network.widths) - 1
    key = "input" if layer == 0 else "output" if layer == last else "layer"
    name = layer_name(index, network, layer, numbers.step)
    told = f"{said(key, language, layer)} · {network.widths[layer]}"
    lines = [(told if name in ("x", "out") else f"{told} · {name}", HEAD, True)]
    if layer == 0:
        if numbers.now.examples > 1:
            example = network.example_of(numbers.now) + 1
            lines.append((said("example", language, example, numbers.now.examples), TEXT, False))
        return [(cut(text, LONGEST), px, bold) for text, px, bold in lines]
    of = numbers.now.layers[layer - 1]
    weight = f"{index.plain_name(of.weight)} {shape(tape.tensors[of.weight].shape)}"
    lines.append((cut(weight, LONGEST), TEXT, False))
    functions = " ".join(tape.ops[op].name.strip("_") for op in of.functions)
    bias = f"+ {index.plain_name(of.bias)}" if of.bias is not None else ""
    rest = ", ".join(one for one in (bias, functions) if one)
    if rest:
        lines.append((cut(rest, LONGEST), TEXT, False))
    return lines


def _left_out(painter: QPainter, moment: Moment, places: list[int], count: int) -> None:
    """In the gap before the last neuron drawn."""
    scene = moment.scene
    before, last = scene.ends[places[-2]].rect.center(), scene.ends[places[-1]].rect.center()
    middle = (before + last) / 2
    lines = said("more", scene.language, count).split(" ", 1)
    tone = ink(moment.colours, "quiet")
    y = middle.y() - 3
    for number, text in enumerate(lines):
        px = 20 if number == 0 else TEXT
        draw_text(painter, middle.x() - width_of(text, px) / 2, y + 16 * number, text, px, tone)


# --- the scales


class _Place(NamedTuple):
    painter: QPainter
    colours: Colours
    language: str
    y: float


def _legend(painter: QPainter, moment: Moment, numbers: Numbers) -> None:
    scene, colours, language = moment.scene, moment.colours, moment.scene.language
    width, height = scene.geometry.found.width, scene.geometry.found.height
    at = _Place(painter, colours, language, height - legend_height(scene.graph, width) + 40)
    painter.setPen(QPen(QColor(colours.border), 1.0))
    painter.drawLine(QLineF(0, at.y - 22, width, at.y - 22))
    x = _activation(at, 0.0)
    x = _weights(at, x + 20, numbers.largest_weight())
    if width < LEGEND_WIDTH:
        at, x = at._replace(y=at.y + LEGEND_ROW), -20.0
    _delta(at, x + 20, numbers.largest_delta(), loss_name(scene, numbers))
    notes = []
    if numbers.now.examples > 1:
        notes.append(said("batch", language, numbers.now.examples))
    if _sampled(numbers):
        notes.append(said("sampled", language))
    tone = ink(colours, "quiet")
    for number, note in enumerate(notes):
        draw_text(painter, 0, at.y + 24 + NOTE_LINE * number, note, TEXT, tone)


def _sampled(numbers: Numbers) -> bool:
    network, tape = numbers.network, numbers.tape
    tensors = [of.weight for of in numbers.now.layers]
    tensors += [network.tensor(numbers.now, layer) for layer in range(len(network.widths))]
    values = [tape.tensors[tensor].value for tensor in tensors]
    return any(value is not None and not tape.values[value].complete for value in values)


def loss_name(scene: Scene, numbers: Numbers) -> str:
    """What the gradients are of."""
    loss = numbers.now.loss
    if loss is None:
        loss = numbers.now.layers[-1].a
    return cut(scene.index.plain_name(loss), SHORT) if scene.index.names(loss) else "L"


def _text(at: _Place, x: float, text: str, tone: str = "quiet", *, bold: bool = False) -> float:
    draw_text(at.painter, x, at.y, text, TEXT, ink(at.colours, tone), bold)
    return x + width_of(text, TEXT, bold)


def _bar(at: _Place, x: float, stops: tuple[str, ...]) -> float:
    """A scale in strips: SVG would lose a shading."""
    wide = BAR / STRIPS
    at.painter.setPen(Qt.PenStyle.NoPen)
    for number in range(STRIPS):
        share = number / (STRIPS - 1) * (len(stops) - 1)
        before = min(int(share), len(stops) - 2)
        at.painter.setBrush(QColor(mix(stops[before], stops[before + 1], share - before)))
        at.painter.drawRect(QRectF(x + number * wide, at.y - THICK, wide + 0.3, THICK))
    at.painter.setPen(QPen(QColor(at.colours.arrow), 1.0))
    at.painter.setBrush(Qt.BrushStyle.NoBrush)
    at.painter.drawRect(QRectF(x, at.y - THICK, BAR, THICK))
    return x + BAR


def _activation(at: _Place, x: float) -> float:
    x = _text(at, x, said("activation", at.language), "text", bold=True) + 7
    x = _bar(at, x, (at.colours.surface, at.colours.value)) + 6
    return _text(at, x, said("high", at.language))


def _weights(at: _Place, x: float, largest: float) -> float:
    x = _text(at, x, said("weight", at.language), "text", bold=True) + 8
    for sign, hue in ((-1, at.colours.value), (1, at.colours.gradient)):
        alone = "−" if sign < 0 else "+"  # before there are any weights
        bound = scalar(sign * largest, 3) if largest else alone
        x = _text(at, x, bound) + 5
        pen = QPen(QColor(hue), 5.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if sign < 0:
            pen.setDashPattern([1.6, 0.9])
        at.painter.setPen(pen)
        y = at.y - 4.5
        at.painter.drawLine(QPointF(x, y), QPointF(x + STROKE, y))
        x += STROKE + 9
    at.painter.setPen(QPen(QColor(at.colours.quiet), 1.2))
    at.painter.setBrush(QColor(at.colours.surface))
    at.painter.drawRect(QRectF(x, at.y - MARK, MARK, MARK))
    return _text(at, x + MARK + 5, said("bias", at.language))


def _delta(at: _Place, x: float, largest: float, loss: str) -> None:
    x = _text(at, x, said("delta", at.language, loss), "text", bold=True) + 8
    if not largest:
        return
    x = _text(at, x, scalar(-largest, 3)) + 6
    stops = tuple(diverging(at.colours, level) for level in (-1.0, 0.0, 1.0))
    x = _bar(at, x, stops) + 6
    _text(at, x, scalar(largest, 3))
