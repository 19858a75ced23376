"""The engine as the window sees it: runs programs in child processes, one a job, from a warm spare.

Nothing here blocks its caller: orders go to one thread of the engine's, which starts, watches and
ends the children, checks what they send by the tape's law, and calls `on_event`.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from graphviewer.engine import memory, protocol
from graphviewer.engine.child import COMMAND, Child, Gone
from graphviewer.engine.ending import death, where
from graphviewer.engine.events import (
    Began,
    Bounds,
    Broke,
    EngineEvent,
    Grew,
    Guarded,
    Job,
    Ready,
)
from graphviewer.engine.protocol import AtLine, Device, Failed, Rows, Walls, Warm
from graphviewer.engine.spare import Spare
from graphviewer.tape import law
from graphviewer.tape.rows import End, Error, Meta
from graphviewer.tape.tape import Part, Tape

__all__ = ["Began", "Bounds", "Broke", "Device", "Engine", "EngineEvent", "Grew", "Guarded", "Job",
           "Ready"]  # fmt: skip
log = logging.getLogger(__name__)

_TICK = 0.05  # seconds between looks at a running program
_UNDISTURBED = 0.5  # seconds a program has the machine to itself before the next spare warms up


class _Order(Struct, frozen=True):
    """What the engine's owner asks of its thread."""

    what: Literal["spare", "run", "stop", "close"]
    number: int = 0
    job: Job | None = None


class _Running:
    """The job under way: its process, what its tape holds so far, and since when."""

    def __init__(self, number: int, job: Job, child: Child, meta: Meta) -> None:
        self.number = number
        self.job = job
        self.child = child
        self.tape = Tape(meta=meta)
        self.line: int | None = None
        self.began = self.heard = time.monotonic()
        self.kill_at: float | None = None
        self.spared = False  # whether the next spare has been seen to


class Engine:
    """Runs one program at a time. `on_event` is called on the engine's own thread."""

    def __init__(
        self,
        on_event: Callable[[EngineEvent], None],
        *,
        bounds: Bounds = Bounds(),  # noqa: B008 - frozen
        command: Sequence[str] = COMMAND,
        spares: bool = True,
    ) -> None:
        """With `spares` off there is a process only when it is asked for: for a single run."""
        self._on_event = on_event
        self._spares = spares
        self._bounds = bounds
        self._memory = bounds.memory or memory.total() * 3 // 4
        self._numbers = itertools.count(1)
        self._inbox: queue.SimpleQueue[_Order | tuple[Child, protocol.News | Gone]]
        self._inbox = queue.SimpleQueue()
        self._closed = False
        self._close_by = 0.0
        self._looked = 0.0
        self._spare = Spare(self._put, command)
        self._pending: _Order | None = None
        self._running: _Running | None = None
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
        self._thread.start()

    # --- for its owner, from any thread

    def start_spare(self) -> None:
        """Warm a process up in the background, if none is."""
        self._inbox.put(_Order("spare"))

    def run(self, job: Job) -> int:
        """Run a program, ending one that is running. Returns the number its events will carry."""
        if self._closed:
            raise RuntimeError("the engine is closed")
        number = next(self._numbers)
        self._inbox.put(_Order("run", number, job))
        return number

    def stop(self) -> None:
        """Stop what is running: politely, then by force. What was recorded stays."""
        self._inbox.put(_Order("stop"))

    def close(self, patience: float = 0.2) -> None:
        """End everything; afterwards no event comes.

        Every process has been killed then. That takes large ones a while, which is waited for up to
        `patience` seconds.
        """
        self._closed = True
        self._close_by = time.monotonic() + patience
        self._inbox.put(_Order("close"))
        if threading.current_thread() is not self._thread:
            self._thread.join(patience + 0.1)

    # --- on the engine's thread

    def _work(self) -> None:
        while not self._closed:  # what a busy program has said meanwhile is not read any more
            try:
                message = self._inbox.get(timeout=self._patience())
            except queue.Empty:
                self._look()
                continue
            if isinstance(message, tuple):
                child, news = message
                self._hear(child, news)
                child.handled()
                self._look()
            elif message.what == "close":
                break
            else:
                self._obey(message)
        self._spare.end(self._close_by)

    def _patience(self) -> float | None:
        """How long to wait for news before looking after the children; None: for ever."""
        return _TICK if self._running is not None or self._spare.warming else None

    def _obey(self, order: _Order) -> None:
        match order.what:
            case "spare":
                self._ensure_spare()
            case "run":
                self._finish_unbegun("another program was run")
                self._finish(End(reason="stopped", message="another program was run"))
                self._pending = order
                self._begin()
            case "stop":
                self._finish_unbegun("stopped before it began")
                if self._running is not None and self._running.kill_at is None:
                    self._running.kill_at = time.monotonic() + self._bounds.polite
                    self._running.child.send(protocol.Stop(), self._bounds.polite)

    def _begin(self) -> None:
        """Give what waits to the spare, or see to it that there will be one."""
        order, child, warm = self._pending, self._spare.child, self._spare.warm
        if order is None or order.job is None:
            return
        if child is None or warm is None:
            self._ensure_spare()
            return
        self._pending = None
        self._spare.take()
        meta = _meta(order.job, warm)
        self._running = _Running(order.number, order.job, child, meta)
        self._tell(Began(order.number, meta))
        room = min(self._memory, self._bounds.guarded)
        child.send(
            protocol.Start(
                meta=meta,
                folder=order.job.folder,
                restricted=order.job.restricted,
                memory=room,
            )
        )

    def _ensure_spare(self) -> None:
        try:
            self._spare.ensure()
        except OSError as error:
            self._break(f"A process for programs could not be started: {error}.")

    def _put(self, child: Child, news: protocol.News | Gone) -> None:
        self._inbox.put((child, news))  # on a reader thread

    def _hear(self, child: Child, news: protocol.News | Gone) -> None:
        if isinstance(news, Gone):
            self._spare.children.remove(child)
        if child is self._spare.child:
            self._hear_spare(news)
        elif self._running is not None and child is self._running.child:
            self._hear_running(self._running, news)

    def _hear_spare(self, news: protocol.News | Gone) -> None:
        match news:
            case Warm():
                self._spare.ready(news)
                self._tell(Ready(news.devices, news.torch))
                self._begin()
            case Failed(message=message):
                self._drop_spare(f"PyTorch could not be prepared.\n{message}")
            case Gone(code=code, noise=noise, breach=breach):
                self._lose_spare(breach or f"{death(code)}\n{noise[-2000:]}")
            case _:
                self._drop_spare("The process for programs spoke before it was asked.")

    def _lose_spare(self, why: str) -> None:
        if self._spare.lose():
            log.info("a spare died and is replaced: %s", why)
            self._ensure_spare()
        else:
            self._break(f"The process for programs ended before it was ready: {why}")

    def _hear_running(self, running: _Running, news: protocol.News | Gone) -> None:
        running.heard = time.monotonic()
        match news:
            case Rows(part=part):
                self._grow(running, part)
            case AtLine(line=line):
                running.line = line or running.line
            case Walls(standing=standing, missing=missing):
                self._tell(Guarded(running.number, standing, missing))
            case Failed(message=message):
                log.error("the recorder failed: %s", message)
                self._finish_dead("The recorder failed: " + message.strip().rpartition("\n")[2])
            case Gone(code=code, noise=noise, breach=breach):
                if running.kill_at is not None:
                    self._finish_stopped(running)
                    return
                exact = where(noise, running.tape.meta.filename)
                running.line = exact or running.line
                self._finish_dead(
                    f"The program's process was ended: it sent {breach}" if breach else death(code),
                    exact=exact is not None,
                )
            case _:
                self._finish_dead("The program's process was ended: it spoke out of turn.")

    def _grow(self, running: _Running, part: Part) -> None:
        try:
            law.check_part(running.tape, part)
        except law.TapeError as error:
            self._finish_dead(
                f"The program's process was ended: what it recorded is no legal tape ({error})"
            )
            return
        running.tape.extend(part)
        if part.steps and part.steps[-1].line is not None:
            running.line = part.steps[-1].line
        if part.end is None:
            self._tell(Grew(running.number, part))
        else:
            self._conclude(running, part)

    # --- the watchdog

    def _look(self) -> None:
        now, bounds = time.monotonic(), self._bounds
        if now - self._looked < _TICK:
            return
        self._looked = now
        spare, running = self._spare.child, self._running
        if self._spare.warming and spare is not None and now - spare.started > bounds.warming:
            self._drop_spare(f"PyTorch was not ready after {bounds.warming:.0f} s.")
        if running is None:
            return
        if self._spares and not running.spared and now - running.began > _UNDISTURBED:
            running.spared = True
            self._ensure_spare()
        if running.kill_at is not None:
            if now > running.kill_at:
                self._finish_stopped(running)
        elif now - running.began > bounds.wall:
            self._finish_bound(f"it ran for more than {bounds.wall:.0f} s")
        elif now - running.heard > bounds.silence:
            self._finish_bound(f"it gave no sign of life for {bounds.silence:.0f} s")
        elif (memory.resident(running.child.pid) or 0) > self._memory:
            self._finish_bound(f"it used more than {self._memory / 1e9:.1f} GB of memory")

    # --- ends

    def _finish(self, end: End, error: Error | None = None) -> None:
        """End the running job from this side, with a last part that its tape may end with."""
        running = self._running
        if running is None:
            return
        part = Part(error=error if running.tape.error is None else None, end=end)
        self._conclude(running, part)

    def _finish_dead(self, what: str, *, exact: bool = False) -> None:
        """The process is dead; where the program was when it was last heard of, unless `exact`."""
        running = self._running
        if running is not None:
            place = _at(running.line)
            seen = place if exact or not place else f"; the program was last seen{place}"
            message = f"{what.rstrip('.')}{seen}."
            error = Error(type="ProcessDied", message=message, line=running.line)
            self._finish(End(reason="died", message=message), error)

    def _finish_bound(self, what: str) -> None:
        line = self._running.line if self._running is not None else None
        self._finish(End(reason="limit", message=f"Stopped{_at(line)}: {what}."))

    def _finish_stopped(self, running: _Running) -> None:
        self._finish(End(reason="stopped", message=f"Stopped{_at(running.line)}."))

    def _finish_unbegun(self, why: str) -> None:
        """End a job that still waits for a process: its tape is empty."""
        order, self._pending = self._pending, None
        if order is not None and order.job is not None:
            self._tell(Began(order.number, _meta(order.job, None)))
            self._tell(Grew(order.number, Part(end=End(reason="stopped", message=why))))

    def _conclude(self, running: _Running, last: Part) -> None:
        self._running = None
        running.child.kill()
        self._tell(Grew(running.number, last))
        if self._spares:
            self._ensure_spare()

    def _drop_spare(self, why: str) -> None:
        self._spare.drop()
        self._break(why)

    def _break(self, why: str) -> None:
        """No process can be had: say so, and end a job that waits for one."""
        log.error("%s", why)
        order, self._pending = self._pending, None
        if order is not None and order.job is not None:
            self._tell(Began(order.number, _meta(order.job, None)))
            end = End(reason="died", message=why)
            error = Error(type="ProcessDied", message=why)
            self._tell(Grew(order.number, Part(error=error, end=end)))
        self._tell(Broke(why))

    def _tell(self, event: EngineEvent) -> None:
        if self._closed:
            return
        try:
            self._on_event(event)
        except Exception:  # a listener's fault must not end the thread that watches over processes
            log.exception("a listener of the engine failed on %s", type(event).__name__)


def _meta(job: Job, warm: Warm | None) -> Meta:
    return Meta(
        source=job.source,
        filename=job.filename,
        torch=warm.torch if warm is not None else "",
        python=warm.python if warm is not None else "",
        device=job.device,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=job.seed,
    )


def _at(line: int | None) -> str:
    return f" at line {line}" if line is not None else ""
