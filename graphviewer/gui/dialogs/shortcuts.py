"""A table of every key, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui import actions


def rows() -> list[tuple[str, str]]:
    """Action and keys, for every action that has any; what several pages do alike once.

    Among them is what is in no menu.
    """
    found: list[tuple[str, str]] = []
    native = QKeySequence.SequenceFormat.NativeText
    for row in actions.ROWS:
        keys = [QKeySequence(key).toString(native) for key in row.keys] or [row.shown_keys]
        told = (actions.text(row), ", ".join(keys))
        if keys != [""] and told not in found:
            found.append(told)
        if row.id == "arrow_add":
            found += _hands()
    return found


def _hands() -> list[tuple[str, str]]:
    """What is done to the graph with the pointer, and with which keys instead."""
    translate = QCoreApplication.translate
    return [
        (
            translate("Dialogs", "Go from thing to thing in the graph"),
            translate("Dialogs", "Tab, Ctrl+arrows"),
        ),
        (
            translate("Dialogs", "Select several cards of the graph"),
            translate("Dialogs", "Shift+click, Shift+drag, Shift+Enter"),
        ),
        (
            translate("Dialogs", "Move what is selected, or the view"),
            translate("Dialogs", "Drag, Alt+arrows"),
        ),
        (
            translate("Dialogs", "Begin and end an arrow"),
            translate("Dialogs", "Drag, Enter"),
        ),
    ]


class ShortcutsDialog(QDialog):
    """Lists the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("Dialogs", "Keyboard shortcuts"))
        listed = rows()
        self.table = QTableWidget(len(listed), 2, self)
        self.table.setHorizontalHeaderLabels(
            [
                QCoreApplication.translate("Dialogs", "Action"),
                QCoreApplication.translate("Dialogs", "Keys"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for place, texts in enumerate(listed):
            for column, text in enumerate(texts):
                self.table.setItem(place, column, QTableWidgetItem(text))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column_box = QVBoxLayout(self)
        column_box.addWidget(self.table)
        column_box.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()  # no row stands out
        self.resize(560, 520)
