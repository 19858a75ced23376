"""A recorder that only runs the program and tapes what it prints."""

from __future__ import annotations

import builtins
import traceback
from collections.abc import Callable
from typing import Any

from graphviewer.engine import worker
from graphviewer.engine.protocol import Device, Warm
from graphviewer.tape.rows import End, Error, Meta, Step
from graphviewer.tape.tape import Part


def run(
    meta: Meta, emit: Callable[[Part], None], *, stopping: Callable[[], bool] | None = None
) -> None:
    """Stands in for `graphviewer.record.program.run`."""
    count = 0

    def say(*words: object) -> None:
        nonlocal count
        text = " ".join(str(word) for word in words) + "\n"
        emit(Part(steps=(Step(index=count, kind="print", text=text),)))
        count += 1

    scope: dict[str, Any] = {"__name__": "__main__", "print": say, "stopping": stopping}
    scope |= {"emit": emit, "__builtins__": builtins}
    error = None
    try:
        exec(compile(meta.source, meta.filename, "exec"), scope)
    except BaseException as raised:  # noqa: BLE001 - the program may raise anything
        frames = [
            f for f in traceback.extract_tb(raised.__traceback__) if f.filename == meta.filename
        ]
        line = frames[-1].lineno if frames else None
        error = Error(type=type(raised).__name__, message=str(raised), line=line)
    emit(Part(error=error, end=End(reason="failed" if error else "finished")))


def light() -> None:
    """A worker without torch, warm at once."""
    nothing = Device("cuda:0", "CUDA", available=False, reason="none here")
    devices = (Device("cpu", "CPU"), nothing)
    serve(Warm(torch="0.0", python="3", devices=devices), run)


def serve(warm: Warm, runner: worker.Runner) -> None:
    """Be a worker that never imports torch: nor does it while it waits."""
    worker.__dict__["warm_further"] = lambda: None
    worker.main(lambda: (warm, runner))


def heavy() -> None:
    """A worker with torch."""
    worker.main(lambda: worker.warm_up(run))
