"""Using a model without a trace: afterwards training goes on as if nothing had been."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import nn


@contextmanager
def undisturbed(module: nn.Module, *, training: bool = False) -> Iterator[None]:
    """Inside, the model is in eval mode, or as a whole in training mode, and makes no graph.

    Afterwards each of its modules is in the mode it was in, its buffers hold what they held, and
    the random generators go on where they were: PyTorch's on the CPU and on the model's devices,
    Python's and NumPy's. Holds if the block raises, too.
    """
    modes = [(part, part.training) for part in module.modules()]
    buffers = _Buffers(module)
    with generators_kept(module), torch.no_grad():
        try:
            module.train(training)
            yield
        finally:
            for part, mode in modes:
                part.training = mode
            buffers.restore()


@contextmanager
def generators_kept(module: nn.Module) -> Iterator[None]:
    """Afterwards the random generators are where they were, on the model's devices too."""
    generators = [_generator(device) for device in _devices(module)]
    states = [get(*which) for get, _, which in generators]
    python = random.getstate()
    legacy = np.random.get_state()  # noqa: NPY002  # a model's program may use the old generator
    with torch.random.fork_rng(devices=[]):
        try:
            yield
        finally:
            for (_, put, which), state in zip(generators, states, strict=True):
                put(state, *which)
            random.setstate(python)
            np.random.set_state(legacy)  # noqa: NPY002  # as above


def _devices(module: nn.Module) -> list[torch.device]:
    """The devices the model is on that have a generator of their own."""
    held = {one.device for one in [*module.parameters(), *module.buffers()]}
    return sorted((one for one in held if one.type in ("cuda", "xpu", "mps")), key=str)


def _generator(device: torch.device) -> tuple[Any, Any, tuple[torch.device, ...]]:
    """How to get and set the state of a device's generator, and what both want to know."""
    backend = torch.get_device_module(device)
    which = () if device.type == "mps" else (device,)  # there is one of that kind
    return backend.get_rng_state, backend.set_rng_state, which


class _Buffers:
    """What a model's buffers hold now."""

    def __init__(self, module: nn.Module) -> None:
        self._tables = [(part._buffers, dict(part._buffers)) for part in module.modules()]
        self._held = [(one, one.detach().clone()) for one in module.buffers()]

    def restore(self) -> None:
        """Put the same tensors back, with the same numbers."""
        for table, before in self._tables:
            table.clear()
            table.update(before)
        for buffer, numbers in self._held:
            # always: a batch norm writes its statistics without raising the version
            buffer.data.copy_(numbers)
