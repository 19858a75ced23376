"""The layers of marks: grounds under all, sizes and NaN along arrows, badges and chips over all."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas.beside import Around
from graphviewer.gui.canvas.drawing import font
from graphviewer.gui.canvas.geometry import Geometry
from graphviewer.gui.canvas.hit import Places, boxes_in, links_in
from graphviewer.gui.canvas.labels import MANY as MOST_LABELLED
from graphviewer.gui.canvas.marks.badges import paint_badge
from graphviewer.gui.canvas.marks.book import book_of, rect_of
from graphviewer.gui.canvas.marks.chips import paint_chip, tip_of
from graphviewer.gui.canvas.marks.icons import paint_icon
from graphviewer.gui.canvas.marks.kinds import Badge
from graphviewer.gui.canvas.marks.magnitude import STOPS, THICK, THIN, level, sizes, told
from graphviewer.gui.canvas.marks.numbers import not_finite
from graphviewer.gui.canvas.marks.regions import paint_ground
from graphviewer.gui.canvas.marks.spots import PX
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.theme.ink import ink, mix

REACH = 40.0  # badges stand no further off their card than this
FAR = 22.0  # pixels across a sign seen from afar
LEVELS = 12  # shades in which arrows are drawn, each at once
WORD = 15.0  # height of a word about a size
AT_ONCE = 100  # badges between two looks at what else is to be done
MANY = 500  # links in view, far away, from which they are straight lines
_WORD_SPOTS: WeakKeyDictionary[Geometry, dict[int, QRectF | None]] = WeakKeyDictionary()


def paint_grounds(painter: QPainter, moment: Moment, _seen: QRectF, _detail: Detail) -> None:
    """Tints under what ran with recording off and under a second layer."""
    for kind, ground in book_of(moment.scene).grounds(moment.scene).items():
        if kind in moment.wanted.kinds:
            paint_ground(painter, ground, kind, moment.colours)


def paint_along(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    """Arrows of a gradient in the colour of its size, and arrows that carry NaN in red."""
    if moment.wanted.magnitude:
        _paint_sizes(painter, moment, seen, detail)
    if "finite" in moment.wanted.kinds:
        _paint_bad(painter, moment, seen, detail)


def paint_marks(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> Iterator[None]:
    """Badges and chips where they can be read; from afar only where something is wrong."""
    if detail != "full":
        _paint_alarms(painter, moment, seen)
        return
    badges = badges_in(moment, seen)
    if moment.stamp is not None:
        moment.stamp(painter, badges, moment.colours)
    else:
        for number, badge in enumerate(badges, 1):
            paint_badge(painter, badge, moment.colours)
            if number % AT_ONCE == 0:
                yield
    scene, kinds = moment.scene, moment.wanted.kinds
    for chip in book_of(scene).chips(scene):
        kind = "stretched" if chip.lines else "cut"
        if kind in kinds and chip.rect.intersects(seen):
            early = bool(scene.link_made[chip.link] > moment.step)
            flowed = bool(moment.flowed[chip.link])
            paint_chip(painter, chip, moment.colours, faint=early, flowed=flowed)


def bounds_of(scene: Scene) -> QRectF:
    """All of a scene, with the marks beside its arrows."""
    rect = scene.bounds
    for chip in book_of(scene).chips(scene):
        rect = rect.united(chip.rect)
    return rect


def badges_in(moment: Moment, seen: QRectF) -> Iterator[Badge]:
    """The badges in view; in a hurry those that are known already."""
    scene, step, wanted = moment.scene, moment.step, moment.wanted
    book, near = book_of(scene), seen.adjusted(-REACH, -REACH, REACH, REACH)
    if not not_finite(scene.index).counts:  # then nobody need look for some
        wanted = wanted._replace(kinds=wanted.kinds - {"finite"})
    for place in boxes_in(scene, near).tolist():
        if book.knows(place) or time.perf_counter() < moment.until:
            yield from book.badges(scene, place, moment.face(place), step, wanted)


def badge_at(moment: Moment, point: QPointF) -> Badge | None:
    """The badge under a scene point."""
    near = QRectF(point.x() - 1, point.y() - 1, 2, 2)
    found = [badge for badge in badges_in(moment, near) if rect_of(badge).contains(point)]
    return found[-1] if found else None


def tip_at(moment: Moment, point: QPointF) -> str:
    """What the mark under a scene point explains; empty where there is none."""
    badge = badge_at(moment, point)
    if badge is not None:
        return badge.tip
    for chip in book_of(moment.scene).chips(moment.scene):
        kind = "stretched" if chip.lines else "cut"
        if chip.rect.contains(point) and kind in moment.wanted.kinds:
            return tip_of(chip, flowed=bool(moment.flowed[chip.link]))
    return ""


def _paint_alarms(painter: QPainter, moment: Moment, seen: QRectF) -> None:
    """A triangle over each card where a run stopped or where NaN came up first."""
    if "finite" not in moment.wanted.kinds:
        return
    scene, scale = moment.scene, painter.worldTransform().m11()
    for place, marks in book_of(scene).first.items():
        if any(mark.since <= moment.step for mark in marks) and scene.rect(place).intersects(seen):
            painter.save()
            painter.translate(scene.ends[place].rect.topRight())
            painter.scale(FAR / 12 / scale, FAR / 12 / scale)
            painter.setBrush(QColor(moment.colours.error_tint))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRectF(-9, -9, 18, 18))
            colour = QColor(ink(moment.colours, "error"))
            paint_icon(painter, "warning", QPointF(-6, -7), colour)
            painter.restore()


def _paint_bad(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    forward, back = moment.bad_links()
    if not forward and not back:
        return
    shown = set(links_in(moment.scene, seen).tolist())
    colour = QColor(moment.colours.error)
    ahead = moment.scene.view != "grad_fn"
    _draw(painter, moment, shown & forward, colour, 2.0, back=not ahead, detail=detail)
    _draw(painter, moment, shown & back, colour, 3.0, back=True, detail=detail)


def _paint_sizes(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    links = links_in(moment.scene, seen)
    for colour, width, chosen in graded(moment, links):
        _draw(painter, moment, chosen, colour, width, back=True, detail=detail)
    if detail == "full":
        _paint_words(painter, moment, links)


def graded(moment: Moment, links: Places) -> Iterator[tuple[QColor, float, list[int]]]:
    """Those of some links that sent a gradient back, by its size: colour and width of each size."""
    links = links[moment.flowed[links]]
    found = sizes(moment.scene, moment.step, moment.flowed)
    at = np.round(level(found[links]) * LEVELS).astype(np.int64)
    for shade in np.unique(at).tolist():
        colour = QColor(shade_of(shade / LEVELS, dark=moment.colours.dark))
        yield colour, THIN + (THICK - THIN) * shade / LEVELS, links[at == shade].tolist()


def _paint_words(painter: QPainter, moment: Moment, links: Places) -> None:
    """`vanishing` and `exploding` beside the arrows that are."""
    painter.setFont(font(PX, bold=True))
    painter.setPen(QColor(ink(moment.colours, "error")))
    for rect, text in size_words(moment, links):
        painter.drawText(QPointF(rect.left() + 2, rect.bottom() - 3), text)


def size_words(moment: Moment, links: Places) -> Iterator[tuple[QRectF, str]]:
    """Words on sizes and where each stands, off all else; none where there are too many arrows."""
    scene = moment.scene
    if len(scene.graph.links) > MOST_LABELLED:
        return
    found = sizes(scene, moment.step, moment.flowed)
    spots = _WORD_SPOTS.setdefault(scene.geometry, {})
    around: Around | None = None
    for place in links[moment.flowed[links]].tolist():
        key = told(found[place])
        if not key:
            continue
        text = say(f"{key}_word", scene.language)
        if place not in spots:
            around = around or scene.geometry.around(
                [*_taken(moment), *filter(None, spots.values())]
            )
            spots[place] = around.place([place], (width_of(text, PX, bold=True) + 4, WORD))
            around.take(spots[place] or QRectF())
        rect = spots[place]
        if rect is not None:
            yield rect, text


def _taken(moment: Moment) -> Iterator[QRectF]:
    """Where other marks stand."""
    yield from map(rect_of, badges_in(moment, moment.scene.bounds))
    yield from (chip.rect for chip in book_of(moment.scene).chips(moment.scene))


def shade_of(at: float, *, dark: bool) -> str:
    """A colour of the scale, 0 to 1."""
    stops = STOPS[dark]
    place = min(int(at * (len(stops) - 1)), len(stops) - 2)
    return mix(stops[place], stops[place + 1], at * (len(stops) - 1) - place)


def _draw(
    painter: QPainter, moment: Moment, links: Iterable[int], colour: QColor, width: float,
    *, back: bool, detail: Detail,
) -> None:  # fmt: skip
    chosen = list(links)
    if detail == "rectangles" and len(chosen) > MANY:
        far, scale = moment.scene.geometry.far, painter.worldTransform().m11()
        far.lines(painter, np.array(chosen, np.intp), colour, width, scale)
        return
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    for place in chosen:
        pair = moment.scene.lines[place]
        arrow = pair.backward if back else pair.forward
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arrow.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(arrow.head)
