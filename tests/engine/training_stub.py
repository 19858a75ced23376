"""A worker without torch whose training counts batches, or does what its model's source says."""

from __future__ import annotations

import os
import sys
import time
import traceback
import types
from collections.abc import Callable, Sequence
from typing import Literal

from graphviewer.engine.protocol import Device, Warm
from graphviewer.runs.array import array
from graphviewer.runs.news import Answer, BatchSeen, Closed, Opened, Points, Progress, TrainingNews
from graphviewer.runs.orders import Control, Inside, Look, Preview, Train, TrainingOrder
from graphviewer.tape.rows import End, Meta, Step
from graphviewer.tape.tape import Part
from tests.engine.stub import serve

Tell = Callable[[TrainingNews], None]
Take = Callable[[], Sequence[TrainingOrder]]
Emit = Callable[[Meta | Part], None]


def train(
    order: Train,
    tell: Tell,
    take: Take,
    emit: Emit,
    before_program: object = None,
    linger: Callable[[], bool] | None = None,
) -> None:
    """Stands in for `graphviewer.training.loop.train`."""
    del before_program
    _count(order, tell, take, emit)
    while linger is not None and linger():
        time.sleep(0.002)
        for wanted in take():
            if isinstance(wanted, Look):
                nothing = array([], "float64")
                image = array([], "float32")
                example = wanted.example
                tell(Answer(step=0, example=example, image=image, probabilities=nothing))
            elif isinstance(wanted, Inside):
                _look_inside(emit)


def _look_inside(emit: Emit) -> None:
    emit(Meta(source="c = a * b\n", filename="step.py", torch="0", python="3"))
    emit(Part(steps=(Step(index=0, kind="print", text="hello\n"),)))
    emit(Part(end=End(reason="finished")))


def _count(order: Train, tell: Tell, take: Take, emit: Emit) -> None:
    if order.config.model.source == "refuse":
        tell(Closed(reason="failed", step=0, message="The model has no parameter."))
        return
    tell(opened(order))
    if order.config.model.source == "die":
        os._exit(7)
    if order.config.model.source == "mute":
        traceback.__dict__["format_exc"] = str
        raise RuntimeError
    step, paused = 0, False
    while step < order.config.epochs:
        for wanted in take():
            if isinstance(wanted, Inside):
                _look_inside(emit)
            elif isinstance(wanted, Control) and wanted.what == "stop":
                if order.config.model.source != "deaf":
                    tell(Closed(reason="stopped", step=step))
                    return
            elif isinstance(wanted, Control):
                paused = wanted.what in ("pause", "one_batch")
                step += wanted.what == "one_batch"
        time.sleep(0.002)
        step += not paused
        state: Literal["paused", "running"] = "paused" if paused else "running"
        steps = order.config.epochs
        if order.config.model.source == "points":
            tell(Points(array([step], "int64"), {"loss": array([1.0 / step], "float64")}))
        tell(Progress(state=state, step=step, steps=steps, epoch=0, batch=step))
    tell(Closed(reason="finished", step=step))


def opened(order: Train) -> Opened:
    """A run of no data."""
    return Opened(
        config=order.config, source="", parameters=(), batches=1, train=1, validation=1,
        kind="table", shape=(1,), classes=(), origin="nowhere", sample=False, folder=order.folder,
    )  # fmt: skip


def preview(order: Preview) -> BatchSeen:
    """Stands in for `graphviewer.training.loop.preview`."""
    if order.config.title == "die":
        os._exit(7)
    empty = array([], "float32")
    indices = array([order.batch], "int64")
    return BatchSeen(epoch=0, batch=order.batch, indices=indices, x=empty, y=empty, plain=empty)


def light() -> None:
    """A worker that is warm at once."""
    loop = types.ModuleType("graphviewer.training.loop")
    loop.__dict__.update(train=train, preview=preview)
    package = types.ModuleType("graphviewer.training")
    package.__dict__["loop"] = loop
    sys.modules["graphviewer.training"], sys.modules[loop.__name__] = package, loop
    serve(Warm(torch="0", python="3", devices=(Device("cpu", "CPU"),)), _never)


def _never(*_: object, **__: object) -> None:
    raise AssertionError("no program was to be run")
