"""Opens the list of runs, shows and resumes them, and works through sweeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.notice import Notice
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.runs_dialog import RunsDialog
from graphviewer.gui.train.runs_list import MOST
from graphviewer.gui.train.sweep_dialog import SweepDialog
from graphviewer.gui.train_flows import training_words as words
from graphviewer.gui.train_flows.run_follow import RunFollow
from graphviewer.gui.train_flows.training_flow import TrainingFlow
from graphviewer.gui.training_told import in_language
from graphviewer.runs.config import Config
from graphviewer.runs.news import Closed, Opened, TrainingNews
from graphviewer.runs.sweep import Sweep, configs
from graphviewer.session.runs import recent


class RunsFlow(QObject):
    """What can be done with runs beyond training one. `root` says which folder holds them.

    `swept` carries which run of how many a sweep has begun; 0, 0: none is under way.
    """

    swept = Signal(int, int)

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
        self._refused: list[str] = []  # why runs of it failed of which nothing is left
        self._interrupted: Path | None = None  # what a process that died has left
        page.runs_wanted.connect(self.show_runs)
        page.sweep_wanted.connect(self.ask_sweep)
        flow.began.connect(self._on_flow_began)
        flow.over.connect(self._on_flow_over)
        flow.training.heard.connect(self._on_training_heard)
        page.settings.recent.chosen.connect(self.show_run)
        page.settings.offer("runs")
        page.settings.offer("sweep")
        self._list()

    # --- the list

    def show_runs(self) -> None:
        """Open the list of runs."""
        self._open_list([])

    def _open_list(self, ticked: list[Path]) -> None:
        dialog = RunsDialog(self._root(), self._page)
        dialog.set_colours(self._appearance.colours)
        dialog.show_wanted.connect(self.show_run)
        dialog.resume_wanted.connect(self._on_resume_wanted)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if ticked:
            dialog.tick(ticked)

    def _on_dialog_finished(self, _result: int) -> None:
        self._list()  # one may have been renamed or deleted

    def _on_training_heard(self, news: TrainingNews) -> None:
        if isinstance(news, Opened):
            self._list()  # there is one more

    def _list(self) -> None:
        """Bring the short list beside the settings up to date."""
        shown = Path(self._flow.folder) if self._flow.folder else Path()
        self._page.settings.recent.show_rows(recent(self._root(), MOST), shown)

    # --- showing

    def show_run(self, path: Path) -> None:
        """Show the run in a folder, and follow it if it is under way."""
        if self._flow.training.busy and str(path) == self._flow.folder:
            return  # it is shown already
        if self._flow.training.busy and self.follow.path is None:
            self._tell(
                QCoreApplication.translate("Runs", "Stop the run under way first."),
                QCoreApplication.translate("Runs", "The page shows one run at a time."),
            )
            return
        if self.follow.show_run(path):
            self._flow.show_folder(str(path))
            self._flow.noticed.emit(words.watched() if self._flow.watching else None)
            self._list()

    def _on_resume_wanted(self, path: Path) -> None:
        if self._flow.training.busy and self.follow.path is None:
            self._tell(QCoreApplication.translate("Runs", "Stop the run under way first."), "")
            return
        self.show_run(path)
        # What was listed may have gone on, come to its end, or be gone since.
        if self._flow.folder == str(path) and self._flow.can_resume:
            self.follow.stop()
            self._flow.resume()

    def _on_follow_failed(self, text: str) -> None:
        self._tell(QCoreApplication.translate("Runs", "The run cannot be shown."), text)

    def _on_flow_began(self) -> None:
        self.follow.stop()

    # --- a run that was left unfinished

    def offer_interrupted(self) -> None:
        """Offer to go on with the newest run if its process died."""
        newest = next(iter(recent(self._root(), 1)), None)
        if newest is not None and newest.standing == "interrupted" and newest.can_resume:
            self._interrupted = newest.path
            self._flow.noticed.emit(words.interrupted(newest.name))

    def offer_again(self) -> None:
        """Offer it once more if that is what is said: the language is another."""
        notice = self._page.notices.notice
        if notice is not None and notice.act == "resume":
            self.offer_interrupted()

    def resume_interrupted(self) -> None:
        """Go on with the run that was offered."""
        if self._interrupted is not None:
            self._flow.noticed.emit(None)
            self._on_resume_wanted(self._interrupted)

    # --- sweeps

    def ask_sweep(self) -> None:
        """Ask which settings to sweep over."""
        training, programs = self._flow.training, self._flow.programs
        source = training.config.model.source
        if training.busy:
            self._tell(QCoreApplication.translate("Runs", "Stop the run under way first."), "")
            return
        # What is restricted is not kept, and so cannot be compared.
        if not self._page.settings_ready() or not programs.trusts(source, self.ask_sweep):
            return
        dialog = SweepDialog(self._flow.training.config, self._page)
        dialog.wanted.connect(self.sweep)
        dialog.open()

    def sweep(self, sweep: Sweep) -> None:
        """Train every config of a sweep, one after the other."""
        self._queue = configs(sweep)
        self._swept, self._sweeping, self._refused = [], len(self._queue), []
        self._next()

    def _next(self) -> None:
        self._swept.append(self._flow.begin_with(self._queue.pop(0)))
        said = QCoreApplication.translate("Runs", "Sweep: run {at} of {all}")
        title = said.format(at=len(self._swept), all=self._sweeping)
        text = QCoreApplication.translate("Runs", "Stop ends the sweep.")
        self._flow.noticed.emit(Notice(kind="info", title=title, text=text))
        self.swept.emit(len(self._swept), self._sweeping)

    def _on_flow_over(self, closed: Closed | None) -> None:
        self._list()
        if not self._sweeping:
            return
        if closed is not None and closed.reason == "failed" and not self._flow.folder:
            self._refused.append(in_language(closed.message))
        stopped = closed is None or closed.reason == "stopped"
        if self._queue and not stopped:
            self._next()
            return
        at, count = len(self._swept), self._sweeping
        self._queue, self._sweeping = [], 0
        self.swept.emit(0, 0)
        if not stopped:
            self._flow.noticed.emit(self._refusals(count))
            self._open_list(self._swept)
        elif closed is not None:  # else it has been said why nothing trains
            self._flow.noticed.emit(_sweep_ended(at, count))

    def _refusals(self, count: int) -> Notice | None:
        """That runs of a sweep are missing in the list, and why the last of them is."""
        if not self._refused:
            return None
        said = QCoreApplication.translate("Runs", "{n} of {all} runs of the sweep did not begin.")
        title = said.format(n=len(self._refused), all=count)
        return Notice(kind="error", title=title, text=self._refused[-1])

    def _tell(self, title: str, text: str) -> None:
        self._flow.noticed.emit(Notice(kind="error", title=title, text=text))


def _sweep_ended(at: int, count: int) -> Notice:
    said = QCoreApplication.translate("Runs", "The sweep was stopped in run {at} of {all}.")
    return Notice(
        kind="info",
        title=said.format(at=at, all=count),
        text=QCoreApplication.translate("Runs", "What was trained can be compared in All runs."),
    )
