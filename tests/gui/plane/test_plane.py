"""The plane: which number is where, and what the hand does to it."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.charts.step_axes import View
from graphviewer.gui.plane.plane import ZOOM, Plane
from graphviewer.gui.plane.views import even, possible, zoomed

HOME = View((-8.0, 8.0), (-2.0, 3.0))
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def plane(qtbot: QtBot) -> Plane:
    """A plane of 600 by 400 pixels that shows HOME."""
    made = Plane()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.set_home(HOME)
    made.reset()
    made.show()
    return made


def _close(one: View, other: View) -> bool:
    return one.x == pytest.approx(other.x) and one.left == pytest.approx(other.left)


def _wheel(plane: Plane, place: QPointF, turned: int) -> None:
    event = QWheelEvent(
        place,
        plane.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by its place alone
    )
    QApplication.sendEvent(plane, event)


def test_pixels_and_numbers_are_each_others_inverse(plane: Plane) -> None:
    found = plane.to_numbers(plane.to_pixels(1.25, -0.5))
    assert (found.x(), found.y()) == pytest.approx((1.25, -0.5))


def test_dragging_moves_what_was_taken_hold_of_along(plane: Plane) -> None:
    start, goal = QPoint(300, 200), QPoint(380, 150)
    held = plane.to_numbers(QPointF(start))
    QTest.mousePress(plane, LEFT, NONE, start)
    QTest.mouseMove(plane, goal)
    QTest.mouseRelease(plane, LEFT, NONE, goal)
    found = plane.to_numbers(QPointF(goal))
    assert (found.x(), found.y()) == pytest.approx((held.x(), held.y()))


def test_escape_takes_a_drag_back(plane: Plane) -> None:
    QTest.mousePress(plane, LEFT, NONE, QPoint(300, 200))
    QTest.mouseMove(plane, QPoint(380, 150))
    QTest.keyClick(plane, Qt.Key.Key_Escape)
    QTest.mouseRelease(plane, LEFT, NONE, QPoint(380, 150))
    assert plane.view == HOME


def test_a_click_that_is_no_drag_tells_where(plane: Plane, qtbot: QtBot) -> None:
    place = plane.to_pixels(2.0, 1.0).toPoint()
    with qtbot.waitSignal(plane.clicked) as told:
        QTest.mouseClick(plane, LEFT, NONE, place)
    assert told.args is not None
    assert told.args[0].x() == pytest.approx(2.0, abs=0.05)
    assert plane.view == HOME


def test_the_wheel_zooms_about_the_pointer_and_zero_brings_it_back(
    plane: Plane,
) -> None:
    place = QPointF(200, 100)
    before = plane.to_numbers(place)
    _wheel(plane, place, 120)
    after = plane.to_numbers(place)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=0.05)
    assert plane.view.x[1] - plane.view.x[0] == pytest.approx(16 / ZOOM)
    QTest.keyClick(plane, Qt.Key.Key_0)
    assert plane.view == HOME


def test_one_direction_alone_can_be_zoomed(plane: Plane) -> None:
    plane.ways = "x"
    plane.zoom(2.0)
    assert plane.view.x == pytest.approx((-4.0, 4.0))
    assert plane.view.left == HOME.left


def test_arrow_keys_look_further(plane: Plane) -> None:
    QTest.keyClick(plane, Qt.Key.Key_Right)
    QTest.keyClick(plane, Qt.Key.Key_Up)
    assert _close(plane.view, View((-6.4, 9.6), (-1.5, 3.5)))


def test_the_pointer_is_told_in_numbers_and_when_it_leaves(plane: Plane) -> None:
    told: list[QPointF] = []
    plane.pointed.connect(told.append)
    QTest.mouseMove(plane, plane.to_pixels(1.0, 1.0).toPoint())
    QTest.mouseMove(plane, QPoint(2, 2))
    assert told[0].x() == pytest.approx(1.0, abs=0.05)
    assert math.isnan(told[-1].x())


def test_a_square_plane_has_units_of_one_length(qtbot: QtBot) -> None:
    plane = Plane(square=True)
    qtbot.addWidget(plane)
    plane.resize(600, 300)
    plane.show_view(View((-1.0, 1.0), (-1.0, 1.0)))
    one, other = plane.to_pixels(0.0, 0.0), plane.to_pixels(1.0, 1.0)
    assert other.x() - one.x() == pytest.approx(one.y() - other.y())
    assert plane.view.left == pytest.approx((-1.0, 1.0))


def test_even_shows_more_of_the_shorter_direction() -> None:
    assert even(View((0.0, 1.0), (0.0, 1.0)), 200, 100).x == pytest.approx((-0.5, 1.5))


def test_numbers_that_cannot_be_told_apart_are_not_zoomed_into() -> None:
    view = View((1.0, 1.0 + 1e-8), (0.0, 1.0))
    assert possible(view)
    assert zoomed(view, 100.0, (1.0, 0.5)) == view


def test_it_paints_itself_on_any_device(plane: Plane) -> None:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    plane.paint(painter)
    painter.end()
    at = plane.to_pixels(0.0, 1.05).toPoint()
    row = [image.pixelColor(x, at.y()).name() for x in range(at.x() - 3, at.x() + 4)]
    assert len(set(row)) > 1  # the line where x is 0 is among them


def test_logarithmic_axes_show_powers_of_ten(qtbot: QtBot) -> None:
    plane = Plane(log_x=True, log_y=True)
    qtbot.addWidget(plane)
    plane.resize(500, 300)
    plane.show_view(View((-16.0, 0.0), (-12.0, 2.0)))
    plane.grab()
    assert plane.to_numbers(plane.to_pixels(-8.0, -3.0)).x() == pytest.approx(-8.0)
