"""The threads that a program starts: what they do with PyTorch is recorded as its own.

Only threads started by the program's code, itself or through Python's own library (an executor, a
pool). Memory that one thread writes while another of them reads it is looked at in turns (see
`Turn`), so that a number on the tape is one that was there.

What is left: the inside of a custom Function or of a saved tensor's hook that writes in place, and
threads that are not recorded (started before the recording, by another library, or first of all
inside a backward run), may write what is read at that moment; gradients such threads leave behind
are told later as "unseen".
"""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from graphviewer.record.calls import Calls
from graphviewer.record.functions import PLAIN, Function
from graphviewer.record.noted import Notes
from graphviewer.record.output import Printed
from graphviewer.record.recorder import Recorder

_LIBRARY = str(Path(threading.__file__).parent)
_PACKAGES = "site-packages"
_INNER = "_bootstrap_inner"  # what a new thread runs; private, as is all of its beginning
# Threads of Python's library that run none of the program's code.
_SERVING = frozenset(
    {
        "concurrent.futures.process",
        "logging.handlers",
        "multiprocessing.queues",
        "multiprocessing.resource_sharer",
    }
)
_PROGRESS = "tqdm._monitor"  # torch.fx runs exported programs under a bar
_POOL = "multiprocessing.pool"


class Threads:
    """Has each new thread of the program enter the recording, and leave it when its code ends."""

    def __init__(self, recorder: Recorder, calls: Calls, notes: Notes, printed: Printed) -> None:
        self._recorder = recorder
        self._calls = calls
        self._notes = notes
        self._printed = printed
        self._modes: set[_Mode] = set()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand in for `Thread.start`; at the end threads that go on do so unrecorded."""
        original = threading.Thread.start
        threads = self

        def start(self: threading.Thread) -> None:
            restore = threads._before(self, sys._getframe(1))
            try:
                original(self)
            except BaseException:
                restore()
                raise

        threading.Thread.start = start  # type: ignore[method-assign]
        try:
            yield
        finally:
            threading.Thread.start = original  # type: ignore[method-assign]
            self._end()

    def _end(self) -> None:
        recorder = self._recorder
        try:
            with recorder.lock:
                self._cut()
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._cut()
            recorder.failed("the end of threads", error)

    def _cut(self) -> None:
        self._recorder.alone()
        for mode in self._modes:
            mode.calls = None
        self._modes.clear()

    # --- the start

    def _before(self, thread: threading.Thread, frame: FrameType) -> Callable[[], None]:
        """Prepare a thread about to start; undoes it."""
        recorder = self._recorder
        try:
            if not recorder.mine or recorder.places.frame(frame)[0] is None:
                return _nothing
            if _serves(thread):
                return _nothing
            if self._is_ours(thread, frame):
                return self._prepare(thread)
            recorder.unseen()
            self._notes.thread(thread)
        except Exception as error:  # noqa: BLE001  # as above
            recorder.failed("the start of a thread", error)
        return _nothing

    def _is_ours(self, thread: threading.Thread, frame: FrameType | None) -> bool:
        """Whether the program starts the thread, not another library on its behalf."""
        recorder = self._recorder
        if recorder.runs and not recorder.crowded:
            return False  # that run was begun without regard to others
        while frame is not None and not recorder.places.owns(frame):
            file = frame.f_code.co_filename
            if not file.startswith((_LIBRARY, "<frozen")) or _PACKAGES in file:
                return False
            frame = frame.f_back
        return hasattr(thread, _INNER) and _INNER not in vars(thread)

    def _prepare(self, thread: threading.Thread) -> Callable[[], None]:
        recorder, space = self._recorder, vars(thread)
        inner: Callable[[], None] = getattr(thread, _INNER)

        def begin() -> None:
            space.pop(_INNER, None)
            mode = self._enter(thread)
            try:
                inner()
            finally:
                self._leave(mode)

        def restore() -> None:
            space.pop(_INNER, None)
            recorder.fewer()

        recorder.more()
        space[_INNER] = begin
        return restore

    # --- in the thread

    def _enter(self, thread: threading.Thread) -> _Mode:
        recorder = self._recorder
        mode = _Mode(self._calls)
        with recorder.rows:
            if recorder.over:
                mode.calls = None
            else:
                self._modes.add(mode)
                recorder.join(thread.name)
        mode.__enter__()  # type: ignore[no-untyped-call]
        return mode

    def _leave(self, mode: _Mode) -> None:
        recorder = self._recorder
        while torch._C._len_torch_function_stack():  # the program may have left modes of its own
            if torch._C._pop_torch_function_stack() is mode:
                break
        recorder.turn.drop()
        with recorder.rows:
            if not recorder.over:
                self._printed.flush()
                self._modes.discard(mode)
                recorder.part()
            recorder.fewer()


class _Mode(TorchFunctionMode):
    """Passes a thread's calls on to the recording, until that is over."""

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self.calls: Calls | None = calls

    def __torch_function__(
        self,
        func: Function,
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        calls = self.calls
        if calls is None or func in PLAIN:
            return func(*args, **(kwargs or {}))
        return calls.call(func, func, args, kwargs or {}, sys._getframe(1))


def _serves(thread: threading.Thread) -> bool:
    """Whether a thread of a library does nothing but hand things on, or watch a progress bar."""
    if type(thread).__module__ == _PROGRESS:
        return True
    target = getattr(thread, "_target", None)
    module = getattr(target, "__module__", None)
    return module in _SERVING or (
        module == _POOL and getattr(target, "__name__", "") not in ("", "worker")
    )


def _nothing() -> None:
    pass
