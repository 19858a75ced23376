"""The widgets a setting is edited with. Each takes what is typed when it is complete."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QToolTip,
    QWidget,
)

from graphviewer.gui.icons import path as outline
from graphviewer.gui.panels.words import fitted
from graphviewer.gui.train.controls import HEIGHT, Tick
from graphviewer.gui.train.form_values import Value, text_of

_ARROW = 12.0


class Entry(QLineEdit):
    """A line of text that is taken with Enter or when the focus leaves.

    `typed`: the text to take. `touched`: it is being changed. Its own undo covers what is being
    typed; beyond that it asks for the form's.
    """

    typed = Signal(str)
    touched = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._shown = ""
        # The theme's own grey: Qt would halve the ink of what stands in an empty field.
        self.setStyleSheet("QLineEdit { placeholder-text-color: palette(placeholder-text); }")
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self.commit)

    def show_text(self, text: str) -> None:
        """Show what is held; what was being typed goes."""
        self._shown = text
        if text != self.text():
            self.setText(text)  # forgets its own undo
            self.setCursorPosition(0)

    @property
    def pending(self) -> bool:
        """Whether there is something typed that was not taken."""
        return self.text() != self._shown

    def commit(self) -> None:
        """Hand over what was typed, if it is something else."""
        if self.pending:
            self.typed.emit(self.text())

    def undo(self) -> None:
        """Take back typing, else ask for the setting before."""
        if self.pending:
            super().undo()
        else:
            self.undo_wanted.emit()

    def redo(self) -> None:
        """Type again what was taken back, else ask for the setting after."""
        if super().isRedoAvailable() and self.pending:
            super().redo()
        else:
            self.redo_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_other_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or is_other_redo(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def _on_text_edited(self, _text: str) -> None:
        self.touched.emit()


def is_other_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y and Ctrl+Shift+Z both redo, whichever is the system's own."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    return (event.key(), event.modifiers()) in (
        (Qt.Key.Key_Y, control),
        (Qt.Key.Key_Z, control | shift),
    )


class Drop(QComboBox):
    """A QComboBox with an arrow: Qt draws none where a style sheet draws the rest.

    What has no room is said whole by the tooltip.
    """

    @property
    def seen(self) -> str:
        """As much of the text as is shown."""
        room = self.width() - 2 * _ARROW - 10
        return shortened(self.currentText(), self.font(), room)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            whole = self.currentText() if self.seen != self.currentText() else ""
            lines = [one for one in (whole, self.toolTip()) if one]
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.seen
        painter = QStylePainter(self)
        try:
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shape = outline("down", _ARROW)
            place = QPointF(self.width() - _ARROW - 8, (self.height() - _ARROW) / 2)
            ink = self.palette().placeholderText().color()
            painter.fillPath(shape.translated(place), QColor(ink))
        finally:
            painter.end()


def shortened(text: str, font: QFont, room: float) -> str:
    """As much of "name: what it is" as there is room for: all, the name, or the name's start."""
    if fitted(text, font, room) == text:
        return text
    return fitted(text.partition(": ")[0], font, room)


class Choice(Drop):
    """One of several. The wheel scrolls the form and changes nothing. `picked` carries the key."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(self._on_activated)

    def offer(self, choices: Mapping[str, str], key: str) -> None:
        """Offer these and show one of them; a key that is not offered shows nothing."""
        there = {str(self.itemData(at)): self.itemText(at) for at in range(self.count())}
        if there != choices or list(there) != list(choices):
            self.clear()
            for one, text in choices.items():
                self.addItem(text, one)
                self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
            widest = max(
                (self.fontMetrics().horizontalAdvance(text) for text in choices.values()), default=0
            )
            self.view().setMinimumWidth(widest + 34)  # a list may be wider than its field
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def _on_activated(self, place: int) -> None:
        self.picked.emit(str(self.itemData(place)))


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
