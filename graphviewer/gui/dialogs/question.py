"""A question with named answers, opened and never exec()ed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

Role = QMessageBox.ButtonRole


class Answer(Struct, frozen=True):
    """One button: what it answers and what it says."""

    key: str
    text: str
    role: QMessageBox.ButtonRole = Role.AcceptRole


class Question(QMessageBox):
    """Asks; `answered` carries the key of the button pressed. The first answer is the default."""

    answered = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        answers: Sequence[Answer],
        *,
        detail: str = "",
        icon: QMessageBox.Icon = QMessageBox.Icon.Question,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("graphviewer")
        self.setIcon(icon)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(title)
        self.setInformativeText(text)
        if detail:
            self.setDetailedText(detail)
        self._keys: dict[QAbstractButton, str] = {}
        for place, answer in enumerate(answers):
            button = self.addButton(answer.text, answer.role)
            button.setObjectName(answer.key)
            self._keys[button] = answer.key
            if place == 0:
                self.setDefaultButton(button)
            if answer.role == Role.RejectRole:
                self.setEscapeButton(button)
        self.finished.connect(self._on_finished)

    def _on_finished(self, _result: int) -> None:
        button = self.clickedButton()
        key = self._keys.get(button, "cancel") if button is not None else "cancel"
        self._keys.clear()
        self.answered.emit(key)
