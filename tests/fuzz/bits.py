"""Numbers compared to the last bit: signs of zero count, any NaN equals any other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from msgspec import Struct
from torch import Tensor

from graphviewer.tape.value import COMPLEX, FLOATING, Value, decode


class Bits(Struct, frozen=True):
    """A tensor's numbers at a moment: little-endian, in row-major order."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


def bits(tensor: Tensor | None) -> Bits | None:
    """What a tensor holds now."""
    if tensor is None:
        return None
    with torch._C.DisableTorchFunction(), torch.no_grad():
        plain = tensor.detach()
        if plain.layout is not torch.strided:
            plain = plain.to_dense()
        flat = plain.resolve_conj().resolve_neg().clone(memory_format=torch.contiguous_format)
        flat = flat.flatten()
        data = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
    return Bits(str(tensor.dtype).removeprefix("torch."), tuple(tensor.shape), data)


def of_value(value: Value | None) -> Bits | None:
    """What a tape holds."""
    return None if value is None else Bits(value.dtype, value.shape, value.data)


def equal(one: Bits | None, other: Bits | None) -> bool:
    """Whether two hold the same."""
    if one is None or other is None or one == other:
        return one is other or one == other
    if one.dtype != other.dtype or one.shape != other.shape or len(one.data) != len(other.data):
        return False
    if one.dtype not in FLOATING | COMPLEX:
        return False
    left, right = (_reals(each) for each in (one, other))
    same = (left == right) & (np.signbit(left) == np.signbit(right))
    return bool(np.all(same | (np.isnan(left) & np.isnan(right))))


def _reals(one: Bits) -> npt.NDArray[np.generic]:
    flat = decode(one.data, one.dtype)
    if np.iscomplexobj(flat):
        return flat.view(np.float64 if flat.dtype == np.complex128 else np.float32)
    return flat


def shown(one: Bits | None) -> str:
    """For a message."""
    if one is None:
        return "None"
    return f"{one.dtype}{list(one.shape)} {decode(one.data, one.dtype)[:6].tolist()}"
