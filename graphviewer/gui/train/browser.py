"""The data browser: the examples, their classes, and the batches the model is trained on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from graphviewer.data.loaded import Loaded
from graphviewer.gui.fields.controls import fit
from graphviewer.gui.fields.entry import is_other_redo
from graphviewer.gui.i18n import Language
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.browser_ask import BatchAsker
from graphviewer.gui.train.browser_balance import BalanceTab
from graphviewer.gui.train.browser_batch import BatchTab
from graphviewer.gui.train.browser_examples import ExamplesTab
from graphviewer.gui.train.browser_order import OrderTab
from graphviewer.gui.train.browser_origin import origin_told
from graphviewer.gui.train.browser_padding import PaddingTab
from graphviewer.gui.train.gallery import Gallery
from graphviewer.gui.train.settings_facts import data_set
from graphviewer.runs.config import Config
from graphviewer.runs.orders import Preview
from graphviewer.session.training import Training


class BrowserDialog(QDialog):
    """Follows the config that is being edited, and edits it; it can stay open beside the page."""

    def __init__(
        self, training: Training, send: Callable[[Preview], None], parent: QWidget | None = None
    ) -> None:
        """`send` asks the training process."""
        super().__init__(parent)
        self.setObjectName("browser")
        self.training = training
        self._language: Language = "en"
        self.gallery = Gallery(self)
        self.asker = BatchAsker(training, send, self)
        self.title, self.told = QLabel(), QLabel()
        self.title.setFont(fonts.sans(18, bold=True))
        self.told.setProperty("role", "quiet")
        self.told.setWordWrap(True)
        for label in (self.title, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.examples, self.balance, self.padding = ExamplesTab(), BalanceTab(), PaddingTab()
        self.batch = BatchTab(training, self.asker, self.gallery)
        self.order = OrderTab(training, self.asker, self.gallery)
        self.tabs = QTabWidget()
        for tab in (self.examples, self.balance, self.batch, self.order, self.padding):
            self.tabs.addTab(tab, "")
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.gallery.arrived.connect(self._show)
        training.config_changed.connect(self._on_config_changed)
        self.retranslate()

    def _lay_out(self) -> None:
        fit(self, 1120, 740)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        for label in (self.title, self.told):
            label.setContentsMargins(18, 0, 18, 0)
            column.addWidget(label)
        column.addWidget(self.tabs, 1)

    # --- what is shown

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        loaded = self.gallery.loaded
        if loaded is None or loaded.sample:
            self.gallery.forget()  # it may have come meanwhile
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.asker.switch(on=False)

    def _on_config_changed(self, _config: Config) -> None:
        if self.isVisible():
            self._follow()

    def _follow(self) -> None:
        self.gallery.ask(self.training.config.data)
        if self.gallery.loaded is None or self.examples.loaded is not self.gallery.loaded:
            self._show()
        self._on_tabs_current_changed(self.tabs.currentIndex())

    def _on_tabs_current_changed(self, _place: int) -> None:
        wanted = self.tabs.currentWidget() in (self.batch, self.order)
        self.asker.switch(on=wanted and self.isVisible())

    def _show(self) -> None:
        loaded = self.gallery.loaded
        self.examples.show_loaded(loaded)
        self.balance.show_loaded(loaded)
        self._say()

    def finish(self) -> None:
        """The window closes."""
        self.asker.switch(on=False)
        self.gallery.close()

    # --- undo

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Undo and redo of the config, from wherever nothing is typed."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.training.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_other_redo(event):
            self.training.redo()
        else:
            super().keyPressEvent(event)

    # --- words and looks

    def _say(self) -> None:
        known, loaded = data_set(self.training.config), self.gallery.loaded
        name = known.title[self._language] if known is not None else self.training.config.data.name
        self.title.setText(name)
        self.tabs.setTabText(self.tabs.indexOf(self.balance), self._classes_word())
        if loaded is not None:
            self.told.setText(_told(loaded))
        else:
            reading = QCoreApplication.translate("TrainBrowser", "The data is being read…")
            self.told.setText(self.gallery.problem or reading)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("TrainBrowser", "Data"))
        names = (
            translate("TrainBrowser", "Examples"),
            self._classes_word(),
            translate("TrainBrowser", "A batch"),
            translate("TrainBrowser", "Order"),
            translate("TrainBrowser", "Padding"),
        )
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
        self.tabs.setAccessibleName(self.windowTitle())
        for tab in (self.examples, self.balance, self.padding):
            tab.retranslate()
        self.batch.set_language(self._language)
        self.order.set_language(self._language)
        self._say()

    def _classes_word(self) -> str:
        loaded = self.gallery.loaded
        if loaded is not None and not loaded.classes:
            return QCoreApplication.translate("TrainBrowser", "Targets")
        return QCoreApplication.translate("TrainBrowser", "Classes")

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        self._language = language
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        for tab in (self.examples, self.balance, self.batch, self.order, self.padding):
            tab.set_colours(colours)


def _told(loaded: Loaded) -> str:
    """How many examples there are, of what shape, and where they came from."""
    translate = QCoreApplication.translate
    shape = "×".join(str(one) for one in loaded.shape)
    words = translate(
        "TrainBrowser",
        "{train} training and {validation} validation examples · {dtype} [{shape}] · {kind} ·"
        " {origin}",
    )
    kind = translate("TrainBrowser", "{n} classes").format(n=len(loaded.classes))
    if not loaded.classes:
        kind = translate("TrainBrowser", "a regression")
    return words.format(
        train=f"{len(loaded.train):,}",
        validation=f"{len(loaded.validation):,}",
        dtype=loaded.train.x.dtype,
        shape=shape,
        kind=kind,
        origin=origin_told(loaded.origin),
    )
