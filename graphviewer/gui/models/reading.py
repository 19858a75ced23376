"""Reads a file of a model beside the window, which answers meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from graphviewer.disk.problem import FileProblem
from graphviewer.files.models import read
from graphviewer.files.models.data import Weights

PATIENCE = 0.3  # seconds within which a file is read as if there were no thread
LOOK = 30  # milliseconds between two looks at whether it is over


class _Work:
    """One file; its fields are read from the window's thread once the thread is over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: Weights | None = None
        self.problem: FileProblem | None = None
        self.fault: Exception | None = None  # ours: raised where the file was asked for
        self.thread = threading.Thread(target=self._read, name="model", daemon=True)

    def _read(self) -> None:
        try:
            self.found = read.read(self.path)
        except FileProblem as problem:
            self.problem = problem
        except Exception as fault:  # noqa: BLE001 - a thread would only print it
            self.fault = fault


class Reading(QObject):
    """Reads one file at a time; of two the newer one.

    `done`: a path with its Weights. `failed`: a path with a FileProblem. The pointer says that
    something is under way.
    """

    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: _Work | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._work is not None

    def begin(self, path: Path) -> None:
        """Read a file; what a small one holds is told before this returns."""
        self.give_up()
        self._work = _Work(path)
        self._work.thread.start()
        self._work.thread.join(PATIENCE)
        if self._work.thread.is_alive():
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
            self._timer.start()
        else:
            self._tell()

    def give_up(self) -> None:
        """Nobody waits any more for what is being read."""
        self._work = None
        if self._timer.isActive():
            self._timer.stop()
            QGuiApplication.restoreOverrideCursor()

    def _on_timer_timeout(self) -> None:
        if self._work is not None and not self._work.thread.is_alive():
            self._tell()

    def _tell(self) -> None:
        work = self._work
        self.give_up()
        if work is None:
            return
        if work.fault is not None:
            raise work.fault
        if work.found is not None:
            self.done.emit(work.path, work.found)
        elif work.problem is not None:
            self.failed.emit(work.path, work.problem)
