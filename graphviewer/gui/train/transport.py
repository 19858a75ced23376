"""The foot of the Train page: start and pause, one batch, stop, look inside, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from graphviewer.gui.icons import Shape, icon
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.progress import Bar, goes_on, in_words, share
from graphviewer.runs.news import Closed, Opened, Progress, TrainingNews
from graphviewer.session.training import State, Training

BUTTONS = ("train_start", "train_resume", "train_batch", "train_stop", "train_inside")
OF_OURS = ("train_start", "train_batch", "train_inside")  # not for a run that is only watched
_SHAPES: dict[str, Shape] = {
    "train_start": "play",
    "train_resume": "step",
    "train_batch": "step",
    "train_stop": "stop",
}
HEIGHT = 60
WORDS_MS = 150  # how far it is, is told this often
NARROW = 900  # below this many pixels the progress stands above the buttons' end in fewer words


class Steady(QWidget):
    """Holds words that change often; what is around them hears of it when they take other room."""

    def __init__(self, words: QLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        words.setParent(self)

    def take_room(self, least: int) -> None:
        """Be as wide as the words are now, and at least so wide."""
        wanted = max(least, self._words.sizeHint().width())
        if wanted != self.minimumWidth():
            self.setMinimumWidth(wanted)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.minimumWidth(), self._words.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._words.resize(event.size())


class TrainTransport(QFrame):
    """Buttons for the actions of a training run, which enable and disable them."""

    def __init__(
        self, actions: Mapping[str, QAction], training: Training, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._training = training
        self._watched = False
        self._state: State = training.state  # that the buttons say
        self._actions = actions
        self.setProperty("role", "foot")
        self.setFixedHeight(HEIGHT)
        self.buttons = {name: self._button(name, actions[name]) for name in BUTTONS}
        self.bar = Bar(self)
        self.words = QLabel()
        self._place = Steady(self.words, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(10)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addWidget(self.bar, 1)
        row.addWidget(self._place)
        self._place.hide()  # there are no words
        training.state_changed.connect(self._on_state_changed)
        training.heard.connect(self._on_heard)
        training.cleared.connect(self._on_heard)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WORDS_MS)
        self._soon.timeout.connect(self._show_progress)
        self.retranslate()
        self.set_colours(LIGHT)

    def _button(self, name: str, action: QAction) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setProperty("role", "primary" if name == "train_start" else "button")
        button.setIconSize(QSize(14, 14))
        button.setFixedHeight(36)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    @property
    def pausable(self) -> bool:
        """Whether the primary button pauses."""
        return self._training.state in ("starting", "running", "evaluating")

    def _on_state_changed(self, state: State) -> None:
        was, self._state = self._state, state
        if goes_on(was, state):
            self._show_soon()  # the buttons say what they said
        else:
            self.retranslate()
            self.set_colours(self._colours)

    def _on_heard(self, news: TrainingNews | None) -> None:
        if isinstance(news, Progress):
            self._show_soon()
        elif news is None or isinstance(news, Opened | Closed):
            self._show_progress()

    def _show_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _show_progress(self) -> None:
        self.bar.set_share(share(self._training.progress))
        words = in_words(self._training)
        if words != self.words.text():
            self.words.setText(words)
            self._place.setVisible(bool(words))
            self.bar.setAccessibleDescription(words)
            self._keep_room()

    def _keep_room(self) -> None:
        """While a run goes on the words take no less room than before: the bar stands still."""
        going = self._training.state in ("running", "evaluating") and self.bar.isVisible()
        self._place.take_room(self._place.minimumWidth() if going else 0)

    def set_resumable(self, resumable: bool) -> None:
        """Offer to go on with a run that was stopped."""
        self.buttons["train_resume"].setVisible(resumable)

    def set_watched(self, watched: bool) -> None:
        """Say that another process trains the run: it cannot be paused from here."""
        if watched != self._watched:
            self._watched = watched
            self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self.bar.set_colours(colours)
        shapes = {**_SHAPES, "train_start": "pause"} if self.pausable else _SHAPES
        for name, shape in shapes.items():
            ink = colours.on_accent if name == "train_start" else colours.text
            self.buttons[name].setIcon(icon(shape, ink, colours.constant))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.bar.setVisible(event.size().width() >= NARROW)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._place.setMinimumWidth(0)  # they are others
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        for name, (text, tip) in self._texts().items():
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(text)
            self.buttons[name].setAccessibleDescription(tip)
        self.bar.setAccessibleName(QCoreApplication.translate("Training", "Progress"))
        self._show_progress()

    def _texts(self) -> dict[str, tuple[str, str]]:
        """What each button says, and its tooltip."""
        translate = QCoreApplication.translate
        start = translate("Training", "Start")
        if self._training.state == "paused":
            start = translate("Training", "Go on")
        elif self.pausable:
            start = translate("Training", "Pause")
        words = {
            "train_start": (start, translate("Training", "Start, pause or go on (Ctrl+Enter)")),
            "train_resume": (
                translate("Training", "Resume"),
                translate("Training", "Go on with the run that was stopped"),
            ),
            "train_batch": (
                translate("Training", "One batch"),
                translate("Training", "Train on one batch, then pause (Ctrl+B)"),
            ),
            "train_stop": (
                translate("Training", "Stop"),
                translate("Training", "End the run; it can be resumed (Esc)"),
            ),
            "train_inside": (
                translate("Training", "Look inside this step"),
                translate(
                    "Training", "Record the next batch's step and open it in Explore (Ctrl+I)"
                ),
            ),
        }
        if self._watched:
            why = translate("Training", "Another process trains this run; it is only watched here.")
            words |= {name: (words[name][0], why) for name in OF_OURS}
            stop = translate("Training", "Watch no longer; the run goes on (Esc)")
            words["train_stop"] = (words["train_stop"][0], stop)
        return words
