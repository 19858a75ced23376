"""Opens the list of runs, shows and resumes them, and works through sweeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.notice import Notice
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.run_follow import RunFollow
from graphviewer.gui.train.runs_dialog import RunsDialog
from graphviewer.gui.train.sweep_dialog import SweepDialog
from graphviewer.gui.training_flow import TrainingFlow
from graphviewer.runs.config import Config
from graphviewer.runs.news import Closed
from graphviewer.runs.sweep import Sweep, configs


class RunsFlow(QObject):
    """What can be done with runs beyond training one. `root` says which folder holds them."""

    def __init__(
        self,
        page: TrainPage,
        flow: TrainingFlow,
        appearance: Appearance,
        root: Callable[[], Path],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._flow, self._appearance, self._root = page, flow, appearance, root
        self.follow = RunFollow(flow.training, self)
        self.follow.failed.connect(self._on_follow_failed)
        self._queue: list[Config] = []
        self._swept: list[Path] = []
        self._sweeping = 0  # runs of the sweep in all; 0: none is under way
        page.runs_wanted.connect(self.show_runs)
        page.sweep_wanted.connect(self.ask_sweep)
        flow.began.connect(self._on_flow_began)
        flow.over.connect(self._on_flow_over)

    # --- the list

    def show_runs(self) -> None:
        """Open the list of runs."""
        self._open_list([])

    def _open_list(self, ticked: list[Path]) -> None:
        dialog = RunsDialog(self._root(), self._page)
        dialog.set_colours(self._appearance.colours)
        dialog.show_wanted.connect(self._on_show_wanted)
        dialog.resume_wanted.connect(self._on_resume_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if ticked:
            dialog.tick(ticked)

    def _on_show_wanted(self, path: Path) -> None:
        if self._flow.training.busy and self.follow.path is None:
            self._tell(
                QCoreApplication.translate("Runs", "Stop the run under way first."),
                QCoreApplication.translate("Runs", "The page shows one run at a time."),
            )
            return
        if self.follow.show_run(path):
            self._flow.show_folder(str(path))

    def _on_resume_wanted(self, path: Path) -> None:
        if self._flow.training.busy and self.follow.path is None:
            self._tell(QCoreApplication.translate("Runs", "Stop the run under way first."), "")
            return
        if self.follow.show_run(path):
            self.follow.stop()
            self._flow.resume_at(str(path))

    def _on_follow_failed(self, text: str) -> None:
        self._tell(QCoreApplication.translate("Runs", "The run cannot be shown."), text)

    def _on_flow_began(self) -> None:
        self.follow.stop()

    # --- sweeps

    def ask_sweep(self) -> None:
        """Ask which settings to sweep over."""
        if not self._page.settings_ready():
            return
        dialog = SweepDialog(self._flow.training.config, self._page)
        dialog.wanted.connect(self.sweep)
        dialog.open()

    def sweep(self, sweep: Sweep) -> None:
        """Train every config of a sweep, one after the other."""
        self._queue = configs(sweep)
        self._swept, self._sweeping = [], len(self._queue)
        if not self._flow.training.busy:
            self._next()

    def _next(self) -> None:
        self._swept.append(self._flow.begin_with(self._queue.pop(0)))
        said = QCoreApplication.translate("Runs", "Sweep: run {at} of {all}")
        title = said.format(at=len(self._swept), all=self._sweeping)
        text = QCoreApplication.translate("Runs", "Stop ends the sweep.")
        self._flow.noticed.emit(Notice(kind="info", title=title, text=text))

    def _on_flow_over(self, closed: Closed) -> None:
        if not self._sweeping:
            return
        stopped = closed.reason == "stopped"
        if self._queue and not stopped:
            self._next()
            return
        self._queue, self._sweeping = [], 0
        if not stopped:
            self._open_list(self._swept)

    def _tell(self, title: str, text: str) -> None:
        self._flow.noticed.emit(Notice(kind="error", title=title, text=text))
