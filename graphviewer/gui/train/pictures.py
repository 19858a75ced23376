"""The right of the Train page: what the model gets wrong, and one example seen through it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.gallery import Gallery
from graphviewer.gui.train.looking import Looking
from graphviewer.gui.train.results import Results
from graphviewer.session.training import Training


class PicturesPanel(QWidget):
    """Asks the training process for the pictures that are seen, and for no others."""

    def __init__(self, training: Training) -> None:
        super().__init__()
        self.training = training
        self.gallery = Gallery(self)
        self.results = Results(training, self.gallery)
        self.looking = Looking(training, self.gallery)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.results, "")
        self.tabs.addTab(self.looking, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.results.example_wanted.connect(self._on_example_wanted)
        self.retranslate()

    def _on_tabs_current_changed(self, _place: int) -> None:
        self._ask()

    def _on_example_wanted(self, example: int) -> None:
        self.tabs.setCurrentWidget(self.looking)
        self.looking.look_at(example)

    def _ask(self) -> None:
        """Want what is seen."""
        seen = self.isVisible()
        results = seen and self.tabs.currentWidget() is self.results
        self.training.set_look(replace(self.training.look, images=seen, boundary=results))
        self.looking.ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._ask()

    def finish(self) -> None:
        """The window closes: wait for what is being read."""
        self.gallery.close()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.tabs.setTabText(0, translate("TrainPictures", "Results"))
        self.tabs.setTabText(1, translate("TrainPictures", "One example"))
        self.tabs.tabBar().setAccessibleName(translate("TrainPictures", "Pictures"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.results.set_colours(colours)
        self.looking.set_colours(colours)
