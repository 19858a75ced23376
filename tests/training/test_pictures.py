"""Pictures of a model show what it computes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # as everyone calls it

from graphviewer.runs.config import LossName
from graphviewer.training.pictures import answer, area, boundary, features, first_weights


class Scratch(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.b = nn.Parameter(torch.zeros(30))
        self.w = nn.Parameter(torch.randn(784, 30))

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(1) @ self.w + self.b


class Ten(nn.Module):
    """Ten models of one output each."""

    def __init__(self) -> None:
        super().__init__()
        self.models = nn.ModuleList([nn.Linear(784, 1) for _ in range(10)])

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([one(x.flatten(1)) for one in self.models], 1)


def lenet() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.BatchNorm2d(6),
        nn.Sigmoid(),
        nn.AvgPool2d(2),
        nn.Sequential(nn.Conv2d(6, 16, 5), nn.MaxPool2d(2)),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(400, 10),
    )


SHAPE = (1, 28, 28)


def weights(module: nn.Module, shape: tuple[int, ...] = SHAPE) -> tuple[str, str, np.ndarray]:
    found = first_weights(module, shape, step=3)
    assert found is not None
    return found.what, found.name, found.images.numpy()


def test_a_linear_layer_shows_its_rows() -> None:
    module = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    what, name, images = weights(module)
    assert (what, name, images.shape) == ("weights", "1.weight", (64, 28, 28))
    assert torch.equal(torch.tensor(images[5]).flatten(), module.get_parameter("1.weight")[5])


def test_a_matrix_by_hand_shows_its_columns() -> None:
    module = Scratch()
    what, name, images = weights(module)
    assert (what, name, images.shape) == ("weights", "w", (30, 28, 28))
    assert torch.equal(torch.tensor(images[7]).flatten(), module.w[:, 7])


def test_a_square_linear_layer_is_not_turned() -> None:
    module = nn.Sequential(nn.Flatten(), nn.Linear(784, 784), nn.Linear(784, 10))
    _, _, images = weights(module)
    assert torch.equal(torch.tensor(images[5]).flatten(), module.get_parameter("1.weight")[5])


def test_models_of_one_output_stand_side_by_side() -> None:
    module = Ten()
    _, _, images = weights(module)
    assert images.shape == (10, 28, 28)
    wanted = module.get_parameter("models.9.weight")
    assert torch.equal(torch.tensor(images[9]).flatten(), wanted[0])


def test_a_convolution_shows_its_filters() -> None:
    module = lenet()
    what, name, images = weights(module)
    assert (what, name, images.shape) == ("filters", "0.weight", (6, 5, 5))
    assert torch.equal(torch.tensor(images), module.get_parameter("0.weight")[:, 0])


@pytest.mark.parametrize(
    ("module", "shape"),
    [
        (nn.Linear(3, 2), (3,)),  # no image
        (nn.LSTM(28, 32), SHAPE),  # sees a row at a time
        (nn.Sequential(nn.Flatten(), nn.ReLU()), SHAPE),  # nothing to see
    ],
)
def test_where_no_layer_sees_an_image_there_are_no_pictures(
    module: nn.Module, shape: tuple[int, ...]
) -> None:
    assert first_weights(module, shape, step=0) is None


def test_feature_maps_are_what_the_layers_compute_in_eval_mode() -> None:
    module, example = lenet(), torch.rand(1, 28, 28)
    module.train()
    before = {name: one.clone() for name, one in module.state_dict().items()}
    found = features(module, example, step=4)
    names = ["0 Conv2d", "3 AvgPool2d", "4.0 Conv2d", "4.1 MaxPool2d"]
    assert [one.name for one in found] == names
    assert [one.images.shape for one in found] == [
        (6, 28, 28),
        (6, 14, 14),
        (16, 10, 10),
        (16, 5, 5),
    ]
    assert all(torch.equal(one, before[name]) for name, one in module.state_dict().items())
    assert module.training
    module.eval()
    with torch.no_grad():
        wanted = module[:4](example[None])[0]
    assert torch.equal(torch.tensor(found[1].images.numpy()), wanted)


class Functions(nn.Module):
    """Convolves and pools by calls of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3)
        self.kernel = nn.Parameter(torch.randn(2, 4, 3, 3))

    def forward(self, x: Tensor) -> Tensor:
        maps = F.max_pool2d(self.conv(x), 2)
        return F.avg_pool2d(F.conv2d(maps, self.kernel), 2).flatten(1)


def test_calls_of_the_model_s_own_have_feature_maps_too() -> None:
    found = features(Functions(), torch.rand(1, 12, 12), step=0)
    assert [(one.name, one.images.shape) for one in found] == [
        ("conv Conv2d", (4, 10, 10)),
        ("max_pool2d", (4, 5, 5)),
        ("conv2d", (2, 3, 3)),
        ("avg_pool2d", (2, 1, 1)),
    ]


def test_a_model_without_maps_has_none() -> None:
    assert features(nn.Linear(4, 2), torch.rand(4), step=0) == ()


def test_the_answer_is_the_probability_of_each_class() -> None:
    module, example = lenet(), torch.rand(1, 28, 28)
    told = answer(module, example, loss="cross_entropy", classes=10, step=2, index=17)
    assert (told.step, told.example) == (2, 17)
    assert torch.equal(torch.tensor(told.image.numpy()), example[0])
    module.eval()
    with torch.no_grad():
        wanted = module(example[None])[0].double().softmax(0)
    assert told.probabilities.numpy() == pytest.approx(wanted.numpy(), rel=1e-12)


class Says(nn.Module):
    """Gives the same outputs whatever comes."""

    def __init__(self, *outputs: float) -> None:
        super().__init__()
        self.register_buffer("outputs", torch.tensor(outputs))

    def forward(self, x: Tensor) -> Tensor:
        assert isinstance(self.outputs, Tensor)
        return self.outputs.expand(len(x), -1)


@pytest.mark.parametrize(
    ("loss", "classes", "outputs", "wanted"),
    [
        ("nll", 2, (np.log(0.25), np.log(0.75)), (0.25, 0.75)),
        ("bce", 2, (0.25,), (0.75, 0.25)),
        ("bce_with_logits", 2, (0.0,), (0.5, 0.5)),
        ("bce_with_logits", 3, (0.0, 100.0, -100.0), (0.5, 1.0, 0.0)),
        ("mse", 2, (1.5, 0.25), (1.0, 0.25)),
        ("mse", 0, (1.5, -7.0), (1.5, -7.0)),
    ],
)
def test_what_outputs_mean_follows_from_the_loss(
    loss: LossName, classes: int, outputs: tuple[float, ...], wanted: tuple[float, ...]
) -> None:
    told = answer(Says(*outputs), torch.zeros(3), loss=loss, classes=classes, step=0)
    assert told.example == -1
    assert told.probabilities.numpy() == pytest.approx(np.array(wanted), abs=1e-7)


def test_the_boundary_runs_where_the_model_says() -> None:
    module = nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        module.weight.copy_(torch.tensor([[1.0, 2.0]]))
    within = (-1.0, 3.0, -2.0, 2.0)
    calls: list[int] = []
    told = boundary(
        module,
        within,
        loss="bce_with_logits",
        classes=2,
        step=9,
        between=lambda: calls.append(1),
    )
    assert (told.left, told.right, told.bottom, told.top, told.step) == (*within, 9)
    outputs = told.outputs.numpy()
    assert outputs.shape == (100, 100, 2)
    along, up = np.meshgrid(np.linspace(-1, 3, 100), np.linspace(-2, 2, 100))  # bottom row first
    assert outputs[..., 1] == pytest.approx(1 / (1 + np.exp(-(along + 2 * up))), abs=1e-6)
    assert len(calls) == 3


def test_the_area_holds_all_points_with_room_around() -> None:
    left, right, bottom, top = area(torch.tensor([[0.0, 5.0], [10.0, 5.0]]))
    assert left < 0 < 10 < right
    assert bottom < 5 < top
