"""Start, pause, stop and look inside: joins a Training to the process that trains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from graphviewer.engine.trainer import (
    Heard,
    InsideGrew,
    TrainerBroke,
    Wanted,
)
from graphviewer.gui.notice import Notice
from graphviewer.gui.training_words import closed_notice
from graphviewer.runs.config import Config
from graphviewer.runs.news import Closed, Opened, Progress, Told, TrainingNews
from graphviewer.runs.orders import Control, Inside, Look, Train
from graphviewer.session.training import State, Training
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part, Tape

PATIENCE = 8.0  # seconds that a run has for its last checkpoint when the window is closed


class TrainerLike(Protocol):
    """What the flow needs of a trainer; `graphviewer.engine.trainer.Trainer` has it."""

    def warm(self) -> None:
        """Warm a process up in the background."""
        ...

    def train(self, order: Train, /) -> int:
        """Begin a run; returns its number."""
        ...

    def send(self, order: Wanted, /) -> None:
        """Ask something of the run under way."""
        ...

    def stop(self) -> None:
        """Stop the run under way after a checkpoint."""
        ...

    def close(self, patience: float = 0.2) -> None:
        """End everything."""
        ...


class InsideStep(Struct, frozen=True):
    """The tape of one training step, and which step of which run it is."""

    tape: Tape
    config: Config
    step: int


class TrainingFlow(QObject):
    """Orders and events of training runs, one at a time.

    `noticed` carries a Notice or None. `inside_ready`: an InsideStep is complete; the run waits.
    `changed`: what can be ordered now may be something else.
    """

    noticed = Signal(object)
    inside_ready = Signal(object)
    changed = Signal()

    def __init__(
        self,
        training: Training,
        make_trainer: Callable[[], TrainerLike],
        new_folder: Callable[[Config], Path],
        parent: QObject,
    ) -> None:
        """`make_trainer` is called once, `new_folder` for every run that is to be kept."""
        super().__init__(parent)
        self.training = training
        self._make_trainer, self._new_folder = make_trainer, new_folder
        self._made: TrainerLike | None = None
        self._job: int | None = None
        self._tape: Tape | None = None  # of a step that is looked inside, as far as it is here
        self.looking = False  # a step was asked for and was not shown yet
        self.folder = ""  # of the run that is shown
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
            self._begin()
        elif self.training.state == "paused":
            self._trainer.send(Control("resume"))
        else:
            self._trainer.send(Control("pause"))

    def one_batch(self) -> None:
        """Train on one batch and wait."""
        if self.training.busy or self._begin(paused=True):
            self._trainer.send(Control("one_batch"))

    def stop(self) -> None:
        """End the run; asked twice, by force."""
        if self.training.busy:
            self._trainer.stop()

    def look_inside(self) -> None:
        """Record the next batch's step, and pause there."""
        if self.looking or not (self.training.busy or self._begin(paused=True)):
            return
        self.looking = True
        self._trainer.send(Inside())
        self._trainer.send(Control("one_batch"))
        self.changed.emit()

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
        """Go on with the run that is shown."""
        if not self.can_resume:
            return
        self.noticed.emit(None)
        self.training.set_state("starting")
        self._train(Train(config=self.training.config, folder=self.folder, resume=True))

    def _begin(self, *, paused: bool = False) -> bool:
        if not self.check():
            return False
        config = replace(self.training.config, device=self.device)
        self.noticed.emit(None)
        self.folder = str(self._new_folder(config))
        self.training.begin()
        self._train(Train(config=config, folder=self.folder, paused=paused))
        return True

    def _train(self, order: Train) -> None:
        self._forget_inside()
        self._job = self._trainer.train(order)
        if self.training.look != Look():
            self._trainer.send(self.training.look)

    def _on_look_changed(self, look: Look) -> None:
        if self._made is not None:  # a run that is over still shows pictures
            self._made.send(look)

    def _on_state_changed(self, _state: State) -> None:
        self.changed.emit()

    # --- events

    def receive(self, event: object) -> None:
        """Take in an event of the trainer, in the window's thread; others are not for us."""
        match event:
            case Heard() if event.job in (0, self._job):
                self._hear(event.news)
            case InsideGrew() if event.job == self._job:
                self._grow(event.told)
            case TrainerBroke() if event.job in (0, self._job):
                self._break(event.message)
            case _:
                pass  # of a run that was left

    def _hear(self, news: TrainingNews) -> None:
        if isinstance(news, Opened):
            self.folder = news.folder
        if isinstance(news, Closed):
            self._job = None
        try:
            self.training.take(news)
        except ValueError as error:  # numbers that do not fit: the process is not to be trusted
            self._trainer.stop()
            self._tell("error", _unusable(), str(error))
            return
        if isinstance(news, Closed | Progress):
            self._show_inside(news)
        if isinstance(news, Told):
            self._tell("info" if news.kind == "info" else "stale", news.title, news.text)
        elif isinstance(news, Closed):
            self._report(news)

    def _report(self, closed: Closed) -> None:
        self._forget_inside()
        notice = closed_notice(closed)
        if notice is not None:
            self.noticed.emit(notice)
        self.changed.emit()

    def report_again(self) -> None:
        """Say how the run ended once more: the language is another."""
        if self.training.closed is not None and not self.training.busy:
            self._report(self.training.closed)

    def _grow(self, told: Meta | Part) -> None:
        if isinstance(told, Meta):
            self._tape = Tape(meta=told)
            return
        tape = self._tape
        if tape is None:
            return
        tape.extend(told)

    def _show_inside(self, news: Closed | Progress) -> None:
        """The step is shown when the run has paused after it, or was over with it."""
        tape = self._tape
        over = isinstance(news, Closed)
        if tape is None or tape.end is None or not (over or self.training.state == "paused"):
            return
        opened = self.training.opened
        config = opened.config if opened is not None else self.training.config
        self._forget_inside()
        self.inside_ready.emit(InsideStep(tape, config, news.step))

    def _forget_inside(self) -> None:
        self._tape, self.looking = None, False
        self.changed.emit()

    def _break(self, message: str) -> None:
        self._job = None
        self._forget_inside()
        self.training.set_state("idle")
        title = QCoreApplication.translate("Training", "The model could not be trained.")
        self._tell("error", title, message)

    def _tell(self, kind: Literal["error", "info", "stale"], title: str, text: str) -> None:
        self.noticed.emit(Notice(kind=kind, title=title, text=text))

    # --- the end

    def close(self, *, ours: bool) -> None:
        """End what is under way after a checkpoint, and the trainer if it is ours."""
        self._job = None
        if self._made is None:
            return
        if ours:
            self._made.close(PATIENCE if self.training.busy else 0.2)
        elif self.training.busy:
            self._made.stop()


def _yes() -> bool:
    return True


def _unusable() -> str:
    return QCoreApplication.translate("Training", "What the training told cannot be used.")
