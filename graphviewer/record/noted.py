"""Notes of what a recording cannot show: torch.func's transforms, other threads, compiled code."""

# ruff: noqa: ANN401  # what a program passes around can be anything
from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any, Literal

from torch._functorch import eager_transforms, vmap

from graphviewer.record.recorder import Recorder
from graphviewer.tape.rows import Note

Kind = Literal["transform", "compiled", "thread"]
_LEVELS = (  # where torch.func enters and leaves a level, by module
    (eager_transforms, ("_grad", "_jvp", "_func")),
    (vmap, ("_vmap",)),
)


class Notes:
    """Writes each note once for each place in the program that gives rise to it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._seen: set[tuple[Kind, str, int | None]] = set()
        self._early: list[Note] = []
        self._depth = 0
        self._open: tuple[int, str] | None = None  # of the outermost transform: its step, its name

    def note(self, kind: Kind, about: str, step: int | None = None) -> None:
        """Write a note that speaks of a step on the tape, the latest unless said."""
        recorder = self._recorder
        last = recorder.writer.next_step - 1
        site = recorder.places.here()
        key = (kind, about, None if site is None else site.line)
        if key in self._seen or recorder.writer.full:
            return
        self._seen.add(key)
        if last < 0:
            self._early.append(Note(step=0, kind=kind, about=about))
            return
        self._write_early()
        step = last if step is None else min(step, last)
        recorder.writer.notes.append(Note(step=step, kind=kind, about=about))

    def _write_early(self) -> None:
        """Notes from before the first step speak of that one."""
        writer = self._recorder.writer
        if self._early and writer.next_step and not writer.full:
            writer.notes.extend(self._early)
            self._early.clear()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice transforms until the block ends."""
        old: list[tuple[Any, str, Any]] = []
        try:
            for module, prefixes in _LEVELS:
                for prefix in prefixes:
                    self._stand(old, module, f"{prefix}_increment_nesting", self._enter)
                    self._stand(old, module, f"{prefix}_decrement_nesting", self._leave)
            yield
        finally:
            self._write_early()
            for module, name, original in reversed(old):
                setattr(module, name, original)

    def _stand(
        self, old: list[tuple[Any, str, Any]], owner: Any, name: str, told: Callable[..., None]
    ) -> None:
        original = getattr(owner, name, None)
        if original is None:
            return

        def stand(*args: Any, **kwargs: Any) -> Any:
            if self._recorder.main:
                try:
                    told(sys._getframe(1), args)
                except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
                    self._recorder.failed("a note", error)
            return original(*args, **kwargs)

        old.append((owner, name, original))
        setattr(owner, name, stand)

    def _enter(self, frame: FrameType, _args: tuple[Any, ...]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._open = (self._recorder.writer.next_step, self._transform(frame))

    def _leave(self, _frame: FrameType, _args: tuple[Any, ...]) -> None:
        self._depth = max(self._depth - 1, 0)
        if self._depth == 0 and self._open is not None:
            step, name = self._open
            self._open = None
            self.note("transform", name, step)

    def thread(self, thread: threading.Thread) -> None:
        """The program starts a thread that is not recorded."""
        target = getattr(thread, "_target", None)
        while isinstance(target, partial):
            target = target.func
        name = getattr(target, "__name__", "_").strip("<>")
        self.note("thread", thread.name if name.startswith("_") else name)

    def _transform(self, frame: FrameType | None) -> str:
        """The name of the outermost function of torch.func on the way to the program's code."""
        name = "torch.func"
        while frame is not None and not self._recorder.places.owns(frame):
            if "_functorch" in frame.f_code.co_filename:
                name = f"torch.func.{frame.f_code.co_qualname.partition('.')[0]}"
            frame = frame.f_back
        return name
