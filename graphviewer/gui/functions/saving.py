"""Saves the plots and their numbers, or copies the picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem
from graphviewer.gui.export.job import ExportError
from graphviewer.gui.functions.page import FunctionsPage
from graphviewer.gui.functions.save_menu import FILES, ask
from graphviewer.gui.memory import Memory
from graphviewer.gui.panels.chart_save import meant, rename


class Saving(QObject):
    """Asks where to, and writes what the page shows."""

    def __init__(self, page: FunctionsPage, memory: Memory) -> None:
        super().__init__(page)
        self._page, self._memory = page, memory
        self._kind = ""  # of the file that is asked for
        page.head.save.wanted.connect(self._on_save_wanted)

    def _on_save_wanted(self, kind: str) -> None:
        if kind == "copy":
            self.copy()
        else:
            self.ask(kind)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(QImage.fromData(self._data("png")[0]))

    def ask(self, kind: str = "png") -> None:
        """Ask where to save, and save there."""
        self._kind = kind
        dialog = ask(self._page, kind, self._memory.settings.folder)
        dialog.fileSelected.connect(self._on_dialog_file_selected)
        dialog.filterSelected.connect(self._on_dialog_filter_selected)
        dialog.open()

    def _on_dialog_filter_selected(self, chosen: str) -> None:
        """The name ends as files of the chosen kind do."""
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            self._kind = rename(dialog, chosen)

    def _on_dialog_file_selected(self, name: str) -> None:
        path, kind = meant(name, FILES, self._kind)
        self._memory.keep(folder=str(path.parent))
        self.save(kind, path)

    def save(self, kind: str, path: Path) -> None:
        """Write a file of a kind, or say why it could not be."""
        try:
            atomic.write(path, self._data(kind))
        except (ExportError, FileProblem) as problem:
            self._page.show_unsaved(problem)

    def _data(self, kind: str) -> list[bytes]:
        from graphviewer.gui.functions import picture  # noqa: PLC0415 - not at the window's start

        page = self._page
        if kind == "csv":
            return [picture.numbers(page.functions, page.answers).encode()]
        shown = [one for one in page.functions.plot.functions if one.shown]
        planes = page.plots.shown()
        return picture.data_of(picture.PlotPicture(planes, shown, page.answers, page.colours), kind)
