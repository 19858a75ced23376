"""The transport: first, back, play or pause, step, last, and the speed of playing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from graphviewer.gui.icons import Shape, icon
from graphviewer.gui.panels.timeline_loop import LoopBar
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.playback import SPEEDS, label

_SHAPES: dict[str, Shape] = {
    "first": "first",
    "back": "back",
    "play": "play",
    "step": "step",
    "last": "last",
}


class _Hint(QLabel):
    """A reminder that is whole or not there at all."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self.width() >= self.fontMetrics().horizontalAdvance(self.text()):
            super().paintEvent(event)


class Transport(QWidget):
    """Buttons for five actions, a speed menu and a reminder of the keys."""

    speed_chosen = Signal(float)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        """`actions` has those of the buttons, iteration_back, iteration_next and panel_watch."""
        super().__init__(parent)
        self._colours = LIGHT
        self._playing = False
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 0)
        row.setSpacing(10)
        for name in _SHAPES:
            row.addWidget(self._button(name, actions[name]))
        self._speed = 1.0
        self.speed_button = self._make_speed_button()
        row.addWidget(self.speed_button)
        self.loop = LoopBar(
            actions["iteration_back"], actions["iteration_next"], actions["panel_watch"]
        )
        row.addWidget(self.loop)
        row.addStretch(1)
        self.hint = _Hint(self)
        self.hint.setProperty("role", "quiet")
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.hint, 4)
        self.retranslate()
        self.set_colours(LIGHT)

    def _button(self, name: str, action: QAction) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "button")
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        if name in ("back", "step"):
            button.setAutoRepeat(True)
            button.setAutoRepeatDelay(400)
            button.setAutoRepeatInterval(110)
        self._buttons[name] = button
        return button

    def button(self, name: str) -> QPushButton:
        """The button of an action."""
        return self._buttons[name]

    def _make_speed_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(button)
        self._speeds = QActionGroup(menu)
        for speed in SPEEDS:
            choice = menu.addAction(label(speed))
            choice.setCheckable(True)
            choice.setChecked(speed == self._speed)
            choice.setData(speed)
            self._speeds.addAction(choice)
        self._speeds.triggered.connect(self._on_speed_triggered)
        button.setMenu(menu)
        return button

    def set_playing(self, playing: bool) -> None:
        """Show Pause while playing, Play otherwise."""
        self._playing = playing
        self.retranslate()
        self.set_colours(self._colours)

    def set_speed(self, speed: float) -> None:
        """Show a speed as chosen."""
        self._speed = speed
        for choice in self._speeds.actions():
            choice.setChecked(choice.data() == speed)
        self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self.loop.set_colours(colours)
        for name, button in self._buttons.items():
            shape = "pause" if name == "play" and self._playing else _SHAPES[name]
            button.setIcon(icon(shape, colours.text, colours.constant))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        words = {
            "first": ("", QCoreApplication.translate("Transport", "First step (Home)")),
            "back": (
                QCoreApplication.translate("Transport", "Back"),
                QCoreApplication.translate("Transport", "One step back (←)"),
            ),
            "play": (
                QCoreApplication.translate("Transport", "Pause")
                if self._playing
                else QCoreApplication.translate("Transport", "Play"),
                QCoreApplication.translate("Transport", "Play or pause (Space)"),
            ),
            "step": (
                QCoreApplication.translate("Transport", "Step"),
                QCoreApplication.translate("Transport", "One step on (→)"),
            ),
            "last": ("", QCoreApplication.translate("Transport", "Last step (End)")),
        }
        for name, (text, tip) in words.items():
            button = self._buttons[name]
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(text or tip)
        speed = QCoreApplication.translate("Transport", "Speed {speed}")
        self.speed_button.setText(speed.format(speed=label(self._speed)))
        self.speed_button.setToolTip(QCoreApplication.translate("Transport", "How fast Play goes"))
        self.hint.setText(
            QCoreApplication.translate("Transport", "← → step · Space play · Home / End")
        )

    def _on_speed_triggered(self, choice: QAction) -> None:
        self.set_speed(float(choice.data()))
        self.speed_chosen.emit(self._speed)
