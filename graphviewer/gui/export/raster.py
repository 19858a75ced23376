"""Pictures in pixels: painted in bands, so that even a large one can be given up."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from threading import Event

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter

from graphviewer.gui.actions import QT_TRANSLATE_NOOP
from graphviewer.gui.export.job import Aside, ExportError, Job
from graphviewer.gui.export.sheet import Sheet

LARGEST = 16_000  # pixels on a side
MOST = 120_000_000  # pixels in all: half a gigabyte while they are painted
BAND = 256  # pixels of height painted at once
BLEED = 8.0  # scene pixels an arrow's head may reach beyond what it belongs to
NO_MEMORY = QT_TRANSLATE_NOOP(
    "Export", "The picture could not be painted: there was not enough memory for it."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Export",
    "The picture would be {width} × {height} pixels, which is too large. It fits at a scale of "
    "{scale}; SVG and PDF have no such limit.",
)


def pixels(width: float, height: float, scale: float) -> QSize:
    """How large a picture becomes. Raises ExportError where that is too large."""
    size = QSize(max(1, round(width * scale)), max(1, round(height * scale)))
    across, down = size.toTuple()
    if max(across, down) > LARGEST or across * down > MOST:
        raise ExportError(
            TOO_LARGE,
            width=f"{across:,}",
            height=f"{down:,}",
            scale=f"{most(width, height):g}",
        )
    return size


def most(width: float, height: float) -> float:
    """The largest scale at which a picture can be painted, in hundredths or two digits."""
    side = LARGEST / max(width, height, 1.0)
    found = min(side, math.sqrt(MOST / max(1.0, width * height)))
    parts = 10.0 ** max(2, 1 - math.floor(math.log10(found)))
    return math.floor(parts * found) / parts


def painted(sheet: Sheet, size: QSize, scale: float) -> Generator[float, None, QImage]:
    """A sheet as pixels; yields how far it is."""
    clear = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(size, clear if sheet.clear else QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(NO_MEMORY)
    for top in range(0, size.height(), BAND):
        band = QRect(0, top, size.width(), min(BAND, size.height() - top))
        for share in _band(sheet, image, band, scale):
            yield (top + share * band.height()) / size.height()
    return image


def _band(sheet: Sheet, image: QImage, band: QRect, scale: float) -> Iterator[float]:
    """Paint one band of it."""
    painter = QPainter(image)
    try:
        painter.setClipRect(band)
        if sheet.clear:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(band, 0)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.scale(scale, scale)
        part = QRectF(0, band.top() / scale, band.width() / scale, band.height() / scale)
        yield from sheet.paint(painter, part.adjusted(-BLEED, -BLEED, BLEED, BLEED))
    finally:
        painter.end()


def png(sheet: Sheet, scale: float) -> Job:
    """A PNG."""
    size = pixels(sheet.size.width(), sheet.size.height(), scale)
    image = yield from painted(sheet, size, scale)

    def encode(_stop: Event) -> bytes:
        return encoded(image)

    data: bytes = yield Aside(encode)
    return [data]


def encoded(image: QImage) -> bytes:
    """A picture as a PNG file's bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, b"png").write(image):
        raise ExportError(NO_MEMORY)
    return bytes(buffer.data().data())
