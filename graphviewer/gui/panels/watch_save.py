"""Saves what a watch shows: the series as CSV, the chart as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

Kind = Literal["csv", "png"]


class SaveButton(QToolButton):
    """A menu of what can be saved. `wanted` carries csv or png."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.csv, self.png = menu.addAction(""), menu.addAction("")
        self.csv.triggered.connect(self._on_csv_triggered)
        self.png.triggered.connect(self._on_png_triggered)
        self.setMenu(menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setText(translate("Watch", "Save"))
        self.setToolTip(translate("Watch", "Save the numbers or the chart"))
        self.csv.setText(translate("Watch", "Numbers (CSV)…"))
        self.png.setText(translate("Watch", "Picture (PNG)…"))

    def _on_csv_triggered(self) -> None:
        self.wanted.emit("csv")

    def _on_png_triggered(self) -> None:
        self.wanted.emit("png")


def ask(parent: QWidget, kind: Kind, folder: str, stem: str) -> QFileDialog:
    """The dialog that asks where to save; not open yet."""
    translate = QCoreApplication.translate
    titles = {
        "csv": translate("Watch", "Save the numbers"),
        "png": translate("Watch", "Save the chart"),
    }
    filters = {
        "csv": translate("Watch", "Tables (*.csv)"),
        "png": translate("Watch", "Pictures (*.png)"),
    }
    dialog = QFileDialog(parent, titles[kind], folder or str(Path.home()))
    dialog.setObjectName("files")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([filters[kind]])
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{stem}.{kind}")
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def png(picture: QPixmap) -> bytes:
    """A picture as a PNG file's bytes."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    buffer.close()
    return bytes(held.data())
