"""Small matrices as rows below each other: their text, their width, and the cards they make."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from graphviewer.gui.canvas.grids import LINE, can_be, grid, in_line, paint_grid, wide
from graphviewer.gui.canvas.measures import ROW
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import face_at, lit_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.canvas.sample import value
from tests.canvas.test_gradline import twice

pytestmark = pytest.mark.usefixtures("qtbot")
LONG = (0.1234, -0.5678, 1.25, 0.3333, -0.0625, 2.875)


def matrices(shape: tuple[int, ...] = (3, 2), numbers: tuple[float, ...] = LONG) -> Tape:
    """The tape of `twice` with matrices in place of its numbers."""
    tape = twice()
    tape.values[:] = [value(*numbers, shape=shape) for _ in tape.values]
    tape.tensors[:] = [
        type(row)(**{name: getattr(row, name) for name in row.__struct_fields__} | {"shape": shape})
        for row in tape.tensors
    ]
    return tape


def test_a_grid_has_a_line_a_row_and_every_number() -> None:
    assert grid(value(1, -1, 0.5, 1, -1, 1, shape=(3, 2))) == "1\t-1\n0.5\t1\n-1\t1"
    assert in_line("1\t-1\n0.5\t1") == "1 -1; 0.5 1"


@pytest.mark.parametrize("shape", [(), (3,), (1, 3), (3, 1), (4, 4), (2, 5), (2, 2, 1)])
def test_other_shapes_stay_in_a_line(shape: tuple[int, ...]) -> None:
    assert not can_be(shape)


def test_a_grid_is_as_wide_as_it_is_painted() -> None:
    text = grid(value(*LONG, shape=(3, 2)))
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_grid(painter, 10, 30, text, ROW, "#000000", bold=True)
    painter.end()
    white = image.pixel(0, 0)
    inked = [x for x in range(400) if any(image.pixel(x, y) != white for y in range(100))]
    assert inked[0] >= 10
    assert inked[-1] <= 10 + wide(text, ROW, bold=True)


def test_cards_of_matrices_keep_one_size_with_room_for_value_and_gradient() -> None:
    tape = matrices()
    scene = Scene(tape, TapeIndex(tape), "expression")
    place = scene.places["tensor", 0][0]
    plan = scene.plans[place]
    assert plan.lines == 3
    faces = [face_at(scene, place, step, lit_at(scene, step)) for step in range(5)]
    assert {face.value.count("\n") for face in faces} == {2}
    assert faces[3].more == "+ arriving"
    assert all(wide(face.grad, ROW, bold=True) < plan.width for face in faces)


def test_a_nodes_card_has_room_for_the_grid_of_its_gradient() -> None:
    tape = matrices()
    scene = Scene(tape, TapeIndex(tape), "grad_fn")
    for node in (0, 1):  # the leaf's, and one between
        place = scene.places["node", node][0]
        plan, line = scene.plans[place], Scene(twice(), TapeIndex(twice()), "grad_fn").plans[place]
        assert (plan.lines, plan.height) == (3, line.height + 2 * LINE)
        texts = [face_at(scene, place, step, lit_at(scene, step)).grad for step in range(5)]
        assert texts[4].count("\n") == 2
        assert all(wide(text, ROW, bold=True) < plan.width for text in texts)


def test_a_node_in_a_column_keeps_one_line_where_a_grid_is_hardly_narrower() -> None:
    tape = matrices((2, 2), (0.25, -1.0, 0.5, -1.25))
    scene = Scene(tape, TapeIndex(tape), "grad_fn")
    assert {scene.plans[scene.places["node", node][0]].lines for node in (1, 2, 3)} == {1}


@pytest.mark.parametrize(
    ("shape", "numbers", "lines"),
    [
        ((2, 3), LONG, 2),
        ((2, 2), (1.0, 2.0, 3.0, 4.0), 1),  # a line is no wider
        ((3, 4), (12.0,) * 12, 3),
        ((3, 4), LONG * 2, 1),  # the card would grow large
    ],
)
def test_a_matrix_is_a_grid_where_that_suits_its_card(
    shape: tuple[int, ...], numbers: tuple[float, ...], lines: int
) -> None:
    tape = matrices(shape, numbers)
    scene = Scene(tape, TapeIndex(tape), "expression")
    assert scene.plans[scene.places["tensor", 0][0]].lines == lines
