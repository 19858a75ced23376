"""The state of the Functions page: what is shown, undone and remembered, and where it is asked."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviewer.formulas.tree import Formula
from graphviewer.session.functions import (
    HOME,
    Function,
    Functions,
    Place,
    Plot,
    added,
    constants,
    notch_of,
    reading,
    with_formula,
)
from graphviewer.session.functions_gallery import DENSITIES, GALLERY, Chosen, chosen
from graphviewer.session.functions_kept import keeping, kept
from graphviewer.session.functions_sampling import (
    beside,
    covers,
    decimal_step,
    grid,
    heights,
    snapped,
    too_coarse,
)
from graphviewer.session.functions_sliders import NOTCHES, Slider


@pytest.fixture
def functions() -> Functions:
    """Two functions."""
    return Functions(added(Plot(), [("sin(x)", {}), ("a*x", {})]), Place())


def _formulas(functions: Functions) -> list[str]:
    return [one.formula for one in functions.plot.functions]


# --- edits


def test_many_steps_between_hold_and_release_are_undone_as_one(functions: Functions) -> None:
    function = functions.plot.functions[1]
    functions.hold()
    for value in (2.0, 3.0, 4.0):
        slider = Slider(value, -5.0, 5.0)
        functions.replace(with_sliders(function, {"a": slider}))
    functions.release()
    assert constants(functions.plot.functions[1]) == {"a": 4.0}
    functions.undo()
    assert constants(functions.plot.functions[1]) == {"a": 1.0}
    assert not functions.can_undo
    functions.redo()
    assert constants(functions.plot.functions[1]) == {"a": 4.0}


def with_sliders(function: Function, sliders: dict[str, Slider]) -> Function:
    """The function with other sliders."""
    return Function(key=function.key, formula=function.formula, sliders=sliders, pen=function.pen)


def test_neither_the_cursor_nor_the_choice_is_undone(functions: Functions) -> None:
    functions.put_cursor(3.0)
    functions.look((-1.0, 1.0))
    functions.choose(2)
    assert not functions.can_undo
    functions.put_cursor(math.nan)
    assert functions.place.x == 3.0


def test_a_key_and_a_pen_are_not_another_functions(functions: Functions) -> None:
    functions.remove(1)
    functions.add([("x", {})])
    assert [(one.key, one.pen) for one in functions.plot.functions] == [(2, 1), (3, 0)]
    functions.show_only([("x^2", {})])
    assert [one.key for one in functions.plot.functions] == [4]


def test_with_a_function_that_is_chosen_gone_its_neighbour_is(functions: Functions) -> None:
    functions.choose(2)
    functions.remove(2)
    assert functions.plot.chosen == 1
    functions.remove(1)
    assert functions.chosen is None


def test_there_is_an_end_to_how_many_are_shown(functions: Functions) -> None:
    functions.add([("x", {})] * 30)
    assert len(functions.plot.functions) == 12
    assert len({one.pen for one in functions.plot.functions}) == 12


def test_constants_that_stay_keep_their_numbers_while_a_formula_is_typed() -> None:
    function = with_formula(Function(key=1, formula=""), "a*x")
    function = with_sliders(function, {"a": Slider(3.0, 0.0, 5.0)})
    for text in ("a*x +", "a*x + b", "a*x + b*"):
        function = with_formula(function, text)
    assert function.sliders["a"].value == 3.0
    assert constants(with_formula(function, "a*x + b*x")) == {"a": 3.0, "b": 1.0}


# --- what there is to choose


@pytest.mark.parametrize("entry", GALLERY, ids=lambda one: one.id)
def test_everything_in_the_gallery_can_be_read(entry: object) -> None:
    for formula, sliders in getattr(entry, "made", ()):
        function = with_formula(Function(key=1, formula="", sliders=sliders), formula)
        assert isinstance(reading(formula), Formula)
        assert set(sliders) <= set(constants(function))


def test_the_lectures_densities_are_drawn_together() -> None:
    plot = added(Plot(), chosen("normal").made)
    found = [tuple(constants(one).values()) for one in plot.functions]
    assert tuple(found) == DENSITIES == ((0.0, 1.0), (0.0, 2.0), (3.0, 1.0))


def test_the_lectures_prelu_has_the_slope_of_the_lecture() -> None:
    plot = added(Plot(), chosen("prelu").made)
    assert constants(plot.functions[0]) == {"alpha": 0.1}


def test_a_lesson_names_entries_and_formulas() -> None:
    made = [formula for formula, _ in chosen("relu; x^2 ;").made]
    assert made == ["relu(x)", "x^2"]
    assert chosen("").made == ()


def test_a_lesson_names_the_limit_of_a_function_at_an_x_with_an_h() -> None:
    named = chosen("limit; x^3; x = -1.5; h = 1e-2")
    assert named == Chosen(made=(("x^3", {}),), limit=True, x=-1.5, h=0.01)
    with pytest.raises(ValueError, match="little"):
        chosen("limit; x^3; h = little")


@pytest.mark.parametrize(("h", "notch"), [(1.0, 0), (0.1, 8), (1e-16, 128), (5.0, 0), (1e-30, 128)])
def test_the_notch_of_an_h_is_the_nearest_there_is(h: float, notch: int) -> None:
    assert notch_of(h) == notch


# --- sliders


def test_a_slider_has_round_numbers_and_both_its_ends() -> None:
    slider = Slider(1.0, -5.0, 5.0)
    assert (slider.at(0), slider.at(NOTCHES), slider.at(333)) == (-5.0, 5.0, -1.67)
    assert slider.notch == 600
    assert Slider(99.0, -5.0, 5.0).notch == NOTCHES


@pytest.mark.parametrize(
    "ends", [(1.0, 1.0), (2.0, 1.0), (0.0, math.inf), (0.0, 1e-322), (-1e308, 1e308)]
)
def test_a_slider_goes_up(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="from a number to a larger one"):
        Slider(1.0, *ends)


# --- remembered


def test_the_page_is_remembered(functions: Functions) -> None:
    functions.put_cursor(2.5)
    functions.look((-1.0, 1.0))
    found = kept(keeping(functions))
    assert (found.plot, found.place) == (functions.plot, functions.place)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        '{"plot": {"functions": [{"key": 1, "formula": 3}]}, "place": {}}',
        '{"plot": {"functions": [{"key": 9223372036854775807, "formula": ""}]}, "place": {}}',
        '{"plot": {"functions": [{"key":1,"formula":""}, {"key":1,"formula":""}]}, "place": {}}',
    ],
)
def test_what_cannot_be_used_is_the_page_as_it_is_at_first(text: str) -> None:
    assert _formulas(kept(text)) == ["sigmoid(x)"]


def test_a_view_that_cannot_be_is_the_usual_one() -> None:
    found = kept('{"plot": {"functions": []}, "place": {"span": [3, 3]}}')
    assert found.place.span == HOME
    assert not found.plot.functions


# --- where it is asked


@pytest.mark.parametrize("span", [HOME, (-0.3, 0.7), (-1e4, 3e4), (5.0, 5.001)])
def test_a_grid_is_fine_enough_and_meets_round_numbers(span: tuple[float, float]) -> None:
    low, high, many = grid(span)
    x = np.linspace(low, high, many)
    assert covers((low, high, many), span)
    assert 1000 <= ((x >= span[0]) & (x <= span[1])).sum() <= 2100
    if span[0] < 0 < span[1]:
        assert 0.0 in x.tolist()


def test_a_grid_serves_until_one_looks_beyond_it_or_closer() -> None:
    asked = grid(HOME)
    assert covers(asked, (-7.0, 9.0))
    assert not covers(asked, (2.0, 18.0))
    assert not covers(asked, (-1.0, 1.0))


def test_the_cursor_stands_on_short_decimals() -> None:
    assert decimal_step(16 / 700) == 0.01
    assert snapped(0.30000001, 0.1) == 0.3
    assert snapped(-0.001, 0.01) == 0.0
    assert [beside(0.25, 0.1, way) for way in (1, -1)] == [0.3, 0.2]
    assert beside(0.3, 0.1, 1) == 0.4


def test_heights_have_all_numbers_but_not_those_that_run_away() -> None:
    x = np.linspace(-8, 8, 1025)
    low, high = heights([np.sin(x)])
    assert low < -1 < 1 < high
    low, high = heights([np.tan(x), np.full_like(x, math.nan)])
    assert -30 < low < -5
    assert 5 < high < 30
    assert heights([], (0.0, 1.0)) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("name", "coarse"), [("sin", True), ("step", False), ("tan", False), ("parabola", False)]
)
def test_a_curve_that_swings_between_its_places_is_found_out(name: str, coarse: bool) -> None:
    x = np.linspace(-8, 8, 1025)
    curves = {
        "sin": (np.sin(1000 * x), 1000 * np.cos(1000 * x)),
        "step": (np.floor(x), np.zeros_like(x)),
        "tan": (np.tan(x), 1 / np.cos(x) ** 2),
        "parabola": (x**2, 2 * x),
    }
    assert too_coarse(x, *curves[name]) is coarse


def test_heights_stay_while_all_is_in_view_and_not_small() -> None:
    x = np.linspace(-1, 1, 101)
    assert heights([x], (-1.5, 1.5)) == (-1.5, 1.5)
    assert heights([x], (-15.0, 15.0)) != (-15.0, 15.0)
