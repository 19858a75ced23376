"""The grids around a result: what they mark, and what lights up for a cell pointed at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels.grids import GridView
from graphviewer.gui.panels.inspector import InspectorPanel
from graphviewer.gui.panels.values_table import NumberTable
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

PROGRAM = """import torch
x = torch.arange(12.).reshape(3, 4)
column = x[:, 1]
x[1, 2] = 17
row = torch.arange(4.).reshape(1, 4)
wide = x + row
down = x.sum(0)
C = x @ torch.ones(4, 2)
deep = torch.arange(24).reshape(2, 3, 4)
i, j = (x > 8).nonzero(as_tuple=True)
"""


@pytest.fixture(scope="module")
def tape() -> Tape:
    return record(PROGRAM)


@pytest.fixture
def panel(qtbot: QtBot) -> InspectorPanel:
    made = InspectorPanel()
    qtbot.addWidget(made)
    made.resize(380, 900)
    made.show()
    return made


def go(panel: InspectorPanel, tape: Tape, line: int) -> None:
    """Show the last step of a line."""
    step = max(step.index for step in tape.steps if step.line == line)
    panel.show_step(tape, TapeIndex(tape), step)


def grids(panel: InspectorPanel) -> list[GridView]:
    return [grid for grid in panel.story.workings.operands.grids if not grid.isHidden()]


def lit(table: NumberTable) -> list[int]:
    """The flattened places of the lit cells."""
    return [] if table._lit is None else [at for at, one in enumerate(table._lit) if one]


def place(table: NumberTable, at: int) -> QPoint:
    """The middle of a cell."""
    points = (
        QPointF(x, y) for y in range(2, table.height(), 5) for x in range(2, table.width(), 5)
    )
    return next(point for point in points if table.cell_at(point) == at).toPoint()


def test_the_source_stands_beside_the_result_with_its_picked_cells(
    panel: InspectorPanel, tape: Tape
) -> None:
    go(panel, tape, 3)
    (grid,) = grids(panel)
    assert grid.caption.text() == "x  [3×4]"
    assert grid.words.text() == "3 of 12 cells read"
    assert grid.view.accessibleDescription() == "[0, 1], [1, 1], [2, 1]"
    assert panel.story.result.view.accessibleName() == "[1 5 9]"


def test_a_written_cell_is_marked_before_and_after(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 4)
    (grid,) = grids(panel)
    assert grid.words.text() == "before; 1 of 12 cells written"
    before, after = grid.view.numbers, panel.story.result.view.numbers
    assert before.text_at(QPointF(place(before, 6))) == "[1, 2]  6"
    assert after.text_at(QPointF(place(after, 6))) == "[1, 2]  17"


def test_the_pointer_lights_up_where_a_cell_is_from(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 6)
    result = panel.story.result.view.numbers
    assert "Point at a cell" in panel.story.workings.sentence.text()
    QTest.mouseMove(result, place(result, 6))
    assert panel.story.workings.sentence.text() == "wide[1, 2] = x[1, 2] + row[0, 2] = 17 + 2 = 19"
    assert [lit(grid.view.numbers) for grid in grids(panel)] == [[6], [6]]
    assert [grid.words.text() for grid in grids(panel)] == ["", "dim 0 stretched 1 → 3"]


def test_arrow_keys_go_from_cell_to_cell(qtbot: QtBot, panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 8)
    view, keys = panel.story.result.view, Qt.Key
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    left, right = (grid.view.numbers for grid in grids(panel))
    assert (lit(left), lit(right)) == ([0, 1, 2, 3], [0, 2, 4, 6])  # the first cell is told
    for key in (keys.Key_Right, keys.Key_Right, keys.Key_Down):
        QTest.keyClick(view, key)
    assert lit(view.numbers) == [3]
    assert (lit(left), lit(right)) == ([4, 5, 6, 7], [1, 3, 5, 7])
    assert view.accessibleDescription() == "C[1, 1] = 4·1 + 5·1 + 17·1 + 7·1 = 33"
    QTest.keyClick(view, keys.Key_Escape)
    assert lit(left) == [0, 1, 2, 3]


def test_a_sum_lights_up_its_axis(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 7)
    panel.story.result.view.point(2)
    (grid,) = grids(panel)
    assert grid.words.text() == "along dim 0: 3 cells into one"
    assert lit(grid.view.numbers) == [2, 6, 10]


def test_a_tensor_of_three_axes_is_shown_in_slices(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 9)
    table = panel.story.result.view.numbers
    assert table.isVisible()
    heads = [head.text for head in table._layout.heads] if table._layout else []
    assert heads[0] == "dim 0 = 0…1   dim 1 ↓ 3   dim 2 → 4"
    assert {"dim 0 = 0", "dim 0 = 1"} <= set(heads)
    assert table.text_at(QPointF(place(table, 23))) == "[1, 2, 3]  23"


def test_what_else_was_returned_is_shown_too(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 10)
    more = [grid for grid in panel.story.workings.more.grids if not grid.isHidden()]
    assert [grid.caption.text() for grid in more] == ["j  [4]"]


def test_steps_without_grids_show_none(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 3)
    panel.show_step(tape, TapeIndex(tape), 0)
    assert grids(panel) == []
    assert panel.story.workings.sentence.isHidden()
    panel.story.result.view.point(3)
    assert lit(panel.story.result.view.numbers) == []


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("width", [280, 480])
def test_grids_stay_within_the_panel(
    panel: InspectorPanel, tape: Tape, language: str, colours: Colours, width: int
) -> None:
    panel.set_colours(colours)
    panel.set_language(language)
    panel.resize(width, 600)
    index = TapeIndex(tape)
    for step in range(len(tape.steps)):
        panel.show_step(tape, index, step)
        panel.story.result.view.point(0)
        for part in (panel.story, panel.story.workings.operands):
            for child in part.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            ):
                if child.isVisible():
                    assert child.x() + child.width() <= part.width()
                    assert child.y() + child.height() <= part.height()


def test_an_operands_cell_lights_up_where_it_went(panel: InspectorPanel, tape: Tape) -> None:
    go(panel, tape, 8)
    left = grids(panel)[0].view.numbers
    QTest.mouseMove(left, place(left, 5))
    assert panel.story.workings.sentence.text() == "x[1, 1] = 5 → C[1, 0], C[1, 1]"
    assert lit(panel.story.result.view.numbers) == [2, 3]
    assert lit(left) == [5]
    go(panel, tape, 3)
    source = grids(panel)[0].view.numbers
    QTest.mouseMove(source, place(source, 5))
    assert panel.story.workings.sentence.text() == "x[1, 1] = 5 → column[1]"
