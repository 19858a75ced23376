"""A row of the table of presets, and the configs that many of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graphviewer.runs.config import (
    Batches,
    Config,
    Data,
    Layer,
    Loss,
    Model,
    Optimizer,
    OptimizerName,
)

Words = dict[str, str]  # language ("en", "ko") -> words
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Preset:
    """A row. `layers` and `scratch` make the model for a shape of example and so many outputs.

    A preset has layers or a `program`; `scratch` is the one with matrices written out, if any.
    """

    name: str
    title: Words
    about: Words
    lesson: str
    config: Config
    layers: Callable[[Shape, int], tuple[Layer, ...]] | None = None
    program: Callable[[Shape, int], str] | None = None
    scratch: Callable[[Shape, int], str] | None = None


def on_images(
    name: str, lr: float = 0.1, optimizer: OptimizerName = "sgd", size: int = 256
) -> Config:
    """Images of FashionMNIST in shuffled batches, ten epochs."""
    return Config(
        batches=Batches(size=size),
        model=Model(preset=name),
        optimizer=Optimizer(name=optimizer, lr=lr),
    )


def on_table(
    name: str,
    data: str,
    loss: Loss,
    lr: float,
    passes: int,
    *,
    scratch: bool = False,
    optimizer: OptimizerName = "sgd",
) -> Config:
    """All examples in one batch, in order."""
    return Config(
        data=Data(name=data),
        batches=Batches(size=1000, sampler="in_order"),
        model=Model(preset=name, variant="scratch" if scratch else "concise"),
        loss=loss,
        optimizer=Optimizer(name=optimizer, lr=lr),
        epochs=passes,
    )
