"""The weights of a network as lines: width by size, colour and dashes by sign, and their labels."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from graphviewer.graphs.network import Network
from graphviewer.graphs.neurons_at import Element, Numbers, as_float, negative
from graphviewer.gui.canvas.drawing import FAINT, draw_text
from graphviewer.gui.canvas.geometry import Geometry
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.neuron_cards import BAND, written
from graphviewer.gui.canvas.neuron_legend import paint_words
from graphviewer.gui.canvas.neuron_places import MANY, clear_spots
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

THIN, THICK = 0.9, 6.0  # pens of a weight of 0 and of the largest
PALEST = 0.4  # opacity of the smallest
LABEL, TALL = 12, 15.0  # of a weight's number: text height and line
SPOTS = (0.3, 0.62, 0.42, 0.2, 0.74, 0.52)  # how far along a line a label may stand
SELECTED_SPOTS = (0.35, 0.5, 0.22, 0.65, 0.78, 0.28, 0.43, 0.58, 0.72)
WIDEST = "-0.0000"


class Edge(NamedTuple):
    """One weight at a step; `size` is its share of the largest, None where it was not kept."""

    link: int
    layer: int
    line: QLineF
    number: Element | None
    size: float | None
    there: bool  # its layer has been computed in this pass
    lit: str  # the phase of a step about its layer


_drawn: WeakKeyDictionary[Moment, tuple[Geometry, list[Edge]]] = WeakKeyDictionary()


def paint_network(painter: QPainter, moment: Moment, seen: QRectF, _detail: Detail) -> None:
    """Every weight in view, arrows to the loss, and what is written round the layers."""
    network = moment.scene.graph.network
    if network is None:
        return
    edges = edges_at(moment)
    colours, chosen = moment.colours, _chosen(moment)
    touching = set(moment.scene.touching[chosen]) if chosen is not None else set()
    counts = Counter(edge.layer for edge in edges)
    for edge in sorted(edges, key=lambda one: (one.link in touching, one.size or 0.0)):
        if _rect(edge.line).intersects(seen):
            pale = FAINT if chosen is not None and edge.link not in touching else 1.0
            _paint_edge(painter, edge, colours, pale, lights=counts[edge.layer] <= MANY)
    _paint_ends(painter, moment)
    taken = _taken(moment.scene)
    if chosen is not None:
        own = [edge for edge in edges if edge.link in touching]
        _paint_gradients(painter, moment, own, taken, chosen)
    else:
        by_layer: dict[int, list[Edge]] = defaultdict(list)
        for edge in edges:
            by_layer[edge.layer].append(edge)
        for of_layer in by_layer.values():
            if len(of_layer) <= MANY:
                _paint_labels(painter, of_layer, taken, colours)
    paint_words(painter, moment)


def _chosen(moment: Moment) -> int | None:
    """The one neuron that is selected; None too where a whole layer is."""
    places = moment.chosen
    one = next(iter(places)) if len(places) == 1 else None
    return one if one is not None and moment.scene.plans[one].round else None


def edges_at(moment: Moment) -> list[Edge]:
    """The weights drawn, with their numbers, found once a step and again when one is dragged."""
    geometry, found = _drawn.get(moment, (None, []))
    if geometry is not moment.scene.geometry:
        found = list(_edges(moment))
        _drawn[moment] = moment.scene.geometry, found
    return found


def _edges(moment: Moment) -> Iterator[Edge]:
    scene, step = moment.scene, moment.step
    graph = scene.graph
    network = graph.network
    assert network is not None
    numbers = Numbers(scene.tape, scene.index, network, step)
    largest = numbers.largest_weight() or 1.0
    for place, link in enumerate(graph.links):
        target = graph.neurons[graph.vertices[link.target].ref]
        source = graph.neurons[graph.vertices[link.source].ref]
        if target.layer >= len(network.widths):
            continue
        number = numbers.weight(target.layer, target.unit, source.unit)
        share = None if number is None else abs(as_float(number)) / largest
        layer = numbers.now.layers[target.layer - 1]
        there = scene.index.exists_at(layer.z, step)
        lit = _light(scene, network, target.layer, step)
        line = between(scene, link.source, link.target)
        yield Edge(place, target.layer, line, number, share, there, lit)


def _light(scene: Scene, network: Network, layer: int, step: int) -> str:
    """The colour a layer's weights are lit in; empty if the step is not about them."""
    if not 0 <= step < len(scene.tape.steps):
        return ""
    row, of = scene.tape.steps[step], network.at(step).layers[layer - 1]
    if row.kind == "forward" and row.op == of.op:
        return "value"
    if row.kind == "backward" and row.node in scene.tape.ops[of.op].nodes:
        return "gradient"
    if row.kind in ("accumulate", "update") and row.tensor == of.weight:
        return "gradient" if row.kind == "accumulate" or row.of_grad else "leaf"
    return ""


def between(scene: Scene, source: int, target: int) -> QLineF:
    """From the rim of one circle to that of another."""
    line = QLineF(_middle(scene, source), _middle(scene, target))
    length = line.length() or 1.0
    begin, end = _radius(scene, source) / length, 1 - _radius(scene, target) / length
    return QLineF(line.pointAt(begin), line.pointAt(end))


def _middle(scene: Scene, place: int) -> QPointF:
    return scene.ends[place].rect.center()


def _radius(scene: Scene, place: int) -> float:
    return scene.plans[place].sign / 2 - BAND if scene.plans[place].round else 0.0


def _taken(scene: Scene) -> list[QRectF]:
    """What labels are kept off: circles and the words at their sides."""
    return [
        end.rect.united(scene.rect(place).adjusted(scene.plans[place].sign_left, 0, 0, 0))
        for place, end in enumerate(scene.ends)
    ]


def _rect(line: QLineF) -> QRectF:
    return QRectF(line.p1(), line.p2()).normalized().adjusted(-4, -4, 4, 4)


# --- painting


def edge_pen(number: Element | None, size: float | None, colours: Colours) -> QPen:
    """Wide for a large weight; broken, and in the other colour, for a negative one."""
    if size is None or number is None or not math.isfinite(size):
        pen = QPen(QColor(colours.arrow), 1.0)
        pen.setDashPattern([1.0, 4.0])
        return pen
    hue = QColor(colours.value if negative(number) else colours.gradient)
    hue.setAlphaF(PALEST + (1 - PALEST) * min(1.0, size))
    width = THIN + (THICK - THIN) * min(1.0, size)
    pen = QPen(hue if size else QColor(colours.arrow), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if negative(number):
        pen.setDashPattern([max(1.2, 8 / width), max(0.8, 4.5 / width)])
    return pen


def _paint_edge(
    painter: QPainter, edge: Edge, colours: Colours, pale: float, *, lights: bool
) -> None:
    pen = edge_pen(edge.number, edge.size, colours)
    if edge.lit and lights:
        behind = QColor(getattr(colours, f"{edge.lit}_tint"))
        painter.setPen(QPen(behind, pen.widthF() + 7))
        painter.drawLine(edge.line)
    painter.setOpacity(pale * (1.0 if edge.there else FAINT))
    painter.setPen(pen)
    painter.drawLine(edge.line)
    painter.setOpacity(1.0)


def _paint_ends(painter: QPainter, moment: Moment) -> None:
    """Arrows from the output to the loss: no weights."""
    scene, colours = moment.scene, moment.colours
    network = scene.graph.network
    assert network is not None
    loss = network.at(moment.step).loss
    happened = loss is not None and scene.index.exists_at(loss, moment.step)
    colour = QColor(colours.arrow)
    colour.setAlphaF(1.0 if happened else FAINT)
    last = None
    painter.setPen(QPen(colour, 1.6))
    for link in scene.graph.links:
        if scene.plans[link.target].round:
            continue
        start, box = _middle(scene, link.source), scene.ends[link.target].rect
        right = scene.direction == "right"
        towards = QPointF(box.left() - 9, box.center().y())
        if not right:
            towards = QPointF(box.center().x(), box.top() - 9)
        line = QLineF(start, towards)
        line.setP1(line.pointAt(scene.plans[link.source].sign / 2 / (line.length() or 1.0)))
        painter.drawLine(line)
        last = QLineF(towards, towards + (QPointF(9, 0) if right else QPointF(0, 9)))
    if last is not None:  # they come together: one head for all
        side = last.normalVector()
        side.setLength(5.0)
        aside = QPointF(side.dx(), side.dy())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.arrow) if happened else colour)
        painter.drawPolygon(QPolygonF([last.p2(), last.p1() + aside, last.p1() - aside]))


def _paint_labels(
    painter: QPainter, edges: Sequence[Edge], taken: list[QRectF], colours: Colours
) -> None:
    """The numbers of few weights, where they hide nothing; those without room are not written."""
    wide = width_of(WIDEST, LABEL) + 4
    spots = clear_spots([edge.line for edge in edges], wide, TALL, SPOTS)
    for edge, shares in zip(edges, spots, strict=True):
        spot = None if edge.number is None else _spot(edge.line, wide, TALL, shares, taken)
        if spot is not None:
            lines = [(written(edge.number), _tone(edge.number), False)]
            _paint_label(painter, spot, lines, colours, faint=not edge.there)


def _spot(
    line: QLineF, wide: float, tall: float, shares: Iterable[float], taken: list[QRectF]
) -> QPointF | None:
    """The middle of a free place on a line, which is then taken."""
    for share in shares:
        middle = line.pointAt(share)
        rect = QRectF(middle.x() - wide / 2, middle.y() - tall / 2, wide, tall)
        if not any(rect.intersects(one) for one in taken):
            taken.append(rect)
            return middle
    return None


def _paint_label(
    painter: QPainter,
    middle: QPointF,
    lines: Sequence[tuple[str, str, bool]],
    colours: Colours,
    *,
    faint: bool = False,
) -> None:
    wide = max(width_of(text, LABEL, bold) for text, _, bold in lines)
    tall = TALL * len(lines)
    ground = QColor(colours.canvas)
    ground.setAlphaF(0.92)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    rect = QRectF(middle.x() - wide / 2 - 3, middle.y() - tall / 2, wide + 6, tall)
    painter.drawRoundedRect(rect, 4, 4)
    for number, (text, tone, bold) in enumerate(lines):
        y = rect.top() + TALL * number + 11.5
        hue = ink(colours, "quiet" if faint else tone)
        draw_text(painter, middle.x() - width_of(text, LABEL, bold) / 2, y, text, LABEL, hue, bold)


def _paint_gradients(
    painter: QPainter, moment: Moment, edges: Sequence[Edge], taken: list[QRectF], chosen: int
) -> None:
    """A neuron's weights with their gradients, to which the whole batch has added."""
    scene = moment.scene
    network = scene.graph.network
    assert network is not None
    numbers = Numbers(scene.tape, scene.index, network, moment.step)
    for edge in edges:
        link = scene.graph.links[edge.link]
        target = scene.graph.neurons[scene.graph.vertices[link.target].ref]
        source = scene.graph.neurons[scene.graph.vertices[link.source].ref]
        gradient = numbers.weight_gradient(target.layer, target.unit, source.unit)
        lines = [(f"w {written(edge.number)}", _tone(edge.number), False)]
        if gradient is not None:
            lines.append((f"grad {written(gradient)}", "gradient", True))
        wide = max(width_of(text, LABEL, bold) for text, _, bold in lines) + 8
        outward = link.source == chosen
        spots = [1 - one for one in SELECTED_SPOTS] if outward else SELECTED_SPOTS
        spot = _spot(edge.line, wide, TALL * len(lines), spots, taken)
        if spot is not None:
            _paint_label(painter, spot, lines, moment.colours)


def _tone(number: Element | None) -> str:
    return "value" if number is not None and negative(number) else "gradient"
