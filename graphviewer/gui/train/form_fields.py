"""The widgets a config's setting is edited with. Each takes what is typed when it is complete."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QWidget

from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.controls import HEIGHT, Tick
from graphviewer.gui.fields.entry import Entry
from graphviewer.gui.fields.text import Value, text_of


class Flag(Tick):
    """Yes or no. `switched` carries it; showing a value does not."""

    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.clicked.connect(self.switched)


class PlaceEntry(QWidget):
    """A path: typed, or chosen in a dialog. `entry` is the field."""

    def __init__(self, browse: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.browse = browse  # "file" or "folder"
        self.entry = Entry(self)
        self.button = QToolButton(self)
        self.button.setProperty("role", "button")
        self.button.setProperty("scale", "small")
        self.button.setText("…")
        self.button.setFixedSize(HEIGHT, HEIGHT)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.entry, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.entry)

    def _on_button_clicked(self) -> None:
        title = QCoreApplication.translate("Form", "Choose a file")
        if self.browse == "folder":
            title = QCoreApplication.translate("Form", "Choose a folder")
        start = Path(self.entry.text() or Path.home())
        dialog = QFileDialog(self, title, str(start if start.is_dir() else start.parent))
        dialog.setObjectName("files")
        if self.browse == "folder":
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self.entry.setText(path)
        self.entry.commit()


Editor = Entry | Choice | Flag | PlaceEntry


def show_value(editor: Editor, value: Value) -> None:
    """Let an editor other than a Choice show what a config holds."""
    if isinstance(editor, Flag):
        editor.setChecked(bool(value))
    elif isinstance(editor, PlaceEntry):
        editor.entry.show_text(str(value))
    elif isinstance(editor, Entry):
        editor.show_text(text_of(value))
