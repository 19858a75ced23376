"""Files the user trusts: remembered with what they held, so that a changed file asks again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from graphviewer.gui.dialogs import asking
from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.memory import Memory

MOST = 100  # files remembered, the newest first


class Trusted(QObject):
    """Keeps the list of trusted files in the settings."""

    def __init__(self, memory: Memory, window: QWidget) -> None:
        super().__init__(window)
        self._memory = memory
        self._window = window

    def knows(self, path: Path, source: str) -> bool:
        """Whether this file was trusted as it is now."""
        return entry(path, source) in self._memory.settings.trusted

    def remember(self, path: Path, source: str) -> None:
        """Trust a file from now on, as long as it does not change."""
        new = entry(path, source)
        others = (one for one in self._memory.settings.trusted if path_of(one) != path_of(new))
        self._memory.keep(trusted=(new, *others)[:MOST])

    def paths(self) -> tuple[str, ...]:
        """The files trusted, the newest first."""
        return tuple(path_of(one) for one in self._memory.settings.trusted)

    def show(self) -> Question:
        """List the trusted files and offer to forget them."""
        question = asking.trusted(self._window, self.paths())
        question.answered.connect(self._on_answered)
        question.open()
        return question

    def _on_answered(self, answer: str) -> None:
        if answer == "forget":
            self._memory.keep(trusted=())


def entry(path: Path, source: str) -> str:
    """A line of the settings: what the file holds, and where it lies."""
    digest = hashlib.sha256(source.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{digest} {path.resolve()}"


def path_of(line: str) -> str:
    """The file a line of the settings is about."""
    return line.partition(" ")[2] or line


def walls_told(standing: tuple[str, ...], missing: tuple[str, ...]) -> str:
    """Which walls stand around a restricted run, for its tooltip."""
    translate = QCoreApplication.translate
    lines = [
        translate(
            "Trust",
            "The program reaches no other files, no network and no other programs.",
        ),
        translate("Trust", "Walls of the system that stand: {names}").format(
            names=", ".join(standing) or "—"
        ),
    ]
    if missing:
        names = "; ".join(missing)
        lines.append(translate("Trust", "Missing: {names}").format(names=names))
    return "\n".join(lines)
