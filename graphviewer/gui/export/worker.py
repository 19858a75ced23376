"""Does a job beside everything else: in slices of the window's thread, and in a thread aside."""

from __future__ import annotations

import gc
import threading
import time

from PySide6.QtCore import QObject, QTimer, Signal

from graphviewer.disk.problem import FileProblem
from graphviewer.gui.export import ending
from graphviewer.gui.export.job import Aside, ExportError, GivenUp, Job

SLICE_SECONDS = 0.012
USUAL = gc.get_threshold()
# full collections wait: one walks all that a job has made, a quarter of a second for 10,000 cards
HARDLY_EVER = (*USUAL[:2], 1_000_000)


class Worker(QObject):
    """One job at a time. `progressed` carries 0 to 1, `finished` the bytes made.

    `failed` carries the ExportError or FileProblem; after `broke` a fault of ours is raised. After
    `stop` nothing comes any more.
    """

    progressed = Signal(float)
    finished = Signal(object)
    failed = Signal(object)
    broke = Signal()
    _came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._sent: object = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._left: list[threading.Thread] = []  # given up, but perhaps not over
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._came.connect(self._on_came)

    @property
    def busy(self) -> bool:
        """Whether a job is being done."""
        return self._job is not None

    def start(self, job: Job) -> None:
        """Do a job instead of the one under way."""
        self.stop()
        self._left = [thread for thread in self._left if thread.is_alive()]
        self._job, self._sent = job, None
        gc.set_threshold(*HARDLY_EVER)
        self._timer.start(0)

    def stop(self) -> None:
        """Give up: nothing more is done, and nothing is written."""
        self._stop.set()
        if self._thread is not None:
            self._left.append(self._thread)  # it looks at the event often, or is nearly done
            self._thread = None
        self._stop = threading.Event()
        job = self._job
        self._leave()
        if job is not None:
            job.close()

    def close(self) -> None:
        """Give up, and wait until nothing is being done any more."""
        self.stop()
        for thread in self._left:
            thread.join()
        self._left.clear()
        ending.wait()

    def _on_timer_timeout(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        while self._job is not None and time.perf_counter() < until:
            if not self._step(self._job):
                return

    def _step(self, job: Job, problem: Exception | None = None) -> bool:
        """One piece more; whether the next may follow at once."""
        try:
            said = job.send(self._sent) if problem is None else job.throw(problem)
        except StopIteration as end:
            self._leave()
            self.finished.emit(end.value)
            return False
        except (ExportError, FileProblem, MemoryError) as failure:
            self._leave()
            self.failed.emit(failure)
            return False
        except BaseException:
            self._leave()  # asked again, it would seem to have finished
            self.broke.emit()
            raise
        self._sent = None
        if isinstance(said, Aside):
            self._timer.stop()
            about = (said, self._stop)
            self._thread = threading.Thread(target=self._work, args=about, name="export")
            self._thread.start()
            return False
        self.progressed.emit(said)
        return True

    def _leave(self) -> None:
        self._timer.stop()
        self._job = None
        gc.set_threshold(*USUAL)

    def _work(self, aside: Aside, stop: threading.Event) -> None:
        try:
            self._came.emit(stop, aside.work(stop))
        except GivenUp:
            return
        except Exception as problem:  # noqa: BLE001 - the job meets it, in the window's thread
            self._came.emit(stop, problem)

    def _on_came(self, stop: threading.Event, found: object) -> None:
        if stop is not self._stop or self._job is None:
            return  # it was given up meanwhile
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if isinstance(found, Exception):
            self._step(self._job, found)
        else:
            self._sent = found
            self._timer.start(0)
