"""The top bar: pages, Lessons, Open and Run at the left, the device at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from graphviewer.gui.icons import icon
from graphviewer.gui.page_names import PAGES
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import LIGHT, Colours

HEIGHT = 56
BUTTON_HEIGHT = 36


class TopBar(QFrame):
    """What a lecturer touches in class. The Run button stops while a program runs."""

    def __init__(
        self, actions: Mapping[str, QAction], device_menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._actions = actions
        self._running = False
        self._turned = QElapsedTimer()  # since Run last became Stop, or Stop became Run by a click
        self._device = "CPU"
        self._page = "explore"
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(14)
        row.addWidget(Segments([actions[f"page_{page}"] for page in PAGES], self))
        self.lessons = self._button("button")
        self.lessons.clicked.connect(actions["lessons"].trigger)
        self.open = self._button("button")
        self.open.clicked.connect(actions["open"].trigger)
        self.run = self._button("primary")
        self.run.setIconSize(QSize(16, 16))
        self.run.clicked.connect(self._on_run_clicked)
        self.status, self.training = self._quiet(), self._quiet()
        for widget in (self.lessons, self.open, self.run):
            row.addWidget(widget)
        row.addWidget(self.status, 1)
        self.training.hide()
        row.addWidget(self.training, 1)
        self.device = self._button("button")
        self.device.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.device.setMenu(device_menu)
        row.addWidget(self.device)
        for button in (self.lessons, self.open, self.run, self.device):
            button.setFixedHeight(BUTTON_HEIGHT)
        self.retranslate()
        self.set_colours(LIGHT)

    def _quiet(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "quiet")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    def _button(self, role: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def set_running(self, running: bool) -> None:
        """Offer Stop while a program runs, Run otherwise."""
        if running != self._running:
            self._running = running
            if running:
                self._turned.start()
            self.retranslate()
            self.set_colours(self._colours)

    def set_page(self, page: str) -> None:
        """Show what belongs to a page."""
        for widget in (self.lessons, self.run):
            widget.setVisible(page == "explore")
        # An empty label keeps the device at the right.
        self.status.setVisible(page == "explore")
        self.training.setVisible(page != "explore")
        self.open.setVisible(page in ("explore", "train"))
        self.device.setVisible(page in ("explore", "train"))  # the others ask no device
        self._page = page
        self.retranslate()

    def set_status(self, text: str, tip: str = "") -> None:
        """A quiet word beside Run; more of it when the pointer rests there."""
        self.status.setText(text)
        self.status.setToolTip(tip)
        self.status.setAccessibleDescription(tip)

    def set_training(self, text: str, tip: str = "") -> None:
        """How the run under way is trained, where that is not as usual."""
        self.training.setText(text)
        self.training.setToolTip(tip)
        self.training.setAccessibleDescription(tip)

    def set_device(self, label: str) -> None:
        """Name the device programs run on."""
        self._device = label
        self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self.run.setIcon(icon("stop" if self._running else "play", colours.on_accent))
        self.device.setIcon(icon("down", colours.quiet, size=12))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        tips = (
            QCoreApplication.translate("TopBar", "Step through a program (Ctrl+Shift+1)"),
            QCoreApplication.translate("TopBar", "Train a model (Ctrl+Shift+2)"),
            QCoreApplication.translate("TopBar", "Functions and their derivatives (Ctrl+Shift+3)"),
            QCoreApplication.translate("TopBar", "Watch optimizers descend (Ctrl+Shift+4)"),
        )
        for page, tip in zip(PAGES, tips, strict=True):
            self._actions[f"page_{page}"].setToolTip(tip)
        self.lessons.setText(QCoreApplication.translate("TopBar", "Lessons"))
        self.lessons.setToolTip(QCoreApplication.translate("TopBar", "Choose a lesson (Ctrl+L)"))
        self.open.setText(QCoreApplication.translate("TopBar", "Open…"))
        self.open.setToolTip(
            QCoreApplication.translate("TopBar", "Open a program or a tape (Ctrl+O)")
            if self._page == "explore"
            else QCoreApplication.translate("TopBar", "Open the config of a run (Ctrl+O)")
        )
        run = QCoreApplication.translate("TopBar", "Run")
        stop = QCoreApplication.translate("TopBar", "Stop")
        self.run.setText(stop if self._running else run)
        self.run.setToolTip(
            QCoreApplication.translate("TopBar", "Stop the program (Esc)")
            if self._running
            else QCoreApplication.translate("TopBar", "Run the program (Ctrl+Enter)")
        )
        metrics = QFontMetrics(self.run.font())
        words = max(metrics.horizontalAdvance(run), metrics.horizontalAdvance(stop))
        self.run.setMinimumWidth(words + 56)
        device = QCoreApplication.translate("TopBar", "Device: {name}").format(name=self._device)
        self.device.setText(device)
        self.device.setToolTip(
            QCoreApplication.translate(
                "TopBar", "Where programs are run and models trained from now on"
            )
        )
        self.device.setAccessibleName(device)

    def _on_run_clicked(self) -> None:
        # The second click of a double one would take back what the first has just done.
        if self._turned.isValid() and self._turned.elapsed() < QApplication.doubleClickInterval():
            return
        if self._running:
            self._turned.start()
        self._actions["stop" if self._running else "run"].trigger()
