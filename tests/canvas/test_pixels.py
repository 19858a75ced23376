"""Kept pictures lie on the pixels of the screen, however many of them are one of the widget."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.faces import NOTHING
from graphviewer.gui.canvas.hit import Places
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import Picture, paint_cards
from graphviewer.gui.canvas.sprites import Sprites
from tests.canvas.test_walks import Screen, tape_of

WIDE, HIGH = 701, 903
RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0)
SAME = 0.99  # of a card's pixels: Qt puts letters on quarters of pixels, and they may tie


class Direct(Sprites):
    """Cards painted anew, none kept."""

    def paint(self, painter: QPainter, picture: Picture, places: Places, detail: Detail) -> None:
        paint_cards(painter, picture, places, detail)


def screen(qtbot: QtBot, ratio: float, scale: float) -> Screen:
    found = Screen()
    qtbot.addWidget(found)
    found.ratio = ratio
    found.resize(WIDE, HIGH)
    tape, index = tape_of("3.3")
    found.set_tape(tape, index)
    found.set_step(len(tape.steps) - 1)
    assert found.picture is not None
    found.picture.lit = NOTHING  # a light, and what is faint, mix otherwise with an empty ground
    found.render(QPixmap(found.size()))  # the first time it is resized
    found.camera.scale = scale
    found.camera.centre = found.camera.bounds.center() + QPointF(7, 13)
    return found


def pixels(canvas: Screen, corner: QPoint) -> npt.NDArray[np.int16]:
    """What the canvas paints in a window in which it begins at `corner`; rows, columns, colours."""
    size = canvas.size() + QSize(corner.x(), corner.y())
    surface = QPixmap(
        math.ceil(size.width() * canvas.ratio), math.ceil(size.height() * canvas.ratio)
    )
    surface.setDevicePixelRatio(canvas.ratio)
    surface.fill(QColor(canvas._colours.canvas))
    canvas.render(surface, corner)
    image = surface.toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width(), :3].astype(np.int16)


@pytest.mark.parametrize("corner", [QPoint(0, 0), QPoint(21, 31)], ids=["even", "odd"])
@pytest.mark.parametrize("scale", [1.0, 0.83])
@pytest.mark.parametrize("ratio", RATIOS)
def test_a_kept_card_is_the_one_that_is_painted_there(
    qtbot: QtBot, ratio: float, scale: float, corner: QPoint
) -> None:
    canvas = screen(qtbot, ratio, scale)
    kept = pixels(canvas, corner)
    canvas._sprites = Direct()
    differ = np.abs(kept - pixels(canvas, corner)).max(axis=2)
    assert canvas.scene is not None
    seen = 0
    for place, vertex in enumerate(canvas.scene.graph.vertices):
        rect = canvas.scene.rect(place)
        if vertex.kind == "tensor" and canvas.camera.seen().contains(rect):
            start = (canvas.camera.to_widget(rect.topLeft()) + QPointF(corner)) * ratio
            end = (canvas.camera.to_widget(rect.bottomRight()) + QPointF(corner)) * ratio
            left, top, right, bottom = map(round, (*start.toTuple(), *end.toTuple()))
            within = differ[top : bottom + 1, left : right + 1] <= 2
            assert within.mean() > SAME, place
            seen += 1
    assert seen > 1


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_scene_begins_on_a_pixel_of_the_screen(qtbot: QtBot, ratio: float) -> None:
    canvas, corner = screen(qtbot, ratio, 0.83), QPoint(21, 31)
    for _ in range(5):
        canvas._pan(0.4, 0.7)
        pixels(canvas, corner)
        at = (canvas.camera.offset() + QPointF(corner)) * ratio
        assert (at.x(), at.y()) == pytest.approx((round(at.x()), round(at.y())))


@pytest.mark.parametrize("ratio", RATIOS)
def test_what_is_pointed_at_is_what_is_seen_there(qtbot: QtBot, ratio: float) -> None:
    canvas = screen(qtbot, ratio, 1.0)
    pixels(canvas, QPoint(21, 31))
    point = QPointF(211.0, 97.5)
    there = canvas.camera.transform().map(canvas.camera.to_scene(point))
    assert (there - point).manhattanLength() < 1e-6
