"""Values in the inspector: tables, maps, and what the pointer reads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.explain import numbers
from graphviewer.gui.panels.values import ValueView, is_printed
from graphviewer.gui.panels.values_heat import HeatMap
from graphviewer.gui.panels.values_map import MapKind, columns_of, field, picture, place_of, table
from graphviewer.gui.panels.values_table import NumberTable
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.tape.value import Stats, Value, encode
from tests.panels.conftest import value

WIDTHS = (280, 360, 480)


def sample() -> Value:
    """Every 15th element of a 300 by 200 tensor that counts from 0."""
    kept = np.arange(0, 60_000, 15, dtype=np.float32)
    stats = Stats(min=0, max=59_999, mean=29_999.5, std=17_320.5, norm=8e6, zeros=1, nans=0, infs=0)
    return Value(
        dtype="float32", shape=(300, 200), data=encode(kept, "float32"), stride=15, stats=stats
    )


@pytest.mark.parametrize(
    ("shape", "printed"),
    [
        ((), True),
        ((3,), True),
        ((33,), False),
        ((8, 8), True),
        ((9, 2), False),
        ((2, 2, 2), True),
        ((9, 2, 2), False),
        ((2, 2, 2, 2), False),
        ((0,), False),
    ],
)
def test_small_values_are_printed(shape: tuple[int, ...], printed: bool) -> None:
    assert is_printed(value(np.zeros(shape))) == printed


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 3, 7, 25])
def test_a_vector_never_grows_wider_than_the_panel(qtbot: QtBot, width: int, count: int) -> None:
    shown = NumberTable()
    qtbot.addWidget(shown)
    shown.set_value(value(np.linspace(-1.23456, 1, count)))
    shown.fit(width)
    assert shown.width() <= width


@pytest.mark.parametrize(
    "array", [12.5, [1.0, 2.0], [[1.0, 0.1], [3.0, 4.0]], np.linspace(0, 1, 30)],
    ids=["scalar", "vector", "matrix", "long"],
)  # fmt: skip
def test_every_cell_of_a_table_says_its_number_in_full(qtbot: QtBot, array: object) -> None:
    held = value(np.asarray(array))
    shown = NumberTable()
    qtbot.addWidget(shown)
    shown.set_value(held)
    shown.fit(280)
    read = {
        shown.text_at(QPointF(x, y)).split("  ")[-1]
        for x in range(0, shown.width(), 6)
        for y in range(0, shown.height(), 6)
    } - {""}
    assert read == {numbers.scalar(number, 17) for number in held.array().ravel()}


@given(st.integers(1, 40), st.integers(1, 40))
@settings(deadline=None, max_examples=25)
def test_a_map_shows_each_number_at_its_place(rows: int, columns: int) -> None:
    held = value(np.arange(rows * columns).reshape(rows, columns))
    shown = field(held, "sequential")
    for row, column in ((0, 0), (rows - 1, columns - 1), (rows // 2, columns // 3)):
        assert place_of(held, row, column) == (row, column)
        assert shown.numbers[row, column] == row * columns + column


@pytest.mark.parametrize(
    ("shape", "columns"),
    [
        ((48, 16), 16),
        ((64, 32, 1, 1), 32),
        ((16, 3, 7, 7), 49),
        ((4, 32, 4, 4), 16),
        ((2, 6, 16), 16),
    ],
)
def test_many_axes_are_laid_out_as_nearly_a_square(shape: tuple[int, ...], columns: int) -> None:
    assert columns_of(value(np.zeros(shape, np.float32))) == columns


def test_a_samples_places_are_those_of_the_tensor() -> None:
    held = sample()
    shown = field(held, "sequential")
    for kept in (0, 1, 33, held.kept - 1):
        row, column = divmod(kept, shown.numbers.shape[1])
        place = place_of(held, row, column)
        assert place is not None
        assert shown.numbers[row, column] == place[0] * 200 + place[1]
    assert (shown.low, shown.high) == (0, 59_999)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_zero_is_the_background_of_a_diverging_map(colours: Colours) -> None:
    held = value([[-1.0, 0.0, 3.0]])
    image = picture(field(held, "diverging"), colours)
    scale = table(colours, "diverging")
    assert QColor(image.pixel(2, 0)) == QColor.fromRgb(int(scale[-1]))
    middle, surface = QColor(image.pixel(1, 0)), QColor(colours.surface)
    assert abs(middle.red() - surface.red()) <= 3
    assert abs(middle.green() - surface.green()) <= 3
    assert abs(middle.blue() - surface.blue()) <= 3


def test_a_diverging_map_is_centred() -> None:
    shown = field(value([[-1.0, 0.5, 3.0]]), "diverging")
    assert (shown.low, shown.high) == (-3, 3)


@pytest.mark.parametrize("kind", ["diverging", "sequential"])
def test_what_is_no_number_stands_out(kind: MapKind) -> None:
    held = value([[1.0, np.nan], [np.inf, -np.inf]])
    image = picture(field(held, kind), LIGHT)
    red = QColor(LIGHT.error)
    assert [QColor(image.pixel(*at)) == red for at in ((0, 0), (1, 0), (0, 1), (1, 1))] == [
        False, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("array", [np.zeros((9, 9)), np.full((9, 9), np.nan), np.ones((9, 9))])
@pytest.mark.parametrize("kind", ["diverging", "sequential"])
def test_maps_without_a_range_are_drawn(
    qtbot: QtBot, array: np.ndarray[tuple[int, ...], np.dtype[np.float64]], kind: MapKind
) -> None:
    shown = HeatMap()
    qtbot.addWidget(shown)
    shown.set_value(value(array), kind)
    shown.resize(280, shown.heightForWidth(280))
    assert not shown.grab().isNull()


def test_a_map_says_index_and_number_under_the_pointer(qtbot: QtBot) -> None:
    shown = HeatMap()
    qtbot.addWidget(shown)
    shown.set_value(value(np.arange(200).reshape(10, 20) / 3), "sequential")
    shown.resize(280, shown.heightForWidth(280))
    assert shown.text_at(QPointF(1, 1)) == "[0, 0]  0"
    assert shown.text_at(QPointF(20, 1)) == "[0, 1]  0.33333334"
    assert shown.text_at(QPointF(279, 275)) == ""


def test_keys_copy_every_digit_as_text_csv_or_python(qtbot: QtBot) -> None:
    held = value([0.1, 1 / 3])
    shown = ValueView()
    qtbot.addWidget(shown)
    shown.set_value(held, "sequential")
    shown.retranslate()
    shown.show()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    QTest.keyClick(shown, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == numbers.full(held)
    QTest.keyClick(shown, Qt.Key.Key_C, control | alt)
    assert QGuiApplication.clipboard().text() == "0.1,0.33333334\n"
    QTest.keyClick(shown, Qt.Key.Key_P, control | alt)
    assert QGuiApplication.clipboard().text() == "[0.1, 0.33333334]"
    assert [action.text() for action in shown.actions()] == [
        "Copy numbers", "Copy as CSV", "Copy as Python"
    ]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "held",
    [
        value(np.zeros((8, 8)) + 0.12345),
        sample(),
        value(np.zeros((2, 3, 4, 5))),
        value(np.zeros(0)),
    ],
    ids=["matrix", "sample", "four", "empty"],
)
def test_nothing_sticks_out_of_the_view(qtbot: QtBot, held: Value, width: int) -> None:
    shown = ValueView()
    qtbot.addWidget(shown)
    shown.set_value(held, "diverging")
    shown.resize(width, shown.heightForWidth(width))
    shown.settle()
    for child in (child for child in shown.findChildren(HeatMap) if not child.isHidden()):
        assert child.mapTo(shown, QPoint(child.width(), child.height())).y() <= shown.height()
        assert child.width() <= width
    assert shown.height() > 0


def test_complex_numbers_are_shown_by_their_absolute_value() -> None:
    held = value(np.full((9, 9), 3 + 4j), "complex64")
    assert np.all(field(held, "sequential").numbers == 5)
