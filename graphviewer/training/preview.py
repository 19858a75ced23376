"""A batch as the model would see it; no training is needed for that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from graphviewer.data.load import load
from graphviewer.data.problem import DataProblem
from graphviewer.runs.array import Array, array
from graphviewer.runs.config import Config
from graphviewer.runs.news import BatchSeen, Drawn, Told
from graphviewer.runs.orders import Preview
from graphviewer.training import batches
from graphviewer.training.augment import as_seen
from graphviewer.training.opening import on_device
from graphviewer.training.problem import CannotTrain
from graphviewer.training.state import OnDevice, examples

SHOWN = 2_000_000  # numbers of x that are sent at most; an example is never cut
WORKED = 150_000_000  # numbers of x that are worked on at most: 600 MB
FIRST = 4096  # indices of an epoch that are sent at most


def preview(order: Preview) -> BatchSeen | Told:
    """The batch asked for, on the CPU; or why there is none."""
    config = order.config
    try:
        data = on_device(load(config.data), torch.device("cpu"))
        epoch = batches.epoch(config.batches, data.y, config.seed, order.epoch)
        number = order.batch % batches.count(config.batches, len(data.x))
        indices = epoch[number]
        _check_size(data, config, len(indices))
        x, y = examples(data, config, indices, order.epoch, number)
    except (DataProblem, CannotTrain) as error:
        return Told(title=error.message, text=error.advice, kind="warning")
    except (MemoryError, RuntimeError) as error:  # PyTorch's: too much memory, too many examples
        return Told(title="This batch cannot be shown.", text=str(error), kind="warning")
    most = max(1, SHOWN // x[0].numel())
    low, high = x.aminmax()
    return BatchSeen(
        epoch=order.epoch,
        batch=number,
        indices=array(indices[:most].numpy(), "int64"),
        x=_floats(x[:most]),
        y=_floats(y[:most]) if y.is_floating_point() else array(y[:most].numpy(), "int64"),
        plain=_floats(as_seen(data.x.index_select(0, indices[:most]))),
        config=config,
        size=len(indices),
        low=float(low),
        high=float(high),
        drawn=_drawn(epoch, data),
    )


def _check_size(data: OnDevice, config: Config, size: int) -> None:
    """Raises CannotTrain for a batch too large to make only to look at it."""
    side = config.augment.resize if data.x.dtype == torch.uint8 else 0
    each = side * side or data.x[0].numel()
    if size * each > WORKED:
        raise CannotTrain(
            f"A batch of {size:,} examples of {each:,} numbers is too large to be shown.",
            "Choose smaller batches, or smaller images.",
        )


def _drawn(epoch: Sequence[Tensor], data: OnDevice) -> Drawn:
    every = torch.cat(tuple(epoch))
    classes = torch.zeros(0)
    if data.classes:
        classes = data.y[every].bincount(minlength=len(data.classes))
    return Drawn(
        batches=len(epoch),
        examples=len(every),
        different=len(np.unique(every.numpy())),
        classes=array(classes.numpy(), "int64"),
        first=array(every[:FIRST].numpy(), "int64"),
    )


def _floats(tensor: Tensor) -> Array:
    return array(tensor.numpy(), "float32")
