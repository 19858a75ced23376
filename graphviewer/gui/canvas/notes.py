"""Notes and arrows that a lecturer added to a picture: where they stand, and how they look."""

from __future__ import annotations

from math import atan2, cos, hypot, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from graphviewer.gui.canvas.drawing import font
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.note_paper import FLAGS, PAD, PX, note_rect, words_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.tape.arrangement import Arrangement, Arrow, End, Note

FOLD = 10.0  # of the paper's corner
BESIDE = 6.0  # between an arrow's end and what it points to
HEAD, SPREAD = 13.0, 0.42  # length of an arrow's head, and half its angle in radians
NEAR = 8.0  # pixels of the screen from an arrow that still hit it


def rect_of(scene: Scene, arrangement: Arrangement, key: str) -> QRectF:
    """Where a vertex or a note stands, by its name; empty if it is not there."""
    for note in arrangement.notes:
        if note.key == key:
            return note_rect(note)
    place = scene.place_of(key)
    return QRectF() if place is None else scene.rect(place)


def ends_of(scene: Scene, arrangement: Arrangement, arrow: Arrow) -> tuple[QPointF, QPointF] | None:
    """From and to where an arrow goes; None while something it belongs to is not there."""
    rects: list[QRectF] = []
    for end in (arrow.start, arrow.end):
        rect = QRectF(end.x, end.y, 0, 0)
        if end.key:
            rect = rect_of(scene, arrangement, end.key)
            if rect.isEmpty():
                return None
        rects.append(rect)
    first, last = rects[0].center(), rects[1].center()
    return _edge(rects[0], first, last), _edge(rects[1], last, first)


def end_at(scene: Scene, arrangement: Arrangement, point: QPointF, vertex: int | None) -> End:
    """An arrow's end at a point of the scene: at the note or the vertex there, if there is one."""
    note = note_at(arrangement, point)
    if note is not None:
        return End(key=note.key)
    if vertex is not None:
        return End(key=scene.keys[vertex])
    return End(point.x(), point.y())


def note_at(arrangement: Arrangement, point: QPointF) -> Note | None:
    """The note at a point of the scene, the topmost if several are there."""
    found = (note for note in reversed(arrangement.notes) if note_rect(note).contains(point))
    return next(found, None)


def arrow_at(scene: Scene, arrangement: Arrangement, point: QPointF, scale: float) -> Arrow | None:
    """The arrow at a point of the scene."""
    for arrow in reversed(arrangement.arrows):
        ends = ends_of(scene, arrangement, arrow)
        if ends is not None and _distance(point, *ends) * scale <= NEAR:
            return arrow
    return None


def paint_notes(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    """Draw what is in view; far away only the paper."""
    scene = moment.scene
    arrangement = scene.arrangement
    for arrow in arrangement.arrows:
        ends = ends_of(scene, arrangement, arrow)
        if ends is not None:
            paint_arrow(painter, *ends, QColor(moment.colours.text))
    for note in arrangement.notes:
        rect = note_rect(note)
        if rect.intersects(seen):
            _paint_note(painter, note, rect, moment.colours, words=detail != "rectangles")


def paint_arrow(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    """A straight arrow with a filled head."""
    across, down = end.x() - start.x(), end.y() - start.y()
    if hypot(across, down) < 1:
        return
    angle = atan2(down, across)
    pen = QPen(colour, 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end - QPointF(cos(angle), sin(angle)) * HEAD * 0.7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    sides = [angle + SPREAD, angle - SPREAD]
    corners = [end - QPointF(cos(one), sin(one)) * HEAD for one in sides]
    painter.drawPolygon(QPolygonF([end, *corners]))


def _paint_note(
    painter: QPainter, note: Note, rect: QRectF, colours: Colours, *, words: bool
) -> None:
    corner = rect.bottomRight()
    paper = [
        rect.topLeft(), rect.topRight(), QPointF(corner.x(), corner.y() - FOLD),
        QPointF(corner.x() - FOLD, corner.y()), rect.bottomLeft(),
    ]  # fmt: skip
    painter.setPen(QPen(QColor(colours.quiet), 1.2))
    painter.setBrush(QColor(colours.window))
    painter.drawPolygon(QPolygonF(paper))
    inner = QPointF(corner.x() - FOLD, corner.y() - FOLD)
    painter.drawPolyline(QPolygonF([paper[2], inner, paper[3]]))
    if words:
        painter.setPen(QColor(colours.text))
        painter.setFont(font(PX))
        painter.drawText(rect.adjusted(PAD, PAD, -PAD + 1, -PAD + 1), FLAGS, words_of(note.text))


def _edge(rect: QRectF, start: QPointF, toward: QPointF) -> QPointF:
    """Where the way from the middle of a rectangle leaves it, a little further."""
    across, down = toward.x() - start.x(), toward.y() - start.y()
    length = hypot(across, down)
    if rect.isEmpty() or not length:
        return start
    wide = rect.width() / 2 / abs(across) if across else float("inf")
    high = rect.height() / 2 / abs(down) if down else float("inf")
    share = min(min(wide, high) + BESIDE / length, 0.45)
    return start + QPointF(across, down) * share


def _distance(point: QPointF, start: QPointF, end: QPointF) -> float:
    """Between a point and a line from one end to the other."""
    way, to = end - start, point - start
    square = QPointF.dotProduct(way, way)
    share = 0.0 if not square else max(0.0, min(1.0, QPointF.dotProduct(to, way) / square))
    rest = to - way * share
    return hypot(rest.x(), rest.y())
