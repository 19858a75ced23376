"""FashionMNIST on its way here, fetched by a thread that the window looks at now and then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from graphviewer.data.download import download
from graphviewer.data.fashion import Place
from graphviewer.data.problem import DataProblem

Download = Callable[[Path, Callable[[int, int], None], Callable[[], bool]], Place | None]


class Fetching:
    """One try to fetch the data set into a folder. Its fields are read from the window's thread."""

    def __init__(self, folder: Path, by: Download = download) -> None:
        self._folder, self._by = folder, by
        self._cancelled = threading.Event()
        self.done, self.total = 0, 0  # bytes
        self.problem: DataProblem | None = None
        self.place: Place | None = None
        self.over = False
        self._thread = threading.Thread(target=self._work, name="fetching", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """End it soon; what has come is kept for the next try."""
        self._cancelled.set()

    def join(self, seconds: float) -> None:
        """Wait for the end; a server that is silent keeps it no longer than this."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _work(self) -> None:
        try:
            self.place = self._by(self._folder, self._on_progress, self._cancelled.is_set)
        except DataProblem as problem:
            self.problem = problem
        finally:
            self.over = True

    def _on_progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total
