from __future__ import annotations

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor
from torch.nn import functional

from graphviewer.data.load import load
from graphviewer.runs.config import Model
from graphviewer.runs.layers import new, shapes
from graphviewer.runs.presets import PRESETS, Preset, UnknownPreset, preset, source_of
from graphviewer.training.models import build


def passes(name: str) -> tuple[list[float], Tensor, Tensor]:
    """The losses of a preset in a bare loop, what its model says in the end, and the targets."""
    config = preset(name).config
    examples = load(config.data).train
    x, y = torch.tensor(examples.x), torch.tensor(examples.y)
    outputs = int(y.max()) + 1 if y.dim() == 1 else y.shape[1]
    module = build(config.model, tuple(x.shape[1:]), outputs, config.seed).module
    rule = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[config.optimizer.name]
    optimizer = rule(module.parameters(), lr=config.optimizer.lr)
    losses = []
    for _ in range(config.epochs):
        said = module(x)
        if config.loss.name == "bce":
            loss = functional.binary_cross_entropy(said, y[:, None].float())
        elif config.loss.name == "mse":
            loss = functional.mse_loss(said, y)
        else:
            loss = functional.cross_entropy(said, y)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(loss.item())
    return losses, module(x).detach(), y


def test_linear_regression_with_three_inputs_goes_as_in_the_lecture() -> None:
    losses, said, _ = passes("linear-3")
    assert losses[-4:] == pytest.approx([1.566340, 1.565659, 1.564988, 1.564298], abs=1e-5)
    expected = torch.tensor([[152.7695], [183.6982], [180.9592], [197.0628], [140.1332]])
    torch.testing.assert_close(said, expected, atol=1e-3, rtol=0)


def test_logistic_regression_goes_as_in_the_lecture() -> None:
    losses, said, _ = passes("logistic")
    assert losses[374:377] == pytest.approx([0.356809, 0.356526, 0.356243], abs=2e-6)
    expected = torch.tensor([[0.0725], [0.1928], [0.4653], [0.7150], [0.8905], [0.9654]])
    torch.testing.assert_close(said, expected, atol=5e-4, rtol=0)


def test_the_softmax_classifier_jumps_and_then_settles() -> None:
    losses, _, _ = passes("softmax-4")
    assert max(losses[10:]) > 8
    assert losses[-1] < 0.005


def test_the_net_2_2_1_meets_its_targets() -> None:
    losses, said, y = passes("net-2-2-1")
    assert losses[-1] < 1e-3
    assert (said - y).abs().max() < 0.05


def test_a_hidden_layer_solves_xor() -> None:
    _, said, y = passes("xor")
    assert torch.equal(said.argmax(1), y)


@pytest.mark.parametrize("row", PRESETS, ids=lambda row: row.name)
def test_each_preset_has_its_words_its_own_name_and_a_program(row: Preset) -> None:
    assert row.config.model.preset == row.name
    assert row.title.keys() == row.about.keys() == {"en", "ko"}
    assert "model = " in source_of(row.config.model, (1, 28, 28), 10)
    if row.layers is not None:
        rows = shapes(row.layers((1, 28, 28), 10), (1, 28, 28))
        assert all(one.problem is None for one in rows)


def test_an_unknown_preset_says_which_there_are() -> None:
    with pytest.raises(UnknownPreset, match=r"'nope'.*softmax, mlp-256"):
        preset("nope")


def test_source_wins_over_layers_and_these_over_the_preset() -> None:
    model = Model(preset="softmax", layers=(new("ReLU"),), source="model = 1")
    assert source_of(model, (4,), 2) == "model = 1"
    assert "nn.ReLU()" in source_of(replace(model, source=""), (4,), 2)
    assert "nn.Linear(4, 2)" in source_of(replace(model, source="", layers=()), (4,), 2)
