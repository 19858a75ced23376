"""The banner above the page: what went wrong or changed, where, and what to do."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.icons import icon
from graphviewer.gui.theme.colours import LIGHT, Colours

Kind = Literal["error", "stale", "info"]
Act = Literal["run", "line", "train", "look", "resume", "again", ""]
LONGEST = 260  # characters of a message; the rest is in the tooltip


class Notice(Struct, frozen=True, kw_only=True):
    """What to say. `line` names the place in the program; `act` is what the button offers."""

    kind: Kind
    title: str
    text: str = ""
    line: int | None = None
    act: Act = ""


class NoticeBar(QFrame):
    """Shows one notice, or nothing. `acted` carries the notice whose button was pressed."""

    acted = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.notice: Notice | None = None
        self.setProperty("role", "notice")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 10, 7)
        row.setSpacing(10)
        self._icon = QLabel(self)
        self._icon.setFixedSize(QSize(18, 18))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.title = self._label("notice-title")
        self.text = self._label("notice-text")
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        self.button = QToolButton(self)
        self.button.setProperty("role", "button")
        self.button.clicked.connect(self._on_button_clicked)
        row.addWidget(self.button)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("role", "flat")
        self.close_button.setText("×")
        self.close_button.clicked.connect(self._on_close_clicked)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.retranslate()
        self.hide()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice, or nothing."""
        if notice == self.notice:
            return
        self.notice = notice
        if notice is None:
            self.hide()
            return
        short = shortened(notice.text)
        self.title.setText(notice.title)
        self.text.setText(short)
        self.text.setToolTip(notice.text if short != notice.text else "")
        self.text.setVisible(bool(notice.text))
        self.setProperty("kind", notice.kind)
        self.setAccessibleName(f"{notice.title}. {notice.text}")
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.setVisible(notice.kind == "error")
        self.retranslate()
        self.show()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self._icon.setPixmap(icon("warning", colours.error).pixmap(QSize(18, 18)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say the buttons in the present language."""
        dismiss = QCoreApplication.translate("Notice", "Dismiss")
        self.close_button.setToolTip(dismiss)
        self.close_button.setAccessibleName(dismiss)
        act = self.notice.act if self.notice is not None else ""
        words: dict[str, str] = {
            "run": QCoreApplication.translate("Notice", "Run again"),
            "line": QCoreApplication.translate("Notice", "Go to the line"),
            "train": QCoreApplication.translate("Notice", "Back to the training"),
            "look": QCoreApplication.translate("Notice", "Look inside"),
            "resume": QCoreApplication.translate("Notice", "Resume"),
            "again": QCoreApplication.translate("Notice", "Try again"),
        }
        self.button.setText(words.get(act, ""))
        self.button.setVisible(bool(act))

    def _on_button_clicked(self) -> None:
        if self.notice is not None:
            self.acted.emit(self.notice)

    def _on_close_clicked(self) -> None:
        self.show_notice(None)
        self.dismissed.emit()


def shortened(text: str) -> str:
    """The first sentences of a message, as many as fit in LONGEST characters."""
    if len(text) <= LONGEST:
        return text
    end = text.rfind(". ", 0, LONGEST)
    return text[: end + 1] + " …" if end > 0 else text[:LONGEST] + " …"
