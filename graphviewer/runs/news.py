"""What a training process tells while it works. Steps count batches trained on, from 0.

A row that speaks of step n says how things stood after n batches.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphviewer.runs.array import Array
from graphviewer.runs.config import Config

EndReason = Literal["finished", "stopped", "diverged", "memory", "failed"]


class Parameter(Struct, frozen=True):
    """One parameter of the model, by PyTorch's name ("1.weight")."""

    name: str
    shape: tuple[int, ...]
    trained: bool = True  # it wants a gradient and the optimizer has it


class Opened(Struct, frozen=True, kw_only=True, tag="opened"):
    """Data and model are there; the first batch comes next."""

    config: Config
    source: str  # the model's program
    parameters: tuple[Parameter, ...]
    batches: int  # in an epoch
    train: int  # examples
    validation: int
    kind: Literal["images", "table", "points"]
    shape: tuple[int, ...]  # of one example as the model sees it
    classes: tuple[str, ...]  # empty: a regression
    origin: str  # where the data came from, in words
    sample: bool  # these are the few that ship with the app
    step: int = 0  # after which the run goes on
    folder: str = ""


class Points(Struct, frozen=True, tag="points"):
    """Series by step, those since the last message. NaN: not measured at that step.

    Names: "loss", "accuracy" (of the batch), "lr", "grad_norm" (of all parameters, not clipped).
    """

    steps: Array  # int64 [n]
    values: dict[str, Array]  # float64 [n] each


class LayerPoint(Struct, frozen=True, tag="layers"):
    """Norms of each parameter of `Opened.parameters`, float64 [parameters] each."""

    step: int
    gradient: Array
    weight: Array
    update: Array  # norm of the last change over the norm of the weight


class Histogram(Struct, frozen=True):
    """Counts between `low` and `high`, in bins of equal width.

    Beyond lie what is not finite and a few very far values. Of a large tensor some are looked at.
    """

    name: str
    kind: Literal["weight", "gradient", "activation"]
    low: float
    high: float
    counts: Array  # int64 [bins]
    zeros: float = 0.0  # share of values that are exactly 0: a dead ReLU
    looked: int = 0  # at so many values of the tensor; 0: not told
    size: int = 0  # values of the tensor


class Histograms(Struct, frozen=True, tag="histograms"):
    """How weights, gradients and activations are spread."""

    step: int
    rows: tuple[Histogram, ...]


class Evaluated(Struct, frozen=True, kw_only=True, tag="evaluated"):
    """The validation examples, with the model in eval mode. A regression has no accuracy."""

    step: int
    epoch: float  # epochs trained so far
    loss: float
    accuracy: float | None = None
    train_loss: float | None = None  # mean over the batches of the epoch that has just ended
    train_accuracy: float | None = None
    confusion: Array | None = None  # int64 [true, predicted]
    predicted: Array | None = None  # int64 [validation]
    confidence: Array | None = None  # float32 [validation]: the probability of what was predicted


class Images(Struct, frozen=True, kw_only=True, tag="images"):
    """Pictures of the model: its first layer's weights, or what a layer makes of one example."""

    step: int
    what: Literal["weights", "filters", "features"]
    name: str  # the parameter or the module
    images: Array  # float32 [n, height, width]


class Answer(Struct, frozen=True, kw_only=True, tag="answer"):
    """What the model says of the one example that is looked at."""

    step: int
    example: int  # of the validation set; -1: a drawn one
    image: Array  # float32, as the model saw it
    probabilities: Array  # float64 [classes]; of a regression the outputs


class Boundary(Struct, frozen=True, kw_only=True, tag="boundary"):
    """What the model says over the plane, for examples of two numbers."""

    step: int
    left: float
    right: float
    bottom: float
    top: float
    outputs: Array  # float32 [rows, columns, outputs], bottom row first; probabilities for classes


class Drawn(Struct, frozen=True, kw_only=True):
    """Which examples an epoch draws."""

    batches: int
    examples: int  # in all batches together
    different: int  # of them, each counted once
    classes: Array  # int64 [classes]: how often each is drawn; empty: a regression
    first: Array  # int64: the indices it begins with, batch after batch


class BatchSeen(Struct, frozen=True, kw_only=True, tag="batch"):
    """One batch exactly as the model would see it, augmented; of a large one the first examples."""

    epoch: int
    batch: int
    indices: Array  # int64 [n], of the training set
    x: Array  # float32
    y: Array  # int64 or float32
    plain: Array  # float32: the same examples before they were augmented
    config: Config | None = None  # what it was made for
    size: int = 0  # examples of the whole batch
    low: float = 0.0  # the smallest and the greatest number in the x of the whole batch
    high: float = 0.0
    drawn: Drawn | None = None


class Progress(Struct, frozen=True, kw_only=True, tag="progress"):
    """How far it is. Rates are of the last second or so."""

    state: Literal["running", "paused", "evaluating"]
    step: int
    steps: int  # in all
    epoch: int  # the one under way, from 0
    batch: int  # of it, from 0: batches done
    per_second: float = 0.0  # examples
    left: float | None = None  # seconds, if it can be told


class Saved(Struct, frozen=True, tag="saved"):
    """A checkpoint is on the disk: from here the run can be resumed."""

    step: int
    path: str


class Told(Struct, frozen=True, kw_only=True, tag="told"):
    """Something worth saying that ends nothing: a report on loaded weights, a warning."""

    title: str
    text: str = ""
    kind: Literal["info", "warning"] = "info"


class Closed(Struct, frozen=True, kw_only=True, tag="closed"):
    """The run is over. `where` names the parameter or module that went wrong first, if one did."""

    reason: EndReason
    step: int
    message: str = ""
    advice: str = ""
    where: str = ""


TrainingNews = (
    Opened
    | Points
    | LayerPoint
    | Histograms
    | Evaluated
    | Images
    | Answer
    | Boundary
    | BatchSeen
    | Progress
    | Saved
    | Told
    | Closed
)
