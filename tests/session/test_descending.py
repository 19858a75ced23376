"""The Descent page's state, and what is said of a walker's numbers."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import torch
from msgspec.structs import replace

from graphviewer.calculus.optimizers import optimizer
from graphviewer.formulas.answers import Walked
from graphviewer.formulas.limits import check
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Plain, Regression, Walk, Walker
from graphviewer.runs.array import array
from graphviewer.session.descending import (
    MOST_WALKERS,
    Descending,
    Descent,
    about,
    added,
    changed,
    decoded,
    encoded,
    flat,
    removed,
)
from graphviewer.session.descent_choices import ROWS, Row, begun, row_of, surface_of
from graphviewer.session.trails import Trail, standing
from graphviewer.session.walker_kinds import ROWS as KINDS
from graphviewer.session.walker_kinds import Words, legal, title, with_kind, with_option
from graphviewer.session.walker_kinds import row_of as kind_of

WORDS = Words("Steepest descent", "batch of {n}", "all examples")


def trail(x: list[float], ended: str = "", scale: float = 1.0) -> Trail:
    """A walk on `scale` times x**2."""
    places = np.array(x, np.float64)
    made = Trail()
    made.take(
        Walked(
            first=0,
            points=array(places[:, None], "float64"),
            loss=array(scale * places**2, "float64"),
            norm=array(np.abs(2 * scale * places), "float64"),
            ended=ended,
        )
    )
    made.whole = True
    return made


def descended(rate: float, steps: int = 60) -> Trail:
    """Gradient descent on x**2 from 10."""
    return trail([10 * (1 - 2 * rate) ** k for k in range(steps + 1)])


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.01, "walking"),
        (0.2, "converged"),
        (0.9, "closing"),
        (0.99, "closing"),
        (1.0, "oscillates"),
        (1.01, "growing"),
        (1.5, "diverges"),
    ],
)
def test_what_gradient_descent_does_is_said_by_its_rate(rate: float, said: str) -> None:
    assert standing(descended(rate), 45, ((0.0,),)) == said


def test_noise_is_not_said_to_grow_or_to_close_in() -> None:
    random = np.random.default_rng(0)
    found = trail((5 + random.normal(0, 1, 100)).tolist())
    said = {standing(found, step) for step in range(30, 100)}
    assert said == {"oscillates"}


def test_flat_without_a_minimum_near_is_not_called_converged() -> None:
    still = trail([1.0, 0.0])
    assert standing(still, 1, ((0.0,),)) == "converged"
    assert standing(still, 1, ((3.0,),)) == "flat"
    assert standing(still, 1) == "level"


def test_what_torch_could_not_go_on_with_is_said_at_the_last_step_only() -> None:
    assert standing(trail([1.0, 2.0, 1e13], "diverged"), 2) == "diverges"
    assert standing(trail([1.0, 2.0, 1e13], "diverged"), 1) == "walking"
    assert standing(trail([1.0, 2.0], "undefined"), 5) == "undefined"
    assert standing(trail([1.0, 0.5], "stalled"), 1) == "stalled"
    assert standing(trail([1.0]), 0) == "start"
    assert standing(Trail(), 0) == "start"


def test_a_trail_grows_by_its_parts_and_refuses_a_gap() -> None:
    whole = descended(0.1, 700)
    grown = Trail()
    for first in range(0, 701, 90):
        part = slice(first, first + 90)
        grown.take(
            Walked(
                first=first,
                points=array(whole.points[part], "float64"),
                loss=array(whole.loss[part], "float64"),
                norm=array(whole.norm[part], "float64"),
                slope=array(2 * whole.points[part], "float64"),
            )
        )
    assert np.array_equal(grown.points, whole.points)
    assert np.array_equal(grown.slope, 2 * whole.points)
    assert grown.at(10_000) == 700
    with pytest.raises(ValueError, match="step 900"):
        grown.take(
            Walked(
                first=900,
                points=array([[0.0]], "float64"),
                loss=array([0.0], "float64"),
                norm=array([0.0], "float64"),
            )
        )


def test_edits_of_one_gesture_are_undone_together() -> None:
    descent = Descent(begun("beale"))
    for at in (2.0, 3.0, 4.0):
        descent.edit(replace(descent.state, start=(at, at)), "start")
    descent.settle()
    descent.edit(replace(descent.state, start=(5.0, 5.0)), "start")
    descent.undo()
    assert descent.state.start == (4.0, 4.0)
    descent.undo()
    assert descent.state.start == (1.0, 1.5)
    descent.redo()
    assert descent.state.start == (4.0, 4.0)


def test_undo_does_not_change_how_one_looks() -> None:
    descent = Descent(begun("beale"))
    descent.edit(replace(descent.state, start=(2.0, 2.0)))
    descent.look(replace(descent.state, x=(0.0, 1.0), solid=True))
    descent.undo()
    assert (descent.state.x, descent.state.solid) == ((0.0, 1.0), True)
    assert descent.state.start == (1.0, 1.5)


def test_the_playhead_stays_among_the_steps() -> None:
    descent = Descent(begun("curve"))
    heard: list[int] = []
    descent.moved.connect(heard.append)
    descent.go(1_000_000)
    descent.go(-3)
    assert heard == [100, 0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.key))
def test_every_choice_is_kept_and_found_again(row: object) -> None:
    state = begun(row.key)  # type: ignore[attr-defined]
    assert decoded(encoded(state)) == state
    assert surface_of(state) == row.surface  # type: ignore[attr-defined]
    assert len(state.start) == (1 if flat(surface_of(state)) else 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"start": [1, 2, 3]}',
        '{"x": [2, 1]}',
        '{"steps": 0}',
        '{"speed": 1e-320}',
        '{"walkers": [{"key": 9223372036854775807, "place": 0, "walker": {"kind": "SGD"}}]}',
    ],
)
def test_what_was_kept_and_makes_no_sense_is_left(text: str) -> None:
    assert decoded(text) is None


def test_walkers_keep_their_keys_and_get_a_stroke_of_their_own() -> None:
    state = added(begun("saddle"), Walker(kind="LBFGS"), after=0)
    assert [one.key for one in state.walkers] == [0, 6, 1, 2, 3, 4, 5]
    assert len({one.place for one in state.walkers}) == 7
    state = removed(state, 3)
    state = added(state, Walker(kind="Adam"))
    assert state.walkers[-1].place == 3
    for _ in range(20):
        state = added(state, Walker(kind="Adam"))
    assert len(state.walkers) == MOST_WALKERS
    one = replace(state.walker(6), shown=False)
    assert not changed(state, one).walker(6).shown


def test_a_kind_is_what_its_row_says() -> None:
    for row in KINDS:
        made = with_kind(Walker(kind="SGD", lr=0.3), row.key)
        assert kind_of(made) is row
        assert made.lr == 0.3
    beta = KINDS[5].options[0]
    adam = with_option(Walker(kind="Adam"), beta, 0.5)
    assert adam.options == {"beta1": 0.5}
    assert with_option(adam, beta, 0.9).options == {}


def test_names_tell_walkers_apart() -> None:
    found = begun("regression").walkers
    names = [title(one, found, WORDS) for one in found]
    assert names == ["SGD · all examples", "SGD · batch of 10", "SGD · batch of 1"]
    found = begun("curve").walkers
    assert [title(one, found, WORDS) for one in found] == ["SGD · 0.2", "SGD · 0.95", "SGD · 1.01"]


def test_a_formula_in_x_alone_is_a_curve() -> None:
    assert flat(Plain(formula="x**2 + sin(x)"))
    assert not flat(Plain(formula="x**2 + y"))
    assert not flat(Plain(formula="x +"))
    assert not flat(Regression())
    assert row_of("nothing") is None
    assert surface_of(Descending(choice="formula", formula="x*y")) == Plain(formula="x*y")


# --- the points of a regression


def test_the_points_of_a_regression_are_asked_for_and_kept() -> None:
    state = about(begun("regression"), Regression(many=40, noise=0.1, seed=7))
    assert surface_of(state) == Regression(many=40, noise=0.1, seed=7)
    assert decoded(encoded(state)) == state
    assert surface_of(begun("regression", state)) == Regression()


def test_a_batch_of_as_many_points_as_there_are_is_all_of_them() -> None:
    """Lesson 5.5: all, some, or one."""
    state = about(begun("regression"), Regression(many=10))
    assert [one.batch for one in begun("regression").walkers] == [0, 10, 1]
    assert [one.batch for one in state.walkers] == [0, 0, 1]


@pytest.mark.parametrize("wrong", [{"many": 1}, {"many": 10**6}, {"noise": -1.0}, {"seed": -1}])
def test_points_that_cannot_be_asked_for_are_not_taken_from_the_settings(
    wrong: dict[str, float],
) -> None:
    state = replace(begun("regression"), regression=msgspec.convert(wrong, Regression))
    assert decoded(encoded(state)) is None


def test_what_was_kept_before_there_were_points_to_choose_is_taken() -> None:
    kept = msgspec.json.decode(encoded(begun("regression")))
    del kept["regression"]
    assert decoded(msgspec.json.encode(kept).decode()) == begun("regression")


def walked(walker: Walker) -> None:
    """Ask for it as the page does."""
    check(Walk(surface=Plain(formula="x**2"), start=(1.0,), walker=walker))
    optimizer(walker, torch.zeros(1, requires_grad=True))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (Walker(kind="Adam", options={"beta1": 1.0, "eps": 1e-3}), {"options": {"eps": 1e-3}}),
        (Walker(kind="AdamW", options={"beta2": -0.1, "betas": 0.5}), {"options": {}}),
        (Walker(kind="LBFGS", options={"max_iter": 2000.0}), {"options": {}}),
        (Walker(kind="SGD", nesterov=True), {"momentum": 0.9}),
        (Walker(kind="SGD", momentum=-1.0), {"momentum": 0.0}),
        (Walker(kind="SGD", lr=-1.0), {"lr": 0.01}),
        (Walker(kind="Adam", momentum=0.5, nesterov=True), {"momentum": 0.0, "nesterov": False}),
    ],
)
def test_a_number_torch_refuses_is_not_taken_from_the_settings(
    wrong: Walker, right: dict[str, object]
) -> None:
    state = added(begun("saddle"), wrong)
    with pytest.raises((ValueError, TypeError, FormulaProblem)):
        walked(wrong)
    found = legal(state)
    assert found.walkers[:-1] == state.walkers[:-1]
    assert found.walkers[-1].walker == replace(wrong, **right)
    walked(found.walkers[-1].walker)
    assert legal(found) == found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_the_walkers_that_come_with_a_surface_are_legal(row: Row) -> None:
    assert legal(begun(row.key)) == begun(row.key)
