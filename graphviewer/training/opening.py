"""From a config to a state: data, model, loss, optimizer, schedule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from graphviewer.data.load import load
from graphviewer.data.loaded import Loaded
from graphviewer.runs.config import Config
from graphviewer.runs.news import Opened, Told
from graphviewer.training import batches, models, optimizers, schedules, weights
from graphviewer.training.augment import as_seen
from graphviewer.training.losses import Loss
from graphviewer.training.problem import CannotTrain
from graphviewer.training.state import OnDevice, State
from graphviewer.training.telemetry import parameters


def on_device(loaded: Loaded, device: torch.device) -> OnDevice:
    """A data set as tensors."""
    return OnDevice(
        kind=loaded.kind,
        x=_examples(loaded.train.x, device),
        y=_tensor(loaded.train.y, device),
        validation_x=_examples(loaded.validation.x, device),
        validation_y=_tensor(loaded.validation.y, device),
        classes=loaded.classes,
        origin=loaded.origin,
        sample=loaded.sample,
    )


def _examples(x: npt.NDArray[np.generic], device: torch.device) -> Tensor:
    """Images get their channel."""
    tensor = _tensor(x, device)
    return tensor.unsqueeze(1) if x.ndim == 3 else tensor


def _tensor(values: npt.NDArray[np.generic], device: torch.device) -> Tensor:
    # torch would warn of an array that cannot be written, such as one mapped from a file
    return torch.from_numpy(np.require(values, requirements=("C", "W"))).to(device)


def device_of(name: str) -> torch.device:
    """The device of that name. Raises CannotTrain if nothing can run there."""
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        reason = str(error).partition("\n")[0].partition(". ")[0]
        raise CannotTrain(
            f"The device {name!r} cannot be used here: {reason}.", "Choose the device cpu."
        ) from error
    return device


def open_state(config: Config, before_program: Callable[[], None] | None = None) -> State:
    """A run at its first batch.

    `before_program` is called when the data is there and the model's program comes next. Raises
    CannotTrain, DataProblem, ModelProblem.
    """
    device = device_of(config.device)
    data = on_device(load(config.data), device)
    number = batches.count(config.batches, len(data.x))
    loss = Loss(config.loss, len(data.classes), device)
    if before_program is not None:
        before_program()
    shape = tuple(as_seen(data.x[:1], config.augment.resize).shape[1:])
    outputs = len(data.classes) or data.y.shape[1]
    built = models.build(config.model, shape, outputs, config.seed)
    module = built.module.to(device).train()
    optimizer = optimizers.make(
        config.optimizer, [one for one in module.parameters() if one.requires_grad]
    )
    scheduler = schedules.make(config.schedule, optimizer, config.epochs * number)
    return State(config, built.source, module, optimizer, scheduler, loss, data, number)


def begin_weights(state: State) -> tuple[Told, ...]:
    """Load the weights that the config wants to begin with; what is to be said of them."""
    path = state.config.model.weights
    if not path:
        return ()
    return (weights.told(weights.load(state.module, Path(path)), path),)


def opened(state: State, folder: str) -> Opened:
    """What is told of a state before its first batch."""
    data = state.data
    return Opened(
        config=state.config,
        source=state.source,
        parameters=parameters(state),
        batches=state.batches,
        train=len(data.x),
        validation=len(data.validation_x),
        kind=data.kind,
        shape=tuple(state.prepare(data.x[:1]).shape[1:]),
        classes=data.classes,
        origin=data.origin,
        sample=data.sample,
        step=state.step,
        folder=folder,
    )
