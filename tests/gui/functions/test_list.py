"""The list of functions: typing, sliders, what is wrong, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from graphviewer.formulas.questions import Curve
from graphviewer.gui.functions.answers import CURVE
from graphviewer.gui.functions.row import FunctionRow, marked
from graphviewer.gui.functions.strokes import stroke_of
from graphviewer.session.functions import MOST
from tests.gui.functions.conftest import Desk


def _only(desk: Desk) -> FunctionRow:
    (row,) = desk.page.list.rows.values()
    return row


def _type(desk: Desk, text: str) -> None:
    entry = _only(desk).formula
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    desk.stub.answer()


def _curves(desk: Desk) -> list[Curve]:
    found = [one for channel, one in desk.stub.all if channel.startswith(CURVE)]
    return [one for one in found if isinstance(one, Curve)]


def test_a_formula_is_drawn_while_it_is_typed_and_undone_as_one(desk: Desk) -> None:
    _type(desk, "sin(x)")
    assert desk.functions.plot.functions[0].formula == "sin(x)"
    assert desk.answers.curves[1].formula == "sin(x)"
    QTest.keyClick(_only(desk).formula, Qt.Key.Key_Return)
    desk.functions.undo()
    assert _only(desk).formula.text() == "sigmoid(x)"
    assert not desk.functions.can_undo


def test_it_is_set_as_mathematics(desk: Desk) -> None:
    _type(desk, "a*x^2")
    assert _only(desk).maths.accessibleName() == "a · x^2"


def test_what_is_wrong_is_said_with_its_place_and_nothing_is_drawn(desk: Desk) -> None:
    _type(desk, "sin(x) + foo(x)")
    row = _only(desk)
    assert row.wrong.isVisible()
    assert "foo" in row.wrong.text()
    assert row.where.text() == "sin(x) + foo(x)\n         ^"
    assert not desk.page.plots.planes[0].scenery.trails
    assert not desk.page.table.item(0, 1).text()  # type: ignore[union-attr]


def test_a_long_formula_is_shown_about_what_is_wrong() -> None:
    shown, mark = marked("x + " * 20 + "?" + " + x" * 20, 80).split("\n")
    assert shown[mark.index("^")] == "?"
    assert len(shown) < 45


def test_a_refusal_of_the_calculator_is_said_too(desk: Desk) -> None:
    _type(desk, "cos(x)")
    assert _only(desk).wrong.text() == "The stub does not know this."
    _type(desk, "sin(x)")
    assert not _only(desk).wrong.isVisible()


def test_a_constant_has_a_slider_and_a_drag_is_undone_as_one(desk: Desk) -> None:
    desk.show("a*x^2")
    row = _only(desk).constants["a"]
    row.slider.setSliderDown(True)
    for notch in (650, 700, 800):
        row.slider.setValue(notch)
    row.slider.setSliderDown(False)
    desk.stub.answer()
    assert _curves(desk)[-1].constants == {"a": 3.0}
    assert row.number.text() == "3"
    desk.functions.undo()
    assert (row.number.text(), row.slider.value()) == ("1", 600)


def test_while_a_slider_is_dragged_only_the_newest_waits(desk: Desk) -> None:
    desk.show("a*x^2")
    before = len(_curves(desk))
    for notch in range(610, 700):
        _only(desk).constants["a"].slider.setValue(notch)
    assert len(_curves(desk)) == before + 1
    desk.stub.answer()
    assert [one.constants["a"] for one in _curves(desk)[before:]] == [1.1, 1.99]


def test_the_number_and_the_range_of_a_slider_are_typed(desk: Desk) -> None:
    desk.show("a*x^2")
    row = _only(desk).constants["a"]
    for entry, text in ((row.number, "7.25"), (row.high, "10"), (row.low, "20")):
        entry.selectAll()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
    slider = desk.functions.plot.functions[0].sliders["a"]
    assert (slider.value, slider.low, slider.high) == (7.25, -5.0, 10.0)
    assert row.low.text() == "-5"


def test_a_range_that_no_slider_can_have_stays_as_it_was(desk: Desk) -> None:
    desk.show("a*x^2")
    row = _only(desk).constants["a"]
    for entry, text in ((row.low, "-1e308"), (row.high, "1e308")):
        entry.selectAll()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
    slider = desk.functions.plot.functions[0].sliders["a"]
    assert (slider.low, slider.high) == (-1e308, 5.0)
    assert row.high.text() == "5"
    row.slider.setValue(0)
    assert desk.functions.plot.functions[0].sliders["a"].value == -1e308


def test_undo_of_what_has_the_focus_leaves_the_keys_on_the_page(desk: Desk) -> None:
    _type(desk, "a*x")
    QTest.keyClick(_only(desk).formula, Qt.Key.Key_Return)
    _only(desk).constants["a"].slider.setFocus()
    desk.functions.undo()
    assert desk.page.window().focusWidget() is _only(desk).visible
    desk.page.list.menu.actions()[0].trigger()
    desk.functions.undo()
    assert desk.page.window().focusWidget() is desk.page.list.add


def test_functions_are_added_from_the_gallery_hidden_and_removed(desk: Desk) -> None:
    panel = desk.page.list
    action = next(one for one in panel.menu.actions() if one.data() == "relu")
    action.trigger()
    desk.stub.answer()
    assert [one.formula for one in desk.functions.plot.functions] == ["sigmoid(x)", "relu(x)"]
    row = panel.rows[desk.functions.plot.chosen]
    assert row.formula.text() == "relu(x)"
    row.visible.click()
    assert [one.stroke.hue for one in desk.page.plots.planes[0].scenery.trails] == ["value"]
    row.gone.click()
    assert list(panel.rows) == [1]
    desk.functions.undo()
    assert len(panel.rows) == 2


def test_a_function_of_ones_own_begins_empty(desk: Desk) -> None:
    desk.page.list.menu.actions()[0].trigger()
    row = desk.page.list.rows[desk.functions.plot.chosen]
    assert row.formula.text() == ""
    assert row.wrong.text() == "Write a formula, for example x**2 + sin(x)."
    assert (row.wrong.property("role"), row.formula.property("wrong")) == ("quiet", False)
    QTest.keyClicks(row.formula, "sin(")
    assert (row.wrong.property("role"), row.formula.property("wrong")) == ("wrong", True)
    row.formula.selectAll()
    QTest.keyClick(row.formula, Qt.Key.Key_Backspace)
    assert (row.wrong.property("role"), row.formula.property("wrong")) == ("quiet", False)


def test_clicking_a_row_moves_the_tangent_to_its_function(desk: Desk) -> None:
    desk.show("sigmoid(x)", "relu(x)")
    last = max(desk.page.list.rows)
    QTest.mouseClick(desk.page.list.rows[last], Qt.MouseButton.LeftButton)
    assert desk.page.plots.planes[0].scenery.straights[0].slope == 1.0


def test_no_two_functions_are_drawn_alike() -> None:
    strokes = {(one.hue, one.dash) for one in map(stroke_of, range(MOST))}
    assert len(strokes) == MOST
    assert "text" not in {hue for hue, _ in strokes}  # the tangent's


def test_that_there_is_no_room_for_a_thirteenth_is_said_with_what_to_do(desk: Desk) -> None:
    listed = desk.page.list
    assert not listed.full.isVisible()
    desk.show(*["x"] * (MOST - 1))
    triple = next(one for one in listed.menu.actions() if one.data() == "normal")
    triple.trigger()
    assert len(desk.functions.plot.functions) == MOST - 1
    assert "room for 1, not for 3" in listed.full.text()
    assert listed.full.isVisible()
    next(one for one in listed.menu.actions() if one.data() == "relu").trigger()
    assert listed.full.isVisible()
    assert listed.full.text() == "12 functions at most: remove one (×) to add another."
    assert not listed.add.isEnabled()
    listed.rows[desk.functions.plot.chosen].gone.click()
    assert not listed.full.isVisible()
    assert listed.add.isEnabled()
