"""Where the playhead is in a loop, with a button to either side and one to the watch."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from graphviewer.gui.icons import Shape, icon
from graphviewer.gui.panels import timeline_words as words
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.iterations import Iterations

HEIGHT = 34  # as the buttons beside it: a loop must not make the row higher
PAD = 12  # pixels that the words have to spare


class LoopBar(QWidget):
    """Hidden while the tape has no loop. Its width never shrinks on one tape, so nothing moves."""

    def __init__(
        self, back: QAction, step: QAction, watch: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._iterations: Iterations | None = None
        self._position = -1
        self._buttons = (self._button(back), self._button(step))
        self.watch = QToolButton(self)
        self.watch.setProperty("role", "segment")
        self.watch.setProperty("place", "only")
        self.watch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.watch.setCheckable(True)
        self.watch.setChecked(watch.isChecked())
        self.watch.clicked.connect(watch.trigger)
        watch.toggled.connect(self.watch.setChecked)
        self.told = QLabel(self)
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._buttons[0])
        row.addWidget(self.told)
        row.addWidget(self._buttons[1])
        row.addSpacing(6)
        row.addWidget(self.watch)
        for widget in (*self._buttons, self.told, self.watch):
            widget.setFixedHeight(HEIGHT)
        self.hide()
        self.retranslate()
        self.set_colours(LIGHT)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setIconSize(QSize(12, 12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        button.setAutoRepeat(True)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def set_loop(self, iterations: Iterations | None, *, series: bool) -> None:
        """Follow another tape's loop; with `series` there is something to watch."""
        self._iterations = iterations
        self.told.setMinimumWidth(0)
        self.refresh(series=series)

    def refresh(self, *, series: bool) -> None:
        """Take in what the tape has grown by."""
        looped = self._iterations is not None and len(self._iterations) > 0
        self.setVisible(looped or series)
        self.watch.setVisible(series)
        for widget in (*self._buttons, self.told):
            widget.setVisible(looped)
        self.set_position(self._position)

    def set_position(self, position: int) -> None:
        """The playhead stands at a step."""
        self._position = position
        if self._iterations is None or not len(self._iterations):
            self.told.clear()
            return
        text = words.where(self._iterations, position)
        self.told.setText(text)
        width = QFontMetrics(self.told.font()).horizontalAdvance(text) + PAD
        self.told.setMinimumWidth(max(self.told.minimumWidth(), width))

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        shapes: tuple[Shape, Shape] = ("back", "step")
        for button, shape in zip(self._buttons, shapes, strict=True):
            button.setIcon(icon(shape, colours.text, colours.constant))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        tips = (
            translate("Timeline", "Same place in the iteration before (Shift+←)"),
            translate("Timeline", "Same place in the next iteration (Shift+→)"),
        )
        for button, tip in zip(self._buttons, tips, strict=True):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.watch.setText(translate("Timeline", "Watch"))
        self.watch.setToolTip(
            translate("Timeline", "Chart the loop's scalar variables (Ctrl+Shift+W)")
        )
        self.told.setMinimumWidth(0)
        self.set_position(self._position)
