"""Opens the data browser when the Train page asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.fields.controls import fit
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.browser import BrowserDialog
from graphviewer.gui.train_flows.training_flow import TrainingFlow


class BrowserFlow(QObject):
    """Makes the browser when it is first wanted; then there is one, shown or hidden."""

    def __init__(
        self, page: TrainPage, flow: TrainingFlow, appearance: Appearance, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page, self._flow, self._appearance = page, flow, appearance
        self.dialog: BrowserDialog | None = None
        page.browser_wanted.connect(self.show_browser)
        appearance.colours_changed.connect(self._dress)
        appearance.language_changed.connect(self._dress)
        page.settings.offer("browser")

    def show_browser(self) -> None:
        """Show the browser, in front of the page."""
        if self.dialog is None:
            self.dialog = BrowserDialog(self._flow.training, self._flow.send, self._page)
        self._dress()
        fit(self.dialog, self.dialog.width(), self.dialog.height())
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _dress(self) -> None:
        if self.dialog is not None:
            self.dialog.set_colours(self._appearance.colours)
            self.dialog.set_language(self._appearance.language)

    def finish(self) -> None:
        """The window closes."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.finish()
