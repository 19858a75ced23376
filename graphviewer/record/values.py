"""Snapshots: the numbers of a live tensor as a Value, without touching the tensor or its graph."""

from __future__ import annotations

import weakref
from ctypes import string_at
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor

from graphviewer.record.on_device import sample_and_statistics
from graphviewer.record.statistics import Numbers, statistics_at_once, statistics_of
from graphviewer.tape.value import DTYPES, ITEM_BYTES, Stats, Value

DTYPE_NAMES: dict[torch.dtype, str] = {
    dtype: str(dtype).removeprefix("torch.")
    for dtype in vars(torch).values()
    if isinstance(dtype, torch.dtype)
}
_RAW: dict[torch.dtype, tuple[str, int]] = {
    dtype: (name, ITEM_BYTES[name]) for dtype, name in DTYPE_NAMES.items() if name in ITEM_BYTES
}
# Dtypes that NumPy has as well, as its array interface writes them.
_NUMPY = {
    dtype: DTYPES[name].str
    for dtype, (name, _) in _RAW.items()
    if dtype not in (torch.bfloat16, torch.complex32)
}
_Places = np.ndarray[tuple[int], np.dtype[np.intp]]
# By address, elements and dtype: who was read there, its version then, and what was found.
Measured = dict[tuple[int, int, str], tuple[weakref.ref[Tensor], int, Stats]]
_DENSE_LIMIT = 1 << 22  # a sparse tensor with more elements than this is not written out
_DEVICES = ("cuda", "xpu")  # with float64, and a price on each transfer
_ANY_STEP = 1 << 62  # for whom the places of a sample do not matter
_LAYOUTS = 512  # memory layouts whose reading order is remembered


_dispatch_keys: Any = torch._C._dispatch_keys


def _keys(tensor: Tensor) -> int:
    """PyTorch's dispatch keys: what kind of tensor this is, all in one number."""
    keys: int = _dispatch_keys(tensor).raw_repr()
    return keys


# Tensors on the CPU with memory of their own that holds their numbers as they are: no subclass, no
# wrapper of a transform, not sparse, nested, quantized, meta, lazily conjugated or negated.
with torch.inference_mode():
    _INFERENCE = _keys(torch.empty(1))
_PLAIN = frozenset({_keys(torch.empty(1, device="cpu")), _INFERENCE})


def dtype_name(dtype: torch.dtype) -> str:
    """PyTorch's name of a dtype without "torch."."""
    return DTYPE_NAMES.get(dtype) or str(dtype).removeprefix("torch.")


def plain(tensor: Tensor) -> bool:
    """Whether the tensor's memory on the CPU holds its numbers as they are."""
    return _keys(tensor) in _PLAIN


def snapshot(
    tensor: Tensor, cap: int, measured: Measured | None = None, stats: Stats | None = None
) -> Value | None:
    """The tensor's numbers: all up to `cap` elements, else a strided sample and exact statistics.

    None where there are no numbers to read: meta, nested, quantized, or inside a transform. Called
    where PyTorch's function modes are off. `measured` keeps the statistics of memory read before:
    a gradient and its transpose have the same ones. `stats` are those of a dense tensor, if known.
    """
    dtype = tensor.dtype
    raw = _RAW.get(dtype)
    if raw is not None and _dispatch_keys(tensor).raw_repr() in _PLAIN:
        count, address = tensor.numel(), tensor.data_ptr()
        if not address:
            pass
        elif count <= cap:
            shape = tuple(tensor.shape)
            if tensor.is_contiguous():
                return Value(dtype=raw[0], shape=shape, data=string_at(address, count * raw[1]))
            if dtype in _NUMPY:
                strides = tuple([raw[1] * one for one in tensor.stride()])
                data = _numbers_at(address, dtype, shape, strides).tobytes()
                return Value(dtype=raw[0], shape=shape, data=data)
        elif dtype in _NUMPY:
            return _large(tensor, raw[0], cap, measured, stats)
    with torch.no_grad():
        return _any(tensor, cap)


def same_sample(tensor: Tensor, numbers: Value, cap: int) -> bool:
    """Whether the elements of a large tensor that a tape keeps are those it had."""
    now = snapshot(tensor, cap, stats=numbers.stats)
    return now is not None and (now.data, now.shape) == (numbers.data, numbers.shape)


def _any(tensor: Tensor, cap: int) -> Value | None:
    functorch = torch._C._functorch
    if (
        functorch.is_functorch_wrapped_tensor(tensor)
        or functorch.is_legacy_batchedtensor(tensor)
        or tensor.is_meta
        or tensor.is_nested
        or tensor.is_quantized
        or tensor.is_mkldnn
    ):
        return None
    whole = tensor.detach()
    if whole.layout is not torch.strided:
        if whole.numel() > _DENSE_LIMIT:
            return None
        whole = whole.to_dense()
    whole = whole.resolve_conj().resolve_neg()
    if whole.dtype not in _RAW:
        whole = whole.to(torch.float32)
    name, item = _RAW[whole.dtype]
    count = whole.numel()
    shape = tuple(whole.shape)
    if count == 0:
        return Value(dtype=name, shape=shape, data=b"")
    if count <= cap:
        return Value(dtype=name, shape=shape, data=_bytes(whole, count * item))
    stride = -(-count // cap)
    place = torch.arange(0, count, stride, device=whole.device)
    sample = whole.reshape(-1)[place] if whole.is_contiguous() else whole.take(place)
    if whole.device.type in _DEVICES:
        data, stats = sample_and_statistics(whole, sample)
    else:
        data, stats = _bytes(sample, sample.numel() * item), statistics_at_once(whole)
    return Value(dtype=name, shape=shape, data=data, stride=stride, stats=stats)


def _bytes(tensor: Tensor, size: int) -> bytes:
    # clone: a zero tensor without memory gets some; contiguous alone would return it as it is
    whole = tensor.cpu().clone(memory_format=torch.contiguous_format)
    return string_at(whole.data_ptr(), size)


class _Memory:
    """Memory as NumPy may look at it.

    Not `tensor.numpy()`: PyTorch never again lets the program resize what has been asked for that.
    """

    __slots__ = ("__array_interface__",)
    __array_interface__: dict[str, Any]


def _numbers_at(
    address: int, dtype: torch.dtype, shape: tuple[int, ...], strides: tuple[int, ...] | None = None
) -> Numbers:
    """The numbers that lie at an address, to be read at once; strides in bytes, None: no gaps."""
    memory = _Memory()
    memory.__array_interface__ = {
        "version": 3,
        "typestr": _NUMPY[dtype],
        "data": (address, True),
        "shape": shape,
        "strides": strides,
    }
    return np.asarray(memory)


# --- more elements than are kept, on the CPU


def _large(
    tensor: Tensor, name: str, cap: int, measured: Measured | None, stats: Stats | None
) -> Value:
    shape = tuple(tensor.shape)
    stride = -(-tensor.numel() // cap)
    copies, dense = 1, True
    if tensor.is_contiguous():
        memory = _numbers_at(tensor.data_ptr(), tensor.dtype, (tensor.numel(),))
        sample = memory[::stride]
    else:
        memory, copies, places = _in_memory(tensor, shape, stride)
        sample = memory[::stride] if places is None else memory.take(places)
        dense = copies == 1 and places is not None
    if stats is not None and dense:
        pass
    elif measured is None or not dense or tensor.is_inference():
        stats = statistics_of(memory, copies) or statistics_at_once(tensor.detach())
    else:
        key = (tensor.data_ptr(), memory.size, name)
        known = measured.get(key)
        last = None if known is None else known[0]()
        if (
            known is not None
            and last is not None
            and (last._version, last.data_ptr()) == (known[1], key[0])
        ):
            stats = known[2]
        else:
            stats = statistics_of(memory) or statistics_at_once(tensor.detach())
            measured[key] = (weakref.ref(tensor), tensor._version, stats)
    return Value(dtype=name, shape=shape, data=sample.tobytes(), stride=stride, stats=stats)


def is_dense(shape: tuple[int, ...], strides: tuple[int, ...]) -> bool:
    """Whether each number lies in memory of its own, side by side, in whatever order."""
    held, copies, _ = _reading(shape, strides, _ANY_STEP)
    return held > 0 and copies == 1


def _in_memory(
    tensor: Tensor, shape: tuple[int, ...], stride: int
) -> tuple[Numbers, int, _Places | None]:
    """The numbers in the order they lie in, how often each counts, and where the sample lies.

    Copied only where they do not lie side by side; the places are then None.
    """
    held, copies, places = _reading(shape, tensor.stride(), stride)
    if not held:
        return tensor.detach().contiguous().view(-1).numpy(), 1, None
    return _numbers_at(tensor.data_ptr(), tensor.dtype, (held,)), copies, places


@lru_cache(_LAYOUTS)
def _reading(
    shape: tuple[int, ...], strides: tuple[int, ...], step: int
) -> tuple[int, int, _Places | None]:
    """How to read a tensor in the order of its memory.

    How many numbers lie there side by side, 0 where gaps lie between; how often each of them
    counts, along axes of stride 0; where among them the sample's places are.
    """
    single = [a for a, (n, s) in enumerate(zip(shape, strides, strict=True)) if s == 0 and n > 1]
    axes = [a for a in range(len(shape)) if a not in single]
    axes.sort(key=lambda a: (strides[a], shape[a]), reverse=True)
    held = 1
    for axis in reversed(axes):
        if shape[axis] != 1 and strides[axis] != held:
            return 0, 1, None
        held *= shape[axis]
    copies = int(np.prod([shape[a] for a in single], dtype=np.int64))
    count = held * copies
    where = np.unravel_index(np.arange(0, count, step), shape)
    places = np.zeros(-(-count // step), np.intp)
    for axis in axes:
        if shape[axis] != 1:
            places += where[axis] * strides[axis]
    return held, copies, places
