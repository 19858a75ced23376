"""The Train page: settings, live charts and pictures over the transport."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.gui.i18n import Language
from graphviewer.gui.notice import NoticeBar
from graphviewer.gui.pages.train_arrangement import TrainArrangement
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.settings import SettingsPanel
from graphviewer.gui.train.transport import TrainTransport
from graphviewer.session.training import Training


class TrainPage(QWidget):
    """Makes the parts and lays them out. `charts` and `pictures` are places for panels.

    `builder_wanted`: change the model's layers or program. `browser_wanted`: look at the data.
    `runs_wanted`: list the runs. `sweep_wanted`: train over some settings. `colours_changed`
    carries Colours, for the panels.
    """

    builder_wanted = Signal()
    browser_wanted = Signal()
    runs_wanted = Signal()
    sweep_wanted = Signal()
    colours_changed = Signal(object)

    def __init__(
        self, actions: Mapping[str, QAction], training: Training, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.training = training
        self.colours = LIGHT
        self.notices = NoticeBar()
        self.settings = SettingsPanel(training)
        self.charts, self.pictures = _place("canvas"), _place("")
        self.transport = TrainTransport(actions, training)
        self.arrangement = TrainArrangement(self.settings, self.charts, self.pictures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.arrangement, 1)
        column.addWidget(self.transport)
        self.settings.builder_wanted.connect(self.builder_wanted)
        self.settings.browser_wanted.connect(self.browser_wanted)
        self.settings.runs_wanted.connect(self.runs_wanted)
        self.settings.sweep_wanted.connect(self.sweep_wanted)
        self.arrangement.rearranged.connect(self._on_rearranged)
        self.retranslate()

    def settings_ready(self) -> bool:
        """Whether a run can be started with the settings; if not, the reason is in view."""
        ready = self.settings.commit()
        if not ready:
            self.arrangement.show_settings()
        return ready

    def put_charts(self, panel: QWidget) -> None:
        """Fill the middle."""
        _fill(self.charts, panel)

    def put_pictures(self, panel: QWidget) -> None:
        """Fill the right."""
        _fill(self.pictures, panel)

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self.colours = colours
        self.notices.set_colours(colours)
        self.transport.set_colours(colours)
        self.settings.recent.set_colours(colours)
        self.colours_changed.emit(colours)

    def _on_rearranged(self) -> None:
        """A style sheet gives a widget back its first palette when its parent changes."""
        for panel in (self.settings, self.charts, self.pictures):
            panel.ensurePolished()
        self.set_colours(self.colours)

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        self.settings.set_language(language)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name the parts in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Train", "Train"))
        self.arrangement.set_titles(
            translate("Train", "Settings"),
            translate("Train", "Pictures"),
            translate("Train", "Panels"),
        )
        self.charts.setAccessibleName(translate("Train", "Charts"))
        self.pictures.setAccessibleName(translate("Train", "Pictures"))


def _place(role: str) -> QWidget:
    """An empty place that a panel will fill."""
    place = QWidget()
    place.setProperty("role", role)
    place.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    return place


def _fill(place: QWidget, panel: QWidget) -> None:
    column = place.layout()
    assert column is not None
    column.addWidget(panel)
