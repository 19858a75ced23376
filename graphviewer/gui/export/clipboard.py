"""A picture on the clipboard, as pixels and as SVG: whoever pastes takes what it can."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from graphviewer.gui.export.job import Job


def both(png: Job, svg: Job) -> Job:
    """What makes the two kinds, one after the other."""
    pixels = yield from png
    drawing = yield from svg
    return [b"".join(pixels), b"".join(drawing)]


def put(png: bytes, svg: bytes) -> None:
    """Offer the two kinds to whoever pastes."""
    held = QMimeData()
    held.setImageData(_image(png))
    held.setData("image/png", QByteArray(png))
    held.setData("image/svg+xml", QByteArray(svg))
    QGuiApplication.clipboard().setMimeData(held)


def _image(png: bytes) -> QImage:
    """The pixels, however many: Qt's limit of 256 MB is for files of strangers."""
    before = QImageReader.allocationLimit()
    QImageReader.setAllocationLimit(0)
    try:
        return QImage.fromData(png)
    finally:
        QImageReader.setAllocationLimit(before)
