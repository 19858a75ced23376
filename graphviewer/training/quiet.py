"""Using a model without a trace: afterwards training goes on as if nothing had been."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

import torch
from torch import nn

from graphviewer.training import chance


@contextmanager
def undisturbed(module: nn.Module, *, training: bool = False) -> Iterator[None]:
    """Inside, the model is in eval mode, or as a whole in training mode, and makes no graph.

    Afterwards each of its modules is in the mode it was in, its buffers hold what they held, and
    the random generators go on where they were: PyTorch's on the CPU and on the model's device,
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
    """Afterwards the random generators are where they were, that of the model's device too."""
    held = next(chain(module.parameters(), module.buffers()), None)
    device = torch.device("cpu") if held is None else held.device
    before = chance.state(device)
    try:
        yield
    finally:
        chance.restore(before, device)


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
