"""Everything that decides a training run: the same config on one machine gives the same weights."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=1, le=10**9)]
Natural = Annotated[int, Meta(ge=0, le=10**9)]
Positive = Annotated[float, Meta(gt=0)]
Least0 = Annotated[float, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, lt=1)]
Text = Annotated[str, Meta(max_length=200)]
Source = Annotated[str, Meta(max_length=1_000_000)]

LossName = Literal["cross_entropy", "nll", "bce", "bce_with_logits", "mse"]
OptimizerName = Literal["sgd", "rmsprop", "adam", "adamw", "adagrad", "lbfgs"]
ScheduleName = Literal["constant", "step", "exponential", "cosine", "linear_warmup", "one_cycle"]
SamplerName = Literal["shuffled", "in_order", "balanced", "with_replacement"]


class _Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the config file; what it does not know is refused, not passed over."""


class Data(_Row, frozen=True):
    """Which examples. `name` is a row of the catalogue of data sets."""

    name: Text = "fashion-mnist"
    path: Annotated[str, Meta(max_length=4000)] = ""  # a folder or file; "": wherever it is found
    train: Natural = 0  # so many training examples at most; 0: all
    validation: Natural = 0
    noise: Least0 = 0.0  # of the synthetic sets
    seed: Natural = 0  # of the synthetic sets; the training's own seed is another


class Augment(_Row, frozen=True):
    """What is done to training images, anew in each epoch; validation images are only resized."""

    flip_vertical: Annotated[float, Meta(ge=0, le=1)] = 0.0  # probability
    flip_horizontal: Annotated[float, Meta(ge=0, le=1)] = 0.0
    shift: Annotated[int, Meta(ge=0, le=16)] = 0  # pixels at most, each way
    noise: Least0 = 0.0  # standard deviation, where black is 0 and white 1
    resize: Annotated[int, Meta(ge=0, le=256)] = 0  # to so many pixels square; 0: as they are


class Batches(_Row, frozen=True):
    """How examples become batches."""

    size: Count = 256
    sampler: SamplerName = "shuffled"
    drop_last: bool = False


class Layer(_Row, frozen=True):
    """One line of a layer list. Which options a kind takes stands in `layers.KINDS`."""

    kind: Text
    options: dict[str, bool | int | float] = {}


class Model(_Row, frozen=True):
    """A program that defines `model`, a list of layers, or the name of a preset.

    `source` wins over `layers`, and these over `preset`.
    """

    preset: Text = ""
    variant: Literal["concise", "scratch"] = "concise"
    layers: Annotated[tuple[Layer, ...], Meta(max_length=1000)] = ()
    source: Source = ""
    weights: Annotated[str, Meta(max_length=4000)] = ""  # a file of weights to begin with


class Loss(_Row, frozen=True):
    """What is made small."""

    name: LossName = "cross_entropy"
    reduction: Literal["mean", "sum"] = "mean"
    l2: Least0 = 0.0  # this times half the squared weights is added, biases left out


class Optimizer(_Row, frozen=True):
    """The rule that changes the parameters; PyTorch's names. What it does not use is ignored."""

    name: OptimizerName = "sgd"
    lr: Positive = 0.1
    momentum: Share = 0.0
    nesterov: bool = False
    weight_decay: Least0 = 0.0
    betas: tuple[Share, Share] = (0.9, 0.999)
    alpha: Share = 0.99
    eps: Positive = 1e-8


class Schedule(_Row, frozen=True):
    """How the learning rate changes."""

    name: ScheduleName = "constant"
    every: Count = 10  # step: epochs between falls
    factor: Annotated[float, Meta(gt=0, le=1)] = 0.1  # step and exponential
    warmup: Natural = 0  # linear_warmup: steps until the full rate


class Config(_Row, frozen=True):
    """A whole training run."""

    title: Text = ""
    data: Data = Data()
    augment: Augment = Augment()
    batches: Batches = Batches()
    model: Model = Model(preset="mlp-256")
    loss: Loss = Loss()
    optimizer: Optimizer = Optimizer()
    schedule: Schedule = Schedule()
    clip: Least0 = 0.0  # the greatest norm of all gradients together; 0: no clipping
    epochs: Count = 10
    seed: Natural = 0
    device: Text = "cpu"
    threads: Annotated[int, Meta(ge=0, le=1024)] = (
        0  # of PyTorch on the CPU; 0: as many as it takes
    )
