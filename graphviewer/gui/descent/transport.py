"""The transport of the Descent page: its buttons, how fast it plays, and a scrubber over steps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
)

from graphviewer.gui.icons import Shape, icon
from graphviewer.gui.theme.colours import LIGHT, Colours

SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 300.0, 1_000.0, 3_000.0)  # steps a second
_SHAPES: dict[str, Shape] = {
    "descent_first": "first",
    "descent_back": "back",
    "descent_play": "play",
    "descent_step": "step",
    "descent_last": "last",
}


class DescentTransport(QFrame):
    """Buttons for five actions. `scrubbed` carries a step, `speed_chosen` steps a second."""

    scrubbed = Signal(int)
    speed_chosen = Signal(float)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._colours = LIGHT
        self._playing, self._speed = False, 0.0
        self.setProperty("role", "foot")
        self.buttons = {name: self._button(name, actions[name]) for name in _SHAPES}
        self.speed = self._speed_button()
        self.told = QLabel()
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.scrubber = QSlider(Qt.Orientation.Horizontal)
        self.scrubber.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scrubber.valueChanged.connect(self.scrubbed)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addWidget(self.speed)
        row.addStretch(1)
        row.addWidget(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.scrubber)
        self.retranslate()
        self.set_colours(LIGHT)

    def _button(self, name: str, action: QAction) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("role", "button")
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        if name in ("descent_back", "descent_step"):
            button.setAutoRepeat(True)
            button.setAutoRepeatDelay(400)
            button.setAutoRepeatInterval(60)
        return button

    def _speed_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(button)
        self.speeds = QActionGroup(menu)
        for speed in SPEEDS:
            choice = menu.addAction("")
            choice.setCheckable(True)
            choice.setData(speed)
            self.speeds.addAction(choice)
        self.speeds.triggered.connect(self._on_speeds_triggered)
        button.setMenu(menu)
        return button

    # --- what is shown

    def set_step(self, step: int, last: int) -> None:
        """Show a step of those there are."""
        quiet = QSignalBlocker(self.scrubber)
        if self.scrubber.maximum() != last:
            self.scrubber.setMaximum(last)
            self.scrubber.setPageStep(max(1, last // 20))
        self.scrubber.setValue(step)
        quiet.unblock()
        words = QCoreApplication.translate("Descent", "step {step} of {last}")
        self.told.setText(words.format(step=f"{step:,}", last=f"{last:,}"))

    def set_still(self, words: str) -> None:
        """Say, in place of the step, why nothing moves."""
        self.told.setText(words)

    def set_playing(self, playing: bool) -> None:
        """Show Pause while playing, Play otherwise."""
        self._playing = playing
        self.retranslate()
        self.set_colours(self._colours)

    def set_speed(self, speed: float) -> None:
        """Show a speed as chosen."""
        if speed != self._speed:
            self._speed = speed
            self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        for name, button in self.buttons.items():
            shape = "pause" if name == "descent_play" and self._playing else _SHAPES[name]
            button.setIcon(icon(shape, colours.text, colours.constant))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        play = translate("Descent", "Pause") if self._playing else translate("Descent", "Play")
        words = {
            "descent_first": ("", translate("Descent", "To the start (Home)")),
            "descent_back": (
                translate("Descent", "Back"),
                translate("Descent", "One step back (←, PgUp)"),
            ),
            "descent_play": (play, translate("Descent", "Play or pause (Space)")),
            "descent_step": (
                translate("Descent", "Step"),
                translate("Descent", "One step on (→, PgDn)"),
            ),
            "descent_last": ("", translate("Descent", "To the last step (End)")),
        }
        for name, (text, tip) in words.items():
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(text or tip)
        for choice in self.speeds.actions():
            choice.setText(_pace(choice.data()))
            choice.setChecked(choice.data() == self._speed)
        self.speed.setText(_pace(self._speed))
        self.speed.setToolTip(translate("Descent", "How fast Play goes"))
        self.scrubber.setAccessibleName(translate("Descent", "Step"))

    def _on_speeds_triggered(self, choice: QAction) -> None:
        self.speed_chosen.emit(float(choice.data()))


def _pace(speed: float) -> str:
    """Steps a second in words; a speed need not be a whole number."""
    translate = QCoreApplication.translate
    if speed == 1:
        return translate("Descent", "1 step a second")
    return translate("Descent", "{n} steps a second").format(n=f"{speed:,g}")
