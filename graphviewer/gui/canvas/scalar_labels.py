"""Local derivatives on the links between scalars, and the paths of a selected one lit up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.explain.numbers import scalar as written
from graphviewer.gui.canvas import cards
from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.drawing import font
from graphviewer.gui.canvas.measures import ROW
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.planned import PAD
from graphviewer.gui.canvas.request import FRAME_TITLE
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import metrics_of, width_of
from graphviewer.gui.theme.ink import ink

PX, LEAST_PX, HIGH = 12, 9, 16.0
ROOM = "-0.000"  # at least as wide is a label's place, so that it need not move while stepping
READABLE = 6.5  # pixels on screen; smaller labels are left out
MANY = 500  # with more links no labels are placed: they could not be read
MOST_CROSSED = 1  # lines beside its own that may run under a label
CLOSE = 6.0  # from one point of a line to the next where lines under a label are counted
VEIL = 0.72  # how much of what is not on a path is hidden
PARTS = (0.5, 0.4, 0.6, 0.32, 0.68, 0.24, 0.76)  # of the way, where a label may stand
Floats = npt.NDArray[np.float64]


def text_of(scene: Scene, link: int, step: int) -> str:
    """The local derivative along a link at a step; empty where there is none or nobody knows."""
    drawn = scene.graph.links[link]
    if drawn.local is None or drawn.local.kind == "result":
        return ""
    slope = scene.tracer.slope(drawn, step)
    if slope is None or scene.link_made[link] > step:
        return ""
    return written(slope.number) if slope.source != "exact" else "1"


def label_at(scene: Scene, point: QPointF) -> int | None:
    """The link whose label stands at a scene point."""
    if scene.view != "scalars":
        return None
    return next((link for link, spot in _spots(scene).items() if spot.contains(point)), None)


def paint_locals(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    """Labels on links, and what is on a path of the selection over a veil."""
    scene = moment.scene
    if scene.view != "scalars":
        return
    readable = detail == "full" and painter.worldTransform().m11() * PX >= READABLE
    if moment.traced:
        _light(painter, moment, seen, detail)
    if not readable:
        return
    spots = _spots(scene)
    for link, spot in spots.items():
        if spot.intersects(seen) and (not moment.traced or link in moment.traced):
            _label(painter, moment, link, spot)
    for link in moment.traced - spots.keys():  # of these every number is told
        arrow = scene.lines[link].forward
        width = max(width_of(ROOM, PX), width_of(text_of(scene, link, moment.step), PX)) + 10
        _label(painter, moment, link, _around(arrow.line.pointAtPercent(0.5), width))


def _label(painter: QPainter, moment: Moment, link: int, spot: QRectF) -> None:
    text = text_of(moment.scene, link, moment.step)
    if not text:
        return
    lit, colours = link in moment.traced, moment.colours
    px = PX
    while px > LEAST_PX and width_of(text, px, lit) + 4 > spot.width():
        px -= 1
    wide = width_of(text, px, lit) + 8
    if wide - 4 > spot.width() + 8 and not lit:
        return  # its tooltip has it
    rect = QRectF(spot.center().x() - wide / 2, spot.top(), wide, spot.height())
    ground = QColor(colours.gradient_tint if lit else colours.canvas)
    painter.setPen(QPen(QColor(colours.gradient), 1.0) if lit else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, HIGH / 2, HIGH / 2)
    painter.setFont(font(px, lit))
    painter.setPen(QColor(ink(colours, "gradient" if lit else "text")))
    rise = metrics_of(px, lit).capHeight() / 2
    x = rect.center().x() - width_of(text, px, lit) / 2
    painter.drawText(QPointF(x, rect.center().y() + rise), text)


def _light(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    """Hide what is not on a path, draw anew what is."""
    scene, colours = moment.scene, moment.colours
    veil = QColor(colours.canvas)
    veil.setAlphaF(VEIL)
    painter.fillRect(seen, veil)
    hue = QColor(colours.gradient)
    for link in moment.traced:
        arrow = scene.lines[link].backward if moment.flowed[link] else scene.lines[link].forward
        _arrow(painter, arrow, hue)
    ends = {scene.graph.links[k].source for k in moment.traced}
    ends |= {scene.graph.links[k].target for k in moment.traced}
    for place in sorted(ends):
        painter.save()
        painter.translate(scene.x[place], scene.y[place])
        plan, face = scene.plans[place], moment.face(place)
        if detail == "full":
            values = scene.tape.values
            cards.paint(painter, plan, face, colours, scene.language, values)
        else:
            cards.paint_named(painter, plan, face, colours)
        painter.restore()


def _arrow(painter: QPainter, arrow: Arrow, hue: QColor) -> None:
    pen = QPen(hue, 3.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(arrow.line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawPolygon(arrow.head)


# --- where labels stand


def _spots(scene: Scene) -> dict[int, QRectF]:
    """A place for each label, on its line: kept off cards and other labels, and off other lines."""
    geometry = scene.geometry
    if geometry.spots is None:
        geometry.spots = dict(_placed(scene)) if len(scene.graph.links) <= MANY else {}
    return geometry.spots


def _placed(scene: Scene) -> Iterator[tuple[int, QRectF]]:
    last = len(scene.tape.steps) - 1 if scene.span is None else scene.span.last
    boxes = np.column_stack((scene.x, scene.y, scene.x + scene.w, scene.y + scene.h))
    boxes = np.vstack((boxes, _titles(scene)))
    wanted = [(k, text) for k in range(len(scene.graph.links)) if (text := text_of(scene, k, last))]
    arrows = [scene.lines[k].forward for k, _ in wanted]
    inked = np.vstack([np.empty((0, 3)), *map(_inked, arrows, [k for k, _ in wanted])])
    inked = inked[np.argsort(inked[:, 0])]
    taken: list[QRectF] = []
    lengths = [arrow.line.length() for arrow in arrows]
    for number in np.argsort(lengths, kind="stable").tolist():  # the short have the least choice
        link, text = wanted[number]
        width = max(width_of(ROOM, PX), width_of(text, PX)) + 6
        spot = _best(arrows[number], link, width, boxes, inked, taken)
        if spot is not None:
            taken.append(spot)
            yield link, spot


def _inked(arrow: Arrow, link: int) -> Floats:
    """Points along an arrow, each with its link, so close that none slips through a label."""
    line = np.array([p.toTuple() for p in arrow.line.toSubpathPolygons()[0].toList()])
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T)))
    at = np.linspace(0.0, along[-1], 2 + int(along[-1] / CLOSE))
    x, y = (np.interp(at, along, line[:, side]) for side in (0, 1))
    return np.column_stack((x, y, np.full(len(at), float(link))))


def _titles(scene: Scene) -> Floats:
    """What is written on the frames of opened products."""
    found = scene.geometry.found.groups
    titles = [
        (x, y, x + 2 * PAD + width_of(group.title, ROW, bold=True), y + FRAME_TITLE)
        for (x, y, *_), group in zip(found, scene.graph.groups, strict=False)
    ]
    return np.array(titles, np.float64).reshape(-1, 4)


def _best(
    arrow: Arrow, link: int, width: float, boxes: Floats, inked: Floats, taken: Sequence[QRectF]
) -> QRectF | None:
    """The candidate that fewest other lines cross; None if all lie on a card, a label or on many.

    `inked` has points with the link they are on, from left to right. A number among many lines
    says nothing: its sign's tooltip has it, and so has the path of what is selected.
    """
    best, fewest = None, np.inf
    for part in PARTS:
        spot = _around(arrow.line.pointAtPercent(part), width)
        left, top, right, bottom = spot.left(), spot.top(), spot.right(), spot.bottom()
        over = (
            (boxes[:, 0] < right + 2)
            & (boxes[:, 2] > left - 2)
            & (boxes[:, 1] < bottom + 1)
            & (boxes[:, 3] > top - 1)
        )
        if over.any() or any(spot.intersects(one) for one in taken):
            continue
        under = inked[slice(*np.searchsorted(inked[:, 0], (left, right)))]
        under = under[(under[:, 1] > top) & (under[:, 1] < bottom) & (under[:, 2] != link)]
        lines = len(np.unique(under[:, 2]))
        if lines < min(fewest, MOST_CROSSED + 1):
            best, fewest = spot, lines
    return best


def _around(at: QPointF, width: float) -> QRectF:
    return QRectF(at.x() - width / 2, at.y() - HIGH / 2, width, HIGH)
