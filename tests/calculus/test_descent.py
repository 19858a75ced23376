"""Walks against plain loops with torch.optim, step for step and bit for bit."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import Tensor

from graphviewer.formulas.answers import Refused
from graphviewer.formulas.questions import Plain, Regression, Walk, Walker
from graphviewer.formulas.regression import points
from tests.calculus.asking import Way, one

Loss = Callable[[Tensor], Tensor]
Floats = npt.NDArray[np.float64]

BEALE = "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"


def beale(p: Tensor) -> Tensor:
    """As a lecture writes it."""
    x, y = p
    value = (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
    assert isinstance(value, Tensor)
    return value


def plainly(
    make: Callable[..., torch.optim.Optimizer],
    loss: Loss,
    start: tuple[float, ...],
    steps: int,
    **options: Any,
) -> Floats:
    """The points of a plain loop."""
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([p], **options)
    found = [p.tolist()]
    for _ in range(steps):

        def closure() -> Tensor:
            optimizer.zero_grad()
            value = loss(p)
            value.backward()  # type: ignore[no-untyped-call]
            return value

        optimizer.step(closure)  # type: ignore[arg-type]
        found.append(p.tolist())
    return np.array(found)


CASES: list[tuple[Any, dict[str, Any], Walker]] = [
    (torch.optim.SGD, {"lr": 0.005}, Walker(kind="SGD", lr=0.005)),
    (
        torch.optim.SGD,
        {"lr": 0.004, "momentum": 0.9, "weight_decay": 0.01, "dampening": 0.1},
        Walker(
            kind="SGD", lr=0.004, momentum=0.9, options={"weight_decay": 0.01, "dampening": 0.1}
        ),
    ),
    (
        torch.optim.SGD,
        {"lr": 0.004, "momentum": 0.9, "nesterov": True},
        Walker(kind="SGD", lr=0.004, momentum=0.9, nesterov=True),
    ),
    (torch.optim.RMSprop, {"lr": 0.01}, Walker(kind="RMSprop", lr=0.01)),
    (
        torch.optim.RMSprop,
        {"lr": 0.01, "alpha": 0.9, "eps": 1e-6, "momentum": 0.5, "weight_decay": 0.1},
        Walker(
            kind="RMSprop",
            lr=0.01,
            momentum=0.5,
            options={"alpha": 0.9, "eps": 1e-6, "weight_decay": 0.1},
        ),
    ),
    (
        torch.optim.Adagrad,
        {"lr": 0.5, "lr_decay": 0.01, "eps": 1e-9},
        Walker(kind="Adagrad", lr=0.5, options={"lr_decay": 0.01, "eps": 1e-9}),
    ),
    (torch.optim.Adam, {"lr": 0.1}, Walker(kind="Adam", lr=0.1)),
    (
        torch.optim.Adam,
        {"lr": 0.1, "betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.1, "amsgrad": True},
        Walker(
            kind="Adam",
            lr=0.1,
            options={
                "beta1": 0.8, "beta2": 0.99, "eps": 1e-6, "weight_decay": 0.1, "amsgrad": 1,
            },
        ),
    ),
    (torch.optim.AdamW, {"lr": 0.1}, Walker(kind="AdamW", lr=0.1)),
    (
        torch.optim.LBFGS,
        {"lr": 0.01, "max_iter": 4},
        Walker(kind="LBFGS", lr=0.01, options={"max_iter": 4}),
    ),
    (
        torch.optim.LBFGS,
        {"lr": 0.02, "line_search_fn": "strong_wolfe", "history_size": 3, "max_iter": 1},
        Walker(
            kind="LBFGS", lr=0.02, options={"strong_wolfe": 1, "history_size": 3, "max_iter": 1}
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "options", "walker"), CASES)
def test_a_walk_is_torchs_own_bit_for_bit(
    make: Any, options: dict[str, Any], walker: Walker
) -> None:
    """Lesson 5.3."""
    start = (1.0, 1.5)
    way = Way(BEALE, start, walker=walker, steps=120)
    wanted = plainly(make, beale, start, 120, **options)
    assert np.array_equal(way.points, wanted[: len(way.points)])
    assert len(way.points) == 121 or way.ended in ("converged", "stalled")


def test_two_parameters_of_one_number_walk_as_one_of_two() -> None:
    p = [torch.tensor(one, dtype=torch.float64, requires_grad=True) for one in (1.0, 1.5)]
    optimizer = torch.optim.Adam(p, lr=0.1)
    for _ in range(50):
        optimizer.zero_grad()
        beale(torch.stack(p)).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    way = Way(BEALE, (1.0, 1.5), walker=Walker(kind="Adam", lr=0.1), steps=50)
    assert way.points[-1].tolist() == [one.item() for one in p]


def test_a_walk_tells_loss_and_slope_where_it_stands() -> None:
    way = Way(BEALE, (1.0, 1.5), walker=Walker(kind="Adam", lr=0.1), steps=40)
    for point, loss, slope, norm in zip(way.points, way.loss, way.slope, way.norm, strict=True):
        p = torch.tensor(point, requires_grad=True)
        value = beale(p)
        (wanted,) = torch.autograd.grad(value, p)
        assert loss == value.item()
        assert slope.tolist() == wanted.tolist()
        assert norm == pytest.approx(wanted.norm().item(), rel=1e-15)


def test_a_curve_is_descended_too() -> None:
    way = Way("x**2", (10.0,), walker=Walker(kind="SGD", lr=0.2), steps=10)
    x = 10.0
    for point in way.points:
        assert point[0] == pytest.approx(x, rel=1e-15)
        x -= 0.2 * 2 * x


@pytest.mark.parametrize(
    ("lr", "ended", "alternates"),
    [(0.2, "converged", False), (0.95, "converged", True), (1.01, "diverged", True)],
)
def test_a_rate_converges_oscillates_or_diverges(
    lr: float, ended: str, *, alternates: bool
) -> None:
    """Lesson 5.1."""
    way = Way("x**2", (10.0,), walker=Walker(kind="SGD", lr=lr), steps=3000)
    assert way.ended == ended
    signs = np.sign(way.points[:, 0])
    assert (signs[1:] != signs[:-1]).all() == alternates


@pytest.mark.parametrize(
    ("formula", "start", "ended"),
    [
        ("1/0 + 0*x", (1.0,), "diverged"),
        ("log(x)", (0.1,), "undefined"),
        ("sqrt(x)", (0.0,), "undefined"),
        ("1/x", (0.0,), "diverged"),
        ("x**3", (-5.0,), "diverged"),
        ("7", (1.0, 2.0), "converged"),
        ("x**2 - y**2", (0.0, 0.0), "converged"),
    ],
)
def test_a_walk_that_cannot_go_on_says_why(
    formula: str, start: tuple[float, ...], ended: str
) -> None:
    way = Way(formula, start, walker=Walker(kind="SGD", lr=0.1), steps=500)
    assert way.ended == ended
    assert len(way.points) < 501
    assert np.isfinite(way.points).all()


def test_a_walk_that_torchs_tolerances_keep_in_place_is_over() -> None:
    rosenbrock = "(1 - x)**2 + 100*(y - x**2)**2"
    way = Way(rosenbrock, (-1.5, 2.0), walker=Walker(kind="LBFGS", lr=1.0), steps=500)
    assert way.ended == "stalled"
    assert way.norm[-1] > 1e-6
    wanted = plainly(
        torch.optim.LBFGS,
        lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2,
        (-1.5, 2.0),
        len(way.points) + 20,
        lr=1.0,
    )
    assert (wanted[len(way.points) - 1 :] == way.points[-1]).all()


def test_a_walk_that_was_long_enough_ends_without_a_reason() -> None:
    way = Way(BEALE, (1.0, 1.5), walker=Walker(kind="SGD", lr=1e-4), steps=7)
    assert (len(way.points), way.ended) == (8, "")


# --- batches


@pytest.mark.parametrize("batch", [0, 7, 1])
def test_batches_are_a_permutation_an_epoch(batch: int) -> None:
    surface = Regression(many=20, seed=3)
    walker = Walker(kind="SGD", lr=0.05)
    way = Way(surface, (-0.5, 3.5), walker=walker, steps=30, batch=batch, seed=5)
    x, y = (torch.from_numpy(numbers) for numbers in points(surface))
    random = torch.Generator().manual_seed(5)
    p = torch.tensor((-0.5, 3.5), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=0.05)
    batches: list[Tensor] = []
    for point, loss in zip(way.points, way.loss, strict=True):
        assert point.tolist() == p.tolist()
        assert loss == pytest.approx(((p[0] * x + p[1] - y) ** 2).mean().item(), rel=1e-14)
        if not batches:
            whole = torch.arange(20) if not batch else torch.randperm(20, generator=random)
            batches = list(whole.split(batch or 20))  # type: ignore[no-untyped-call]
        rows = batches.pop(0)
        optimizer.zero_grad()
        ((p[0] * x[rows] + p[1] - y[rows]) ** 2).mean().backward()  # type: ignore[no-untyped-call]
        optimizer.step()


def test_smaller_batches_are_noisier() -> None:
    """Lesson 5.5."""
    walker = Walker(kind="SGD", lr=0.05)
    tails = [
        Way(Regression(), (-0.5, 3.5), walker=walker, steps=300, batch=batch).points[200:].std(0)
        for batch in (0, 10, 1)
    ]
    assert (tails[0] < tails[1] / 3).all()
    assert (tails[1] < tails[2] / 2).all()


@pytest.mark.parametrize("kind", ["LBFGS", "steepest"])
def test_the_least_squares_line_is_found(kind: Any) -> None:
    way = Way(Regression(), (-0.5, 3.5), walker=Walker(kind=kind, lr=0.5), steps=300)
    x, y = points(Regression())
    assert np.allclose(way.points[-1], np.polyfit(x, y, 1), atol=1e-5)


# --- what is refused


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"surface": Plain(formula="x*")}, "missing after"),
        ({"surface": Plain(formula="a*x")}, "“a” has no number"),
        ({"surface": Plain(formula="x*y"), "start": (1.0,)}, "surface: 2, not 1"),
        ({"surface": Regression(), "start": (1.0,)}, "surface: 2, not 1"),
        ({"start": (1.0, 2.0, 3.0)}, "surface: 1, not 3"),
        ({"start": (math.nan, 0.0)}, "must be a number"),
        ({"steps": 10**9}, "between 1 and 1,000,000"),
        ({"walker": Walker(kind="SGD", options={"beta1": 0.5})}, "no setting “beta1”"),
        ({"walker": Walker(kind="Adam", momentum=0.5)}, "no setting “momentum”"),
        ({"walker": Walker(kind="SGD", nesterov=True)}, "Nesterov momentum requires"),
        ({"walker": Walker(kind="Adam", options={"beta1": 1.5})}, "Invalid beta"),
        ({"walker": Walker(kind="SGD", lr=-1.0)}, "lr must lie between"),
    ],
)
def test_a_walk_that_makes_no_sense_is_refused(changes: dict[str, Any], part: str) -> None:
    whole: dict[str, Any] = {"surface": Plain(formula="x**2"), "start": (1.0, 1.0)}
    whole |= {"walker": Walker(kind="SGD")} | changes
    assert part in one(Walk(**whole), Refused).message
