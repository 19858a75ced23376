"""Which model programs the user trusts; others are asked about before they run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from graphviewer.gui.dialogs import asking
from graphviewer.gui.dialogs.question import Answer, Question, Role
from graphviewer.gui.memory import Memory

MOST = 200  # programs remembered, the newest first
MOST_MEMORY = 4 * 1024**3  # bytes that a restricted run may use

Trust = Literal["trusted", "restricted", "unknown"]


class ModelTrust(QObject):
    """Programs of configs, by what they hold. None at all (a preset, layers) is ours."""

    def __init__(self, memory: Memory, window: QWidget) -> None:
        super().__init__(window)
        self._memory, self._window = memory, window
        self._restricted: set[str] = set()  # until the window is closed
        self._asked = ""  # the program that is asked about
        self._then: Callable[[], None] | None = None

    def of(self, source: str) -> Trust:
        """What was decided about a program."""
        if not source or digest(source) in self._memory.settings.trusted_models:
            return "trusted"
        return "restricted" if digest(source) in self._restricted else "unknown"

    def decide(self, source: str, *, trusted: bool) -> None:
        """Take a decision: trust lasts, the wish for walls until the window is closed."""
        if not source:
            return
        mark = digest(source)
        others = (one for one in self._memory.settings.trusted_models if one != mark)
        self._restricted.discard(mark)
        if trusted:
            self._memory.keep(trusted_models=(mark, *others)[:MOST])
        else:
            self._memory.keep(trusted_models=tuple(others))
            self._restricted.add(mark)

    def ready(self, source: str, then: Callable[[], None]) -> bool:
        """Whether a program may run, restricted perhaps; if not, asks and calls `then` later."""
        if self.of(source) != "unknown":
            return True
        name = QCoreApplication.translate("Training", "the model's program")
        self._ask(asking.trust(self._window, name), source, then)
        return False

    def trusts(self, source: str, then: Callable[[], None]) -> bool:
        """Whether a program may run without walls; if not, asks and calls `then` later."""
        if self.of(source) == "trusted":
            return True
        self._ask(_without_walls(self._window), source, then)
        return False

    def _ask(self, question: Question, source: str, then: Callable[[], None]) -> None:
        self._asked, self._then = source, then
        question.answered.connect(self._on_answered)
        question.open()

    def _on_answered(self, answer: str) -> None:
        source, then = self._asked, self._then
        self._asked, self._then = "", None
        if answer in ("trusted", "restricted") and then is not None:
            self.decide(source, trusted=answer == "trusted")
            then()


def digest(source: str) -> str:
    """What a program is remembered by."""
    return hashlib.sha256(source.encode("utf-8", "backslashreplace")).hexdigest()


def _without_walls(parent: QWidget) -> Question:
    translate = QCoreApplication.translate
    return Question(
        parent,
        translate("Training", "Trust the model's program?"),
        translate(
            "Training",
            "It does not come with graphviewer. A restricted run keeps nothing in its folder, so "
            "this can only be done with a program you trust.",
        ),
        (
            Answer("cancel", translate("Dialogs", "Cancel"), Role.RejectRole),
            Answer("trusted", translate("Dialogs", "Trust and run")),
        ),
        icon=QMessageBox.Icon.Warning,
    )
