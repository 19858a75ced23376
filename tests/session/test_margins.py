"""The margin: the newest value of each line, and the gradient of the step itself."""

from __future__ import annotations

import pytest

from graphviewer.record.program import record
from graphviewer.session.margins import Margin, Margins, current_line, line_of
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.tape.sample import backward_part, forward_part, tape


def texts(position: int) -> dict[int, str]:
    whole = tape()
    return {one.line: one.text for one in Margins(whole, TapeIndex(whole)).at(position)}


def test_nothing_stands_in_the_margin_before_the_first_step() -> None:
    assert texts(-1) == {}


def test_each_line_shows_what_it_has_made_so_far() -> None:
    assert texts(1) == {2: "[1 1 1]", 3: "[2 2 2]"}
    assert texts(3) == {2: "[1 1 1]", 3: "[2 2 2]", 4: "[4 4 4]", 5: "12"}


def test_a_backward_step_puts_its_gradient_beside_the_line_of_its_operation() -> None:
    assert texts(5)[4] == "∂d/∂b [4 4 4]"
    assert texts(5)[5] == "12"


def test_a_gradient_is_said_in_full_on_hover() -> None:
    whole = tape()
    margin = Margins(whole, TapeIndex(whole)).at(5)[2]
    assert margin.role == "gradient"
    assert margin.tooltip.startswith("∂d/∂b = ")


def test_an_accumulated_gradient_stands_beside_its_leaf() -> None:
    assert texts(7)[2] == "a.grad [4 4 4]"


def test_margins_grow_with_the_tape() -> None:
    growing = Tape(meta=tape().meta)
    index = TapeIndex(growing)
    margins = Margins(growing, index)
    growing.extend(forward_part())
    index.refresh()
    margins.refresh()
    assert margins.at(0) == (
        Margin(line=2, text="[1 1 1]", role="value", about=margins.at(0)[0].about),
    )
    growing.extend(backward_part())
    index.refresh()
    margins.refresh()
    assert margins.at(4)[3].text == "∂d/∂c [1 1 1]"


def test_the_current_line_of_a_backward_step_is_its_operations() -> None:
    whole = tape()
    lines = [current_line(whole, position) for position in (-1, 2, 5, 7)]
    assert lines == [(None, "forward"), (4, "forward"), (4, "backward"), (2, "backward")]


def test_every_item_is_found_in_the_program() -> None:
    whole = tape()
    items = (Item("line", 9), Item("tensor", 1), Item("op", 2), Item("node", 3), Item("node", 1))
    assert [line_of(whole, item) for item in items] == [9, 3, 4, 5, 3]


def said(source: str, line: int) -> list[str]:
    """What stands beside a line at each step, repetitions left out."""
    whole = record(source)
    margins = Margins(whole, TapeIndex(whole))
    found: list[str] = []
    for position in range(len(whole.steps)):
        text = {one.line: one.text for one in margins.at(position)}.get(line, "")
        if found[-1:] != [text]:
            found.append(text)
    return found


def test_beside_a_loop_stands_the_row_whose_turn_it_is() -> None:
    """Lesson 1.12: the unit vectors."""
    source = "import torch\nx = torch.eye(3)\nfor u in x:\n    y = u + 1\n    z = y * 2\n"
    assert said(source, 3) == ["", "[1 0 0]", "[0 1 0]", "[0 0 1]"]


def test_the_row_changes_with_the_iteration_and_not_before() -> None:
    whole = record("import torch\nfor u in torch.eye(2):\n    y = u + 1\n")
    margins = Margins(whole, TapeIndex(whole))
    shown = [{one.line: one.text for one in margins.at(p)} for p in range(len(whole.steps))]
    assert [one[2] for one in shown] == ["[[1 0] [0 1]]", "[1 0]", "[1 0]", "[0 1]"]
    assert [one.get(3) for one in shown] == [None, None, "[2 1]", "[1 2]"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a, b = x.unbind()\nc = b\nd = a + b", "[1 0]"),
        ("values, places = x.max(0)\nc = places", "[1 1]"),
        ("places = x.max(0)[1]\nc = x + 1", "[0 1]"),
        ("x.max(0)\nc = x + 1", "[1 1]"),
    ],
)
def test_of_several_results_at_once_the_first_named_is_shown(text: str, wanted: str) -> None:
    assert said(f"import torch\nx = torch.eye(2)\n{text}\n", 3) == ["", wanted]
