"""Records what Python code around us does, where it runs: no marks, no process of its own."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import torch

from graphviewer.record.errors import error_row
from graphviewer.record.live import Live
from graphviewer.record.places import Places
from graphviewer.record.program import describe, finish
from graphviewer.record.recorder import Recorder, Stop
from graphviewer.record.writer import Limits, Writer
from graphviewer.tape.rows import Error
from graphviewer.tape.tape import Tape

_DEFAULT_LIMITS = Limits()
_NEVER = float("inf")  # nothing is sent before the end


@contextmanager
def recording(
    filename: str, frame: FrameType | None = None, *, limits: Limits = _DEFAULT_LIMITS
) -> Iterator[Tape]:
    """Record the block; the tape given is complete once it ends.

    Places on the tape are those in the file `filename`. The variables of `frame`, the code that
    records, give tensors their names. What the block raises passes on, and stands on the tape.
    """
    lines = linecache.getlines(filename)
    tape = Tape(meta=describe("".join(lines), filename, seed=None))
    writer = Writer(tape.extend, limits, _NEVER)
    recorder = Recorder(writer, Places(tape.meta.source, filename), tape.meta.value_cap)
    live = Live(recorder, limits.lines)
    recorder.before_run = lambda: _name(live, frame)
    failure: Error | None = None
    try:
        with live.watching():
            yield tape
    except Stop:  # the tape is full: it says so, and the block is over
        pass
    except BaseException as error:
        failure = error_row(error, recorder.places, None)
        raise
    finally:
        _name(live, frame)
        finish(recorder, failure)


def caller(depth: int) -> FrameType:
    """The frame `depth` calls above whoever asks."""
    return sys._getframe(depth + 1)


def _name(live: Live, frame: FrameType | None) -> None:
    """Give tensors the names of the variables that hold them."""
    if frame is None:
        return
    with torch._C.DisableTorchFunction():
        for name, value in frame.f_locals.items():
            if not name.startswith("__"):
                live.names.local(name, value)
