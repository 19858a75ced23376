"""Processes that train one model together, as `torchrun` starts them: gloo on the CPU, else NCCL.

Each takes its share of every batch: rank r the examples r, r + size, r + 2 size, ... The mean over
a batch of N is sum_r (n_r / N) mean_r, and DistributedDataParallel averages the gradients of the
ranks; so each rank multiplies its loss with n_r size / N, and the gradient is that of the batch.
"""

from __future__ import annotations

import gc
import importlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel

from graphviewer.training import chance
from graphviewer.training.problem import CannotTrain
from graphviewer.training.teams import ALONE, Gathered, Team

NAMES = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "MASTER_ADDR", "MASTER_PORT")


def is_started(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether `torchrun` started this process."""
    return all(name in environment for name in NAMES)


@contextmanager
def team(device: str) -> Iterator[Team]:
    """This process among those `torchrun` started; alone where it did not.

    Of the device "cuda" each process takes one of its own. Raises CannotTrain where the processes
    cannot reach each other.
    """
    if not is_started():
        yield ALONE
        return
    cuda = device.startswith("cuda")
    if cuda:
        _take_device(device, int(os.environ["LOCAL_RANK"]))
    try:
        _begin("nccl" if cuda else "gloo")
    except (RuntimeError, ValueError) as error:
        raise CannotTrain(
            f"The processes that train together cannot reach each other: {error}.",
            "Look at --rdzv-endpoint of torchrun, or train in one process.",
        ) from error
    try:
        yield Ranks()
    finally:
        _end()


def _begin(backend: str) -> None:
    """Make the default group, which nothing but its users keeps."""
    # DistributedDataParallel imports this one, whose functions have the default group of that
    # moment as an argument's default: imported later, it keeps the group to the interpreter's end.
    importlib.import_module("torch.distributed.nn")
    dist.init_process_group(backend)


def _end() -> None:
    """End the default group, and wait for its threads.

    A thread of gloo lets go of a collective's tensors some time after the collective returned, and
    needs the interpreter's lock for that. Should the interpreter be ending by then, the process
    aborts ("terminate called without an active exception"). Where the last reference to the group
    goes, its threads are waited for; so all others, as that of the wrapped module, have to be gone
    before: a run is a circle.
    """
    gc.collect()
    dist.destroy_process_group()


def _take_device(device: str, local: int) -> None:
    """Make the process's own device the current one."""
    if device != "cuda":
        raise CannotTrain(
            f"Processes that train together cannot share the device {device!r}.",
            "Name the device cuda: each process takes one of its own.",
        )
    found = torch.cuda.device_count()
    if local >= found:
        raise CannotTrain(
            f"Process {local + 1} on this machine has no CUDA device of its own: {found} found.",
            "Start fewer processes (--nproc-per-node), or choose the device cpu.",
        )
    torch.cuda.set_device(local)


class Ranks:
    """The processes of the default group."""

    def __init__(self) -> None:
        self.rank = dist.get_rank()
        self.size = dist.get_world_size()

    def wrap(self, module: nn.Module) -> nn.Module:
        """The module, which then averages gradients; all begin with the weights of rank 0."""
        on_cuda = next(module.parameters()).is_cuda
        on = [torch.cuda.current_device()] if on_cuda else None
        return DistributedDataParallel(module, device_ids=on)

    def share(self, indices: Tensor, reduction: Literal["mean", "sum"]) -> tuple[Tensor, float]:
        """This rank's examples of a batch, and what to multiply its loss with.

        A batch with fewer examples than there are ranks leaves some without: those compute one
        example that counts nothing, since all have to take part.
        """
        mine = indices[self.rank :: self.size]
        if not len(mine):
            return indices[:1], 0.0
        whole = 1.0 if reduction == "sum" else len(mine) / len(indices)
        return mine, whole * self.size

    def gather(
        self, loss: Tensor, right: Tensor | None, *, stop: bool = False, keep: bool = False
    ) -> Gathered:
        """The mean of the loss, the sum of `right`, and whether any rank is to stop or keep."""
        told = torch.zeros(4, dtype=torch.float64, device=loss.device)
        told[0] = loss.detach().double() / self.size
        told[1] = 0.0 if right is None else right.double()
        told[2], told[3] = float(stop), float(keep)
        dist.all_reduce(told)
        right = None if right is None else told[1]
        return Gathered(told[0], right, bool(told[2] > 0), bool(told[3] > 0))

    def differ(self, others: Sequence[chance.State], device: torch.device) -> None:
        """Each drops out other units: as it did when that was kept, else from a seed of its own.

        The seed was the same until here, to build the model.
        """
        if not self.rank:
            return
        torch.manual_seed(torch.initial_seed() + self.rank)  # of a device that was not kept, too
        if len(others) == self.size - 1:
            chance.restore(others[self.rank - 1], device)

    def chances(self, device: torch.device) -> tuple[chance.State, ...]:
        """Those of the ranks above 0; rank 0 alone gets them."""
        here = device if device.type == "cuda" else torch.device("cpu")
        mine = torch.frombuffer(bytearray(chance.encoded(chance.state(device))), dtype=torch.uint8)
        sizes = [torch.zeros(1, dtype=torch.int64, device=here) for _ in range(self.size)]
        dist.all_gather(sizes, torch.tensor([len(mine)], device=here))
        longest = max(int(one) for one in sizes)
        padded = functional.pad(mine, (0, longest - len(mine))).to(here)
        found = [torch.empty_like(padded) for _ in range(self.size)]
        dist.all_gather(found, padded)
        if self.rank:
            return ()
        told = zip(found[1:], sizes[1:], strict=True)
        return tuple(chance.decoded(bytes(one[: int(size)].tolist())) for one, size in told)
