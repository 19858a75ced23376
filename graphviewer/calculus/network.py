"""A deep narrow network on the two moons, its weights one vector: trained once, moved often."""

from __future__ import annotations

import math
from collections import OrderedDict
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional

from graphviewer.data.synthetic import moons
from graphviewer.formulas.questions import Landscape
from graphviewer.runs.config import Data

WIDTH = 16
STEPS = 400
RATE = 2e-3
NOISE = 0.15
_KEPT = 8  # networks
_MOST_TRAINED = 5  # steps at a time


class Network:
    """`depth` hidden layers of 16 ReLUs, two inputs, two classes; float64.

    With `skip` each hidden layer but the first adds to what it was given: h + relu(W h + b).
    Weights begin as He et al. (2015) draw them, in the layers that add divided by the root of the
    depth, so that both kinds begin with activations of one size; biases begin at 0.
    """

    def __init__(self, surface: Landscape) -> None:
        self._skip = surface.skip
        sizes = [2, *[WIDTH] * surface.depth, 2]
        self.shapes = [
            shape for here, there in pairwise(sizes) for shape in ((there, here), (there,))
        ]
        self._lengths = [math.prod(shape) for shape in self.shapes]
        made = moons(Data(name="moons", noise=NOISE, seed=surface.seed)).train
        self.x = torch.from_numpy(made.x).double()
        self.y = torch.from_numpy(made.y)

    def parts(self, weights: Tensor) -> list[Tensor]:
        """The vector as each layer's matrix [outputs, inputs] and bias [outputs], in turn."""
        pieces = torch.split(weights, self._lengths)
        return [piece.view(shape) for piece, shape in zip(pieces, self.shapes, strict=True)]

    def begin(self, random: torch.Generator) -> Tensor:
        """Weights to train."""
        weights = torch.zeros(sum(self._lengths), dtype=torch.float64)
        layers = self.parts(weights)
        for index, matrix in enumerate(layers[::2]):
            hidden = 0 < index < len(layers) // 2 - 1
            size = 2 / matrix.shape[1] / (len(layers) // 2 - 1 if self._skip and hidden else 1)
            matrix.normal_(0, math.sqrt(size), generator=random)
        return weights

    def outputs(self, weights: Tensor) -> Tensor:
        """The two classes' scores of every example [examples, 2]."""
        (matrix, bias), *layers = zip(*[iter(self.parts(weights))] * 2, strict=True)
        h = torch.addmm(bias, self.x, matrix.mT).relu_()
        for matrix, bias in layers[:-1]:
            further = torch.addmm(bias, h, matrix.mT).relu_()
            h = h + further if self._skip else further
        matrix, bias = layers[-1]
        return torch.addmm(bias, h, matrix.mT)

    def loss(self, weights: Tensor) -> Tensor:
        """The mean cross-entropy over the training examples."""
        return functional.cross_entropy(self.outputs(weights), self.y)


class Trained:
    """A network on its way to being trained: Adam on all examples, 400 steps."""

    def __init__(self, surface: Landscape) -> None:
        self.network = Network(surface)
        self.done = 0
        self._random = torch.Generator().manual_seed(surface.seed)
        self._weights = self.network.begin(self._random).requires_grad_()
        self._optimizer = torch.optim.Adam([self._weights], lr=RATE)
        self._directions: tuple[Tensor, Tensor] | None = None

    @property
    def over(self) -> bool:
        """Whether it is trained."""
        return self.done == STEPS

    def train(self) -> None:
        """Some steps more."""
        for _ in range(min(_MOST_TRAINED, STEPS - self.done)):
            self._optimizer.zero_grad()
            self.network.loss(self._weights).backward()  # type: ignore[no-untyped-call]
            self._optimizer.step()
            self.done += 1

    @property
    def weights(self) -> Tensor:
        """The weights as they are now."""
        return self._weights.detach()

    @property
    def directions(self) -> tuple[Tensor, Tensor]:
        """Two filter-normalised random directions (Li et al. 2018, arXiv:1712.09913, 4).

        Normal numbers, scaled so that each row of each matrix is as long as the weights' row; as
        in the authors' runs (`xignore=biasbn`), biases do not move.
        """
        if self._directions is None:
            self._directions = self._direction(), self._direction()
        return self._directions

    def _direction(self) -> Tensor:
        drawn = torch.randn(len(self.weights), generator=self._random, dtype=torch.float64)
        for part, weights in zip(
            self.network.parts(drawn), self.network.parts(self.weights), strict=True
        ):
            if part.ndim == 1:
                part.zero_()
            else:
                part.mul_(weights.norm(dim=1, keepdim=True) / part.norm(dim=1, keepdim=True))
        return drawn

    def accuracy(self) -> float:
        """The share of training examples it gets right."""
        found = self.network.outputs(self.weights).argmax(1)
        return float((found == self.network.y).double().mean())


_trained: OrderedDict[Landscape, Trained] = OrderedDict()


def trained(surface: Landscape) -> Trained:
    """The network of these settings, as far as it is trained: questions share it."""
    if surface not in _trained:
        _trained[surface] = Trained(surface)
    _trained.move_to_end(surface)
    while len(_trained) > _KEPT:
        _trained.popitem(last=False)
    return _trained[surface]
