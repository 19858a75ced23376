from __future__ import annotations

import inspect

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_code import code
from graphviewer.runs.layers import KINDS, Shaped, mended, new, shapes
from tests.runs.layer_lists import layer, lists

BATCH = 11  # no channel count below has it: PyTorch would take a batch for channels
SHAPES = ((4,), (36,), (1, 6), (2, 3), (1, 6, 6), (3, 4, 3), (2, 2, 3, 3))


def torchs(one: Layer, shape: tuple[int, ...]) -> tuple[tuple[int, ...], int] | None:
    """What PyTorch makes of it: the shape that leaves and the parameters. None: it refuses."""
    space: dict[str, nn.Sequential] = {}
    try:
        exec(code((one,)), space)
        model = space["model"]
        with torch.no_grad():
            out = model(torch.zeros(BATCH, *shape))
    except (RuntimeError, ValueError, IndexError):
        return None
    return tuple(out.shape), sum(p.numel() for p in model.parameters())


@settings(max_examples=400, deadline=None)
@given(layer(), st.sampled_from(SHAPES))
def test_shapes_agree_with_pytorch(one: Layer, shape: tuple[int, ...]) -> None:
    (row,) = shapes((one,), shape)
    if row.problem is not None and row.problem.what == "batch_axis":
        return  # PyTorch does it; we do not want it
    found = torchs(one, shape)
    if row.shape is None:
        assert found is None, row.problem
    else:
        assert found == ((BATCH, *row.shape), row.parameters)


def test_a_normalisation_with_eps_0_is_refused_as_pytorch_does() -> None:
    one = Layer(kind="BatchNorm1d", options={"num_features": 1, "eps": 0.0})
    (row,) = shapes((one,), (1, 6))
    assert row.shape is None
    assert torchs(one, (1, 6)) is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_agrees_with_pytorch_where_it_fits(kind: str) -> None:
    one = new(kind)
    fitting = {
        "Unflatten": (784,),
        "Linear": (784,),
        "Conv2d": (1, 28, 28),
        "BatchNorm1d": (64,),
        "BatchNorm2d": (64, 5, 5),
        "LayerNorm": (256,),
    }
    shape = fitting.get(kind, (1, 28, 28))
    (row,) = shapes((one,), shape)
    assert row.shape is not None
    assert torchs(one, shape) == ((BATCH, *row.shape), row.parameters)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_options_stand_in_pytorchs_order_with_its_defaults(kind: str) -> None:
    if kind == "Unflatten":
        return
    parameters = inspect.signature(getattr(nn, kind)).parameters
    row = KINDS[kind]
    names = [one.name for one in row.options]
    assert names[: row.unnamed] == list(parameters)[: len(names[: row.unnamed])]
    for one in row.options:
        if not one.required and one.default is not None:
            assert parameters[one.name].default == one.default


@given(lists)
def test_a_list_is_shaped_row_by_row(layers: tuple[Layer, ...]) -> None:
    rows = shapes(layers, (1, 6, 6))
    assert len(rows) == len(layers)
    broken = [index for index, row in enumerate(rows) if row.shape is None]
    assert broken == list(range(len(rows) - len(broken), len(rows)))


@settings(max_examples=200)
@given(layer(), st.sampled_from(SHAPES))
def test_every_fix_mends(one: Layer, shape: tuple[int, ...]) -> None:
    (row,) = shapes((one,), shape)
    for fix in row.problem.fixes if row.problem else ():
        after = shapes(mended((one,), 0, fix), shape)
        assert all(other.problem is None or other.problem != row.problem for other in after)


def test_a_linear_layer_after_an_image_asks_for_flatten() -> None:
    layers = (new("Linear", in_features=784, out_features=10),)
    (row,) = shapes(layers, (1, 28, 28))
    assert row.problem is not None
    assert row.problem.text("en") == (
        "Linear expects 784 inputs, but what arrives is [1×28×28]: put Flatten before it."
    )
    assert "Flatten" in row.problem.text("ko")
    flatten, linear = shapes(mended(layers, 0, row.problem.fixes[0]), (1, 28, 28))
    assert (flatten, linear) == (Shaped((784,)), Shaped((10,), 7850))


@pytest.mark.parametrize(
    "wrong",
    [
        Layer(kind="Nothing"),
        Layer(kind="Linear", options={"in_features": 4}),
        Layer(kind="Linear", options={"in_features": 4, "out_features": 0}),
        Layer(kind="Linear", options={"in_features": 4, "out_features": 1.5}),
        Layer(kind="ReLU", options={"slope": 1}),
        Layer(kind="Dropout", options={"p": 1.5}),
        Layer(kind="Linear", options={"in_features": 4, "out_features": float("nan")}),
        new("Conv2d"),
        new("MaxPool2d", padding=2),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(wrong: Layer) -> None:
    (row,) = shapes((wrong,), (4,))
    assert row.problem is not None
    assert row.problem.text("en")
    assert row.problem.text("ko") != row.problem.text("en")
