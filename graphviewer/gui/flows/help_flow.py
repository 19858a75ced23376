"""The Help menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QWidget

from graphviewer import __version__
from graphviewer.gui.dialogs import asking
from graphviewer.gui.dialogs.shortcuts import ShortcutsDialog
from graphviewer.gui.runner import Runner


class HelpFlow(QObject):
    """Shows the keys and what this program is."""

    def __init__(self, window: QWidget, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner

    def shortcuts(self) -> None:
        """List the keys."""
        ShortcutsDialog(self._window).open()

    def about(self) -> None:
        """Name version, licence and what it runs on."""
        asking.about(self._window, __version__, self._runner.torch, qVersion()).open()
