"""The validation examples of the run that is shown, read aside from the window's thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from graphviewer.data.load import load
from graphviewer.data.loaded import Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data


class Gallery(QObject):
    """`arrived`: the examples of the data set asked for last are there, or cannot be had."""

    arrived = Signal()
    _read = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.loaded: Loaded | None = None
        self.problem = ""
        self._wanted: Data | None = None
        self._thread: threading.Thread | None = None
        self._read.connect(self._on_read)

    def ask(self, config: Data) -> None:
        """Have the examples of a data set, unless they are there already."""
        if config == self._wanted:
            return
        self._wanted, self.loaded, self.problem = config, None, ""
        if self._thread is None:
            self._begin(config)

    def forget(self) -> None:
        """What was read may be another by now: it is read again when it is asked for next."""
        self._wanted = None

    def _begin(self, config: Data) -> None:
        self._thread = threading.Thread(target=self._work, args=(config,), name="gallery")
        self._thread.start()

    def _work(self, config: Data) -> None:
        try:
            self._read.emit(config, load(config))
        except DataProblem as problem:
            self._read.emit(config, problem)

    def _on_read(self, config: Data, found: Loaded | DataProblem) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._wanted is not None and config != self._wanted:
            self._begin(self._wanted)  # another was asked for meanwhile
            return
        if isinstance(found, DataProblem):
            self.problem = str(found)
        else:
            self.loaded = found
        self.arrived.emit()

    def close(self) -> None:
        """Wait for what is being read; nothing arrives any more."""
        self._read.disconnect(self._on_read)
        if self._thread is not None:
            self._thread.join()
            self._thread = None
