"""How each series is drawn: a hue and a dash, so that no two are told apart by colour alone."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import legible

HUES = ("value", "gradient", "leaf", "loss", "text", "quiet")
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 3), (1.5, 2), (6, 2, 1.5, 2))
WIDTH = 2.0
CONTRAST = 3.0  # WCAG 2 AA of graphics
SWATCH = QSize(26, 14)


class Stroke(Struct, frozen=True):
    """A field of Colours and a place in `DASHES`."""

    hue: str
    dash: int


def stroke_of(place: int) -> Stroke:
    """How the series in a place on the chart is drawn: the first solid, others dashed as well."""
    return Stroke(HUES[place % len(HUES)], (place + place // 12) % len(DASHES))


def pen_of(stroke: Stroke, colours: Colours) -> QPen:
    """The pen of a series in a theme."""
    colour = legible(
        str(getattr(colours, stroke.hue)), colours.surface, colours.text, wanted=CONTRAST
    )
    pen = QPen(QColor(colour), WIDTH)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if DASHES[stroke.dash]:
        pen.setDashPattern(DASHES[stroke.dash])
    return pen


def swatch(stroke: Stroke, colours: Colours, ratio: float | None = None) -> QIcon:
    """A piece of the line, for lists; as sharp on screens of one and two pixels a point."""
    icon = QIcon()
    for one in (1.0, 2.0) if ratio is None else (ratio,):
        icon.addPixmap(_piece(pen_of(stroke, colours), one))
    return icon


def _piece(pen: QPen, ratio: float) -> QPixmap:
    pen.setCosmetic(False)  # as wide as the line in points, not in pixels
    pixmap = QPixmap(SWATCH * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        middle = SWATCH.height() / 2
        painter.drawLine(QPointF(1, middle), QPointF(SWATCH.width() - 1, middle))
    finally:
        painter.end()
    return pixmap


def no_swatch() -> QIcon:
    """As much room as a swatch takes, so that names stand in one column."""
    pixmap = QPixmap(SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)
