"""What the trainer tells the window."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.engine.protocol import Device
from graphviewer.runs.news import LayerPoint, Points, TrainingNews
from graphviewer.runs.orders import Control, Inside, Look, Preview
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part


class TrainerReady(Struct, frozen=True):
    """A process is warm: these are the devices, and this is torch's version."""

    devices: tuple[Device, ...]
    torch: str


class Heard(Struct, frozen=True):
    """A training run told something. The last is Closed. Job 0: an answer to a Preview.

    Numbers of batches come 30 times a second, together with the Progress that follows them.
    """

    job: int
    news: TrainingNews
    before: tuple[Points | LayerPoint, ...] = ()  # told before it


class InsideGrew(Struct, frozen=True):
    """The tape of a step that is looked inside: first its Meta, then Parts checked by the law."""

    job: int
    told: Meta | Part


class Walled(Struct, frozen=True):
    """Which walls of the system's stand around a restricted run, and which do not and why."""

    job: int
    standing: tuple[str, ...]
    missing: tuple[str, ...]


class TrainerBroke(Struct, frozen=True):
    """No model can be trained: the process does not start."""

    job: int
    message: str


TrainerEvent = TrainerReady | Heard | InsideGrew | Walled | TrainerBroke
Wanted = Control | Look | Inside | Preview
