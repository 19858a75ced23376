"""A row of joined buttons of which one is chosen, made from checkable actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

HEIGHT, SMALL = 36, 28


class Segments(QWidget):
    """Buttons side by side in one rounded frame; they follow their actions' texts and states."""

    def __init__(
        self, actions: Sequence[QAction], parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(actions) - 1
        for place, action in enumerate(actions):
            button = QToolButton(self)
            button.setProperty("role", "segment")
            button.setProperty("scale", "small" if small else "usual")
            ends = {0: "first", last: "last"} if last else {0: "only"}
            button.setProperty("place", ends.get(place, "middle"))
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(SMALL if small else HEIGHT)
            row.addWidget(button)
