"""Which example of a batch the neurons are drawn for: a small stepper over the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from graphviewer.gui.canvas.neuron_words import said
from graphviewer.gui.canvas.texts import width_of

HEIGHT = 30
PX = 14


class NeuronStepper(QFrame):
    """`‹ example 2 of 8 ›`; its buttons are two of the window's actions."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "float")
        self.label = QLabel(self)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = (
            (self._button("‹"), actions["example_back"]),
            (self._button("›"), actions["example_next"]),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 1, 3, 1)
        row.setSpacing(0)
        (self.back, _), (self.forward, _) = self._buttons
        for widget in (self.back, self.label, self.forward):
            row.addWidget(widget)
        for button, action in self._buttons:
            button.clicked.connect(action.trigger)
            action.changed.connect(self._on_action_changed)
        self.setFixedHeight(HEIGHT)
        self.hide()

    def _button(self, sign: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def tell(self, example: int, count: int, language: str) -> None:
        """Say which example is shown, counted from 0; with one only there is nothing to step."""
        self.label.setText(said("example", language, example + 1, count))
        widest = said("example", language, count, count)
        self.label.setMinimumWidth(round(width_of(widest, PX)) + 14)
        self.setAccessibleName(self.label.text())
        self._on_action_changed()
        self.adjustSize()
        self.setVisible(count > 1)

    def _on_action_changed(self) -> None:
        """Call the buttons what the menu calls their actions."""
        for button, action in self._buttons:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setAccessibleName(action.text())
            button.setToolTip(f"{action.text()} ({keys})")
            button.setEnabled(action.isEnabled())
