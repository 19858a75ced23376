"""Numbers to the last bit: the sign of a zero counts, what a NaN carries does not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from graphviewer.tape.value import Value

# per dtype: an element (or half of a complex one) as an integer, its exponent bits, all but sign
_FLOATS: dict[str, tuple[str, int, int]] = {
    "float16": ("<u2", 0x7C00, 0x7FFF),
    "bfloat16": ("<u2", 0x7F80, 0x7FFF),
    "float32": ("<u4", 0x7F800000, 0x7FFFFFFF),
    "float64": ("<u8", 0x7FF0000000000000, 0x7FFFFFFFFFFFFFFF),
}
_FLOATS |= {
    "complex32": _FLOATS["float16"],
    "complex64": _FLOATS["float32"],
    "complex128": _FLOATS["float64"],
}


class Bits(NamedTuple):
    """All elements of a tensor in row-major order, every NaN the same."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


def bits(tensor: Tensor) -> Bits:
    """The bits of a live tensor of any layout."""
    with torch.no_grad():
        plain = tensor.detach()
        if plain.is_mkldnn or plain.layout is not torch.strided:
            plain = plain.to_dense()
        plain = plain.resolve_conj().resolve_neg()
        flat = torch.empty(plain.numel(), dtype=plain.dtype)
        flat.view(plain.shape).copy_(plain)
    dtype = str(plain.dtype).removeprefix("torch.")
    raw = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
    return Bits(dtype, tuple(plain.shape), _without_payloads(raw, dtype))


def bits_or_none(tensor: Tensor | None) -> Bits | None:
    """The same where there may be no tensor."""
    return None if tensor is None else bits(tensor)


def same(value: Value | None, truth: Bits | None) -> bool:
    """Whether a value of a tape holds these bits, or the elements of them that it kept."""
    if value is None or truth is None:
        return value is None and truth is None
    if (value.dtype, value.shape) != truth[:2]:
        return False
    kept = truth.data
    if value.stride > 1:
        items: npt.NDArray[Any] = np.frombuffer(kept, np.uint8).reshape(value.size, -1)
        kept = items[:: value.stride].tobytes()
    return _without_payloads(value.data, value.dtype) == kept


def _without_payloads(raw: bytes, dtype: str) -> bytes:
    known = _FLOATS.get(dtype)
    if known is None or not raw:
        return raw
    kind, exponent, magnitude = known
    numbers: npt.NDArray[Any] = np.frombuffer(raw, kind)
    nan = (numbers & magnitude) > exponent
    return np.where(nan, magnitude, numbers).astype(kind).tobytes() if nan.any() else raw
