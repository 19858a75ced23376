"""What is done to images before a model sees them: a whole batch at once."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from graphviewer.runs.config import Augment


def as_seen(x: Tensor, resize: int = 0) -> Tensor:
    """Examples as the model sees them without augmentation: float32.

    Images, uint8 [n, 1, height, width], become numbers from 0 to 1, and `resize` pixels square if
    that is not 0; examples of numbers stay as they are.
    """
    if x.dtype != torch.uint8:
        return x
    return resized(x.to(torch.float32).div_(255), resize)


def resized(x: Tensor, size: int) -> Tensor:
    """Images [n, 1, height, width] made `size` pixels square; 0 leaves them alone.

    Bilinear with antialiasing, as torchvision resizes tensors. On whole bytes, as Pillow does it,
    the result would be rounded to 1/255.
    """
    if not size or x.shape[-2:] == (size, size):
        return x
    return functional.interpolate(
        x, (size, size), mode="bilinear", align_corners=False, antialias=True
    )


def changes(augment: Augment) -> bool:
    """Whether anything but the size of an image changes."""
    return bool(augment.flip_vertical or augment.flip_horizontal or augment.shift or augment.noise)


def augmented(x: Tensor, augment: Augment, source: torch.Generator) -> Tensor:
    """Images, uint8 [n, 1, height, width], as the model is trained on them: float32.

    Each image on its own is flipped or not, then shifted (what comes in is black), then all are
    resized; noise comes last, so that it has the deviation asked for. Numbers can then lie a
    little outside 0 to 1.
    """
    x = _flipped(x, -2, augment.flip_vertical, source)
    x = _flipped(x, -1, augment.flip_horizontal, source)
    if augment.shift:
        x = _shifted(x, augment.shift, source)
    x = as_seen(x, augment.resize)
    if augment.noise:
        noise = torch.randn(x.shape, generator=source, device=x.device)
        x = x.add(noise, alpha=augment.noise)
    return x


def _flipped(x: Tensor, axis: int, probability: float, source: torch.Generator) -> Tensor:
    if not probability:
        return x
    chosen = torch.rand(len(x), generator=source, device=x.device) < probability
    return torch.where(chosen[:, None, None, None], x.flip(axis), x)


def _shifted(x: Tensor, most: int, source: torch.Generator) -> Tensor:
    """Each image moved by so many pixels at most, down or up and right or left."""
    height, width = x.shape[-2:]
    padded = functional.pad(x, (most, most, most, most))
    by = torch.randint(0, 2 * most + 1, (2, len(x), 1), generator=source, device=x.device)
    rows = by[0] + torch.arange(height, device=x.device)
    columns = by[1] + torch.arange(width, device=x.device)
    which = torch.arange(len(x), device=x.device)
    return padded[which[:, None, None], 0, rows[:, :, None], columns[:, None, :]][:, None]
