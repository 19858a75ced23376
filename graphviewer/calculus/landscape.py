"""The loss of a trained network on a plane through its weights (Li et al. 2018)."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Generator, Iterator

import torch
from torch import Tensor

from graphviewer.calculus.grounds import two_numbers
from graphviewer.calculus.network import STEPS, Trained, trained
from graphviewer.calculus.surfaces import axes
from graphviewer.formulas.answers import Heights, Underway
from graphviewer.formulas.questions import Height, Landscape
from graphviewer.runs.array import array

_PATIENCE = 0.03  # seconds of work before others have a turn
_KEPT = 8  # grids
_grids: OrderedDict[Height, Heights] = OrderedDict()


class LandscapeGround:
    """The loss at weights + x * one direction + y * the other."""

    examples = 0

    def __init__(self, surface: Landscape, numbers: int) -> None:
        """`numbers` a point has. The network is trained first: `prepared`."""
        two_numbers(numbers)
        self._network = trained(surface)

    def loss(self, point: Tensor, rows: Tensor | None = None) -> Tensor:
        """The mean cross-entropy there."""
        del rows
        return _loss(self._network, *point.unbind())


def _loss(network: Trained, x: Tensor, y: Tensor) -> Tensor:
    across, along = network.directions
    return network.network.loss(network.weights + x * across + y * along)


def prepared(surface: Landscape, more: int = 0) -> Generator[Underway, None, Trained]:
    """Train the network if it is not, and return it; `more`: what there is to do afterwards."""
    network = trained(surface)
    while not network.over:
        until = time.perf_counter() + _PATIENCE
        while not network.over and time.perf_counter() < until:
            network.train()
        yield Underway(done=network.done, of=STEPS + more)
    return network


def landscape_heights(question: Height, surface: Landscape) -> Iterator[Heights | Underway]:
    """The loss on the grid; told: "trained_loss", which is the height at (0, 0), and "accuracy".

    Each place is calculated as training does it, one after another, so that nothing is rounded
    differently at the centre.
    """
    network = yield from prepared(surface, question.many)
    if question not in _grids:
        yield from _calculated(question, network)
    yield _grids[question]


def _calculated(question: Height, network: Trained) -> Iterator[Underway]:
    xs, ys = axes(question)
    z = torch.empty(len(ys), len(xs), dtype=torch.float64)
    until = time.perf_counter() + _PATIENCE
    for row, y in enumerate(ys):
        with torch.no_grad():
            z[row] = torch.stack([_loss(network, x, y) for x in xs])
        if time.perf_counter() > until:
            yield Underway(done=STEPS + row + 1, of=STEPS + len(ys))
            until = time.perf_counter() + _PATIENCE
    told = {"trained_loss": float(network.network.loss(network.weights))}
    told["accuracy"] = network.accuracy()
    z = z.where(z.isfinite(), torch.nan)
    _grids[question] = Heights(z=array(z.numpy(), "float64"), told=told)
    while len(_grids) > _KEPT:
        _grids.popitem(last=False)
