"""Asks where the picture of the Descent page is to be written, writes it, and says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from graphviewer.gui.descent.asking import Asking
from graphviewer.gui.descent.exporting import KINDS, Board, job_of
from graphviewer.gui.descent.following import Following
from graphviewer.gui.descent.page import DescentPage
from graphviewer.gui.export import clipboard
from graphviewer.gui.export.failure import why
from graphviewer.gui.export.job import Job, saved
from graphviewer.gui.export.progress import Progress
from graphviewer.gui.export.worker import Worker
from graphviewer.gui.memory import Memory
from graphviewer.gui.notice import Notice
from graphviewer.gui.panels.chart_save import meant, rename
from graphviewer.session.descending import Descent

FIRST = KINDS[0]  # that is offered


class DescentExport(QObject):
    """Writes and copies what the page shows."""

    def __init__(
        self,
        page: DescentPage,
        descent: Descent,
        asking: Asking,
        following: Following,
        memory: Memory,
    ) -> None:
        super().__init__(page)
        self._page, self._descent, self._asking = page, descent, asking
        self._following, self._memory = following, memory
        self._path: Path | None = None
        self._kind = FIRST  # of the file that is asked for
        self.progress = Progress(page)
        self.worker = Worker(self)
        self.worker.progressed.connect(self.progress.show_share)
        self.worker.finished.connect(self._on_worker_finished)
        self.worker.failed.connect(self._on_worker_failed)
        self.worker.broke.connect(self.progress.end)
        self.progress.cancelled.connect(self.worker.stop)
        page.picture.export_wanted.connect(self.ask)

    def ask(self) -> None:
        """Ask where to write it; the file's ending says as what."""
        if self._page.picture.picture.ground is None or self.worker.busy:
            return
        translate = QCoreApplication.translate
        names = {
            "png": translate("Descent", "Picture"),
            "svg": translate("Descent", "Vector picture"),
            "pdf": translate("Descent", "Page"),
            "gif": translate("Descent", "Animation"),
            "webp": translate("Descent", "Animation"),
            "csv": translate("Descent", "Table of the steps"),
        }
        folder = self._memory.settings.folder or str(Path.home())
        dialog = QFileDialog(self._page, translate("Descent", "Export the descent"), folder)
        dialog.setObjectName("files")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{names[kind]} (*.{kind})" for kind in KINDS])
        dialog.filterSelected.connect(self._on_filter_selected)
        self._kind = FIRST
        dialog.setDefaultSuffix(FIRST)
        dialog.selectFile(f"{self._descent.state.choice}.{FIRST}")
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_filter_selected(self, chosen: str) -> None:
        """The name gets the ending that was chosen."""
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            self._kind = rename(dialog, chosen)

    def _on_file_selected(self, name: str) -> None:
        self._path, kind = meant(name, KINDS, self._kind)
        self.progress.begin(self._path.name)
        self.worker.start(saved(self._path, self._job(kind)))

    def _job(self, kind: str) -> Job:
        shown = self._following.shown()
        board = Board(self._page.picture.picture, shown, self._descent.position)
        last = self._descent.position or self._asking.longest
        return job_of(kind, board, shown, last, self._descent.state.choice)

    def copy(self) -> None:
        """Copy the picture at the step, as pixels and as SVG."""
        if self._page.picture.picture.ground is not None and not self.worker.busy:
            self._path = None
            self.progress.begin(QCoreApplication.translate("Export", "The picture"))
            self.worker.start(clipboard.both(self._job("png"), self._job("svg")))

    def _on_worker_finished(self, data: list[bytes]) -> None:
        self.progress.end()
        path, self._path = self._path, None
        if path is None:
            self._put(*data)
            return
        self._memory.keep(folder=str(path.parent))
        title = QCoreApplication.translate("Descent", "Written to {name}.")
        self._page.notices.show_notice(
            Notice(kind="info", title=title.format(name=path.name), text=str(path))
        )

    def _on_worker_failed(self, problem: Exception) -> None:
        self.progress.end()
        self._path = None
        title = QCoreApplication.translate("Descent", "It could not be written.")
        self._page.notices.show_notice(Notice(kind="error", title=title, text=why(problem)))

    def _put(self, png: bytes, svg: bytes) -> None:
        clipboard.put(png, svg)
        title = QCoreApplication.translate("Export", "The picture was copied.")
        self._page.notices.show_notice(Notice(kind="info", title=title))

    def close(self) -> None:
        """Give up what is being made."""
        self.progress.end()
        self.worker.close()
