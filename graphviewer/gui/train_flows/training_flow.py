"""Start, pause, stop and look inside: joins a Training to the process that trains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from graphviewer.disk.problem import FileProblem
from graphviewer.engine.trainer import Heard, InsideGrew, TrainerBroke, Walled, Wanted
from graphviewer.gui.problems import told
from graphviewer.gui.train.progress import goes_on
from graphviewer.gui.train_flows import training_words as words
from graphviewer.gui.train_flows.inside_tape import InsideTape, step_of
from graphviewer.gui.train_flows.model_trust import MOST_MEMORY, ModelTrust
from graphviewer.gui.train_flows.trainer_like import PATIENCE, InsideStep, TrainerLike
from graphviewer.gui.train_flows.training_recall import config_kept
from graphviewer.runs.config import Config
from graphviewer.runs.news import Closed, Opened, Progress, Told, TrainingNews
from graphviewer.runs.orders import Control, Inside, Look, Train
from graphviewer.session.training import State, Training
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part


class TrainingFlow(QObject):
    """Orders and events of training runs, one at a time.

    `noticed` carries a Notice or None. `inside_ready`: an InsideStep is complete; the run waits.
    `changed`: what can be ordered now may be something else. `began`: a run of ours begins, or no
    other is followed any more. `over` carries the Closed of a run of ours, None: nothing trains.
    """

    noticed = Signal(object)
    inside_ready = Signal(object)
    changed = Signal()
    began = Signal()
    over = Signal(object)

    def __init__(
        self,
        training: Training,
        make_trainer: Callable[[], TrainerLike],
        new_folder: Callable[[Config], Path],
        programs: ModelTrust,
        parent: QObject,
    ) -> None:
        """`make_trainer` is called once, `new_folder` for every run that is to be kept."""
        super().__init__(parent)
        self.training, self.programs = training, programs
        self._make_trainer, self._new_folder = make_trainer, new_folder
        self._made: TrainerLike | None = None
        self._job: int | None = None  # of our last run; its process answers after it is over too
        self._ours = False  # the run under way is ours: not one that is followed in its folder
        self._state: State = training.state
        self._inside = InsideTape()
        self.folder = ""  # of the run that is shown; a restricted one is not kept
        self.restricted = False  # the run that is shown
        self.walls: Walled | None = None  # that stand around it
        self.device = "cpu"
        self.check: Callable[[], bool] = _yes  # whether the settings can be used as they stand
        training.state_changed.connect(self._on_state_changed)
        training.look_changed.connect(self._on_look_changed)

    @property
    def _trainer(self) -> TrainerLike:
        if self._made is None:
            self._made = self._make_trainer()
        return self._made

    def warm(self) -> None:
        """Let a process warm up: the page is shown."""
        self._trainer.warm()

    # --- orders

    def start_or_pause(self) -> None:
        """Start a run, pause the one under way, or let it go on."""
        if not self.training.busy:
            self._begin(self.start_or_pause)
        elif self._ours:
            paused = self.training.state == "paused"
            self._trainer.send(Control("resume" if paused else "pause"))

    def one_batch(self) -> None:
        """Train on one batch and wait."""
        busy = self.training.busy
        if self._ours if busy else self._begin(self.one_batch, paused=True):
            self._trainer.send(Control("one_batch"))

    def stop(self) -> None:
        """End the run; asked twice, by force. One that another process trains goes on unseen."""
        if not self.training.busy:
            return
        if self._ours:
            self._trainer.stop()
        else:
            self.began.emit()
            self.training.set_state("idle")

    def look_inside(self) -> None:
        """Record the next batch's step and pause; of a run that is over, the one to come."""
        if self.looking or self.watching:
            return
        begun = self.training.busy or self.can_look_back
        if not begun and not self._begin(self.look_inside, paused=True):
            return
        self._inside.wanted = True
        self._trainer.send(Inside())
        if self.training.busy:
            self._trainer.send(Control("one_batch"))
        self.changed.emit()

    @property
    def looking(self) -> bool:
        """Whether a step was asked for and was not shown yet."""
        return self._inside.wanted

    @property
    def watching(self) -> bool:
        """Whether the run that is shown is under way in another process."""
        return self.training.busy and not self._ours

    @property
    def can_look_back(self) -> bool:
        """Whether the run that is over has a step to come that its process can show."""
        closed, busy = self.training.closed, self.training.busy
        if closed is None or busy or self._job is None:
            return False
        return closed.reason in ("finished", "stopped", "diverged")

    def send(self, order: Wanted) -> None:
        """Ask something else of the process: a preview of a batch needs no run."""
        self._trainer.send(order)

    @property
    def can_resume(self) -> bool:
        """Whether the run that is shown ended before its end and can go on."""
        closed = self.training.closed
        ended = closed is not None and closed.reason != "finished"
        return ended and bool(self.folder) and not self.training.busy

    def resume(self) -> None:
        """Go on with the run that is shown; its folder says how, not the settings."""
        if not self.can_resume:
            return
        try:
            kept = config_kept(self.training, self.folder)
        except FileProblem as problem:
            self.noticed.emit(words.not_resumed(told(problem)))
            return
        if self.programs.trusts(kept.model.source, self.resume):
            self.noticed.emit(None)
            self._train(Train(config=kept, folder=self.folder, resume=True))

    def show_folder(self, folder: str) -> None:
        """The run in a folder is shown: it is the one to resume."""
        self._job, self._ours, self.folder = None, False, folder
        self.changed.emit()

    def begin_with(self, config: Config, *, paused: bool = False) -> Path:
        """Start a run of exactly this config; returns its folder, "." if it is not kept.

        A program that is not trusted runs behind walls.
        """
        walled = self.programs.of(config.model.source) != "trusted"
        self.folder = "" if walled else str(self._new_folder(config))
        self.noticed.emit(words.restricted() if walled else None)
        order = Train(config=config, folder=self.folder, paused=paused, restricted=walled)
        self._train(replace(order, memory=MOST_MEMORY) if walled else order)
        return Path(self.folder)

    def _begin(self, again: Callable[[], None], *, paused: bool = False) -> bool:
        """Whether a run has begun; where something has to be asked first, `again` comes later."""
        if not self.check():
            return False
        config = replace(self.training.config, device=self.device)
        if not self.programs.ready(config.model.source, again):
            return False
        self.begin_with(config, paused=paused)
        return True

    def _train(self, order: Train) -> None:
        self.restricted, self.walls = order.restricted, None
        self._ours = True
        self._forget_inside()
        self.began.emit()
        if not order.resume:
            self.training.show_nothing()
        self.training.set_state("starting")
        self._job = self._trainer.train(order)
        if self.training.look != Look():
            self._trainer.send(self.training.look)

    def _on_look_changed(self, look: Look) -> None:
        if self._made is not None:  # a run that is over still shows pictures
            self._made.send(look)

    def _on_state_changed(self, state: State) -> None:
        was, self._state = self._state, state
        if not goes_on(was, state):
            self.changed.emit()

    # --- events

    def receive(self, event: object) -> None:
        """Take in an event of the trainer, in the window's thread; others are not for us."""
        match event:
            case Heard() if event.job in (0, self._job):
                for news in (*event.before, event.news):
                    self._hear(news)
            case InsideGrew() if event.job == self._job:
                self._grow(event.told)
            case Walled() if event.job == self._job:
                self.walls = event
                self.changed.emit()
            case TrainerBroke() if event.job in (0, self._job):
                self._break(event.message)
            case _:
                pass  # of a run that was left

    def _hear(self, news: TrainingNews) -> None:
        failed = isinstance(news, Closed) and news.reason == "failed"
        if isinstance(news, Opened):
            self.folder = news.folder
        elif failed and not Path(self.folder).exists():
            self.folder = ""  # nothing was kept
        try:
            self.training.take(news)
        except ValueError as error:  # numbers that do not fit: the process is not to be trusted
            self._trainer.stop()
            self.noticed.emit(words.unusable(str(error)))
            return
        if isinstance(news, Closed) or (isinstance(news, Progress) and news.state == "paused"):
            self._show_inside(news.step)
        if isinstance(news, Told):
            if not self._inside.begun:
                self._forget_inside()  # what was asked for may be what cannot be had
            self.noticed.emit(words.told_notice(news))
        elif isinstance(news, Closed):
            self._end(news)

    def _end(self, closed: Closed) -> None:
        self._ours = False
        self._forget_inside()
        self._report(closed)
        self.over.emit(closed)

    def _report(self, closed: Closed) -> None:
        if notice := words.closed_notice(closed, lookable=self.can_look_back):
            self.noticed.emit(notice)

    def report_again(self) -> None:
        """Say how the run ended once more: the language is another."""
        if self.watching or self.restricted:
            self.noticed.emit(words.watched() if self.watching else words.restricted())
        if self.training.closed is not None and not self.training.busy:
            self._report(self.training.closed)

    def _grow(self, told: Meta | Part) -> None:
        over, closed = self._inside.grow(told), self.training.closed
        if over and not self.training.busy and closed is not None:
            # A run that diverged was put back to just before the step that is told.
            self._show_inside(closed.step + (closed.reason != "diverged"))

    def _show_inside(self, step: int) -> None:
        """Show the step that is recorded, if one is: the run has paused after it, or is over."""
        tape, opened = self._inside.whole(), self.training.opened
        if tape is not None and opened is not None:
            self._forget_inside()
            self.inside_ready.emit(InsideStep(tape, opened.config, step_of(tape) or step))

    def _forget_inside(self) -> None:
        self._inside.forget()
        self.changed.emit()

    def _break(self, message: str) -> None:
        self._job, self._ours = None, False
        self._forget_inside()
        self.training.set_state("idle")
        self.noticed.emit(words.broken(message))
        self.over.emit(None)

    # --- the end

    def close(self, *, ours: bool) -> None:
        """End what is under way after a checkpoint, and the trainer if it is ours."""
        self._job, ends = None, self._ours
        if self._made is None:
            return
        if ours:
            self._made.close(PATIENCE if ends else 0.2)
        elif ends:
            self._made.stop()


def _yes() -> bool:
    return True
