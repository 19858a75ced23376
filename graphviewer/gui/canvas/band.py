"""The rubber band: a rectangle drawn over the picture that takes what it touches."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.notes import ends_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.arrangement import Arrow

SHADE = 0.12  # of the accent's colour inside


class Band:
    """One band, from a point of the scene to the pointer, also while the camera moves.

    It follows the pointer to the edge of what is in view. Until it is pulled it touches nothing.
    """

    def __init__(self, camera: Camera, start: QPointF) -> None:
        """`start` is a point of the widget."""
        self._camera = camera
        self._start = camera.to_scene(start)
        self._point: QPointF | None = None

    def pull(self, point: QPointF) -> None:
        """It ends at a point of the widget."""
        size = self._camera.size
        x, y = min(point.x(), size.width()), min(point.y(), size.height())
        self._point = QPointF(max(0.0, x), max(0.0, y))

    @property
    def rect(self) -> QRectF:
        """Where it is in the scene; empty until it is pulled."""
        if self._point is None:
            return QRectF()
        one = QPointF(1.0, 1.0) / self._camera.scale  # a pixel: a straight line touches as well
        drawn = QRectF(self._start, self._camera.to_scene(self._point)).normalized()
        drawn.setBottomRight(drawn.bottomRight() + one)
        return drawn

    def touched(self, scene: Scene) -> list[str]:
        """Names of the vertices, notes and arrows under it, in drawing order."""
        rect = self.rect
        if rect.isEmpty():
            return []
        places = boxes_in(scene, rect).tolist()
        found = [scene.keys[at] for at in places if scene.ends[at].rect.intersects(rect)]
        shown = scene.arrangement
        found += [note.key for note in shown.notes if note_rect(note).intersects(rect)]
        return found + [one.key for one in shown.arrows if _crosses(scene, one, rect)]

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Draw it; the painter is in the scene."""
        rect = self.rect
        if rect.isEmpty():
            return
        pen = QPen(QColor(ink(colours, "accent")), 1.0)
        pen.setCosmetic(True)
        shade = QColor(colours.accent)
        shade.setAlphaF(SHADE)
        painter.setPen(pen)
        painter.setBrush(shade)
        painter.drawRect(rect)


def _crosses(scene: Scene, arrow: Arrow, rect: QRectF) -> bool:
    ends = ends_of(scene, scene.arrangement, arrow)
    if ends is None:
        return False
    way = QPainterPath(ends[0])
    way.lineTo(ends[1])
    return way.intersects(rect)
