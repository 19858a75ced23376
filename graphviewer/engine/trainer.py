"""Training runs as the window sees them: one at a time, each in a child process from a warm spare.

Nothing here blocks its caller: orders go to a thread of the trainer's, which starts, watches and
ends the children and calls `on_event`.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from graphviewer.engine import memory, protocol
from graphviewer.engine.child import COMMAND, Child, Gone
from graphviewer.engine.ending import death
from graphviewer.engine.protocol import Failed, Rows, Taping, Walls, Warm
from graphviewer.engine.spare import Spare
from graphviewer.engine.trainer_events import (
    Heard,
    InsideGrew,
    TrainerBroke,
    TrainerEvent,
    TrainerReady,
    Walled,
    Wanted,
)
from graphviewer.runs import folder
from graphviewer.runs.news import Closed, LayerPoint, Points, Progress, TrainingNews
from graphviewer.runs.orders import Control, Preview, Train
from graphviewer.tape import law
from graphviewer.tape.tape import Part, Tape

__all__ = ["Heard", "InsideGrew", "Trainer", "TrainerBroke", "TrainerEvent", "TrainerReady",
           "Walled", "Wanted"]  # fmt: skip
log = logging.getLogger(__name__)

# glibc gives large arrays back after each batch and asks for them again, a page fault a page:
# convolutions are 1.2 to 1.8 times as fast when it keeps them.
VARIABLES = {
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "4294967295",
}
POLITE = 10.0  # seconds between asking a run to stop and killing it: a checkpoint is written
_HASTE = 1.0  # seconds a run has in any case: Stop is often pressed twice at once
_ANSWERING = ("finished", "stopped", "diverged")  # runs that still have a model, and are well
_TICK = 0.25  # seconds between looks at a run's memory
_RESUME = "What the last checkpoint holds is kept: the run can be resumed from there."


class _Order(Struct, frozen=True):
    what: Literal["warm", "train", "send", "stop", "close"]
    job: int = 0
    train: Train | None = None
    sent: Wanted | None = None


class _Run:
    """The run under way: its process, the tape of a step if one is told, and how far it is."""

    def __init__(self, job: int, child: Child, where: str) -> None:
        self.job = job
        self.child = child
        self._where = where  # its folder; "": it is not kept
        self.step = 0
        self.tape: Tape | None = None
        self.batches: list[Points | LayerPoint] = []  # told, and passed on with what comes next
        self.kill_at: float | None = None
        self.spare_until = 0.0

    @property
    def advice(self) -> str:
        """How to go on with a run that did not end by itself, where there is a checkpoint."""
        there = self._where and (Path(self._where) / folder.CHECKPOINT).is_file()
        return _RESUME if there else ""


class Trainer:
    """Trains one model at a time. `on_event` is called on the trainer's own thread."""

    def __init__(
        self, on_event: Callable[[TrainerEvent], None], *, command: Sequence[str] = COMMAND
    ) -> None:
        self._on_event = on_event
        self._jobs = itertools.count(1)
        self._inbox: queue.SimpleQueue[_Order | tuple[Child, protocol.News | Gone]]
        self._inbox = queue.SimpleQueue()
        self._most = memory.total() * 3 // 4
        self._closed = False
        self._looked = 0.0
        self._patience = 0.0  # for a last checkpoint when everything ends
        self._spare = Spare(self._put, command, VARIABLES)
        self._pending: _Order | None = None  # a run that waits for the spare to be warm
        self._held: list[Wanted] = []  # what the spare will be sent once it is warm
        self._unanswered = 0  # previews that the spare was sent
        self._run: _Run | None = None
        self._over: _Run | None = None  # the last run, whose model still answers questions
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()

    # --- for its owner, from any thread

    def warm(self) -> None:
        """Warm a process up in the background, if none is."""
        self._inbox.put(_Order("warm"))

    def train(self, order: Train) -> int:
        """Begin a run, ending one under way by force. Returns the number its events will carry."""
        job = next(self._jobs)
        self._inbox.put(_Order("train", job, train=order))
        return job

    def send(self, order: Wanted) -> None:
        """Ask something of the run under way; a Preview is answered without one as well."""
        self._inbox.put(_Order("send", sent=order))

    def stop(self) -> None:
        """Stop the run under way after a checkpoint; asked twice, without waiting for one."""
        self._inbox.put(_Order("stop"))

    def close(self, patience: float = 0.2) -> None:
        """End everything; afterwards no event comes.

        A run under way has `patience` seconds for a last checkpoint.
        """
        self._closed = True
        self._patience = patience
        self._inbox.put(_Order("close"))
        if threading.current_thread() is not self._thread:
            self._thread.join(patience + 1.0)

    # --- on the trainer's thread

    def _work(self) -> None:
        while True:
            try:
                message = self._inbox.get(timeout=_TICK if self._run is not None else None)
            except queue.Empty:
                self._look()
                continue
            if isinstance(message, tuple):
                self._hear(*message)
                message[0].handled()
                self._look()
            elif message.what == "close":
                break
            else:
                self._obey(message)
        self._end_all()

    def _obey(self, order: _Order) -> None:
        match order.what:
            case "warm":
                self._ensure_spare()
            case "train":
                self._drop_pending("another run was begun")
                if self._run is not None:
                    self._conclude(Closed(reason="stopped", step=self._run.step))
                self._pending = order
                self._begin()
            case "send" if order.sent is not None:
                self._pass_on(order.sent)
            case "stop":
                self._drop_pending("stopped before it began")
                self._ask_to_stop()

    def _ask_to_stop(self) -> None:
        run = self._run
        if run is None:
            return
        now = time.monotonic()
        if run.kill_at is None:
            run.kill_at, run.spare_until = now + POLITE, now + _HASTE
            run.child.send(Control("stop"))
        else:
            run.kill_at = max(now, run.spare_until)

    def _pass_on(self, wanted: Wanted) -> None:
        if self._run is not None:
            self._run.child.send(wanted)
        elif self._over is not None and self._pending is None:
            self._over.child.send(wanted)
        elif self._pending is not None or isinstance(wanted, Preview):
            self._held.append(wanted)
            self._begin()

    def _begin(self) -> None:
        """Send the spare what waits for it, or see to it that there will be one."""
        child = self._spare.child
        if child is None or self._spare.warm is None:
            self._ensure_spare()
            return
        order, self._pending = self._pending, None
        if order is not None and order.train is not None:
            self._spare.take()
            self._unanswered = 0
            self._forget_last()
            self._run = _Run(order.job, child, order.train.folder)
            child.send(order.train)
        else:
            self._unanswered += len(self._held)
        held, self._held = self._held, []
        for wanted in held:
            child.send(wanted)

    def _ensure_spare(self) -> None:
        try:
            self._spare.ensure()
        except OSError as error:
            self._break(f"A process for training could not be started: {error}.")

    def _put(self, child: Child, news: protocol.News | Gone) -> None:
        self._inbox.put((child, news))  # on a reader thread

    def _hear(self, child: Child, news: protocol.News | Gone) -> None:
        if isinstance(news, Gone):
            self._spare.children.remove(child)
        if child is self._spare.child:
            self._hear_spare(news)
        elif self._run is not None and child is self._run.child:
            self._hear_run(self._run, news)
        elif self._over is not None and child is self._over.child:
            self._hear_last(self._over, news)

    def _hear_last(self, run: _Run, news: protocol.News | Gone) -> None:
        """A run that is over answers questions about its model."""
        match news:
            case Gone():
                self._over = None
            case Taping(meta=meta):
                run.tape = Tape(meta=meta)
                self._tell(InsideGrew(run.job, meta))
            case Rows(part=part):
                self._grow(run, part)
            case _ if isinstance(news, TrainingNews) and not isinstance(news, Closed):
                self._tell(Heard(run.job, news))

    def _forget_last(self) -> None:
        run, self._over = self._over, None
        if run is not None:
            run.child.kill()

    def _hear_spare(self, news: protocol.News | Gone) -> None:
        match news:
            case Warm():
                self._spare.ready(news)
                self._tell(TrainerReady(news.devices, news.torch))
                self._begin()
            case Failed(message=message):
                self._drop_spare(f"PyTorch could not be prepared.\n{message}")
            case Gone(code=code, noise=noise, breach=breach):
                self._lose_spare(breach or f"{death(code)}\n{noise[-2000:]}")
            case _ if isinstance(news, TrainingNews):
                self._unanswered -= 1
                self._tell(Heard(0, news))  # an answer to a Preview
            case _:
                self._drop_spare("The process for training spoke before it was asked.")

    def _hear_run(self, run: _Run, news: protocol.News | Gone) -> None:
        match news:
            case Taping(meta=meta):
                run.tape = Tape(meta=meta)
                self._tell(InsideGrew(run.job, meta))
            case Rows(part=part):
                self._grow(run, part)
            case Walls(standing=standing, missing=missing):
                self._tell(Walled(run.job, standing, missing))
            case Closed():
                self._conclude(news, answering=news.reason in _ANSWERING)
            case Failed(message=message):
                log.error("training failed: %s", message)
                self._fail(message.strip().rpartition("\n")[2])
            case Gone(code=code, breach=breach):
                if run.kill_at is not None:
                    self._conclude(Closed(reason="stopped", step=run.step, advice=run.advice))
                else:
                    self._fail(f"It sent {breach}" if breach else death(code))
            case Points() | LayerPoint():
                run.batches.append(news)
            case _ if isinstance(news, TrainingNews):
                run.step = news.step if isinstance(news, Progress) else run.step
                self._pass_news(run, news)
            case _:
                self._fail("The process for training spoke out of turn.")

    def _pass_news(self, run: _Run, news: TrainingNews) -> None:
        before, run.batches = tuple(run.batches), []
        self._tell(Heard(run.job, news, before))

    def _grow(self, run: _Run, part: Part) -> None:
        if run.tape is None:
            self._mistrust(run, "The process for training sent rows of no tape.")
            return
        try:
            law.check_part(run.tape, part)
        except law.TapeError as error:
            self._mistrust(run, f"What it recorded is no legal tape ({error}).")
            return
        run.tape.extend(part)
        self._tell(InsideGrew(run.job, part))
        if part.end is not None:
            run.tape = None

    def _look(self) -> None:
        """See to a run that does not stop, or takes too much memory."""
        run, now = self._run, time.monotonic()
        if run is None:
            return
        if run.kill_at is not None and now >= run.kill_at:
            self._conclude(Closed(reason="stopped", step=run.step, advice=run.advice))
            return
        if now - self._looked < _TICK:
            return
        self._looked = now
        used = memory.resident(run.child.pid)
        if used is not None and used > self._most:
            self._conclude(_too_much(run, used, self._most))

    def _mistrust(self, run: _Run, why: str) -> None:
        """A process that breaks the law of tapes is ended."""
        if run is self._run:
            self._fail(why)
        else:
            log.error("%s", why)
            self._forget_last()

    def _fail(self, message: str) -> None:
        run = self._run
        if run is not None:
            closed = Closed(reason="failed", step=run.step, message=message, advice=run.advice)
            self._conclude(closed)

    def _conclude(self, closed: Closed, *, answering: bool = False) -> None:
        """The run under way is over; its process goes, or stays to answer; the next warms up."""
        run, self._run = self._run, None
        if run is not None:
            if answering:
                self._over = run
            else:
                run.child.kill()
            self._pass_news(run, closed)
            self._ensure_spare()

    def _drop_pending(self, why: str) -> None:
        order, self._pending = self._pending, None
        self._held.clear()
        if order is not None:
            self._tell(Heard(order.job, Closed(reason="stopped", step=0, message=why)))

    def _lose_spare(self, why: str) -> None:
        waited, self._unanswered = self._unanswered, 0
        if self._spare.lose() and not waited:
            log.info("a spare died and is replaced: %s", why)
            self._ensure_spare()
        else:
            self._break(why)

    def _drop_spare(self, why: str) -> None:
        self._unanswered = 0
        self._spare.drop()
        self._break(why)

    def _break(self, why: str) -> None:
        log.error("%s", why)
        order, self._pending = self._pending, None
        self._held.clear()
        self._tell(TrainerBroke(order.job if order is not None else 0, why))

    def _end_all(self) -> None:
        until = time.monotonic() + self._patience
        if self._run is not None and self._patience:
            self._run.child.send(Control("stop"), self._patience)
            self._wait_for_last(self._run, until)
        self._spare.end(until, least=0.2)

    def _wait_for_last(self, run: _Run, until: float) -> None:
        """Until the run has told that it is over: its last checkpoint is written then."""
        while (left := until - time.monotonic()) > 0:
            try:
                message = self._inbox.get(timeout=left)
            except queue.Empty:
                return
            if isinstance(message, tuple):
                child, news = message
                child.handled()
                if child is run.child and isinstance(news, Closed | Gone):
                    return

    def _tell(self, event: TrainerEvent) -> None:
        if self._closed:
            return
        try:
            self._on_event(event)
        except Exception:  # a listener's fault must not end the thread that watches over processes
            log.exception("a listener of the trainer failed on %s", type(event).__name__)


def _too_much(run: _Run, used: int, most: int) -> Closed:
    gib = 1024**3
    return Closed(
        reason="memory",
        step=run.step,
        message=f"Training took {used / gib:.1f} GiB of memory; it may have {most / gib:.1f}.",
        advice=f"Lower the batch size, or take a smaller model. {run.advice}".rstrip(),
    )
