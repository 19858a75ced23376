"""A value on its way along the arrows of a step, for a quarter of a second: nothing waits."""

from __future__ import annotations

import time

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviewer.gui.canvas.faces import Light
from graphviewer.gui.canvas.picture import Picture

MILLISECONDS = 260
SOONEST = 0.45  # seconds since the step before; who steps faster sees the steps only
MOST = 24  # arrows
RADIUS, HALO = 6.0, 11.0  # scene pixels


class Travel(QObject):
    """Moves dots along the arrows that a step is about."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = True
        self._picture: Picture | None = None
        self._legs: list[tuple[QPainterPath, float, float]] = []  # from when to when
        self._stepped = 0.0
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._animation.valueChanged.connect(self._on_animation_value)
        self._animation.finished.connect(self.stop)

    @property
    def under_way(self) -> bool:
        """Whether something travels."""
        return bool(self._legs)

    def step(self, picture: Picture, *, forward: bool, seen: QRectF) -> None:
        """A step has been taken: show what it sends, where that can be seen and followed."""
        before, self._stepped = self._stepped, time.monotonic()
        self.stop()
        links = picture.lit.links
        slow = self._stepped - before > SOONEST
        if not (self.wanted and forward and slow and picture.lit.light and len(links) <= MOST):
            return
        legs = [_leg(picture, link, picture.lit.light) for link in sorted(links)]
        if all(begin > 0 for _, begin, _ in legs):  # nothing comes first
            legs = [(path, 0.0, 1.0) for path, _, _ in legs]
        near = seen.adjusted(-HALO, -HALO, HALO, HALO)
        self._legs = [leg for leg in legs if _extent(leg[0]).intersects(near)]
        if self._legs:
            self._picture = picture
            self._animation.start()

    def stop(self) -> None:
        """Be there at once."""
        self._animation.stop()
        self._picture, self._legs = None, []

    def paint(self, painter: QPainter, picture: Picture) -> None:
        """The dots, over a picture of the scene; none over another than theirs."""
        if picture is not self._picture:
            return
        part = float(self._animation.currentValue())
        hue = QColor(getattr(picture.colours, picture.lit.light))
        halo = QColor(hue)
        halo.setAlphaF(0.25)
        rim = QPen(QColor(picture.colours.canvas), 1.5)
        for path, begin, end in self._legs:
            if begin <= part <= end:
                at = path.pointAtPercent(min(1.0, (part - begin) / (end - begin)))
                painter.setPen(rim)
                painter.setBrush(halo)
                painter.drawEllipse(at, HALO, HALO)
                painter.setBrush(hue)
                painter.drawEllipse(at, RADIUS, RADIUS)

    def _on_animation_value(self, _part: float) -> None:
        self.moved.emit()


def _leg(picture: Picture, link: int, light: Light) -> tuple[QPainterPath, float, float]:
    """The way along a link, and in which part of the time: into a sign first, then out of it."""
    scene = picture.scene
    pair, row = scene.lines[link], scene.graph.links[link]
    if light == "gradient":
        path = _whole(pair.backward.line, pair.backward.tip)
        first = scene.graph.vertices[row.source].kind == "op"
    else:
        path = _whole(pair.forward.line, pair.forward.tip)
        first = scene.graph.vertices[row.target].kind == "op"
    if scene.view == "grad_fn":
        return path if light == "gradient" else path.toReversed(), 0.0, 1.0
    return (path, 0.0, 0.5) if first else (path, 0.5, 1.0)


def _extent(path: QPainterPath) -> QRectF:
    """A rectangle round a path; never empty, as that of an upright line is."""
    return path.boundingRect().adjusted(-1, -1, 1, 1)


def _whole(line: QPainterPath, tip: tuple[float, float]) -> QPainterPath:
    """An arrow's line as far as its tip, which the head hides."""
    path = QPainterPath(line)
    path.lineTo(QPointF(*tip))
    return path
