"""Makes the QApplication and the window on it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from graphviewer.engine.happening import Happening
from graphviewer.gui.appearance import dress
from graphviewer.gui.memory import Memory
from graphviewer.gui.opening import Opening
from graphviewer.gui.runner import EngineLike
from graphviewer.gui.train_flows.trainer_like import TrainerLike
from graphviewer.gui.window import MainWindow
from graphviewer.session.mailbox import Mailbox
from graphviewer.tape.tape import Tape


def run(engine: EngineLike, mailbox: Mailbox[Happening], file: Path | None) -> int:
    """Show the window until it is closed; returns Qt's exit code."""
    app = QApplication(sys.argv[:1])
    # Ctrl+C in the terminal ends the program: Qt's loop would not let Python see it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    dress(app)
    window = MainWindow(app, engine, mailbox, Memory())
    window.show()
    opening = _opening(window, file)
    QTimer.singleShot(0, opening.begin_when_shown)
    return app.exec()


def run_on(engine: EngineLike, mailbox: Mailbox[Happening], tape: Tape, title: str) -> int:
    """Show the window on a tape that is in no file, until it is closed; Qt's exit code."""
    app = QApplication(sys.argv[:1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = make_on(app, engine, mailbox, Memory(), tape, title)
    window.show()
    return app.exec()


def make_on(
    app: QApplication,
    engine: EngineLike,
    mailbox: Mailbox[Happening],
    memory: Memory,
    tape: Tape,
    title: str,
) -> MainWindow:
    """The window with a tape that is in no file; not shown yet."""
    dress(app)
    window = MainWindow(app, engine, mailbox, memory)
    window.pages.settle()
    window.files.show_tape(tape, title)
    if any(note.kind == "walked" for note in tape.notes):
        window.views.set_view("grad_fn")  # of what lay between there is nothing to draw
    window.recall.tell_broken()
    return window


class _Closing(QObject):
    """Tells, once, that a window was closed."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            QTimer.singleShot(0, self._end)
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()


def when_closed(window: MainWindow, then: Callable[[], None]) -> None:
    """Call `then` when a window was closed, after Qt has done with it."""
    _Closing(window, then)


def make(
    app: QApplication,
    engine: EngineLike,
    mailbox: Mailbox[Happening],
    memory: Memory,
    file: Path | None,
    trainer: TrainerLike | None = None,
) -> MainWindow:
    """The window with a file opened, or the first lesson; not shown yet."""
    dress(app)
    window = MainWindow(app, engine, mailbox, memory, trainer)
    _opening(window, file).begin()
    return window


def _opening(window: MainWindow, file: Path | None) -> Opening:
    opening = Opening(window, window.files, file)
    if file is not None:
        window.pages.settle()
    opening.opened.connect(window.pages.settle)
    opening.opened.connect(window.recall.tell_broken)
    return opening
