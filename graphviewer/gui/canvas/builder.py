"""Builds a large graph's scene while the window stays alive: in slices, the layout elsewhere."""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import graphviewer
from graphviewer.gui.canvas.scene import Scene
from graphviewer.layout.serve import MODULE, answer

log = logging.getLogger(__name__)
LARGE = 600  # tensors, ops and nodes from which a scene is built in slices
FEW = 200  # vertices that are laid out in the window: a process takes half a second to begin
SLICE_SECONDS = 0.012
PATIENCE = 2000  # milliseconds to wait for a process that was told to end


class Builder(QObject):
    """Builds one scene at a time; `built` carries it."""

    built = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._slices: Iterator[None] = iter(())
        self._collects = True
        self._began = 0.0
        self.took = 0.0  # seconds the last scene took, from its start
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._process: QProcess | None = None

    @property
    def under_way(self) -> bool:
        """Whether a scene is being built."""
        return self._scene is not None

    def start(self, scene: Scene) -> None:
        """Build a scene that was not built at once, instead of the one under way."""
        self.stop()
        self._began = time.perf_counter()
        self._scene = scene
        # a full collection walks every row of the tape: half a second for 9,000 vertices
        self._collects = gc.isenabled()
        gc.disable()
        self._slices = self._scene.prepare()
        self._timer.start(0)

    def stop(self) -> None:
        """Give up the scene under way."""
        self._timer.stop()
        self._leave()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_process_finished)
            process.kill()
            process.waitForFinished(PATIENCE)
            process.deleteLater()

    def _leave(self) -> None:
        if self._scene is not None and self._collects:
            gc.enable()
        self._scene = None

    def _on_timer_timeout(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        for _ in self._slices:
            if time.perf_counter() > until:
                return
        self._timer.stop()
        if self._scene is not None and self._scene.placed:
            self._finish()
        else:
            self._ask()

    def _ask(self) -> None:
        """Have the layout made by a process of its own; of few vertices it is made here sooner."""
        assert self._scene is not None
        if len(self._scene.plans) <= FEW:
            self._scene.place(self._scene.request().done())
            self._finish()
            return
        process = self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONPATH", str(Path(graphviewer.__file__).parent.parent))
        process.setProcessEnvironment(environment)
        process.finished.connect(self._on_process_finished)
        process.errorOccurred.connect(self._on_process_error)
        process.start(sys.executable, ["-P", "-m", MODULE])
        process.write(self._scene.request().sent())
        process.closeWriteChannel()

    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._on_process_finished()

    def _on_process_finished(self) -> None:
        process, self._process = self._process, None
        if process is None or self._scene is None:
            return
        data = process.readAllStandardOutput().data()
        said = process.readAllStandardError().data()
        process.deleteLater()
        try:
            found = answer(bytes(data))
        except msgspec.DecodeError:
            log.warning("laying out in the window: %s", bytes(said).decode(errors="replace"))
            found = self._scene.request().done()
        self._scene.place(found)
        self._finish()

    def _finish(self) -> None:
        scene = self._scene
        self._leave()
        gc.freeze()  # rows and scenes are plain data without cycles: not worth walking ever again
        self.took = time.perf_counter() - self._began
        self.built.emit(scene)
