"""The editor's find bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from graphviewer.gui.panels.editor_code import CodeEdit
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import paint_with

MOST_HITS = 1000  # beyond this hits are neither counted nor tinted


class FindBar(QWidget):
    """Finds text as it is typed; Enter and Shift+Enter go from hit to hit, Escape closes."""

    closed = Signal()

    def __init__(self, code: CodeEdit, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = code
        self._hits: list[QTextCursor] = []
        self.field = QLineEdit()
        self.count = QLabel()
        self._back = QToolButton()
        self._next = QToolButton()
        self._close = QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        for widget in (self.field, self.count, self._back, self._next, self._close):
            row.addWidget(widget)
        row.setStretch(0, 1)
        for button, sign in ((self._back, "↑"), (self._next, "↓"), (self._close, "✕")):
            button.setText(sign)
            button.setAutoRaise(True)
        self.field.textChanged.connect(self._on_field_changed)
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_next)
        self._close.clicked.connect(self.close_bar)
        self.set_colours(colours)
        self.retranslate()
        self.hide()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        for widget in (self, self.field, self.count, self._back, self._next, self._close):
            paint_with(widget, colours, background=colours.surface if widget is self else None)
            widget.setFont(fonts.sans(13))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        translate = QCoreApplication.translate
        self.field.setPlaceholderText(translate("Editor", "Find"))
        self.field.setAccessibleName(translate("Editor", "Find in the program"))
        for button, name in (
            (self._back, translate("Editor", "Previous match")),
            (self._next, translate("Editor", "Next match")),
            (self._close, translate("Editor", "Close the find bar")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def buttons(self) -> tuple[QToolButton, ...]:
        """The bar's buttons from the left."""
        return self._back, self._next, self._close

    def open_bar(self) -> None:
        """Show the bar, with the selected word in it."""
        chosen = self._code.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and give the keyboard back to the program."""
        self.hide()
        self._code.set_found([])
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def go_next(self) -> None:
        """To the next hit, from the last on to the first."""
        here = self._code.textCursor().selectionEnd()
        self._show(
            next((hit for hit in self._hits if hit.selectionStart() >= here), self._first(0))
        )

    def go_back(self) -> None:
        """To the hit before, from the first back to the last."""
        here = self._code.textCursor().selectionStart()
        before = [hit for hit in self._hits if hit.selectionEnd() <= here]
        self._show(before[-1] if before else self._first(-1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.go_back if back else self.go_next)()
        else:
            super().keyPressEvent(event)

    def _on_field_changed(self) -> None:
        self._search()
        here = self._code.textCursor().selectionStart()
        self._show(
            next((hit for hit in self._hits if hit.selectionStart() >= here), self._first(0))
        )

    def _first(self, place: int) -> QTextCursor | None:
        return self._hits[place] if self._hits else None

    def _search(self) -> None:
        wanted, document = self.field.text(), self._code.document()
        self._hits = []
        capitals = wanted != wanted.lower()
        flags = (
            QTextDocument.FindFlag.FindCaseSensitively if capitals else QTextDocument.FindFlag(0)
        )
        hit = document.find(wanted, 0, flags) if wanted else QTextCursor()
        while not hit.isNull() and len(self._hits) < MOST_HITS:
            self._hits.append(hit)
            hit = document.find(wanted, hit, flags)
        self._code.set_found(self._hits)
        self._say()

    def _show(self, hit: QTextCursor | None) -> None:
        if hit is not None:
            self._code.setTextCursor(hit)
        self._say()

    def _say(self) -> None:
        here = self._code.textCursor().selectionStart()
        place = [hit.selectionStart() for hit in self._hits]
        number = place.index(here) + 1 if here in place else 0
        total = f"{len(place)}+" if len(place) == MOST_HITS else str(len(place))
        self.count.setText(f"{number} / {total}" if self.field.text() else "")
