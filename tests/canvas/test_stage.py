"""The camera while the widget changes its size, and where the map of the whole stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.overview import CORNERS, SIZES, Overview
from graphviewer.gui.theme.colours import LIGHT

LARGE, SMALL = (900, 860), (420, 300)  # the first is that of the fixture
State = tuple[float, QPointF]


def state(canvas: Canvas) -> State:
    return canvas.camera.scale, QPointF(canvas.camera.centre)


def test_a_smaller_and_a_larger_window_end_where_they_began(canvas: Canvas) -> None:
    before = state(canvas)
    canvas.resize(*SMALL)
    canvas.set_step(1)
    canvas.set_step(8)
    assert state(canvas) != before
    canvas.resize(*LARGE)
    canvas.set_step(5)
    assert state(canvas) == before


def test_what_the_user_looks_at_stays_in_the_middle(canvas: Canvas) -> None:
    canvas.zoom(3.0)
    before = state(canvas)
    canvas.resize(*SMALL)
    assert state(canvas) == before
    canvas.resize(*LARGE)
    assert state(canvas) == before


def test_a_larger_window_shows_more_of_the_graph_and_not_emptiness(canvas: Canvas) -> None:
    canvas.resize(*SMALL)
    canvas.zoom(1.2)
    canvas._pan(0, 10_000)  # to its upper end
    canvas._pan(0, -250)
    canvas.resize(420, 1400)
    seen, whole = canvas.camera.seen(), canvas.camera.bounds
    assert seen.contains(QRectF(seen.left(), whole.top(), 1, whole.height()))


def test_the_whole_that_was_asked_for_stays_whole(canvas: Canvas) -> None:
    canvas.resize(*SMALL)
    canvas.fit()
    assert canvas.camera.seen().contains(canvas.camera.bounds)
    canvas.resize(400, 280)
    assert canvas.camera.seen().contains(canvas.camera.bounds)


def test_a_very_wide_graph_can_be_seen_whole() -> None:
    camera = Camera()
    camera.size = QRectF(0, 0, 800, 700).size()
    camera.bounds = QRectF(0, 0, 160_000, 2000)
    camera.scale, camera.centre = camera.fitting(0, 0, 0)
    assert camera.seen().adjusted(-1, -1, 1, 1).contains(camera.bounds)
    whole = camera.scale
    camera.zoom(0.5, QPointF(400, 350))
    assert camera.scale == whole


def overview() -> Overview:
    camera = Camera()
    camera.size = QRectF(0, 0, 800, 700).size()
    return Overview(camera)


def test_the_map_goes_to_a_free_corner_and_stays_there() -> None:
    found = overview()
    first = found.rect
    found.avoid(lambda rect: (0, int(rect.intersects(first))))
    moved = found.rect
    assert not moved.intersects(first)
    found.avoid(lambda _: (0, 0))
    assert found.rect == moved


def test_the_map_becomes_smaller_where_no_corner_is_free() -> None:
    found = overview()
    large = found.rect
    found.avoid(lambda _: (0, 1))
    assert found.rect.width() == large.width() * SIZES[-1]
    found.avoid(lambda _: (0, 0))
    assert found.rect.size() == large.size()


def test_the_cards_of_the_step_count_more_than_any_others() -> None:
    found = overview()
    corner = found._at(CORNERS.index((True, False)), SIZES[-1])
    found.avoid(lambda rect: (0, 3) if rect.intersects(corner) else (1, 1))
    assert found.rect == corner


def test_the_map_is_not_shown_where_each_corner_holds_a_card_of_the_step() -> None:
    found = overview()
    found.camera.bounds = QRectF(0, 0, 5000, 5000)
    for of_step in (0, 1, 0):
        found.avoid(lambda _, of_step=of_step: (of_step, 1))  # type: ignore[misc]
        assert (found.needed, found.shown) == (True, not of_step)


def test_the_map_of_a_narrow_graph_is_narrow_and_that_of_a_broad_one_is_not() -> None:
    found = overview()
    usual = found.rect
    found.camera.bounds = QRectF(0, 0, 300, 9000)
    assert found.rect.width() < usual.width() / 2
    assert (found.rect.right(), found.rect.bottom()) == (usual.right(), usual.bottom())
    point = found.rect.center()
    assert found.to_scene(point) == found.camera.bounds.center()
    found.camera.bounds = QRectF(0, 0, 9000, 300)
    assert found.rect == usual


def test_nobody_needs_a_map_of_what_is_nearly_all_in_view() -> None:
    found = overview()
    found.camera.centre = QPointF(400, 350)
    for high, needed in ((600, False), (800, False), (1400, True)):
        found.camera.bounds = QRectF(100, 50, 600, high)
        assert found.needed == needed


def test_nothing_shines_through_what_lies_over_the_foot(canvas: Canvas) -> None:
    canvas.resize(*SMALL)
    canvas.keep_foot(30)
    canvas.zoom(2.0)
    canvas._pan(0, 10_000)  # to its upper end
    canvas._pan(0, -260)
    assert canvas.camera.seen().bottom() < canvas.camera.bounds.bottom()
    image = canvas.grab().toImage()
    for y in (SMALL[1] - 2, SMALL[1] - 40):
        assert {image.pixelColor(x, y).name() for x in range(SMALL[0])} == {LIGHT.canvas.lower()}
    assert canvas._overview._at(0, 1.0).bottom() < canvas._strip_below


def test_nothing_shines_through_what_lies_over_the_top(canvas: Canvas) -> None:
    canvas.resize(*SMALL)
    canvas.keep_head(36)
    canvas.keep_caption(SMALL[0], 36)
    canvas.zoom(2.0)
    canvas._pan(0, 10_000)  # to its upper end
    canvas._pan(0, -260)
    assert canvas.scene is not None
    under = canvas.camera.to_scene(QPointF(0, 0)), canvas.camera.to_scene(QPointF(*SMALL))
    assert len(boxes_in(canvas.scene, QRectF(*under)))
    image = canvas.grab().toImage()
    strip = {image.pixelColor(x, 8).name() for x in range(SMALL[0])}
    assert strip == {LIGHT.canvas.lower()}


def test_where_nothing_lies_over_the_foot_no_line_ends_the_graph(canvas: Canvas) -> None:
    canvas.zoom(3.0)
    canvas.repaint()
    image = canvas.grab().toImage()
    last = [image.pixelColor(x, image.height() - 1).name() for x in range(image.width())]
    assert LIGHT.border.lower() not in last
