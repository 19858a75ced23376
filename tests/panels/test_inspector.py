"""The inspector at the steps of small programs."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviewer.explain.equation import Ref
from graphviewer.files.lessons import lesson
from graphviewer.gui.panels.inspector import InspectorPanel
from graphviewer.gui.panels.words import Words
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.record.program import record
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

THRICE = """import torch
a = torch.tensor([1., 2.], requires_grad=True)
b = a + 1
c = (b * 2).sum() + (b * 3).sum() + (b * 4).sum()
c.backward()
"""


@pytest.fixture
def panel(qtbot: QtBot) -> InspectorPanel:
    made = InspectorPanel()
    qtbot.addWidget(made)
    made.resize(360, 800)
    made.show()
    return made


@pytest.fixture(scope="module")
def thrice() -> Tape:
    return record(THRICE)


def shown(panel: InspectorPanel) -> list[str]:
    """Every paragraph on screen."""
    return [words.text() for words in panel.findChildren(Words) if words.isVisible()]


def test_it_says_what_to_do_before_anything_ran(panel: InspectorPanel) -> None:
    assert shown(panel) == ["Run a program, then step through it."]


def test_a_backward_step_is_told(panel: InspectorPanel, tape: Tape, index: TapeIndex) -> None:
    panel.show_step(tape, index, 5)
    assert panel.story.caption.text() == "STEP 6 OF 9 — BACKWARD"
    assert panel.story.heading.text() == "MulBackward0   c = b * b"
    assert panel.story.box.equations()
    assert panel.story.result.view.numbers.text_at(QPointF(5, 5)) == "[0]  4"
    assert "AddBackward0" in panel.story.facts.text()


def test_every_step_can_be_shown(panel: InspectorPanel, tape: Tape, index: TapeIndex) -> None:
    for step in range(-1, len(tape.steps)):
        panel.show_step(tape, index, step)
        assert not panel.grab().isNull()
    panel.clear()
    assert len(shown(panel)) == 1


def test_a_click_on_a_factor_picks_its_tensor(
    qtbot: QtBot, panel: InspectorPanel, tape: Tape, index: TapeIndex
) -> None:
    panel.show_step(tape, index, 5)
    view = panel.story.box.equations()[0]
    places = [QPoint(x, y) for x in range(0, view.width(), 4) for y in range(0, view.height(), 4)]
    place = next(p for p in places if view.ref_at(QPointF(p)) == Ref("tensor", 1))
    with qtbot.waitSignal(panel.picked) as picked:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert picked.args == [Item("tensor", 1)]


def test_a_selected_tensor_stands_below_the_step_and_stays(
    panel: InspectorPanel, tape: Tape, index: TapeIndex
) -> None:
    panel.show_tensor(tape, index, 1, 3)
    assert panel.tensor.heading.text() == "b"
    assert panel.tensor.gradient.isHidden()
    panel.show_step(tape, index, 7)
    assert panel.tensor.isVisible()
    assert panel.tensor.gradient.view.numbers.text_at(QPointF(5, 5)) == "[0]  4"
    panel.set_selection(None)
    assert panel.tensor.isHidden()


def test_a_selected_node_tells_the_step_that_ran_it(
    panel: InspectorPanel, tape: Tape, index: TapeIndex
) -> None:
    panel.show_step(tape, index, 7)
    panel.set_selection(Item("node", 2))
    assert panel.other.heading.text().startswith("MulBackward0")
    panel.show_step(tape, index, 2)
    assert panel.other.isHidden()


def test_partial_sums_are_told_as_they_arrive(panel: InspectorPanel, thrice: Tape) -> None:
    index = TapeIndex(thrice)
    tensor = next(i for i in range(len(thrice.tensors)) if index.name(i) == "b")
    told = {}
    for step in range(len(thrice.steps)):
        panel.show_tensor(thrice, index, tensor, step)
        gradient = panel.tensor.gradient
        if panel.tensor.isVisible() and not gradient.isHidden() and gradient.note.isVisible():
            told[gradient.note.text()] = gradient.view.numbers.text_at(QPointF(5, 5))
    # autograd runs later operations first: 4, then 4 + 3; the last one completes the sum
    assert told == {"1 of 3 arrived": "[0]  4", "2 of 3 arrived": "[0]  7"}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("width", [280, 480])
def test_nothing_sticks_out(
    panel: InspectorPanel, thrice: Tape, language: str, colours: Colours, width: int
) -> None:
    panel.set_colours(colours)
    panel.set_language(language)
    panel.resize(width, 600)
    index = TapeIndex(thrice)
    for step in range(len(thrice.steps)):
        panel.show_tensor(thrice, index, 0, step)
        for part in (panel.story, panel.tensor):
            for child in part.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            ):
                if child.isVisible():
                    assert child.x() >= 0
                    assert child.x() + child.width() <= part.width()
                    assert child.y() + child.height() <= part.height()


def test_the_language_reaches_the_explanation(
    panel: InspectorPanel, tape: Tape, index: TapeIndex
) -> None:
    panel.show_step(tape, index, 5)
    panel.set_language("ko")
    assert "역전파" in panel.story.caption.text()


def test_a_step_costs_little(panel: InspectorPanel, tape: Tape, index: TapeIndex) -> None:
    costs = []
    for _ in range(3):
        for step in range(len(tape.steps)):
            start = time.process_time()
            panel.show_step(tape, index, step)
            costs.append(time.process_time() - start)
    assert sorted(costs)[len(costs) // 2] < 0.008


def test_a_caption_without_a_title_begins_where_the_others_do(
    panel: InspectorPanel,
) -> None:
    tape = record(THRICE + "print(a.grad)\n")
    leaf = next(row.id for row in tape.tensors if row.is_leaf)
    panel.show_tensor(tape, TapeIndex(tape), leaf, len(tape.steps) - 1)
    assert panel.tensor.leaf_grad.isVisible()
    assert panel.tensor.leaf_grad.caption.text() == "a.grad"
    assert panel.tensor.value.caption.text() == "VALUE"


@pytest.fixture(scope="module")
def lstm() -> Tape:
    return record(lesson("8.1").source())


def test_no_name_and_no_number_of_an_lstms_chain_rule_is_cut(
    panel: InspectorPanel, lstm: Tape
) -> None:
    panel.resize(340, 520)
    index = TapeIndex(lstm)
    for step in range(0, len(lstm.steps), 7):
        panel.show_step(lstm, index, step)
        for view in panel.story.box.equations():
            assert view.width() == panel.story.box.width() - 28
            assert all(at.x() + one.width <= view.width() for one, at in view._set)


def test_a_call_stands_beside_the_heading_only_where_one_line_holds_both(
    panel: InspectorPanel, lstm: Tape
) -> None:
    index = TapeIndex(lstm)
    beside = set()
    for step in range(0, len(lstm.steps), 3):
        panel.show_step(lstm, index, step)
        assert panel.story.heading.lines() == 1
        beside.add(panel.story.phrase.isHidden())
    assert beside == {True, False}


def test_what_was_printed_is_read_without_scrolling_sideways(panel: InspectorPanel) -> None:
    tape = record("import torch\nprint(torch.arange(40.0))\nprint('end')\n")
    last = len(tape.steps) - 1
    panel.show_step(tape, TapeIndex(tape), last - 1)
    box = panel.story.box
    assert box.printed.isVisible()
    assert box.printed.text() == tape.steps[last - 1].text.rstrip("\n")
    assert box.printed.lines() > box.printed.text().count("\n")
    assert not box.equations()
    panel.show_step(tape, TapeIndex(tape), 0)
    assert not box.printed.isVisible()


def test_a_step_of_thousands_is_counted_in_thousands(panel: InspectorPanel) -> None:
    tape = record("import torch\nx = torch.ones(1)\nfor _ in range(1200):\n    x = x + 1\n")
    panel.show_step(tape, TapeIndex(tape), 1000)
    assert panel.story.caption.text().startswith("STEP 1,001 OF 1,2")
