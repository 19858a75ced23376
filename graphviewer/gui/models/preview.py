"""The program that will be run, as it will stand in the editor."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from graphviewer.gui.panels.highlight import PythonHighlighter
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours


class Preview(QWidget):
    """Read only; scrolled to what is added to the user's own program."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(QCoreApplication.translate("Model", "The program that will be run"))
        self.label.setProperty("role", "quiet")
        self.code = QPlainTextEdit()
        self.code.setReadOnly(True)
        self.code.setFont(fonts.mono(13))
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setAccessibleName(self.label.text())
        self._highlighter = PythonHighlighter(self.code.document())
        self._highlighter.set_colours(colours)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(self.code, 1)

    def show_program(self, source: str) -> None:
        """Show a program, its end in view."""
        if source != self.code.toPlainText():
            self.code.setPlainText(source)
            bar = self.code.verticalScrollBar()
            bar.setValue(bar.maximum())
