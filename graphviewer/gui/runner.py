"""Runs the open program in the engine and streams what it leaves into the session."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from graphviewer.engine.client import Began, Broke, EngineEvent, Grew, Guarded, Job, Ready
from graphviewer.engine.protocol import Device
from graphviewer.files.lessons import LessonError, lesson
from graphviewer.gui.dialogs import asking
from graphviewer.gui.i18n import Language
from graphviewer.gui.notice import Notice
from graphviewer.gui.panels.advice import advice
from graphviewer.gui.problems import reason
from graphviewer.gui.training_told import in_language
from graphviewer.gui.trust import Trusted
from graphviewer.session.document import Document
from graphviewer.session.session import Session
from graphviewer.tape.rows import End, Error, Meta
from graphviewer.tape.tape import Part, Tape

SEED = 0


class EngineLike(Protocol):
    """What the runner needs of the engine."""

    def run(self, job: Job, /) -> int:
        """Begin a job; returns its number."""
        ...

    def stop(self) -> None:
        """End the job under way, keeping what was recorded."""
        ...


class RunState(Struct, frozen=True):
    """Whether a program runs, and how many steps it has left."""

    status: Literal["idle", "starting", "running"] = "idle"
    steps: int = 0

    @property
    def busy(self) -> bool:
        """Whether there is something to stop."""
        return self.status != "idle"


class Runner(QObject):
    """Run and Stop. `noticed` carries a Notice or None; `state_changed` a RunState."""

    state_changed = Signal(object)
    noticed = Signal(object)
    devices_changed = Signal(object)

    def __init__(
        self,
        engine: EngineLike,
        session: Session,
        document: Document,
        trusted: Trusted,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._engine = engine
        self._session = session
        self._document = document
        self._trusted = trusted
        self._job: int | None = None
        self._source = ""
        self._lesson = False  # what runs is a lesson as it was written: it is stepped through
        self._waiting: Meta | None = None  # the tape to come, until its first rows are there
        self.state = RunState()
        self.guarded: Guarded | None = None  # which walls stand around the restricted run
        self.language: Language = "en"
        self.device = "cpu"
        self.torch = ""
        session.tape_opened.connect(self._on_session_tape_opened)

    # --- orders

    def run(self) -> None:
        """Run the program, after the question of trust if it has to be asked."""
        document = self._document
        if document.must_ask and self._is_trusted():
            document.decide("trusted")
        if document.must_ask:
            question = asking.trust(self._window, self._document.filename)
            question.answered.connect(self._on_trust_answered)
            question.open()
        else:
            self._start()

    def _on_trust_answered(self, answer: str) -> None:
        if answer == "restricted":
            self._document.decide("restricted")
            self._start()
        elif answer == "trusted":
            self._document.decide("trusted")
            self._start()

    def _start(self) -> None:
        self.abandon()
        self.guarded = None
        if self._document.trust == "trusted":
            self._remember_trust()
        self._source = self._document.source
        self._lesson = self._document.lesson is not None and not self._document.dirty
        own = self._document.path if self._document.origin == "program" else None
        folder = self._document.folder if own is None else own.parent
        self._job = self._engine.run(
            Job(
                source=self._source,
                filename=own.name if own is not None else self._document.filename,
                folder=str(folder) if folder is not None else "",
                device=self.device,
                seed=SEED,
                restricted=self._document.trust == "restricted",
            )
        )
        self._set_state(RunState("starting"))

    def _is_trusted(self) -> bool:
        document = self._document
        if document.path is None or document.dirty:
            return False
        return self._trusted.knows(document.path, document.source)

    def _remember_trust(self) -> None:
        """What was trusted and is saved as it runs need not be asked about again."""
        document = self._document
        if document.path is not None and not document.dirty:
            self._trusted.remember(document.path, document.source)

    def stop(self) -> None:
        """Ask the program to end; what it has left stays."""
        if self.state.busy:
            self._engine.stop()

    def abandon(self) -> None:
        """Stop and take no more of the job under way: another document is shown."""
        if self.state.busy:
            self._engine.stop()
        self._job = self._waiting = self.guarded = None
        self._lesson = False
        self.noticed.emit(None)
        self._set_state(RunState())

    # --- events

    def receive(self, event: EngineEvent) -> None:
        """Take in an event of the engine, in the window's thread."""
        match event:
            case Ready():
                self.torch = event.torch
                self.devices_changed.emit(event.devices)
            case Began() if event.job == self._job:
                self._waiting = event.meta
                self._set_state(RunState("running"))
            case Grew() if event.job == self._job:
                self._grow(event.part)
            case Guarded() if event.job == self._job:
                self.guarded = event
                self.state_changed.emit(self.state)
            case Broke():
                self._break(event.message)
            case _:
                pass  # of a job that was abandoned

    def _grow(self, part: Part) -> None:
        if self._waiting is not None:
            # Not at Began: until there is something to show, the old tape stays on screen.
            self._session.begin(self._waiting, at_end=not self._lesson)
            self._document.ran(self._source)
            self._waiting = None
        self._session.extend(part)
        if part.end is None:
            self._set_state(RunState("running", self._session.length))
            return
        self._job = None
        self._set_state(RunState("idle", self._session.length))
        self._report(part.end)

    def _on_session_tape_opened(self, tape: Tape | None) -> None:
        """A tape from a file tells how it ended as it did when it was recorded."""
        if tape is not None and tape.end is not None:
            self._report(tape.end)

    def report_again(self) -> None:
        """Say how the last run ended once more: the language is another."""
        tape = self._session.tape
        if tape is not None and tape.end is not None:
            self._report(tape.end)

    def _report(self, end: End) -> None:
        error = self._session.tape.error if self._session.tape is not None else None
        if error is not None:
            title = error.type
            if error.line is not None:
                where = QCoreApplication.translate("Runner", "{type} in line {line}")
                title = where.format(type=error.type, line=error.line)
            act: Literal["line", ""] = "line" if error.line is not None else ""
            # The output tells the message in full, the inspector what it means.
            text = advice(error, self.language) or error.message.partition("\n")[0]
            if not self._is_the_lesson(error):
                told = Notice(kind="error", title=title, text=text, line=error.line, act=act)
                self.noticed.emit(told)
            return
        tape = self._session.tape
        if tape is not None and any(note.kind == "walked" for note in tape.notes):
            self.noticed.emit(_walked())
            return
        titles = {
            "stopped": QCoreApplication.translate(
                "Runner", "Stopped. The steps recorded so far can be walked through."
            ),
            "died": QCoreApplication.translate(
                "Runner", "The program's process ended unexpectedly. The window is unharmed."
            ),
            "limit": QCoreApplication.translate(
                "Runner", "Recording ended at a limit. The steps so far can be walked through."
            ),
            "failed": QCoreApplication.translate("Runner", "The program failed."),
        }
        if end.reason in titles:
            kind: Literal["error", "info"] = "info" if end.reason == "stopped" else "error"
            said = in_language(end.message)
            self.noticed.emit(Notice(kind=kind, title=titles[end.reason], text=said))

    def _is_the_lesson(self, error: Error) -> bool:
        """Whether an error is what the lesson leads up to: it is told when it is reached."""
        if not self._lesson or self._document.lesson is None:
            return False
        try:
            return lesson(self._document.lesson).error == error.type
        except LessonError:
            return False

    def _break(self, text: str) -> None:
        self._job = self._waiting = None
        self._set_state(RunState())
        title = QCoreApplication.translate("Runner", "The program could not be run.")
        self.noticed.emit(Notice(kind="error", title=title, text=text))

    def _set_state(self, state: RunState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def absent(device: Device) -> str:
    """Why a device cannot be chosen; empty if it can."""
    if device.available:
        return ""
    return reason(device.reason) or QCoreApplication.translate("Runner", "not available here")


def _walked() -> Notice:
    title = QCoreApplication.translate(
        "Runner", "This graph was built outside a recording: the values on the way are missing."
    )
    text = QCoreApplication.translate(
        "Runner",
        "Leaves have their values, and saved tensors theirs where they can be read. "
        "gv.record() keeps everything.",
    )
    return Notice(kind="info", title=title, text=text)
