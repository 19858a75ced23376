"""Pictures of a model: what its first layer looks for, what it makes of an example, its answer."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import torch
from torch import Tensor, nn

from graphviewer.runs.array import array
from graphviewer.runs.config import LossName
from graphviewer.runs.news import Answer, Boundary, Images
from graphviewer.training.answers import columns, probabilities
from graphviewer.training.calls import Outputs
from graphviewer.training.quiet import undisturbed

MOST = 64  # pictures of one kind
_SIDE = 100  # points of the plane each way
_CHUNK = 2500
_MARGIN = 0.15  # of the points' extent, around them
_ADAPTIVE = ("AdaptiveMaxPool2d", "AdaptiveAvgPool2d")
_MODULES = frozenset({"Conv2d", "ConvTranspose2d", "MaxPool2d", "AvgPool2d", *_ADAPTIVE})
_FUNCTIONS = frozenset({"conv2d", "conv_transpose2d", "max_pool2d", "avg_pool2d"})
Area = tuple[float, float, float, float]


def first_weights(module: nn.Module, shape: tuple[int, ...], *, step: int) -> Images | None:
    """What meets the image first: filters, or the weights of each output as an image.

    `shape` is that of an example as the model sees it. The first parameter with two dimensions or
    more decides: filters of a convolution [out, in, h, w], one image for each pair; rows of a
    linear layer [out, pixels], or columns of a matrix of one's own [pixels, out], which is one
    image a channel. Linear layers of one output each stand in one row. At most 64 images. None if
    the example is no image or the first layer does not see it as a whole.
    """
    matrices = [(name, one) for name, one in module.named_parameters() if one.dim() >= 2]
    if len(shape) < 2 or not matrices:
        return None
    name, first = matrices[0]
    owner = module.get_submodule(name.rpartition(".")[0])
    if first.dim() == 4:
        return _images(first.reshape(-1, *first.shape[2:]), step, "filters", name)
    if first.dim() != 2:
        return None
    pixels = math.prod(shape)
    by_column = first.shape[0] == pixels and not isinstance(owner, nn.Linear)
    rows = first.t() if by_column else first
    if rows.shape[1] != pixels:
        return None
    if len(rows) == 1:  # one model a class
        rows = torch.cat([one for _, one in matrices if one.shape == first.shape])
    return _images(rows[:MOST].reshape(-1, *shape[-2:]), step, "weights", name)


def _images(
    tensor: Tensor, step: int, what: Literal["weights", "filters", "features"], name: str
) -> Images:
    held = array(tensor[:MOST].detach().float().cpu().numpy(), "float32")
    return Images(step=step, what=what, name=name, images=held)


def features(module: nn.Module, example: Tensor, *, step: int) -> tuple[Images, ...]:
    """What each convolution and pooling makes of one example, in the order they are used.

    `example` is as the model sees it, without a dimension for the batch. Modules and calls in the
    model's own code count, see `Outputs`. At most 64 maps a layer.
    """
    found: list[Images] = []

    def made(name: str, kind: str, output: Tensor) -> None:
        if (kind in _MODULES or kind in _FUNCTIONS) and output.dim() == 4:
            found.append(_images(output[0], step, "features", name))

    with undisturbed(module), Outputs(made, _FUNCTIONS).watched(module):
        module(example[None])
    return tuple(found)


def answer(
    module: nn.Module, example: Tensor, *, loss: LossName, classes: int, step: int, index: int = -1
) -> Answer:
    """What the model says of one example, given as it sees it, without a dimension for the batch.

    `index` is the example's place among those for validation, -1 if it is a drawn one. For 0
    classes the outputs stand in for probabilities.
    """
    with undisturbed(module):
        outputs = module(example[None])
    said = _said(outputs, loss, classes)[0]
    image = example[0] if example.dim() == 3 and len(example) == 1 else example
    return Answer(
        step=step,
        example=index,
        image=array(image.detach().cpu().numpy(), "float32"),
        probabilities=array(said.cpu().numpy(), "float64"),
    )


def _said(outputs: Tensor, loss: LossName, classes: int) -> Tensor:
    """Probabilities for classes, else the outputs, [n, outputs]."""
    return probabilities(outputs, loss, classes=classes) if classes else columns(outputs)


def area(x: Tensor) -> Area:
    """Left, right, bottom, top of the part of the plane to show for points [n, 2]."""
    low, high = x.detach().double().aminmax(dim=0)
    room = (high - low).clamp(min=1e-3) * _MARGIN
    (left, bottom), (right, top) = (low - room).tolist(), (high + room).tolist()
    return left, right, bottom, top


def boundary(
    module: nn.Module,
    within: Area,
    *,
    loss: LossName,
    classes: int,
    step: int,
    device: torch.device | str = "cpu",
    between: Callable[[], None] | None = None,
) -> Boundary:
    """What the model says at 100 by 100 points of the plane, for examples of two numbers.

    The first number is the abscissa. `between` is called between chunks, and may raise.
    """
    left, right, bottom, top = within
    down, along = torch.meshgrid(
        torch.linspace(bottom, top, _SIDE), torch.linspace(left, right, _SIDE), indexing="ij"
    )
    points = torch.stack([along, down], 2).reshape(-1, 2).to(device)
    parts: list[Tensor] = []
    with undisturbed(module):
        for first in range(0, len(points), _CHUNK):
            if first and between is not None:
                between()
            parts.append(_said(module(points[first : first + _CHUNK]), loss, classes))
    outputs = torch.cat(parts).reshape(_SIDE, _SIDE, -1).cpu().numpy()
    return Boundary(
        step=step,
        left=left,
        right=right,
        bottom=bottom,
        top=top,
        outputs=array(outputs, "float32"),
    )
