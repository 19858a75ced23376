"""What is on the clipboard for whoever pastes."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImageReader

from graphviewer.gui.export import clipboard


@pytest.mark.usefixtures("qtbot")
def test_a_picture_beyond_qts_limit_has_its_pixels_there() -> None:
    file = io.BytesIO()
    Image.new("RGB", (1200, 1000), "#0072B2").save(file, "PNG")
    before = QImageReader.allocationLimit()
    QImageReader.setAllocationLimit(1)  # megabytes; by itself 256
    try:
        clipboard.put(file.getvalue(), b"<svg/>")
        assert QImageReader.allocationLimit() == 1
    finally:
        QImageReader.setAllocationLimit(before)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1200, 1000)
    assert image.pixelColor(600, 500).name() == "#0072b2"
