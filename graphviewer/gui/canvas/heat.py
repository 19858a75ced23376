"""Heat maps: diverging about 0 for gradients and weights, else sequential; with a scale."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from graphviewer.explain.numbers import scalar
from graphviewer.gui.canvas.recent import Recent
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.value import Value

SCALE = 11  # text height of the scale
Map = tuple[QImage, float, float]  # with the least and the largest number
MAPS: Recent[Map] = Recent(512, 8 * 1024**2)
LEAST_ACROSS, LEAST_DOWN = 48.0, 24.0  # of a map, where the area is as large: cells are stretched


def paint_heat(
    painter: QPainter, area: QRectF, value: Value, colours: Colours, *, centred: bool
) -> None:
    """A matrix as coloured cells as large as fit in the area, the scale below."""
    picture, low, high = _picture(value, colours, centred)
    columns, rows = picture.width(), picture.height()
    cell = min(area.width() / columns, area.height() / rows, 16.0)
    # long matrices still fill something one can see from afar
    across = max(cell * columns, min(area.width(), LEAST_ACROSS))
    down = max(cell * rows, min(area.height(), LEAST_DOWN))
    target = QRectF(area.left(), area.top(), across, down)
    painter.drawImage(target, picture)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.setBrush(QColor(0, 0, 0, 0))
    painter.drawRect(target)
    text = f"±{scalar(high, 3)}" if centred else f"{scalar(low, 3)} … {scalar(high, 3)}"
    painter.setFont(sans(SCALE))
    painter.setPen(QColor(ink(colours, "quiet")))
    if width_of(text, SCALE) <= area.width() + 8:
        painter.drawText(QPointF(area.left(), area.top() + down + 14), text)


def _picture(value: Value, colours: Colours, centred: bool) -> Map:
    key = value, colours, centred
    found = MAPS.get(key)
    if found is None:
        found = _map(value, colours, centred=centred)
        MAPS.keep(key, found, len(value.data) + found[0].sizeInBytes())
    return found


def _map(value: Value, colours: Colours, *, centred: bool) -> Map:
    numbers = value.array().astype(np.float64).reshape(value.shape)
    finite = numbers[np.isfinite(numbers)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    if centred:
        high = max(abs(low), abs(high))
        low = -high
    span = high - low
    if span:
        at = np.clip((numbers - low) / span, 0.0, 1.0)
    else:  # all are 0, in the scale's middle, or all are equal
        at = np.full(numbers.shape, 0.5 if centred else 0.0)
    stops = (
        (colours.value, colours.surface, colours.gradient)
        if centred
        else (colours.surface, colours.value)
    )
    pixels = _blend(np.nan_to_num(at, nan=0.0), stops)
    pixels[~np.isfinite(numbers)] = _rgb(colours.error)
    rows, columns = pixels.shape[:2]
    opaque = np.full((rows, columns, 4), 255, np.uint8)
    opaque[..., :3] = pixels
    data = opaque.tobytes()
    picture = QImage(data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
    return picture, low, high


def _rgb(name: str) -> tuple[int, int, int]:
    colour = QColor(name)
    return colour.red(), colour.green(), colour.blue()


def _blend(at: npt.NDArray[np.float64], stops: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    positions = np.linspace(0.0, 1.0, len(stops))
    channels = np.array([_rgb(stop) for stop in stops], np.float64)
    mixed = [np.interp(at, positions, channels[:, channel]) for channel in range(3)]
    return np.stack(mixed, axis=-1).round().astype(np.uint8)
