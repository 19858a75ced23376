"""What lies over the graph keeps off the step's cards and arrows."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSizeF

from graphviewer.gui.canvas.arrows import down
from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.free import free_place
from graphviewer.gui.canvas.keep_off import along_all, counting
from graphviewer.gui.canvas.mark_overlay import SCALE_HIGH
from graphviewer.gui.canvas.marks.kinds import EVERY
from graphviewer.gui.canvas.overview import Overview


def test_the_arrows_of_a_step_count_as_the_step(canvas: Canvas) -> None:
    assert canvas.picture is not None
    assert canvas.picture.lit.links
    seen, scene = canvas.camera.seen(), canvas.picture.scene
    count = counting(canvas.picture, seen)
    for link in canvas.picture.lit.links:
        arrow = scene.lines[link].backward if canvas.picture.lit.light == "gradient" else None
        x, y = (arrow or scene.lines[link].forward).middle
        assert count(QRectF(x - 1, y - 1, 2, 2))[0]
    assert count(QRectF(seen.left() - 99, seen.top() - 99, 1, 1)) == (0, 0)


def test_an_arrow_is_kept_off_where_it_then_stands(canvas: Canvas) -> None:
    assert canvas.picture is not None
    scene = canvas.picture.scene
    counting(canvas.picture, canvas.camera.seen())
    link = min(canvas.picture.lit.links)
    far = dict.fromkeys(scene.keys, (0.0, 3000.0))
    canvas.arrange(scene.arrangement.dragged(far))
    x, y = scene.lines[link].backward.middle
    spot = QRectF(x - 1, y - 1, 2, 2)
    assert counting(canvas.picture, spot)(spot)[0]


def test_a_long_straight_arrow_is_kept_off_in_its_middle_too() -> None:
    way = [(0.0, 0.0), (0.0, 10.0), (0.0, 2990.0), (0.0, 3000.0)]
    points = along_all([down(way)])
    assert np.hypot(*np.diff(points, axis=0).T).max() < 20


def test_a_note_stands_off_cards_and_arrows(canvas: Canvas) -> None:
    scene = canvas.scene
    assert scene is not None
    size = QSizeF(90, 40)
    corner = free_place(scene, canvas._room(), size, QRectF())
    assert corner is not None
    points = along_all(arrow for pair in scene.lines for arrow in pair)
    assert not any(QRectF(corner, size).contains(x, y) for x, y in points)


def test_the_map_hides_where_no_corner_is_free_and_much_of_the_graph_is_seen() -> None:
    for across, shown in ((1000, False), (9000, True)):
        found = Overview(Camera())
        found.camera.size = QSizeF(800, 700)
        found.camera.bounds = QRectF(0, 0, across, 1000)
        found.camera.centre = found.camera.bounds.center()
        found.avoid(lambda _: (0, 1))
        assert (found.needed, found.shown) == (True, shown)
        found.avoid(lambda _: (0, 0))
        assert found.shown


def test_the_scale_of_gradients_lies_over_no_card_of_the_step(canvas: Canvas) -> None:
    before = canvas._room().height() * canvas.camera.scale
    canvas.set_wanted(EVERY._replace(magnitude=True))
    after = canvas._room().height() * canvas.camera.scale
    assert after == pytest.approx(before - SCALE_HIGH)
    canvas.set_wanted(EVERY)
    assert canvas._room().height() * canvas.camera.scale == pytest.approx(before)
