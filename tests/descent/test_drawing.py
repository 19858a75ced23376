"""Contours, lines that leave the picture, and what hides what, against what is known of them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.descent.camera import Camera, hidden, surface_at
from graphviewer.gui.descent.contours import Contours, Ground
from graphviewer.gui.descent.levels import levels_of, worded
from graphviewer.gui.descent.strokes import Way, cut
from tests.descent.conftest import Room

LEFT = Qt.MouseButton.LeftButton
SIDE = np.linspace(-2.0, 2.0, 201)
X, Y = np.meshgrid(SIDE, SIDE)


def test_levels_of_a_bowl_over_decades_are_powers_of_ten() -> None:
    found = levels_of((1 - X) ** 2 + 100 * (Y - X**2) ** 2)
    assert found.log
    assert {0.1, 1.0, 10.0, 100.0, 1000.0} <= set(found.heights)
    shades = found.shade(np.array(found.heights))
    assert np.allclose(np.diff(shades), np.diff(shades)[0])


def test_levels_of_a_saddle_are_even() -> None:
    found = levels_of(X**2 - Y**2)
    assert not found.log
    assert np.allclose(np.diff(found.heights), 0.5)
    assert found.shade(np.array([-4.0, 0.0, 4.0])).tolist() == [0.0, 0.5, 1.0]


def test_levels_of_nothing_and_of_a_plain_are_none() -> None:
    assert levels_of(np.full((3, 3), np.nan)).heights == ()
    assert levels_of(np.full((3, 3), 2.0)).heights == ()


def test_heights_are_told_in_as_few_letters_as_tell_them_apart() -> None:
    assert worded((0.1, 0.316227, 10.0, 3162.27, 1e6)) == ["0.1", "0.316", "10", "3,160", "1e6"]
    assert worded((1000.1, 1000.2, 1000.3)) == ["1,000.1", "1,000.2", "1,000.3"]
    assert worded((-78.3299999, -78.3299998, -78.2)) == ["-78.33", "", "-78.2"]
    assert worded(()) == []


def test_no_two_heights_of_a_shallow_surface_read_the_same() -> None:
    for base in (1000.0, -78.33, 1e-3):
        told = [one for one in worded(levels_of(base + 1e-3 * (X**2 + Y**2)).heights) if one]
        assert len(set(told)) == len(told) > 0


def test_a_contour_of_a_circle_lies_on_the_circle(qapp: QApplication) -> None:  # noqa: ARG001
    found = Contours(Ground((-2.0, 2.0), (-2.0, 2.0), X**2 + Y**2))
    for height, lines in zip(found.levels.heights, found.lines, strict=True):
        points = [line.at(at) for line in lines for at in range(line.count())]
        radii = [(point.x() ** 2 + point.y() ** 2) for point in points]
        assert np.allclose(radii, height, atol=2e-3)


def test_a_band_holds_what_is_higher_and_nothing_else(qapp: QApplication) -> None:  # noqa: ARG001
    found = Contours(Ground((-2.0, 2.0), (-2.0, 2.0), X**2 + Y**2))
    height, band = found.levels.heights[-3], found.bands[-3]
    for x, y in np.random.default_rng(0).uniform(-1.9, 1.9, (200, 2)).tolist():
        if abs(x * x + y * y - height) > 0.02:
            assert band.contains(QPointF(x, y)) == (x * x + y * y > height)


def test_a_line_that_leads_far_away_keeps_its_direction() -> None:
    line = cut(100.0, 50.0, 1e8, 5e7, reach=1000.0)
    assert line is not None
    assert line.x2() == pytest.approx(1000.0)
    assert (line.dy() / line.dx()) == pytest.approx((5e7 - 50) / (1e8 - 100))
    assert cut(2000.0, 0.0, 3000.0, 100.0, reach=1000.0) is None


def test_points_too_close_to_be_seen_are_left_out_and_the_last_stays() -> None:
    way = Way()
    way.take(np.stack([np.linspace(0, 10, 5001), np.zeros(5001)], axis=1))
    rows = way.kept(0, 5000)
    assert len(rows) < 30
    assert (rows[0], rows[-1]) == (0, 5000)


def test_looked_at_from_the_side_a_wall_hides_what_is_behind_it() -> None:
    heights = np.zeros((41, 41))
    heights[:, 19:22] = 1.0  # a wall along y at x = 0
    behind, before = [0.5, 0.0, 0.0], [-0.5, 0.0, 0.0]
    camera = Camera(turn=90.0, tilt=10.0)  # from the side of small x
    box = np.array([behind, before])
    _, far = camera.project(box)
    nearer = int(np.argmin(far))
    found = hidden(camera, box, heights)
    assert not found[nearer]
    assert found[1 - nearer]
    assert not hidden(Camera(tilt=89.0), box, heights).any()


def test_the_surface_between_its_corners_is_bilinear() -> None:
    heights = np.array([[0.0, 1.0], [2.0, 3.0]])
    found = surface_at(heights, np.array([0.0, -1.0, 1.0, 1.5]), np.array([0.0, 1.0, 1.0, 0.0]))
    assert found[:3].tolist() == [1.5, 2.0, 3.0]
    assert np.isnan(found[3])


def test_the_surface_in_space_turns_and_hides_what_is_behind(room: Room, qtbot: QtBot) -> None:
    room.page.picture.beside.trigger()
    room.answer(qtbot)
    solid = room.page.picture.solid
    assert room.page.picture.stack.currentWidget() is solid
    before = solid.camera
    QTest.mousePress(solid, LEFT, pos=QPoint(300, 300))
    for at in (320, 360, 400):
        QTest.mouseMove(solid, QPoint(at, 310))
    QTest.mouseRelease(solid, LEFT, pos=QPoint(400, 310))
    assert solid.camera != before
    tilt = solid.camera.tilt
    QTest.keyClick(solid, Qt.Key.Key_Up)
    assert solid.camera.tilt > tilt
    qtbot.waitUntil(lambda: not solid._rest.isActive())  # it is drawn finer when it rests
    assert not solid.grab().isNull()
    solid.reset()
    qtbot.waitUntil(lambda: solid.camera == before)
