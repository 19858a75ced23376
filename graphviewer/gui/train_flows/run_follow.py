"""Shows a run that lies in a folder, and follows it while its process goes on, here or there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from graphviewer.disk.problem import FileProblem
from graphviewer.gui.problems import told
from graphviewer.runs.news import Closed, Progress
from graphviewer.runs.run import Follower
from graphviewer.session.training import Training

EACH_MS = 500


class RunFollow(QObject):
    """Feeds what a run's folder tells to a Training. `failed` carries a sentence."""

    failed = Signal(str)

    def __init__(self, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._follower: Follower | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(self._read)

    @property
    def path(self) -> Path | None:
        """The folder that is followed."""
        return self._follower.run.path if self._follower is not None else None

    def show_run(self, path: Path) -> bool:
        """Show a run, from its beginning to where it is; whether that could be done."""
        self.stop()
        try:
            self._follower = Follower(path)
        except FileProblem as problem:
            self.failed.emit(told(problem))
            return False
        self._training.show_nothing()
        self._training.edit(self._follower.run.config)
        self._timer.start()
        self._read()
        return True

    def stop(self) -> None:
        """Follow nothing."""
        self._timer.stop()
        self._follower = None

    def _read(self) -> None:
        if self._follower is None:
            return
        try:
            for news in self._follower.news():
                if isinstance(news, Closed) and self._training.progress is None:
                    self._show_how_far(news.step)
                self._training.take(news)
                if isinstance(news, Closed):
                    self._timer.stop()
        except (FileProblem, ValueError) as problem:
            self.stop()
            self._training.set_state("idle")
            said = told(problem) if isinstance(problem, FileProblem) else str(problem)
            self.failed.emit(said)

    def _show_how_far(self, step: int) -> None:
        """Of a run that was over before it was shown nobody tells its progress."""
        opened = self._training.opened
        if opened is not None:
            epoch, batch = divmod(step, opened.batches)
            steps = opened.config.epochs * opened.batches
            self._training.take(
                Progress(state="running", step=step, steps=steps, epoch=epoch, batch=batch)
            )
