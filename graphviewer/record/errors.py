"""How a program failed, as a row."""

from __future__ import annotations

import traceback
from types import TracebackType

from graphviewer.record.places import Places
from graphviewer.tape.rows import Error, Place

_TRACE = 50  # frames kept at either end of a long trace
_MESSAGE = 5000  # characters kept at either end of a long message: a whole tensor may be in it


def error_row(error: BaseException, places: Places, step: int | None) -> Error:
    """The error with its line, its place, and the program's own frames, outermost first."""
    frames = _own_frames(error.__traceback__, places)
    name = type(error).__name__
    if isinstance(error, SyntaxError) and not frames:
        place = _syntax_place(error, places)
        line = error.lineno
        return Error(type=name, message=_short(error.msg), line=line, place=place, step=step)
    if not frames:
        return Error(type=name, message=_message(error), step=step)
    last = frames[-1]
    site = places.site(last.tb_frame, last.tb_lasti)
    trace = [(one.tb_lineno, places.line(one.tb_lineno).strip()) for one in frames]
    if len(trace) > 2 * _TRACE:
        trace = trace[:_TRACE] + trace[-_TRACE:]
    return Error(
        type=name,
        message=_message(error),
        line=last.tb_lineno,
        place=site.place,
        step=step,
        trace=tuple(trace),
    )


def _own_frames(trace: TracebackType | None, places: Places) -> list[TracebackType]:
    found: list[TracebackType] = []
    while trace is not None:
        if places.owns(trace.tb_frame):
            found.append(trace)
        trace = trace.tb_next
    return found


def _message(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return _short(str(error.code))
    try:
        return _short(str(error))
    except Exception:  # noqa: BLE001  # a class of the program may fail to describe itself
        return "".join(traceback.format_exception_only(type(error), None)).strip()


def _short(message: str) -> str:
    if len(message) <= 2 * _MESSAGE:
        return message
    return f"{message[:_MESSAGE]} … {message[-_MESSAGE:]}"


def _syntax_place(error: SyntaxError, places: Places) -> Place | None:
    if error.lineno is None or error.offset is None:
        return None
    column = max(error.offset - 1, 0)
    end_line = error.end_lineno or error.lineno
    end = error.end_offset - 1 if error.end_offset else column + 1
    if end_line == error.lineno and end <= column:
        end = column + 1
    width = len(places.line(error.lineno).rstrip("\n"))
    return Place(error.lineno, min(column, width), end_line, end)
