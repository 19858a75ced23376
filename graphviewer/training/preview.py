"""A batch as the model would see it; no training is needed for that."""

from __future__ import annotations

import torch
from torch import Tensor

from graphviewer.data.load import load
from graphviewer.data.problem import DataProblem
from graphviewer.runs.array import Array, array
from graphviewer.runs.news import BatchSeen, Told
from graphviewer.runs.orders import Preview
from graphviewer.training import batches
from graphviewer.training.augment import as_seen
from graphviewer.training.opening import on_device
from graphviewer.training.problem import CannotTrain
from graphviewer.training.state import examples


def preview(order: Preview) -> BatchSeen | Told:
    """The batch asked for, on the CPU; or why there is none."""
    config = order.config
    try:
        data = on_device(load(config.data), torch.device("cpu"))
        number = order.batch % batches.count(config.batches, len(data.x))
        indices = batches.epoch(config.batches, data.y, config.seed, order.epoch)[number]
    except (DataProblem, CannotTrain) as error:
        return Told(title=error.message, text=error.advice, kind="warning")
    x, y = examples(data, config, indices, order.epoch, number)
    return BatchSeen(
        epoch=order.epoch,
        batch=number,
        indices=array(indices.numpy(), "int64"),
        x=_floats(x),
        y=_floats(y) if y.is_floating_point() else array(y.numpy(), "int64"),
        plain=_floats(as_seen(data.x.index_select(0, indices))),
    )


def _floats(tensor: Tensor) -> Array:
    return array(tensor.numpy(), "float32")
