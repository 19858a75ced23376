"""The programs that benchmarks/record.py runs: models with their loss, and inputs.

Every model gives the loss itself, so that tools which want one module to look at get all of it.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from msgspec import Struct
from torch import Tensor, nn
from torch.nn import functional

SEED = 0


class Workload(Struct):
    """A model with what it is called on, and the leaves whose gradient a run fills."""

    model: nn.Module
    inputs: tuple[Tensor, ...]
    leaves: tuple[Tensor, ...]

    def clear(self) -> None:
        """Forget the gradients of the last run."""
        for leaf in self.leaves:
            leaf.grad = None


def run(model: nn.Module, inputs: tuple[Tensor, ...]) -> Tensor:
    """Forward and backward: what every method runs. Its variables name what is recorded."""
    loss: Tensor = model(*inputs)
    torch.autograd.backward(loss)
    return loss


def run_chain(length: int) -> None:
    """So many operations in a row, and back through them."""
    x = torch.ones(1, requires_grad=True)
    y = x
    for _ in range(length):
        y = y + 1
    torch.autograd.backward(y)


class Product(nn.Module):
    """c = a * b."""

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        """One operation; a module because some tools know nothing else."""
        return a * b


class Classifier(nn.Module):
    """A network with its cross-entropy."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor, target: Tensor) -> Tensor:
        """The loss of a batch."""
        return functional.cross_entropy(self.net(x), target)


class Block(nn.Module):
    """ResNet's basic block: two 3x3 convolutions and the way around them."""

    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.around: nn.Module = nn.Identity()
        if stride != 1 or before != after:
            conv = nn.Conv2d(before, after, 1, stride, bias=False)
            self.around = nn.Sequential(conv, nn.BatchNorm2d(after))

    def forward(self, x: Tensor) -> Tensor:
        """relu(what the convolutions make + the way around)."""
        inside = functional.relu(self.bn1(self.conv1(x)))
        inside = self.bn2(self.conv2(inside))
        return functional.relu(inside + self.around(x))


def resnet18(classes: int = 1000) -> nn.Module:
    """ResNet-18 as published: 11,689,512 parameters."""
    layers: list[nn.Module] = [
        nn.Conv2d(3, 64, 7, 2, 3, bias=False),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.MaxPool2d(3, 2, 1),
    ]
    before = 64
    for after, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        layers += [Block(before, after, stride), Block(after, after, 1)]
        before = after
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, classes))


class Encoder(nn.Module):
    """A stack of nn.TransformerEncoderLayer, its result squared and averaged."""

    def __init__(self, width: int, layers: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(width, 8, 4 * width, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)

    def forward(self, x: Tensor) -> Tensor:
        """The loss of a batch."""
        made: Tensor = self.encoder(x)
        return made.square().mean()


class CellLoop(nn.Module):
    """nn.LSTMCell over a sequence."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.cell = nn.LSTMCell(inputs, hidden)

    def forward(self, x: Tensor) -> Tensor:
        """The mean of the squared last state."""
        h = torch.zeros(x.shape[1], self.hidden)
        c = torch.zeros(x.shape[1], self.hidden)
        for step in range(len(x)):
            h, c = self.cell(x[step], (h, c))
        return h.square().mean()


class HandLoop(nn.Module):
    """The same cell written out."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.w = nn.Parameter(0.1 * torch.randn(inputs, 4 * hidden))
        self.u = nn.Parameter(0.1 * torch.randn(hidden, 4 * hidden))
        self.b = nn.Parameter(torch.zeros(4 * hidden))

    def forward(self, x: Tensor) -> Tensor:
        """The mean of the squared last state."""
        h = torch.zeros(x.shape[1], self.hidden)
        c = torch.zeros(x.shape[1], self.hidden)
        for step in range(len(x)):
            gates = x[step] @ self.w + h @ self.u + self.b
            i, f, g, o = gates.chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        return h.square().mean()


def _made(model: nn.Module, *inputs: Tensor) -> Workload:
    leaves = (*model.parameters(), *(one for one in inputs if one.requires_grad))
    return Workload(model, inputs, leaves)


def product() -> Workload:
    """c = a * b on two scalars."""
    a, b = (torch.tensor(number, requires_grad=True) for number in (2.0, 3.0))
    return _made(Product(), a, b)


def mlp() -> Workload:
    """784-256-10 with ReLU, a batch of 64."""
    net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    return _made(Classifier(net), torch.randn(64, 784), torch.randint(10, (64,)))


def resnet() -> Workload:
    """ResNet-18 in train mode on 4x3x64x64."""
    return _made(Classifier(resnet18()), torch.randn(4, 3, 64, 64), torch.randint(1000, (4,)))


def transformer() -> Workload:
    """12 encoder layers of width 512 with 8 heads, train mode, 4 sequences of 64."""
    return _made(Encoder(512, 12), torch.randn(4, 64, 512))


def lstm_cell() -> Workload:
    """nn.LSTMCell 32-64 over 100 steps, a batch of 8."""
    return _made(CellLoop(32, 64), torch.randn(100, 8, 32))


def lstm_wide() -> Workload:
    """nn.LSTMCell 128-256 over 100 steps, a batch of 64."""
    return _made(CellLoop(128, 256), torch.randn(100, 64, 128))


def lstm_hand() -> Workload:
    """An LSTM cell of the same size in plain operations over 100 steps."""
    return _made(HandLoop(32, 64), torch.randn(100, 8, 32))


WORKLOADS: dict[str, Callable[[], Workload]] = {
    "c=a*b": product,
    "MLP": mlp,
    "ResNet-18": resnet,
    "transformer": transformer,
    "LSTMCell": lstm_cell,
    "LSTM by hand": lstm_hand,
    "LSTMCell, wide": lstm_wide,
}


def make(name: str) -> Workload:
    """A workload, the same numbers every time."""
    torch.manual_seed(SEED)
    return WORKLOADS[name]()
