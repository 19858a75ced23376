"""Where the splitters stand until the user moves them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest

from graphviewer.gui.pages.arrangement import PLACES, fitting, places
from graphviewer.gui.recall import first_size
from graphviewer.gui.window import MainWindow


@pytest.mark.parametrize(
    ("width", "program", "inspector"), [(1600, 504, 370), (1280, 352, 340), (3840, 560, 420)]
)
def test_columns_suit_the_window(width: int, program: int, inspector: int) -> None:
    columns = places(width, 800)["columns"]
    assert (columns[0], columns[2]) == (program, inspector)
    assert columns[1] >= 480
    assert sum(columns) == width - 2  # two handles


def test_the_program_has_three_times_the_outputs_room() -> None:
    top, bottom = places(1600, 800)["left"]
    assert top == 3 * bottom


def test_the_first_window_leaves_a_small_screen_room_for_its_title_bar() -> None:
    assert first_size(QSize(2560, 1400)) == QSize(1440, 900)
    assert first_size(QSize(1280, 720)) == QSize(1280, 672)


def test_the_watch_comes_and_goes_between_wide_and_narrow(window: MainWindow) -> None:
    window.commands["panel_watch"].trigger()
    for width in (1000, 1500, 1000):
        window.resize(width, 700)
        QTest.qWait(1)
        window.page.arrangement.reveal("watch")
        assert window.page.watch.isVisible()
    window.commands["panel_watch"].trigger()
    assert not window.page.watch.isVisible()
    window.resize(1500, 700)
    QTest.qWait(1)
    assert not window.page.watch.isVisible()


@pytest.mark.parametrize(("height", "least"), [(640, 430), (915, 540)])
def test_in_a_low_window_the_graph_keeps_its_room_beside_the_watch(height: int, least: int) -> None:
    graph, watch = places(1280, height)["middle"]
    assert graph >= least
    assert watch >= 190
    assert graph + watch == height


@pytest.mark.parametrize("sizes", [(1, 2), (1, 2, -3), (1, 2, 1 << 40)])
def test_remembered_sizes_that_no_window_has_are_left_out(sizes: tuple[int, ...]) -> None:
    assert fitting({"columns": sizes}, PLACES) == {}
    assert fitting({"columns": (1, 2, 3), "rows": sizes}, PLACES) == {"columns": (1, 2, 3)}
