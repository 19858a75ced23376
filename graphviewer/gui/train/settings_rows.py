"""Every setting of a training run as a row: where it stands, what it is called, when it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from graphviewer.gui.actions import QT_TRANSLATE_NOOP

Group = Literal["model", "data", "augment", "optimisation", "runs"]
GROUPS: tuple[Group, ...] = get_args(Group)

_MOMENTUM = ("optimizer.name", ("sgd", "rmsprop"))
_ADAMS = ("optimizer.name", ("adam", "adamw"))
_RATED = ("optimizer.name", ("sgd", "rmsprop", "adam", "adamw", "adagrad"))


class Row(Struct, frozen=True):
    """One setting. `only`: it counts while another setting is one of these; else it is hidden.

    `more`: shown on request. `browse`: what the path that is typed here leads to.
    """

    path: str
    group: Group
    label: str
    tip: str
    more: bool = False
    only: tuple[str, tuple[str, ...]] | None = None
    browse: Literal["", "file", "folder"] = ""

    def counts(self, values: Mapping[str, object]) -> bool:
        """Whether the setting makes a difference where the others are as in `values`."""
        return self.only is None or values[self.only[0]] in self.only[1]


ROWS: tuple[Row, ...] = (
    Row(
        "model.preset",
        "model",
        QT_TRANSLATE_NOOP("Settings", "Preset"),
        QT_TRANSLATE_NOOP("Settings", "A model with all its settings to begin with"),
    ),
    Row(
        "model.variant",
        "model",
        QT_TRANSLATE_NOOP("Settings", "Written"),
        QT_TRANSLATE_NOOP("Settings", "With PyTorch's layers, or with matrices from scratch"),
    ),
    Row(
        "model.weights",
        "model",
        QT_TRANSLATE_NOOP("Settings", "Weights"),
        QT_TRANSLATE_NOOP("Settings", "A file of weights to begin with; empty: random ones"),
        more=True,
        browse="file",
    ),
    Row(
        "data.name",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Data set"),
        QT_TRANSLATE_NOOP("Settings", "Which examples the model learns from"),
    ),
    Row(
        "data.path",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Place"),
        QT_TRANSLATE_NOOP(
            "Settings", "The folder or file of the data; empty: wherever it is found"
        ),
        more=True,
        browse="folder",
    ),
    Row(
        "batches.size",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Batch size"),
        QT_TRANSLATE_NOOP("Settings", "Examples in one training step"),
    ),
    Row(
        "data.train",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Train on"),
        QT_TRANSLATE_NOOP("Settings", "So many training examples at most; 0: all"),
        more=True,
    ),
    Row(
        "data.validation",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Validate on"),
        QT_TRANSLATE_NOOP("Settings", "So many validation examples at most; 0: all"),
        more=True,
    ),
    Row(
        "batches.sampler",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Order"),
        QT_TRANSLATE_NOOP("Settings", "How the examples of an epoch are drawn"),
        more=True,
    ),
    Row(
        "batches.drop_last",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Drop last"),
        QT_TRANSLATE_NOOP("Settings", "Leave out the last batch of an epoch if it is not full"),
        more=True,
    ),
    Row(
        "data.noise",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Noise"),
        QT_TRANSLATE_NOOP("Settings", "Standard deviation of the noise in the data set itself"),
        more=True,
    ),
    Row(
        "data.seed",
        "data",
        QT_TRANSLATE_NOOP("Settings", "Data seed"),
        QT_TRANSLATE_NOOP("Settings", "Another number makes another data set of the same kind"),
        more=True,
    ),
    Row(
        "augment.flip_horizontal",
        "augment",
        QT_TRANSLATE_NOOP("Settings", "Flip left-right"),
        QT_TRANSLATE_NOOP("Settings", "Probability that an image is mirrored, 0 to 1"),
    ),
    Row(
        "augment.flip_vertical",
        "augment",
        QT_TRANSLATE_NOOP("Settings", "Flip up-down"),
        QT_TRANSLATE_NOOP("Settings", "Probability that an image is turned upside down, 0 to 1"),
    ),
    Row(
        "augment.shift",
        "augment",
        QT_TRANSLATE_NOOP("Settings", "Shift"),
        QT_TRANSLATE_NOOP("Settings", "Pixels that an image is moved at most, each way"),
    ),
    Row(
        "augment.noise",
        "augment",
        QT_TRANSLATE_NOOP("Settings", "Added noise"),
        QT_TRANSLATE_NOOP("Settings", "Standard deviation, where black is 0 and white is 1"),
    ),
    Row(
        "augment.resize",
        "augment",
        QT_TRANSLATE_NOOP("Settings", "Resize to"),
        QT_TRANSLATE_NOOP("Settings", "Pixels of the square an image is resized to; 0: as it is"),
    ),
    Row(
        "loss.name",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Loss"),
        QT_TRANSLATE_NOOP("Settings", "What training makes small"),
    ),
    Row(
        "optimizer.name",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Optimizer"),
        QT_TRANSLATE_NOOP("Settings", "The rule that changes the parameters"),
    ),
    Row(
        "optimizer.lr",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Learning rate"),
        QT_TRANSLATE_NOOP("Settings", "How far a step goes (lr)"),
    ),
    Row(
        "optimizer.momentum",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Momentum"),
        QT_TRANSLATE_NOOP("Settings", "Share of the last step that is kept, 0 to 1"),
        only=_MOMENTUM,
    ),
    Row(
        "epochs",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Epochs"),
        QT_TRANSLATE_NOOP("Settings", "How often all training examples are seen"),
    ),
    Row(
        "seed",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Seed"),
        QT_TRANSLATE_NOOP("Settings", "Decides the first weights and the order of examples"),
    ),
    Row(
        "optimizer.nesterov",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Nesterov"),
        QT_TRANSLATE_NOOP("Settings", "Nesterov's momentum: looks ahead by one step"),
        more=True,
        only=("optimizer.name", ("sgd",)),
    ),
    Row(
        "optimizer.betas",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Betas"),
        QT_TRANSLATE_NOOP("Settings", "How slowly Adam's two averages forget"),
        more=True,
        only=_ADAMS,
    ),
    Row(
        "optimizer.alpha",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Alpha"),
        QT_TRANSLATE_NOOP("Settings", "How slowly RMSprop's average of squares forgets"),
        more=True,
        only=("optimizer.name", ("rmsprop",)),
    ),
    Row(
        "optimizer.eps",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Epsilon"),
        QT_TRANSLATE_NOOP("Settings", "Added to a divisor so that it is never 0"),
        more=True,
        only=("optimizer.name", ("rmsprop", "adam", "adamw", "adagrad")),
    ),
    Row(
        "optimizer.weight_decay",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Weight decay"),
        QT_TRANSLATE_NOOP("Settings", "Pulls every parameter towards 0 at each step"),
        more=True,
        only=_RATED,
    ),
    Row(
        "loss.l2",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "L2 penalty"),
        QT_TRANSLATE_NOOP("Settings", "This times half the squared weights is added to the loss"),
        more=True,
    ),
    Row(
        "loss.reduction",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Reduction"),
        QT_TRANSLATE_NOOP("Settings", "Whether a batch's losses are averaged or added up"),
        more=True,
    ),
    Row(
        "schedule.name",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Schedule"),
        QT_TRANSLATE_NOOP("Settings", "How the learning rate changes while training"),
        more=True,
    ),
    Row(
        "schedule.every",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Falls every"),
        QT_TRANSLATE_NOOP("Settings", "Epochs until the learning rate falls once more"),
        more=True,
        only=("schedule.name", ("step",)),
    ),
    Row(
        "schedule.factor",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Factor"),
        QT_TRANSLATE_NOOP("Settings", "What the learning rate is multiplied by when it falls"),
        more=True,
        only=("schedule.name", ("step", "exponential")),
    ),
    Row(
        "schedule.warmup",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Warm-up"),
        QT_TRANSLATE_NOOP("Settings", "Steps until the full learning rate is reached"),
        more=True,
        only=("schedule.name", ("linear_warmup",)),
    ),
    Row(
        "clip",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Clip at"),
        QT_TRANSLATE_NOOP("Settings", "Greatest norm of all gradients together; 0: no clipping"),
        more=True,
    ),
    Row(
        "threads",
        "optimisation",
        QT_TRANSLATE_NOOP("Settings", "Threads"),
        QT_TRANSLATE_NOOP("Settings", "PyTorch's threads on the CPU; 0: as many as it takes"),
        more=True,
    ),
    Row(
        "title",
        "runs",
        QT_TRANSLATE_NOOP("Settings", "Name"),
        QT_TRANSLATE_NOOP("Settings", "What the next training run is called"),
    ),
)
