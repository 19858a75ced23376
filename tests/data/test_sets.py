"""The catalogue, the tables of the lessons, and the sets that are made."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.data.catalogue import SETS, DataSet
from graphviewer.data.load import LOADERS, load
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data

PATHLESS = [one for one in SETS if not one.needs_path and one.name != "idx"]
MADE = [one.name for one in SETS if one.noise]


def test_the_catalogue_and_the_loaders_name_the_same_sets() -> None:
    assert [one.name for one in SETS] == list(LOADERS)


@pytest.mark.parametrize("row", PATHLESS, ids=lambda row: row.name)
def test_what_is_loaded_is_what_the_catalogue_says(row: DataSet) -> None:
    loaded = load(Data(name=row.name))
    assert loaded.kind == row.kind
    assert loaded.shape == row.shape
    assert loaded.classes == row.classes
    assert row.regression == (not loaded.classes)
    for examples in (loaded.train, loaded.validation):
        assert len(examples.x) == len(examples.y) > 0
        assert examples.x.dtype == (np.uint8 if row.kind == "images" else np.float32)
        if row.regression:
            assert examples.y.dtype == np.float32
            assert examples.y.ndim == 2
        else:
            assert examples.y.dtype == np.int64
            assert set(examples.y.tolist()) <= set(range(len(row.classes)))
        if row.kind == "points":
            assert np.isfinite(examples.x).all()


@pytest.mark.parametrize("row", SETS, ids=lambda row: row.name)
def test_every_set_has_a_title_in_both_languages(row: DataSet) -> None:
    assert set(row.title) == {"en", "ko"}
    assert all(row.title.values())


def test_an_unknown_set_is_told_with_those_there_are() -> None:
    with pytest.raises(DataProblem, match='no data set "mnist"') as caught:
        load(Data(name="mnist"))
    assert "fashion-mnist" in caught.value.advice


@pytest.mark.parametrize("name", MADE)
def test_the_seed_decides_what_is_made(name: str) -> None:
    first, same, other = (load(Data(name=name, noise=0.1, seed=seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.train.x, same.train.x)
    assert not np.array_equal(first.train.x, other.train.x)
    assert not np.array_equal(first.train.x[:10], first.validation.x[:10])
    assert "noise 0.1, seed 3" in first.origin


@pytest.mark.parametrize("name", ["scores", "pass-fail", "three-classes", "net-2-2-1", "xor"])
def test_a_tiny_table_says_that_it_validates_on_itself(name: str) -> None:
    loaded = load(Data(name=name))
    assert loaded.validation.x is loaded.train.x
    assert "validated on the training examples" in loaded.origin


def test_least_squares_finds_the_line() -> None:
    """Lesson 6.4: within 1e-2 of the true w and b."""
    train = load(Data(name="line", noise=0.01)).train
    inputs = np.column_stack([train.x, np.ones(len(train))])
    found, *_ = np.linalg.lstsq(inputs, train.y[:, 0])
    np.testing.assert_allclose(found, [2, -3.4, 4.2], atol=1e-2)


def test_gradient_descent_on_the_scores_gives_the_lessons_costs() -> None:
    """Lesson 6.1, float32: cost 1.566340 at pass 97 and the predictions at pass 100."""
    train = load(Data(name="scores")).train
    w, b = np.zeros((3, 1)), 0.0
    costs = []
    for _ in range(100):
        error = train.x.astype(float) @ w + b - train.y
        costs.append(float((error**2).mean()))
        w -= 1e-5 * 2 * train.x.T.astype(float) @ error / len(error)
        b -= 1e-5 * 2 * float(error.mean())
    np.testing.assert_allclose(costs[96:], [1.566340, 1.565659, 1.564988, 1.564298], atol=1e-4)


def test_gradient_descent_on_pass_fail_gives_the_lessons_costs() -> None:
    """Lesson 6.5: lr 0.05, the cost at passes 375 to 377."""
    train = load(Data(name="pass-fail")).train
    w, b, costs = np.zeros(2), 0.0, []
    for _ in range(377):
        p = 1 / (1 + np.exp(-(train.x @ w + b)))
        costs.append(-np.log(np.where(train.y == 1, p, 1 - p)).mean())
        w -= 0.05 * (p - train.y) @ train.x / 6
        b -= 0.05 * (p - train.y).mean()
    np.testing.assert_allclose(costs[-3:], [0.356809, 0.356526, 0.356243], atol=2e-6)


def test_xor_is_one_where_one_of_the_two_is() -> None:
    exact, noisy = load(Data(name="xor")).train, load(Data(name="xor", noise=0.05)).train
    assert exact.x.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    for train in (exact, noisy):
        corners = train.x.round().astype(int)
        np.testing.assert_array_equal(corners[:, 0] ^ corners[:, 1], train.y)


def test_without_noise_moons_and_spirals_lie_on_their_curves() -> None:
    moons, spirals = load(Data(name="moons")).train, load(Data(name="spirals")).train
    centre = np.where(moons.y[:, None] == 0, [0, 0], [1, 0.5])
    np.testing.assert_allclose(np.linalg.norm(moons.x - centre, axis=1), 1, atol=1e-6)
    turned = np.where(spirals.y == 0, 1, -1)[:, None] * spirals.x
    radius = np.linalg.norm(turned, axis=1)
    angle = 3 * np.pi * radius
    np.testing.assert_allclose(turned[:, 0], radius * np.cos(angle), atol=1e-5)
    assert np.bincount(spirals.y[:100]).min() > 30
