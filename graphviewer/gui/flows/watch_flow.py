"""Keeps the watch at the session: what it charts, where it stands, and whether it is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem
from graphviewer.files.lessons import lesson
from graphviewer.files.settings import MOST_WATCHED
from graphviewer.gui.dialogs import asking
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.memory import Memory
from graphviewer.gui.pages.explore import ExplorePage
from graphviewer.gui.panels import chart_save
from graphviewer.gui.panels.editor_menu import Watched
from graphviewer.gui.problems import told
from graphviewer.session.curves import Curves, table
from graphviewer.session.document import Document, Opened
from graphviewer.session.session import Session
from graphviewer.tape.tape import Part, Tape

GROW_MS = 50  # a growing chart is drawn this often


class WatchFlow(QObject):
    """Shows the watch where the user wants it and a tape has series; remembers what is charted.

    A lesson that names what to watch has it open; what it names is charted unless the user chose.
    """

    def __init__(
        self,
        window: QWidget,
        page: ExplorePage,
        session: Session,
        document: Document,
        files: FileFlow,
        memory: Memory,
    ) -> None:
        super().__init__(window)
        self._window, self._page, self._session = window, page, session
        self._document, self._files, self._memory = document, files, memory
        self._panel = page.watch
        self._wanted = memory.settings.watching
        self._named: tuple[str, ...] = ()  # what the lesson says to watch
        self._lesson_wants = False  # ... and the user has not hidden it since
        self._saving = ""  # the kind of file that is asked for
        self._moving = False  # the panel is shown or hidden by us, not by the user
        self._listed = 0  # series the panel has been told of
        self._grow = QTimer(self)
        self._grow.setSingleShot(True)
        self._grow.setInterval(GROW_MS)
        self._grow.timeout.connect(self._on_grow_timeout)
        document.opened.connect(self._on_document_opened)
        session.tape_opened.connect(self._on_session_tape_opened)
        session.tape_grew.connect(self._on_session_tape_grew)
        session.moved.connect(self._on_session_moved)
        page.arrangement.visibility_changed.connect(self._on_visibility_changed)
        self._panel.picked.connect(self._on_panel_picked)
        self._panel.stepped.connect(self._on_panel_stepped)
        self._panel.chosen.connect(self._on_panel_chosen)
        self._panel.closed.connect(self._on_panel_closed)
        self._panel.save.wanted.connect(self._on_save_wanted)
        page.editor.watch_wanted.connect(self._on_watch_wanted)

    def _on_document_opened(self, opened: Opened) -> None:
        self._named = lesson(opened.lesson).watch if opened.lesson is not None else ()
        self._lesson_wants = bool(self._named)

    # --- the tape

    def _on_session_tape_opened(self, tape: Tape | None) -> None:
        self._grow.stop()
        self._listed = 0
        self._panel.set_curves(self._session.curves, self._session.iterations)
        self._page.transport.loop.set_loop(self._session.iterations, series=self._has_series)
        self._take_series()
        if self._has_series or tape is None or tape.end is not None:
            self._show_if_wanted()  # else wait for what the run brings
        self._on_session_moved(self._session.position)

    def _on_session_tape_grew(self, part: Part) -> None:
        if part.end is not None:
            self._on_grow_timeout()
        elif not self._grow.isActive():
            self._grow.start()

    def _on_grow_timeout(self) -> None:
        self._grow.stop()
        self._page.transport.loop.refresh(series=self._has_series)
        self._take_series()
        if self._panel.isVisible():
            self._panel.refresh()
        tape = self._session.tape
        if self._has_series or (tape is not None and tape.end is not None):
            self._show_if_wanted()

    @property
    def _has_series(self) -> bool:
        return self._session.curves is not None and len(self._session.curves) > 0

    def _take_series(self) -> None:
        """Choose among series that are new: those watched before, else a loss."""
        curves = self._session.curves
        if curves is None or len(curves) == self._listed:
            if curves is None or not len(curves):
                self._page.editor.set_watchable(())
            return
        first, self._listed = self._listed == 0, len(curves)
        self._page.editor.set_watchable({one.name for one in curves.tape.series})
        self._panel.refresh()
        names = self._memory.settings.watched.get(self._program, self._named)
        if names or self._program in self._memory.settings.watched:
            rows = curves.tape.series
            self._panel.watch([one.id for one in rows if one.name in names])
        elif first:
            self._panel.watch([likeliest(curves)])

    def _on_session_moved(self, position: int) -> None:
        self._page.transport.loop.set_position(position)
        if self._session.iterations is not None:
            self._panel.set_spot(self._session.iterations.at(position))

    # --- going

    def _on_panel_picked(self, number: int) -> None:
        iterations = self._session.iterations
        row = iterations.nearest(number) if iterations is not None else None
        if iterations is None or row is None:
            return
        spot = iterations.at(self._session.position)
        if spot.kind != "in" or spot.number != row.number:
            self._session.go(iterations.step_in(row, self._session.position))
        if row.number != number:
            self._panel.tell_not_kept(number)

    def _on_panel_stepped(self, by: int) -> None:
        self._session.go_iteration(1 if by > 0 else -1)

    # --- whether it is open

    def _show_if_wanted(self) -> None:
        self._moving = True
        wanted = self._wanted or self._lesson_wants
        self._page.arrangement.show_panel("watch", wanted and self._has_series)
        self._moving = False

    def _on_visibility_changed(self, panel: str, shown: bool) -> None:
        if panel == "watch" and not self._moving:
            self._wanted = shown
            self._lesson_wants &= shown
            self._memory.keep(watching=shown)
            if shown:
                self._page.arrangement.reveal("watch")

    def _on_panel_closed(self) -> None:
        self._page.arrangement.show_panel("watch", shown=False)

    # --- what is charted

    @property
    def _program(self) -> str:
        """What a program's choice is remembered under."""
        return self._document.key

    def watch(self, name: str, line: int | None = None) -> None:
        """Chart a variable beside what is charted, opening the watch if need be."""
        curves = self._session.curves
        series = curves.named(name, line) if curves is not None else None
        if series is None:
            return
        self._page.arrangement.show_panel("watch", shown=True)
        self._page.arrangement.reveal("watch")
        self._panel.watch(sorted({*self._panel.watched(), series}))
        self._keep()

    def _on_watch_wanted(self, watched: Watched) -> None:
        self.watch(watched.name, watched.line)

    def _on_panel_chosen(self) -> None:
        self._keep()

    def _keep(self) -> None:
        curves = self._session.curves
        if curves is None:
            return
        names = tuple(dict.fromkeys(curves.tape.series[at].name for at in self._panel.watched()))
        kept = {k: v for k, v in self._memory.settings.watched.items() if k != self._program}
        newest = [*kept.items(), (self._program, names)][-MOST_WATCHED:]
        self._memory.keep(watched=dict(newest))

    # --- saving

    def _on_save_wanted(self, kind: str) -> None:
        stem = Path(self._document.filename).stem
        dialog = chart_save.ask(self._window, kind, self._files.folder, stem)
        self._saving = kind
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        path, kind = chart_save.meant(name, chart_save.KINDS, self._saving)
        if kind == "csv":
            drawn = self._panel.drawn()
            text = table([curve for _, curve in drawn], [label for label, _ in drawn])
            self._write(path, text.encode())
        elif self._panel.chart is not None:
            self._write(path, chart_save.picture(self._panel.chart.widget(), kind))

    def _write(self, path: Path, data: bytes) -> None:
        try:
            atomic.write(path, [data])
        except FileProblem as problem:
            title = QCoreApplication.translate("Watch", "{name} could not be saved.")
            asking.message(self._window, title.format(name=path.name), told(problem)).open()
            return
        self._files.folder = str(path.parent)


def likeliest(curves: Curves) -> int:
    """The series to begin with: one called loss, else one with loss in its name, else the first."""
    names = [series.name.casefold() for series in curves.tape.series]
    exact = [at for at, name in enumerate(names) if name == "loss"]
    partly = [at for at, name in enumerate(names) if "loss" in name]
    return (exact + partly + [0])[0]
