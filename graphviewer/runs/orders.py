"""What a training process can be asked. Orders are answered between two batches."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphviewer.runs.array import Array
from graphviewer.runs.config import Config


class Train(Struct, frozen=True, kw_only=True, tag="train"):
    """Train as the config says and keep the run in `folder` ("": keep nothing).

    `resume`: go on after the last checkpoint in `folder`; its own config holds then.
    `paused`: wait before the first batch.
    """

    config: Config
    folder: str = ""
    resume: bool = False
    paused: bool = False
    restricted: bool = False  # the model's program is not trusted: walls, and nothing is kept
    memory: int = 0  # bytes it may use when restricted


class Control(Struct, frozen=True, tag="control"):
    """Pause, go on, do one batch and pause again, save and end, evaluate now."""

    what: Literal["pause", "resume", "one_batch", "stop", "evaluate"]


class Look(Struct, frozen=True, kw_only=True, tag="look"):
    """What to watch: pictures cost time, so only what is on screen is made.

    `example` is of the validation set; a `drawn` image, float32 [height, width], wins over it.
    """

    histograms: bool = False
    images: bool = False
    boundary: bool = False
    example: int = -1
    drawn: Array | None = None


class Inside(Struct, frozen=True, tag="inside"):
    """Record the next batch's forward, backward and update as a tape; training is unchanged."""


class Preview(Struct, frozen=True, kw_only=True, tag="preview"):
    """Send a batch as the model would see it; no training is needed for that."""

    config: Config
    epoch: int = 0
    batch: int = 0


TrainingOrder = Train | Control | Look | Inside | Preview
