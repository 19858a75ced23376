"""Exact statistics of large tensors, as `Stats` defines them, in float64."""

from __future__ import annotations

import math
import threading
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from graphviewer.tape.value import Stats

Numbers = npt.NDArray[Any]
_PIECE = 1 << 16  # elements: a piece in float64 stays in the cache
_SLICE = 1 << 13  # elements: OpenBLAS shares longer dot products out, which here only costs
_HUGE = 1e140  # beyond it sums of squares overflow
_CANCELLED = 1e-6  # of the squared mean: a variance below it has lost its digits


class _Room(threading.local):
    """Where pieces are worked on; each thread its own: NumPy lets others in while it computes."""

    def __init__(self) -> None:
        self.wide = np.empty(_PIECE)
        self.equal = np.empty(_PIECE, np.bool_)


_room = _Room()
_least, _most = np.minimum.reduce, np.maximum.reduce


def statistics_of(numbers: Numbers, copies: int = 1) -> Stats | None:
    """Of real numbers in any order, each counting `copies` times.

    None for complex numbers, where NaN or infinity must be left out, or squares may overflow.
    """
    if numbers.dtype.kind == "c":
        return None
    count, total, squares, zeros = numbers.size, 0.0, 0.0, 0
    wide, equal = _room.wide, _room.equal
    least, most = math.inf, -math.inf
    for start in range(0, count, _PIECE):
        piece = numbers[start : start + _PIECE]
        low, high = float(_least(piece)), float(_most(piece))
        if not math.isfinite(high - low) or max(high, -low) > _HUGE:
            return None
        least, most = min(least, low), max(most, high)
        held = wide[: piece.size]
        held[:] = piece
        total += float(np.add.reduce(held))
        squares += _squared(held)
        if low <= 0.0 <= high:
            zeros += int(np.count_nonzero(np.equal(piece, 0, out=equal[: piece.size])))
    mean = total / count
    variance = squares / count - mean * mean
    if not variance > _CANCELLED * mean * mean:
        variance = _second_look(numbers, mean)
    return Stats(
        min=least,
        max=most,
        mean=mean,
        std=math.sqrt(variance),
        norm=math.sqrt(squares * copies),
        zeros=zeros * copies,
        nans=0,
        infs=0,
    )


def _second_look(numbers: Numbers, mean: float) -> float:
    """The variance from the distances to the mean, where the squares have cancelled."""
    total = 0.0
    for start in range(0, numbers.size, _PIECE):
        piece = numbers[start : start + _PIECE]
        held = np.subtract(piece, mean, out=_room.wide[: piece.size], dtype=np.float64)
        total += _squared(held)
    return total / numbers.size


def _squared(numbers: npt.NDArray[np.float64]) -> float:
    """The sum of squares, in slices too short for BLAS to share out among threads."""
    total = 0.0
    for start in range(0, numbers.size, _SLICE):
        part = numbers[start : start + _SLICE]
        total += float(np.dot(part, part))
    return total


def statistics_at_once(tensor: Tensor) -> Stats:
    """The same with a float64 copy, for any dtype, layout and device, NaN and infinity."""
    if tensor.device.type == "mps":
        tensor = tensor.cpu()  # no float64 there
    if tensor.is_complex():
        tensor = tensor.abs()
    zeros = tensor.numel() - int(torch.count_nonzero(tensor))
    wide = tensor.to(torch.float64)
    nans = infs = 0
    total = float(wide.sum())
    if not math.isfinite(total):
        nans = int(wide.isnan().sum())
        infs = int(wide.isinf().sum())
        tensor = wide = wide[wide.isfinite()]
        total = float(wide.sum())
    count = tensor.numel()
    if count == 0:
        nan = math.nan
        return Stats(
            min=nan, max=nan, mean=nan, std=nan, norm=0.0, zeros=zeros, nans=nans, infs=infs
        )
    least, most = (float(x) for x in torch.aminmax(tensor))
    norm = float(torch.linalg.vector_norm(wide))
    mean = total / count
    variance = norm * norm / count - mean * mean
    if not variance > _CANCELLED * mean * mean:
        variance = float((wide - mean).square().mean())
    std = math.sqrt(max(variance, 0.0))
    return Stats(
        min=least, max=most, mean=mean, std=std, norm=norm, zeros=zeros, nans=nans, infs=infs
    )
