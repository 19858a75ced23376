"""Paints a scene at a step through a transform: on the screen, in a PNG, an SVG or a PDF."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas import cards
from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.drawing import FAINT, RIMS, TINTS, font
from graphviewer.gui.canvas.faces import Face, Light
from graphviewer.gui.canvas.far_names import paint_names
from graphviewer.gui.canvas.hit import Places, boxes_in, links_in
from graphviewer.gui.canvas.labels import LINE, contribution
from graphviewer.gui.canvas.layers import ALONG, OVER, UNDER
from graphviewer.gui.canvas.lines import ONE_LINE
from graphviewer.gui.canvas.measures import ROW
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.planned import NOTE
from graphviewer.gui.theme.ink import ink

RECTANGLES_BELOW, NAMES_BELOW = 0.35, 7 / ROW  # numbers stay while they are 7 px high
FEW_LINKS = 500  # with more in view and far away, links are straight lines
TANGLE = 1000  # and of single numbers, whose straight lines are a knot
FEW_NAMED = 250  # boxes in view that have their names from afar
HAIR = 0.8  # pixels that an arrow is wide at least, seen from afar
FEW_LIT = 100  # of those in view a step lights up; more are no bolder than others
CROWDED = 60  # arrows in view of single numbers: beyond, those of the step stand out by ink alone
CANVAS = 600_000.0  # px² of a view: a file that is larger is looked at in parts, so many times more
THIN, PALE = 0.6, 0.35  # how wide and how dark the others are then
AT_ONCE = 40  # cards between two looks at what else is to be done
ARROWS = 500  # and arrows
FEW_BOXES = 500  # with more in view and far away, boxes are drawn all at once

CardsPainter = Callable[[QPainter, "Picture", Places, Detail], None]


def _pieces(arrows: list[Arrow]) -> Iterator[list[Arrow]]:
    return (arrows[at : at + ARROWS] for at in range(0, len(arrows), ARROWS))


def detail_at(scale: float) -> Detail:
    """How much of a card is drawn at a scale."""
    if scale < RECTANGLES_BELOW:
        return "rectangles"
    return "names" if scale < NAMES_BELOW else "full"


def scale_of(painter: QPainter) -> float:
    """Pixels a scene pixel."""
    return painter.worldTransform().m11()


def paint_card(
    painter: QPainter, moment: Moment, place: int, detail: Detail, face: Face | None = None
) -> None:
    """One card as vectors, where it stands; with another face if one is given."""
    scene, face = moment.scene, moment.face_in(place, detail) if face is None else face
    painter.save()
    painter.translate(scene.x[place], scene.y[place])
    plan = scene.plans[place]
    if detail == "names":
        cards.paint_named(painter, plan, face, moment.colours)
    else:
        cards.paint(painter, plan, face, moment.colours, scene.language, scene.tape.values)
    painter.restore()


def paint_cards(painter: QPainter, picture: Picture, places: Places, detail: Detail) -> None:
    """Some cards as vectors."""
    for place in places.tolist():
        paint_card(painter, picture, place, detail)


class Picture(Moment):
    """A moment that can be painted, by a painter already transformed to the scene.

    `whole` is what is looked at where it is painted in parts, which must meet without a seam.
    """

    whole: QRectF | None = None

    def paint(
        self,
        painter: QPainter,
        seen: QRectF,
        detail: Detail,
        paint_all: CardsPainter | None = None,
    ) -> None:
        """Everything in view; cards by `paint_all` if it is given."""
        deque(self.parts(painter, seen, detail, paint_all), 0)

    def parts(
        self,
        painter: QPainter,
        seen: QRectF,
        detail: Detail,
        paint_all: CardsPainter | None = None,
    ) -> Iterator[None]:
        """The same in parts that leave the painter as it was, so that one may wait between them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.scene.graph.network is not None:
            detail = "full"  # circles are few, and have no boxes to stand for them
        links = links_in(self.scene, seen)
        vertices = boxes_in(self.scene, seen)
        for layer in UNDER:
            yield from layer(painter, self, seen, detail) or ()
            yield
        yield from self._links(painter, links, detail)
        for layer in ALONG:
            yield from layer(painter, self, seen, detail) or ()
            yield
        if detail == "rectangles":
            yield from self._rectangles(painter, vertices)
        elif paint_all is not None:
            paint_all(painter, self, vertices, detail)
        else:
            for start in range(0, len(vertices), AT_ONCE):
                paint_cards(painter, self, vertices[start : start + AT_ONCE], detail)
                yield
        wanted = self.wanted
        if detail == "full" and "fan_in" in wanted.kinds and not wanted.magnitude:
            self._labels(painter, seen)
        for layer in OVER:
            yield from layer(painter, self, seen, detail) or ()
            yield

    # --- arrows

    def _links(self, painter: QPainter, links: Places, detail: Detail) -> Iterator[None]:
        if self.scene.graph.network is not None:
            return  # its weights are a layer of their own
        happened = self.scene.link_made[links] <= self.step
        flowed = self.flowed[links]
        arrow, gradient = QColor(self.colours.arrow), QColor(self.colours.gradient)
        faint = QColor(arrow)
        faint.setAlphaF(FAINT)
        thin, hair, scale = 1.0, 0.0, scale_of(painter)
        near = links if self.whole is None else links_in(self.scene, self.whole)
        many = self._many(scale)
        if self.scene.view == "scalars" and len(near) > many:
            thin = THIN
            for hue in (arrow, faint, gradient):
                hue.setAlphaF(hue.alphaF() * PALE)
        if detail == "rectangles":
            hair = HAIR / scale
            if len(links) > (TANGLE if self.scene.view == "scalars" else FEW_LINKS):
                lines = self.scene.geometry.far.lines_in_parts
                yield from lines(painter, links[~happened], faint, 1.0, scale)
                yield from lines(painter, links[happened & ~flowed], arrow, 1.0, scale)
                bold = 2.0 if thin == 1.0 else 1.0
                yield from lines(painter, links[flowed], gradient, bold, scale)
                return
        apart, ahead = self.scene.view not in ONE_LINE, self.scene.view != "grad_fn"
        width = max(1.5 * thin, hair)
        yield from self._arrows(painter, links[~happened], faint, width, back=not ahead)
        shown = happened if apart else happened & ~flowed
        yield from self._arrows(painter, links[shown], arrow, width, back=not ahead)
        width = max(2.2 * thin, hair)
        yield from self._arrows(painter, links[flowed], gradient, width, back=True)
        lit = [k for k in links.tolist() if k in self.lit.links]
        thin = thin if len(self.lit.links.intersection(near.tolist())) > many / 2 else 1.0
        if self.lit.light == "gradient":
            hue, width = QColor(self.colours.gradient), max(3.2 * thin, 2 * hair)
            yield from self._arrows(painter, np.array(lit, np.intp), hue, width, back=True)
        elif self.lit.light == "value":
            hue, width = QColor(self.colours.value), max(2.4 * thin, 2 * hair)
            yield from self._arrows(painter, np.array(lit, np.intp), hue, width, back=not ahead)

    def _many(self, scale: float) -> float:
        """How many arrows are a crowd, at so many pixels a scene pixel."""
        if self.whole is None:
            return CROWDED
        return CROWDED * max(1.0, scale**2 * self.whole.width() * self.whole.height() / CANVAS)

    def _arrows(
        self, painter: QPainter, links: Places, colour: QColor, width: float, *, back: bool
    ) -> Iterator[None]:
        """Lines, then the heads over them; very many in parts."""
        if not len(links):
            return
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        chosen, late = self._drawn(links, back=back)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if late:
            painter.drawLines([QLineF(*run) for run in self.scene.geometry.runs[late].tolist()])
        for some in _pieces(chosen):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for arrow in some:
                painter.drawPath(arrow.line)
            yield
        for some in _pieces(chosen):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for arrow in some:
                painter.drawPolygon(arrow.head)
            yield

    def _drawn(self, links: Places, *, back: bool) -> tuple[list[Arrow], list[int]]:
        """Arrows of some links, and those of them that nobody drew yet, in a hurry."""
        lines, until = self.scene.lines, self.until
        chosen: list[Arrow] = []
        late: list[int] = []
        for k in links.tolist():
            if until < math.inf and not lines.is_drawn(k) and time.perf_counter() > until:
                late.append(k)
            else:
                chosen.append(lines[k].backward if back else lines[k].forward)
        return chosen, late

    # --- cards and labels

    def _rectangles(self, painter: QPainter, vertices: Places) -> Iterator[None]:
        """Boxes with at most their names, those of one colour at once; very many in parts."""
        faint, scale, named = self.scene.made > self.step, scale_of(painter), vertices.tolist()
        if len(named) > FEW_NAMED:
            named = []
        if len(vertices) > FEW_BOXES:
            far = self.scene.geometry.far
            yield from far.boxes_in_parts(painter, vertices, faint, scale, self.colours)
            seen = set(vertices.tolist())
            vertices = np.array([k for k in self.lit.vertices if k in seen], np.intp)
            if len(vertices) > FEW_LIT:
                hue = QColor(getattr(self.colours, self.lit.light))
                tint = QColor(getattr(self.colours, f"{self.lit.light}_tint"))
                yield from far.filled(painter, vertices, hue, tint, scale)
                return
        groups: dict[tuple[str, bool, Light], list[QRectF]] = {}
        for place in vertices.tolist():
            plan = self.scene.plans[place]
            light: Light = self.lit.light if place in self.lit.vertices else ""
            rect = self.scene.ends[place].rect
            groups.setdefault((plan.rim, bool(faint[place]), light), []).append(rect)
        for (rim, pale, lit), rects in groups.items():
            hue = QColor(getattr(self.colours, lit or RIMS[rim]))
            fill = QColor(getattr(self.colours, f"{lit}_tint" if lit else TINTS[rim]))
            painter.setOpacity(FAINT if pale else 1.0)
            pen = QPen(hue, 3.0 if lit else 1.2)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawRects(rects)
        painter.setOpacity(1.0)
        paint_names(painter, self.scene, named, self.step, scale, self.colours)

    def _labels(self, painter: QPainter, seen: QRectF) -> None:
        scene = self.scene
        painter.setPen(QColor(ink(self.colours, "gradient")))
        for label in scene.labels:
            if not label.rect.intersects(seen):
                continue
            y = label.rect.top() + 13.5
            for link in label.links:
                text = contribution(scene.tape, scene.index, scene.graph, link, self.step)
                if text and self.flowed[link]:
                    bold = link in self.lit.links
                    painter.setFont(font(NOTE, bold))
                    sign = "+ " if scene.view != "grad_fn" else ""
                    painter.drawText(QPointF(label.rect.left(), y), sign + text)
                y += LINE
