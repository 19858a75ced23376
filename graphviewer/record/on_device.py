"""Large tensors of a device: sample and statistics computed there, fetched in one transfer.

Each transfer waits for all the device has to do on the current stream; one a tensor is the least.
"""

from __future__ import annotations

import torch
from torch import Tensor

from graphviewer.tape.value import Stats

_PIECE = 1 << 22  # elements: what is worked with in float64 at a time, for the device's memory


def sample_and_statistics(tensor: Tensor, sample: Tensor) -> tuple[bytes, Stats]:
    """The bytes of a sample and the exact statistics of the whole, in float64 as `Stats` has them.

    Not for devices without float64 (mps).
    """
    figures = _figures(tensor.abs() if tensor.is_complex() else tensor)
    flat = sample.detach().contiguous().view(-1)
    flat = torch.view_as_real(flat).view(-1) if flat.is_complex() else flat
    packed = torch.cat((figures.view(torch.uint8), flat.view(torch.uint8))).cpu()
    head = figures.numel() * 8
    numbers = packed[:head].view(torch.float64).tolist()
    least, most, mean, variance, norm, zeros, nans, infs = numbers
    stats = Stats(
        min=least,
        max=most,
        mean=mean,
        std=variance**0.5,
        norm=norm,
        zeros=int(zeros),
        nans=int(nans),
        infs=int(infs),
    )
    return packed[head:].numpy().tobytes(), stats


def _figures(tensor: Tensor) -> Tensor:
    """Eight numbers on the tensor's own device; nothing here waits for it."""
    pieces = torch.split(tensor.detach().reshape(-1), _PIECE)
    columns = torch.stack([_sums(piece) for piece in pieces], 1)
    count, total, squares, zeros, nans, infs = columns[:6].sum(1).unbind()
    mean = total / count
    apart = torch.stack([_apart(piece, mean) for piece in pieces]).sum()
    nan = torch.full_like(mean, torch.nan)
    least = columns[6].min().where(count > 0, nan)
    most = columns[7].max().where(count > 0, nan)
    return torch.stack((least, most, mean, apart / count, squares.sqrt(), zeros, nans, infs))


def _sums(piece: Tensor) -> Tensor:
    wide = piece.to(torch.float64)
    finite = wide.isfinite()
    clean = wide.where(finite, 0.0)
    found = (
        finite.sum(),
        clean.sum(),
        clean.square().sum(),
        (piece == 0).sum(),
        wide.isnan().sum(),
        wide.isinf().sum(),
        wide.where(finite, torch.inf).min(),
        wide.where(finite, -torch.inf).max(),
    )
    return torch.stack([one.to(torch.float64) for one in found])


def _apart(piece: Tensor, mean: Tensor) -> Tensor:
    """The sum of squared distances to the mean."""
    apart = piece.to(torch.float64) - mean
    return apart.where(piece.isfinite(), 0.0).square().sum()
