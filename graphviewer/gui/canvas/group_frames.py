"""The frames of opened modules: where they stand, and how they are painted under everything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from graphviewer.graphs.data import Graph
from graphviewer.graphs.scalars import key_of, op_of
from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.drawing import FAINT, draw_text
from graphviewer.gui.canvas.measures import META, ROW
from graphviewer.gui.canvas.moment import Detail, Moment
from graphviewer.gui.canvas.planned import PAD
from graphviewer.gui.canvas.request import FRAME_MARK, FRAME_TITLE, frame_title
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import metrics_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.session.session import Item

ROUNDING, LINE_AT = 14.0, 23.0
NAME_AT, KIND_AT = 17.0, 31.0  # of a title with a class below it
LARGE = 24  # the height of a title seen from afar
KEPT = 8.0  # from the left end of what is seen to a title that would be cut


def frame_of(scene: Scene, group: int) -> QRectF:
    """Where an opened module stands; empty where the layout knows no frames."""
    found = scene.geometry.found.groups
    return QRectF(*found[group]) if group < len(found) else QRectF()


def title_at(scene: Scene, point: QPointF) -> Item | None:
    """The opened module whose title is under a scene point."""
    for group in reversed(range(len(scene.graph.groups))):
        rect = frame_of(scene, group)
        if rect.contains(point) and point.y() <= rect.top() + FRAME_TITLE:
            return item_of_group(scene, group)
    return None


def item_of_group(scene: Scene, group: int) -> Item | None:
    """What a frame is when it is selected."""
    key = scene.graph.groups[group].key
    op = op_of(key)
    if op is not None:
        return Item("op", op)
    place = scene.fold_at.get(key)
    if place is None:
        return None
    return Item("module" if "#" in key else "fold", place)


def group_of(scene: Scene, item: Item | None) -> int | None:
    """The frame that a selected item is, if it is one."""
    if item is not None and item.kind == "op":
        return scene.group_at.get(key_of(item.id))
    if item is None or item.kind not in ("module", "fold") or item.id >= len(scene.graph.folds):
        return None
    return scene.group_at.get(scene.graph.folds[item.id].key)


def where(scene: Scene, item: Item | None) -> QRectF:
    """The box or the frame of a selected item; empty where it is not drawn."""
    group = group_of(scene, item)
    if group is not None:
        return frame_of(scene, group)
    places = scene.places.get((item.kind, item.id), ()) if item is not None else ()
    return scene.rect(places[0]) if places else QRectF()


def framed(scene: Scene, item: Item | None, camera: Camera) -> QRectF:
    """What is selected, with its frame, in pixels of the widget; empty where it is not drawn."""
    rect = where(scene, item)
    if rect.isEmpty():
        return QRectF()
    rect.adjust(-4, -4, 4, 4)
    return QRectF(camera.to_widget(rect.topLeft()), camera.to_widget(rect.bottomRight()))


def around_place(graph: Graph, place: int) -> list[int]:
    """The frames a vertex stands in, outermost first."""
    return nested(graph, graph.vertices[place].group)


def nested(graph: Graph, group: int | None) -> list[int]:
    """A frame and those it stands in, outermost first."""
    found: list[int] = []
    while group is not None:
        found.insert(0, group)
        group = graph.groups[group].parent
    return found


def paint_frames(painter: QPainter, moment: Moment, seen: QRectF, detail: Detail) -> None:
    """Every frame in view: lit where the step happens inside, pale before its first.

    The title of a frame that is cut at the left stands where it can be read.
    """
    scene = moment.scene
    if not scene.graph.groups or not scene.geometry.found.groups:
        return
    lit = {g for place in moment.lit.vertices for g in around_place(scene.graph, place)}
    for group in range(len(scene.graph.groups)):
        rect = frame_of(scene, group)
        if rect.intersects(seen):
            light = moment.lit.light if group in lit else ""
            faint = scene.begun[group] > moment.step
            at = seen.left() + KEPT
            _paint_frame(painter, scene, group, light, moment.colours, detail, at, faint=faint)


def _paint_frame(
    painter: QPainter,
    scene: Scene,
    group: int,
    light: str,
    colours: Colours,
    detail: Detail,
    least: float,
    *,
    faint: bool,
) -> None:
    rect, row = frame_of(scene, group), scene.graph.groups[group]
    hue = QColor(getattr(colours, light) if light else colours.arrow)
    ground = QColor(colours.arrow)
    ground.setAlphaF(0.07)
    painter.setBrush(ground)
    painter.setOpacity(FAINT if faint else 1.0)
    pen = QPen(hue, 2.4 if light else 1.3)
    if detail == "rectangles":
        pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawRoundedRect(rect, ROUNDING, ROUNDING)
    painter.setOpacity(1.0)
    tone = ink(colours, light or ("quiet" if faint else "text"))
    if detail == "full":
        left = max(rect.left(), min(least, rect.right() - frame_title(row) - 2 * PAD))
        _full_title(painter, QPointF(left + PAD, rect.top()), row.title, row.kind, tone, colours)
        return
    text = metrics_of(LARGE, bold=True).elidedText(
        row.title, Qt.TextElideMode.ElideMiddle, rect.width() - PAD
    )
    draw_text(painter, rect.left() + PAD / 2, rect.top() + 26, text, LARGE, tone, bold=True)


def _full_title(
    painter: QPainter, at: QPointF, title: str, kind: str, tone: str, colours: Colours
) -> None:
    x, y = at.x() + FRAME_MARK, at.y() + (NAME_AT if kind else LINE_AT)
    _mark(painter, QPointF(at.x(), y - 5), tone)
    draw_text(painter, x, y, title, ROW, tone, bold=True)
    draw_text(painter, x, at.y() + KIND_AT, kind, META, ink(colours, "quiet"))


def _mark(painter: QPainter, at: QPointF, tone: str) -> None:
    """A triangle that points down: it is open."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone))
    corners: Sequence[QPointF] = (QPointF(-1, -3), QPointF(8, -3), QPointF(3.5, 3))
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
