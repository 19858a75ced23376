"""An equation as a picture: measured once, painted in a theme, asked what is where."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from graphviewer.explain.equation import Math, Ref, Role, plain
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.gui.typeset.box import Box
from graphviewer.gui.typeset.lines import set_within

INK: dict[Role, str] = {
    "plain": "text",
    "value": "value",
    "gradient": "gradient",
    "leaf": "leaf",
    "loss": "loss",
    "constant": "quiet",
    "muted": "quiet",
}
TINT: dict[Role, str] = {
    "gradient": "gradient_tint",
    "leaf": "leaf_tint",
    "loss": "loss_tint",
}


class Typeset:
    """An equation set at a size in pixels; its origin is the top left corner.

    It is broken into lines of at most `width` pixels between its terms, or `anywhere`.
    """

    def __init__(
        self, math: Math, size: float, width: float = float("inf"), *, anywhere: bool = False
    ) -> None:
        self.math = math
        self.text = plain(math)
        self.size = size
        self._box: Box = set_within(math, size, width, anywhere=anywhere)
        self._ink = _ink(self._box)

    @property
    def width(self) -> float:
        """In pixels."""
        return self._box.width

    @property
    def height(self) -> float:
        """In pixels, over all its lines."""
        return self._box.height

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What it speaks of, each once, in reading order."""
        return tuple(dict.fromkeys(area.ref for area in self._box.areas))

    def areas(self, ref: Ref) -> list[QRectF]:
        """Where a thing stands in it."""
        return [
            QRectF(a.left, a.top + self._box.up, a.right - a.left, a.bottom - a.top)
            for a in self._box.areas
            if a.ref == ref
        ]

    def hit(self, point: QPointF) -> Ref | None:
        """What stands at a point: the innermost, with two pixels to spare."""
        x, y = point.x(), point.y() - self._box.up
        found = [
            area
            for area in self._box.areas
            if area.left - 2 <= x <= area.right + 2 and area.top - 2 <= y <= area.bottom + 2
        ]
        inner = min(found, key=lambda a: (a.right - a.left) * (a.bottom - a.top), default=None)
        return inner.ref if inner is not None else None

    def paint(
        self,
        painter: QPainter,
        at: QPointF,
        colours: Colours,
        *,
        lit: Ref | None = None,
        focus: Ref | None = None,
    ) -> None:
        """Paint it with its top left corner at a point; `lit` is tinted, `focus` framed."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(at)
        for ref, framed in ((lit, False), (focus, True)):
            if ref is not None:
                self._light(painter, ref, colours, framed=framed)
        painter.translate(0, self._box.up)
        for role, path in self._ink.items():
            painter.fillPath(path, QColor(ink(colours, INK[role])))
        painter.restore()

    def _light(self, painter: QPainter, ref: Ref, colours: Colours, *, framed: bool) -> None:
        roles = [area.role for area in self._box.areas if area.ref == ref]
        for rect, role in zip(self.areas(ref), roles, strict=True):
            hue = QColor(colours.accent if framed else getattr(colours, INK[role]))
            painter.setPen(QPen(hue, 1.5 if framed else 1.0))
            tint = QColor(getattr(colours, TINT.get(role, "value_tint")))
            painter.setBrush(Qt.BrushStyle.NoBrush if framed else tint)
            painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 4, 4)


def _ink(box: Box) -> dict[Role, QPainterPath]:
    """All marks of one role as one path."""
    paths: dict[Role, QPainterPath] = {}
    for mark in box.marks:
        path = paths.get(mark.role)
        if path is None:
            path = paths[mark.role] = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
        place = QTransform(mark.across, 0, 0, mark.along, mark.x, mark.y)
        path.addPath(place.map(mark.outline))
    return paths
