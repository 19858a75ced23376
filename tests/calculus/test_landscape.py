"""The landscape of a trained network: its centre is the trained loss, its directions are scaled."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from graphviewer.calculus.landscape import landscape_heights
from graphviewer.calculus.network import STEPS, Network, trained
from graphviewer.formulas.answers import Heights, Refused, Underway, Walked
from graphviewer.formulas.questions import Height, Landscape, Walk, Walker
from tests.calculus.asking import asked, one

PLAIN, SKIP = (Landscape(skip=skip, depth=4, seed=1) for skip in (False, True))


def heights(surface: Landscape, many: int = 21) -> Heights:
    """The grid about the trained weights."""
    (told,) = asked(Height(surface=surface, x=(-1, 1), y=(-1, 1), many=many), Heights)
    return told


class Layers(nn.Module):
    """The same network as a lecture writes it."""

    def __init__(self, surface: Landscape, weights: Tensor) -> None:
        super().__init__()
        parts = Network(surface).parts(weights)
        self.skip = surface.skip
        self.layers = nn.ModuleList()
        for matrix, bias in zip(parts[::2], parts[1::2], strict=True):
            layer = nn.Linear(matrix.shape[1], matrix.shape[0], dtype=torch.float64)
            layer.load_state_dict({"weight": matrix, "bias": bias})
            self.layers.append(layer)

    def forward(self, x: Tensor) -> Tensor:
        """Two scores an example."""
        first, *hidden, last = self.layers
        h = torch.relu(first(x))
        for layer in hidden:
            h = h + torch.relu(layer(h)) if self.skip else torch.relu(layer(h))
        found = last(h)
        assert isinstance(found, Tensor)
        return found


@pytest.mark.parametrize("surface", [PLAIN, SKIP])
def test_the_centre_is_the_trained_loss(surface: Landscape) -> None:
    """Lesson 5.4."""
    told = heights(surface)
    assert told.z.numpy()[10, 10] == told.told["trained_loss"]
    network = trained(surface)
    module = Layers(surface, network.weights)
    scores = module(network.network.x)
    loss = nn.functional.cross_entropy(scores, network.network.y)
    assert told.told["trained_loss"] == pytest.approx(loss.item(), rel=1e-12)
    right = (scores.argmax(1) == network.network.y).double().mean()
    assert told.told["accuracy"] == right.item() > 0.95


@pytest.mark.parametrize("surface", [PLAIN, SKIP])
def test_it_is_trained_as_a_plain_loop_trains(surface: Landscape) -> None:
    network = Network(surface)
    weights = network.begin(torch.Generator().manual_seed(surface.seed))
    module = Layers(surface, weights)
    optimizer = torch.optim.Adam(module.parameters(), lr=2e-3)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(module(network.x), network.y)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    heights(surface)
    found = trained(surface).weights
    wanted = torch.cat([one.detach().flatten() for one in module.parameters()])
    assert torch.allclose(found, wanted, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("at", [(3, 17), (20, 0)])
def test_a_height_is_the_loss_of_moved_weights(at: tuple[int, int]) -> None:
    z = heights(SKIP).z.numpy()
    network = trained(SKIP)
    across, along = network.directions
    row, column = at
    side = np.linspace(-1, 1, 21)
    weights = network.weights + side[column] * across + side[row] * along
    module = Layers(SKIP, weights)
    loss = nn.functional.cross_entropy(module(network.network.x), network.network.y)
    assert z[at] == pytest.approx(loss.item(), rel=1e-10)


def test_directions_are_as_long_as_the_weights_filter_by_filter() -> None:
    """Lesson 5.4."""
    heights(PLAIN)
    network = trained(PLAIN)
    weights = network.network.parts(network.weights)
    for direction in network.directions:
        for moved, part in zip(network.network.parts(direction), weights, strict=True):
            if part.ndim == 2:
                assert torch.allclose(moved.norm(dim=1), part.norm(dim=1))
            else:
                assert not moved.any()
    one_way, other = network.directions
    assert abs(torch.dot(one_way, other) / one_way.norm() / other.norm()) < 0.2


def test_deep_networks_are_smoother_with_skip_connections() -> None:
    """Lesson 5.4."""
    steep = [heights(Landscape(skip=skip), 7).z.numpy().max() for skip in (False, True)]
    assert steep[0] > 10 * steep[1]


def test_what_was_calculated_is_kept() -> None:
    heights(PLAIN)
    question = Height(surface=PLAIN, x=(-1, 1), y=(-1, 1), many=21)
    assert not asked(question, Underway)


def test_training_is_told_while_it_goes_on() -> None:
    surface = Landscape(depth=3, seed=9)
    told = asked(Height(surface=surface, x=(-1, 1), y=(-1, 1), many=11), Underway)
    done = [part.done for part in told]
    assert done == sorted(done)
    assert done[0] < STEPS <= done[-1]
    assert {part.of for part in told} == {STEPS + 11}


def test_many_other_networks_asked_for_meanwhile_do_not_make_it_an_untrained_one() -> None:
    surface = Landscape(depth=2, seed=10)
    question = Height(surface=surface, x=(-1, 1), y=(-1, 1), many=11)
    last: Heights | Underway | None = None
    for part in landscape_heights(question, surface):
        last = part
        for other in range(9):
            trained(Landscape(depth=2, seed=100 + other))
    assert isinstance(last, Heights)
    network = trained(surface)
    while not network.over:
        network.train()
    assert last.told["trained_loss"] == network.network.loss(network.weights).item()


def test_optimizers_walk_on_it() -> None:
    walker = Walker(kind="SGD", lr=0.01)
    (way, *_) = asked(Walk(surface=SKIP, start=(0.8, 0.7), walker=walker, steps=5), Walked)
    network = trained(SKIP)
    across, along = network.directions
    p = torch.tensor([0.8, 0.7], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=0.01)
    for point, loss in zip(way.points.numpy(), way.loss.numpy(), strict=True):
        value = network.network.loss(network.weights + p[0] * across + p[1] * along)
        assert np.allclose(point, p.tolist(), rtol=1e-9)
        assert loss == pytest.approx(value.item(), rel=1e-9)
        optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        optimizer.step()


@pytest.mark.parametrize(
    "question",
    [
        Height(surface=Landscape(depth=1000), x=(-1, 1), y=(-1, 1), many=11),
        Height(surface=PLAIN, x=(-1, 1), y=(-1, 1), many=201),
        Walk(surface=PLAIN, start=(1.0,), walker=Walker(kind="SGD")),
    ],
)
def test_a_landscape_that_makes_no_sense_is_refused(question: Height | Walk) -> None:
    assert one(question, Refused).code in ("range", "start")
