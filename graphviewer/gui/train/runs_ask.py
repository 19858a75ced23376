"""Asks where a run goes to, and where one lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def archive(parent: QWidget, name: str) -> QFileDialog:
    """The dialog that asks for the zip file of a run; not open yet."""
    dialog = _dialog(parent, QCoreApplication.translate("Runs", "Export the run"), Path.home())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([QCoreApplication.translate("Runs", "Archives (*.zip)")])
    dialog.setDefaultSuffix("zip")
    dialog.selectFile(f"{name}.zip")
    return dialog


def folder(parent: QWidget, root: Path) -> QFileDialog:
    """The dialog that asks for the folder of a run; not open yet."""
    dialog = _dialog(parent, QCoreApplication.translate("Runs", "Open the folder of a run"), root)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return dialog


def _dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start))
    dialog.setObjectName("files")
    dialog.finished.connect(dialog.deleteLater)
    return dialog
