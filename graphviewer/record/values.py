"""Snapshots: the numbers of a live tensor as a Value, without touching the tensor or its graph."""

from __future__ import annotations

import math
from ctypes import string_at
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from graphviewer.tape.value import ITEM_BYTES, Stats, Value

Floats = npt.NDArray[np.floating[Any]]
DTYPE_NAMES: dict[torch.dtype, str] = {
    dtype: str(dtype).removeprefix("torch.")
    for dtype in vars(torch).values()
    if isinstance(dtype, torch.dtype)
}
_RAW: dict[torch.dtype, tuple[str, int]] = {
    dtype: (name, ITEM_BYTES[name]) for dtype, name in DTYPE_NAMES.items() if name in ITEM_BYTES
}
_PIECE = 1 << 15  # elements
_CANCELLED = 1e-6  # of the squared mean: a variance below it has lost its digits
_DENSE_LIMIT = 1 << 22  # a sparse tensor with more elements than this is not written out


def dtype_name(dtype: torch.dtype) -> str:
    """PyTorch's name of a dtype without "torch."."""
    return DTYPE_NAMES.get(dtype) or str(dtype).removeprefix("torch.")


def snapshot(tensor: Tensor, cap: int) -> Value | None:
    """The tensor's numbers: all up to `cap` elements, else a strided sample and exact statistics.

    None where there are no numbers to read: meta, nested, quantized, or inside a transform.
    """
    raw = _RAW.get(tensor.dtype)
    if (
        raw is not None
        and tensor.is_cpu
        and tensor.layout is torch.strided
        and tensor.numel() <= cap
        and tensor.is_contiguous()
        and not tensor.is_conj()
        and not tensor.is_neg()
        and not _is_wrapper(tensor)
    ):
        address = tensor.data_ptr()
        if address:
            data = string_at(address, tensor.numel() * raw[1])
            return Value(dtype=raw[0], shape=tuple(tensor.shape), data=data)
    with torch._C.DisableTorchFunction(), torch.no_grad():
        return _snapshot_any(tensor, cap)


def _is_wrapper(tensor: Tensor) -> bool:
    """Whether a tensor stands for others inside a transform (vmap, grad), without own memory."""
    functorch = torch._C._functorch
    return functorch.is_functorch_wrapped_tensor(tensor) or functorch.is_legacy_batchedtensor(
        tensor
    )


def _snapshot_any(tensor: Tensor, cap: int) -> Value | None:
    if (
        _is_wrapper(tensor)
        or tensor.is_meta
        or tensor.is_nested
        or tensor.is_quantized
        or tensor.is_mkldnn
    ):
        return None
    plain = tensor.detach()
    if plain.layout is not torch.strided:
        if plain.numel() > _DENSE_LIMIT:
            return None
        plain = plain.to_dense()
    plain = plain.resolve_conj().resolve_neg()
    if plain.dtype not in _RAW:
        plain = plain.to(torch.float32)
    name, item = _RAW[plain.dtype]
    count = plain.numel()
    shape = tuple(plain.shape)
    if count == 0:
        return Value(dtype=name, shape=shape, data=b"")
    if count <= cap:
        return Value(dtype=name, shape=shape, data=_bytes(plain, count * item))
    stride = -(-count // cap)
    sample = _sample(plain, stride)
    data = _bytes(sample, sample.numel() * item)
    return Value(dtype=name, shape=shape, data=data, stride=stride, stats=statistics(plain))


def _sample(tensor: Tensor, stride: int) -> Tensor:
    """Every `stride`-th element of the flattened tensor, without flattening a copy of it."""
    if tensor.is_contiguous():
        return tensor.view(-1)[::stride]
    place = torch.arange(0, tensor.numel(), stride, device=tensor.device)
    where: list[Tensor] = []
    for length in reversed(tensor.shape):
        where.append(place % length)
        place = place.div(length, rounding_mode="floor")
    return tensor[tuple(reversed(where))]


def _bytes(tensor: Tensor, size: int) -> bytes:
    # clone: a zero tensor without memory gets some; contiguous alone would return it as it is
    whole = tensor.cpu().clone(memory_format=torch.contiguous_format)
    return string_at(whole.data_ptr(), size)


def statistics(tensor: Tensor) -> Stats:
    """Exact statistics over all elements, as `Stats` defines them, computed in float64."""
    flat = _memory(tensor)
    found = None if flat is None else _in_pieces(flat)
    return found if found is not None else _at_once(tensor)


def _memory(tensor: Tensor) -> Floats | None:
    """All elements as NumPy sees their memory, in any order; None where that is not possible."""
    if tensor.dtype not in (torch.float32, torch.float64) or not tensor.is_cpu:
        return None
    if not tensor.is_contiguous():
        tensor = tensor.mT if tensor.ndim == 2 else tensor  # a transposed gradient is common
        if not tensor.is_contiguous():
            return None
    flat: Floats = tensor.view(-1).numpy()
    return flat


def _in_pieces(flat: Floats) -> Stats | None:
    """One pass in pieces that stay in the cache; None where NaN or infinity must be left out."""
    count = flat.size
    wide, equal = np.empty(_PIECE), np.empty(_PIECE, np.bool_)
    total = squares = 0.0
    zeros = 0
    least, most = math.inf, -math.inf
    for start in range(0, count, _PIECE):
        piece = flat[start : start + _PIECE]
        held = wide[: piece.size]
        np.copyto(held, piece)
        total += float(held.sum())
        if not math.isfinite(total):
            return None
        squares += float(np.einsum("i,i->", held, held))
        zeros += int(np.count_nonzero(np.equal(piece, 0, out=equal[: piece.size])))
        least, most = min(least, float(piece.min())), max(most, float(piece.max()))
    mean = total / count
    variance = squares / count - mean * mean
    if not variance > _CANCELLED * mean * mean:
        variance = 0.0
        for start in range(0, count, _PIECE):
            piece = flat[start : start + _PIECE]
            held = np.subtract(piece, mean, out=wide[: piece.size], dtype=np.float64)
            variance += float(np.einsum("i,i->", held, held)) / count
    return Stats(
        min=least,
        max=most,
        mean=mean,
        std=math.sqrt(variance),
        norm=math.sqrt(squares),
        zeros=zeros,
        nans=0,
        infs=0,
    )


def _at_once(tensor: Tensor) -> Stats:
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
