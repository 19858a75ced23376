"""What can be saved of the plots: their numbers, a picture of them, or a copy of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from graphviewer.gui.panels.chart_save import SaveMenu

FILES = ("png", "svg", "pdf", "csv")
KINDS = ("copy", *FILES)


class PlotsMenu(SaveMenu):
    """A menu of what can be saved of the plots. `wanted` carries one of KINDS."""

    def __init__(self) -> None:
        super().__init__(kinds=KINDS)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setText(translate("Functions", "Save"))
        self.setAccessibleName(translate("Functions", "Save"))
        self.setToolTip(translate("Functions", "Save the plots or their numbers"))
        words = {
            "copy": translate("Functions", "Copy the picture"),
            "png": translate("Functions", "Picture (PNG)…"),
            "svg": translate("Functions", "Vector picture (SVG)…"),
            "pdf": translate("Functions", "Vector picture (PDF)…"),
            "csv": translate("Functions", "Numbers (CSV)…"),
        }
        for kind, text in words.items():
            self.kinds[kind].setText(text)


def ask(parent: QWidget, kind: str, folder: str) -> QFileDialog:
    """The dialog that asks where to save, as `kind` unless another is chosen; not open yet."""
    translate = QCoreApplication.translate
    filters = {
        "png": translate("Functions", "Pictures (*.png)"),
        "svg": translate("Functions", "Pictures (*.svg)"),
        "pdf": translate("Functions", "Documents (*.pdf)"),
        "csv": translate("Functions", "Tables (*.csv)"),
    }
    title = translate("Functions", "Save the plots")
    dialog = QFileDialog(parent, title, folder or str(Path.home()))
    dialog.setObjectName("files")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters.values()))
    dialog.selectNameFilter(filters[kind])
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"functions.{kind}")
    dialog.finished.connect(dialog.deleteLater)
    return dialog
