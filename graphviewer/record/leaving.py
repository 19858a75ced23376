"""Last words of a program that ends its process by `os._exit`: what was recorded, and where."""

from __future__ import annotations

import operator
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from graphviewer.record.output import Printed
from graphviewer.record.recorder import Recorder
from graphviewer.tape.rows import End, Error


@contextmanager
def last_words(recorder: Recorder, printed: Printed) -> Iterator[None]:
    """Within, `os._exit` first sends off everything recorded, with how and where it ended."""
    leave_at_once, process = os._exit, os.getpid()

    def leave(status: int) -> NoReturn:
        code = operator.index(status)
        # a forked child is not the program, and another thread cannot write rows
        if recorder.main and os.getpid() == process:
            frame, _ = recorder.places.frame(sys._getframe(1))
            printed.flush()
            _end(recorder, code, None if frame is None else frame.f_lineno)
        leave_at_once(code)

    os._exit = leave
    try:
        yield
    finally:
        os._exit = leave_at_once


def _end(recorder: Recorder, code: int, line: int | None) -> None:
    writer = recorder.writer
    if code == 0:
        writer.end(End(reason="finished"), None)
        return
    place = "" if line is None else f" at line {line}"
    message = f"The program ended its process with exit code {code}{place}."
    error = Error(type="ProcessDied", message=message, line=line, step=writer.next_step)
    writer.step("error", line=line, text=message)
    writer.end(End(reason="died", message=message), error)
