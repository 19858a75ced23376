"""The data browser beside a training process that answers at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from graphviewer.gui.train.browser import BrowserDialog
from graphviewer.runs.config import Config
from graphviewer.runs.news import BatchSeen
from graphviewer.runs.orders import Preview
from graphviewer.session.training import Training
from graphviewer.training.preview import preview


@dataclass
class Process:
    """Answers at once, as the training process does after a while."""

    training: Training
    asked: list[Preview] = field(default_factory=list)

    def send(self, order: Preview) -> None:
        self.asked.append(order)
        self.training.take(preview(order))


@dataclass
class Bench:
    """The dialog, what it asked, and what a test does with both."""

    dialog: BrowserDialog
    process: Process
    qtbot: QtBot

    @property
    def training(self) -> Training:
        return self.dialog.training

    def use(self, config: Config) -> None:
        """Edit the config and wait until its data is there."""
        self.training.edit(config)
        self.settle()

    def settle(self) -> None:
        dialog = self.dialog
        self.qtbot.waitUntil(
            lambda: dialog.gallery.loaded is not None or bool(dialog.gallery.problem)
        )
        self.qtbot.waitUntil(lambda: not dialog.asker.waiting)

    def open(self, name: str) -> None:
        self.dialog.tabs.setCurrentWidget(getattr(self.dialog, name))
        self.settle()

    @property
    def seen(self) -> BatchSeen:
        seen = self.dialog.asker.seen
        assert seen is not None
        return seen
