"""The models of the presets: as layers, and as programs with their matrices written out."""

from __future__ import annotations

from math import prod

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import Value, new

Shape = tuple[int, ...]


def network(
    shape: Shape,
    sizes: tuple[int, ...],
    *after: str,
    p: float = 0.3,
    last: str = "",
) -> tuple[Layer, ...]:
    """Linear layers of these sizes; between them the kinds of `after`, and `last` at the end."""
    rows = [new("Flatten")] if len(shape) > 1 else []
    arriving = prod(shape)
    for index, size in enumerate(sizes):
        rows.append(new("Linear", in_features=arriving, out_features=size))
        if index < len(sizes) - 1:
            rows.extend(_between(kind, size, p) for kind in after)
        arriving = size
    return (*rows, new(last)) if last else tuple(rows)


def _between(kind: str, size: int, p: float) -> Layer:
    options: dict[str, dict[str, Value]] = {
        "BatchNorm1d": {"num_features": size},
        "Dropout": {"p": p},
    }
    return new(kind, **options.get(kind, {}))


def lenet(shape: Shape, outputs: int, activation: str, pool: str) -> tuple[Layer, ...]:
    """LeNet-5 (LeCun et al. 1998) as lectures write it, for images of one size or another."""
    channels, height, width = shape if len(shape) == 3 else (1, 28, 28)
    left = prod(max((side // 2 - 4) // 2, 1) for side in (height, width))
    return (
        new("Conv2d", in_channels=channels, out_channels=6, kernel_size=5, padding=2),
        new(activation),
        new(pool, kernel_size=2, stride=2),
        new("Conv2d", in_channels=6, out_channels=16, kernel_size=5),
        new(activation),
        new(pool, kernel_size=2, stride=2),
        new("Flatten"),
        new("Linear", in_features=16 * left, out_features=120),
        new(activation),
        new("Linear", in_features=120, out_features=84),
        new(activation),
        new("Linear", in_features=84, out_features=outputs),
    )


def softmax_scratch(shape: Shape, outputs: int) -> str:
    """Softmax regression; its outputs are logarithms of probabilities."""
    n = prod(shape)
    return f"""\
import torch
from torch import nn


def log_softmax(O):
    O = O - O.max(dim=1, keepdim=True).values  # so that exp cannot overflow
    return O - torch.log(torch.exp(O).sum(dim=1, keepdim=True))


class SoftmaxRegression(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = nn.Parameter(torch.normal(0, 0.01, size=({n}, {outputs})))
        self.b = nn.Parameter(torch.zeros({outputs}))

    def forward(self, X):
        X = X.reshape(-1, {n})
        return log_softmax(X @ self.W + self.b)


model = SoftmaxRegression()
"""


def mlp_scratch(shape: Shape, outputs: int, hidden: int) -> str:
    """One hidden layer with ReLU; its outputs are logits."""
    n = prod(shape)
    return f"""\
import torch
from torch import nn


def relu(X):
    return torch.max(X, torch.zeros_like(X))


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.W1 = nn.Parameter(torch.normal(0, 0.01, size=({n}, {hidden})))
        self.b1 = nn.Parameter(torch.zeros({hidden}))
        self.W2 = nn.Parameter(torch.normal(0, 0.01, size=({hidden}, {outputs})))
        self.b2 = nn.Parameter(torch.zeros({outputs}))

    def forward(self, X):
        X = X.reshape(-1, {n})
        H = relu(X @ self.W1 + self.b1)
        return H @ self.W2 + self.b2


model = MLP()
"""


def linear_scratch(shape: Shape, outputs: int, *, zeros: bool) -> str:
    """Linear regression with its weights written out."""
    n = prod(shape)
    first = f"torch.zeros({n}, {outputs})" if zeros else f"torch.normal(0, 0.01, ({n}, {outputs}))"
    return f"""\
import torch
from torch import nn


class LinearRegression(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = nn.Parameter({first})
        self.b = nn.Parameter(torch.zeros({outputs}))

    def forward(self, X):
        return X @ self.W + self.b


model = LinearRegression()
"""


def logistic_scratch(shape: Shape) -> str:
    """Logistic regression from zeros; its output is a probability."""
    n = prod(shape)
    return f"""\
import torch
from torch import nn


class LogisticRegression(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = nn.Parameter(torch.zeros({n}, 1))
        self.b = nn.Parameter(torch.zeros(1))

    def forward(self, X):
        return 1 / (1 + torch.exp(-(X @ self.W + self.b)))


model = LogisticRegression()
"""


def softmax_zeros(shape: Shape, outputs: int) -> str:
    """Softmax regression that begins with zeros; its outputs are logarithms of probabilities."""
    begun = f"torch.normal(0, 0.01, size=({prod(shape)}, {outputs}))"
    zeros = f"torch.zeros({prod(shape)}, {outputs})"
    return softmax_scratch(shape, outputs).replace(begun, zeros)


def lstm_rows(shape: Shape, outputs: int) -> str:
    """An LSTM that reads an image row by row."""
    width = shape[-1]
    return f"""\
import torch
from torch import nn


class RowReader(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM({width}, 128, batch_first=True)
        self.output = nn.Linear(128, {outputs})

    def forward(self, X):
        rows = X.reshape(len(X), -1, {width})  # each row of the image is a time step
        H, _ = self.lstm(rows)
        return self.output(H[:, -1])


model = RowReader()
"""
