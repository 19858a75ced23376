"""The global random generators a training draws from: kept and put back."""

from __future__ import annotations

import json
import random
from typing import Any

import numpy as np
import safetensors.torch
import torch

from graphviewer.training.packing import pack, unpack

_PLAIN = "plain"  # the tensor that holds what are no tensors, as JSON
State = dict[str, Any]


def state(device: torch.device) -> State:
    """How the generators of PyTorch (of the CPU and of `device`), NumPy and Python stand."""
    version, words, gauss = random.getstate()
    legacy = np.random.get_state(legacy=False)  # noqa: NPY002 - programs draw from this one
    inner = dict(legacy["state"])
    inner["key"] = torch.from_numpy(inner["key"].astype(np.int64))
    found: State = {
        "cpu": torch.get_rng_state(),
        "python": (version, torch.tensor(words, dtype=torch.int64), gauss),
        "numpy": {**legacy, "state": inner},
    }
    if device.type == "cuda":
        found["cuda"] = torch.cuda.get_rng_state(device)
    elif device.type == "mps":
        found["mps"] = torch.mps.get_rng_state()
    return found


def restore(found: State, device: torch.device) -> None:
    """Put the generators back to how they stood; those of another device stay."""
    version, words, gauss = found["python"]
    random.setstate((version, tuple(words.tolist()), gauss))
    legacy = dict(found["numpy"])
    inner = dict(legacy["state"])
    inner["key"] = inner["key"].numpy().astype(np.uint32)
    np.random.set_state({**legacy, "state": inner})  # noqa: NPY002 - programs draw from this one
    torch.set_rng_state(found["cpu"])
    if device.type == "cuda" and "cuda" in found:
        torch.cuda.set_rng_state(found["cuda"], device)
    elif device.type == "mps" and "mps" in found:
        torch.mps.set_rng_state(found["mps"])


def encoded(found: State) -> bytes:
    """A state as bytes, for another process."""
    tensors: dict[str, torch.Tensor] = {}
    plain = json.dumps(pack(found, "random", tensors)).encode()
    tensors[_PLAIN] = torch.frombuffer(bytearray(plain), dtype=torch.uint8)
    return safetensors.torch.save(tensors)


def decoded(data: bytes) -> State:
    """What was encoded."""
    tensors = safetensors.torch.load(data)
    plain = bytes(tensors.pop(_PLAIN).tolist())
    found: State = unpack(json.loads(plain), tensors)
    return found
