from __future__ import annotations

import random

import numpy as np
import pytest
import torch
from torch import Tensor

from graphviewer.data.catalogue import SETS
from graphviewer.runs.config import Layer, Model
from graphviewer.runs.layers import new
from graphviewer.runs.presets import PRESETS, Preset, preset
from graphviewer.training.models import ModelProblem, build

HEAD = "import torch\nfrom torch import nn\n"


def shape_of(row: Preset) -> tuple[tuple[int, ...], int]:
    data = next(one for one in SETS if one.name == row.config.data.name)
    shape = (1, *data.shape) if data.kind == "images" else data.shape
    return shape, len(data.classes) or 1


@pytest.mark.parametrize("variant", ["concise", "scratch"])
@pytest.mark.parametrize("row", PRESETS, ids=lambda row: row.name)
def test_every_preset_builds_and_its_loss_has_gradients(row: Preset, variant: str) -> None:
    shape, outputs = shape_of(row)
    config = Model(preset=row.name, variant="scratch" if variant == "scratch" else "concise")
    module = build(config, shape, outputs, 0).module
    module(torch.rand(5, *shape)).square().sum().backward()
    assert all(one.grad is not None for one in module.parameters())


@pytest.mark.parametrize("name", ["softmax", "mlp-256", "linear-3", "logistic"])
def test_scratch_and_concise_agree_when_their_weights_do(name: str) -> None:
    shape, outputs = shape_of(preset(name))
    concise = build(Model(preset=name), shape, outputs, 0).module
    scratch = build(Model(preset=name, variant="scratch"), shape, outputs, 0).module
    with torch.no_grad():
        for ours, theirs in zip(scratch.parameters(), concise.parameters(), strict=True):
            ours.copy_(theirs.mT if theirs.dim() == 2 else theirs)
    x = torch.rand(5, *shape)

    def meant(output: Tensor) -> Tensor:
        return output.log_softmax(1) if name == "softmax" else output

    torch.testing.assert_close(meant(scratch(x)), meant(concise(x)))


@pytest.mark.parametrize("side", [16, 28, 32, 41])
def test_lenet_fits_images_of_other_sizes(side: int) -> None:
    build(Model(preset="lenet-relu"), (3, side, side), 7, 0)


def test_one_seed_gives_the_same_model_and_leaves_the_same_generators() -> None:
    source = HEAD + "import random\nimport numpy\nmodel = nn.Linear(3, 2)\n"
    dropped = source.replace("nn.Linear(3, 2)", "nn.Sequential(nn.Linear(3, 2), nn.Dropout())")
    first = build(Model(source=source), (3,), 2, 5).module
    after = torch.rand(3), np.random.rand(), random.random()  # noqa: NPY002
    second = build(Model(source=dropped), (3,), 2, 5).module
    assert torch.equal(first.weight, second[0].weight)  # type: ignore[index, arg-type]
    assert torch.equal(after[0], torch.rand(3))
    assert after[1:] == (np.random.rand(), random.random())  # noqa: NPY002


def test_the_trial_changes_neither_running_statistics_nor_mode() -> None:
    source = HEAD + "model = nn.Sequential(nn.BatchNorm1d(3), nn.Linear(3, 2))"
    module = build(Model(source=source), (3,), 2, 0).module
    assert module.training
    assert module.state_dict()["0.num_batches_tracked"] == 0


def test_lazy_layers_get_their_sizes() -> None:
    source = HEAD + "model = nn.Sequential(nn.Flatten(), nn.LazyLinear(10))"
    module = build(Model(source=source), (1, 8, 8), 10, 0).module
    assert [tuple(one.shape) for one in module.parameters()] == [(10, 64), (10,)]


def test_two_classes_may_have_one_output() -> None:
    build(Model(layers=(new("Linear", in_features=2, out_features=1),)), (2,), 2, 0)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("x = (", 1, "not Python"),
        (HEAD + "x = 1 / 0", 3, "line 3: ZeroDivisionError"),
        (HEAD + "exit()", 3, "ends Python"),
        ("x = 1", 0, "does not define"),
        ("model = 1", 0, "type int"),
        (HEAD + "model = nn.Linear", 0, "class Linear"),
        (HEAD + "model = nn.Linear(4, 10)", 0, "cannot take"),
        (HEAD + "model = nn.Linear(3, 9)", 0, r"\[2, 9\]; the data wants \[2, 10\]"),
        (HEAD + "model = nn.LSTM(3, 10)", 0, "gives a tuple"),
        (
            HEAD
            + "class M(nn.Module):\n    def forward(self, x):\n        return x @ x\nmodel = M()",
            5,
            "at line 5",
        ),
        (HEAD + "model = nn.Flatten(1)", 0, r"\[2, 3\]"),
        (HEAD + "model = nn.Softmax(1)", 0, r"\[2, 3\]"),
    ],
)
def test_a_program_without_a_fitting_model_is_told_at_its_line(
    source: str, line: int, message: str
) -> None:
    with pytest.raises(ModelProblem, match=message) as caught:
        build(Model(source=source), (3,), 10, 0)
    assert caught.value.line == line
    assert caught.value.advice


@pytest.mark.parametrize("model", [Model(preset="nope"), Model(layers=(Layer(kind="Nope"),))])
def test_what_is_unknown_is_a_model_problem(model: Model) -> None:
    with pytest.raises(ModelProblem, match=r"(?i)nope"):
        build(model, (3,), 10, 0)


def test_a_layer_that_does_not_fit_is_told_by_its_place() -> None:
    layers = (new("ReLU"), new("Linear", in_features=784, out_features=10))
    with pytest.raises(ModelProblem, match=r"Layer 2 of 2 .* put Flatten before it"):
        build(Model(layers=layers), (1, 28, 28), 10, 0)
