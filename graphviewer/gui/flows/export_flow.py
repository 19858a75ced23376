"""Exports the graph as it is looked at: asks how and where, makes it beside everything else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from graphviewer.files.named import ended
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.mark_layers import bounds_of
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.export import clipboard, texts
from graphviewer.gui.export.dialog import ExportDialog
from graphviewer.gui.export.failure import why
from graphviewer.gui.export.job import Job, saved
from graphviewer.gui.export.options import KINDS, Options, format_of
from graphviewer.gui.export.progress import Progress
from graphviewer.gui.export.shots import MARGIN, Shots
from graphviewer.gui.export.subject import Subject
from graphviewer.gui.export.worker import Worker
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.memory import Memory
from graphviewer.gui.notice import Notice, NoticeBar
from graphviewer.gui.theme.colours import THEMES, Colours
from graphviewer.session.document import Document
from graphviewer.session.session import Session
from graphviewer.session.viewing import Look, Viewing
from graphviewer.tape.tape import Tape

MANY = 300  # steps that are not all offered at once


class _Shown(NamedTuple):
    """What is on screen: a run that begins before a file is named takes another's place there."""

    tape: Tape
    look: Look
    picture: Picture


class ExportFlow(QObject):
    """File > Export, and Copy picture."""

    def __init__(
        self,
        window: QWidget,
        canvas: Canvas,
        session: Session,
        document: Document,
        viewing: Viewing,
        appearance: Appearance,
        files: FileFlow,
        notices: NoticeBar,
        memory: Memory,
    ) -> None:
        super().__init__(window)
        self._window, self._canvas, self._session = window, canvas, session
        self._document, self._viewing, self._appearance = document, viewing, appearance
        self._files, self._notices, self._memory = files, notices, memory
        files.tape_saved.connect(self._on_files_tape_saved)
        self._chosen = (Options(), range(0))
        self._asked_of: _Shown | None = None
        self._path: Path | None = None
        self.worker = Worker(self)
        self.progress = Progress(window)
        self.worker.progressed.connect(self.progress.show_share)
        self.worker.finished.connect(self._on_worker_finished)
        self.worker.failed.connect(self._on_worker_failed)
        self.worker.broke.connect(self.progress.end)
        self.progress.cancelled.connect(self.worker.stop)

    # --- asking

    def ask(self) -> None:
        """Ask what to export, and how."""
        subject = self._subject()
        if subject is None or not self._at_rest():
            return
        self._asked_of = self._shown()
        dialog = ExportDialog(self._remembered(), subject, self._window)
        dialog.rejected.connect(self._forget)
        dialog.wanted.connect(self._on_wanted)
        dialog.copy_wanted.connect(self._on_copy_wanted)
        dialog.open()

    def _at_rest(self) -> bool:
        """Whether nothing is being made; else it is shown."""
        if self.worker.busy:
            self.progress.come_up()
        return not self.worker.busy

    def _shown(self) -> _Shown | None:
        tape, picture = self._session.tape, self._canvas.picture
        if tape is None or picture is None:
            return None
        return _Shown(tape, self._viewing.look, picture)

    def _forget(self) -> None:
        self._asked_of = None  # a tape is large

    def _subject(self) -> Subject | None:
        scene, tape = self._canvas.scene, self._session.tape
        if scene is None or tape is None or not tape.steps:
            return None
        steps = range(len(tape.steps))
        if scene.span is not None:
            steps = range(scene.span.first, scene.span.last + 1)
        step = max(0, self._session.position)
        if len(steps) > MANY:
            steps = range(step, min(step + MANY, steps[-1] + 1))
        size = bounds_of(scene).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).size()
        return Subject(size, len(scene.plans), step, steps, len(tape.steps))

    def _remembered(self) -> Options:
        try:
            return msgspec.json.decode(self._memory.settings.export, type=Options)
        except msgspec.MsgspecError:
            return Options()

    def _on_wanted(self, options: Options, steps: range) -> None:
        """Ask where to write it."""
        self._memory.keep(export=msgspec.json.encode(options).decode())
        self._chosen = (options, steps)
        kind = KINDS[options.format]
        name = texts.names()[options.format]
        endings = " ".join(f"*{suffix}" for suffix in kind.suffixes)
        dialog = self._files.dialog(QCoreApplication.translate("Export", "Export the graph"))
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{name} ({endings})"])
        dialog.setDefaultSuffix(kind.suffixes[0].removeprefix("."))
        stem = Path(self._document.filename).stem.replace('"', "'")  # one would part two names
        dialog.selectFile(f"{stem}{kind.suffixes[0]}")
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.rejected.connect(self._forget)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        options, steps = self._chosen
        path = Path(name)
        if format_of(path) != options.format:
            path = ended(path, KINDS[options.format].suffixes[0])
        made = self._job(options, steps)
        self._forget()
        if made is not None:
            self._path = path
            self.progress.begin(path.name)
            self.worker.start(saved(path, made))

    # --- making

    def _job(self, options: Options, steps: range) -> Job | None:
        """Pictures of the graph as it stood on screen when it was asked for."""
        from graphviewer.gui.export.render import job  # noqa: PLC0415 - not at the start

        shown = self._asked_of or self._shown()
        if shown is None:
            return None
        shots = Shots(
            shown.tape,
            shown.look,
            self._appearance.language,
            by_iteration=shown.picture.scene.span is not None,
            seen=shown.picture,
        )
        return job(shots, steps, self._colours(options), options)

    def _colours(self, options: Options) -> Colours:
        return THEMES.get(options.theme, self._appearance.colours)

    def _on_worker_finished(self, data: list[bytes]) -> None:
        self.progress.end()
        path, self._path = self._path, None
        if path is None:
            self._put(*data)
            return
        self._files.folder = str(path.parent)
        title = QCoreApplication.translate("Export", "The graph was exported to {name}.")
        self._tell_written(title, path, sum(map(len, data)))

    def _on_files_tape_saved(self, name: str) -> None:
        path = Path(name)
        title = QCoreApplication.translate("Export", "The tape was saved to {name}.")
        self._tell_written(title, path, path.stat().st_size)

    def _tell_written(self, title: str, path: Path, count: int) -> None:
        told = f"{path} · {texts.size_of(count)}"
        title = title.format(name=path.name)
        self._notices.show_notice(Notice(kind="info", title=title, text=told))

    def _on_worker_failed(self, problem: Exception) -> None:
        self.progress.end()
        self._path = None
        title = QCoreApplication.translate("Export", "The graph could not be exported.")
        self._notices.show_notice(Notice(kind="error", title=title, text=why(problem)))

    # --- the clipboard

    def copy(self) -> None:
        """Copy the picture at the step, as on screen: as pixels and as SVG."""
        if self._canvas.scene is not None and self._at_rest():
            step = max(0, self._session.position)
            self._on_copy_wanted(Options(), range(step, step + 1))

    def _on_copy_wanted(self, options: Options, steps: range) -> None:
        made = self._job_of_both(options, steps)
        self._forget()
        if made is not None:
            self._path = None
            self.progress.begin(QCoreApplication.translate("Export", "The picture"))
            self.worker.start(made)

    def _job_of_both(self, options: Options, steps: range) -> Job | None:
        png = self._job(msgspec.structs.replace(options, format="png"), steps)
        svg = self._job(msgspec.structs.replace(options, format="svg"), steps)
        return clipboard.both(png, svg) if png is not None and svg is not None else None

    def _put(self, png: bytes, svg: bytes) -> None:
        clipboard.put(png, svg)
        title = QCoreApplication.translate("Export", "The picture was copied.")
        self._notices.show_notice(Notice(kind="info", title=title))

    def close(self) -> None:
        """Give up what is being made."""
        self.progress.end()
        self.worker.close()
