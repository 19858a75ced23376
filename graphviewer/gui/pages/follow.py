"""Keeps the panels of the Explore page at the session's tape, playhead and selection."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from graphviewer.files.lessons import Lesson, LessonError, lesson
from graphviewer.graphs.neurons import tensor_at
from graphviewer.gui.pages.explore import ExplorePage
from graphviewer.session.document import Document, Opened
from graphviewer.session.margins import Margins, current_line, line_of
from graphviewer.session.scoping import Scoping
from graphviewer.session.session import Item, Session
from graphviewer.session.viewing import Look, Viewing
from graphviewer.tape.tape import Part, Tape

GROW_MS = 60  # a growing tape is drawn this often


class Follower(QObject):
    """Tells the panels what to show, and the session what was clicked."""

    def __init__(
        self,
        page: ExplorePage,
        session: Session,
        document: Document,
        scoping: Scoping,
        viewing: Viewing,
    ) -> None:
        super().__init__(page)
        self._scoping = scoping
        self._viewing = viewing
        self._page = page
        self._session = session
        self._document = document
        self._margins: Margins | None = None
        self._drawn = False
        self._grow = QTimer(self)
        self._grow.setSingleShot(True)
        self._grow.setInterval(GROW_MS)
        self._grow.timeout.connect(self._on_grow_timeout)
        viewing.changed.connect(self._on_viewing_changed)
        session.tape_opened.connect(self._on_session_tape_opened)
        session.tape_grew.connect(self._on_session_tape_grew)
        session.moved.connect(self._on_session_moved)
        session.selected.connect(self._on_session_selected)
        document.opened.connect(self._on_document_opened)
        document.changed.connect(self._on_document_changed)
        page.editor.line_clicked.connect(self._on_editor_line_clicked)
        page.output.line_clicked.connect(self._on_editor_line_clicked)
        page.editor.edited.connect(self._on_editor_edited)
        page.canvas.picked.connect(self._on_canvas_picked)
        page.canvas.visited.connect(self._on_canvas_visited)
        page.canvas.followed.connect(session.select)
        page.inspector.picked.connect(self._on_canvas_picked)
        page.timeline.scrubbed.connect(self._on_timeline_scrubbed)

    def _on_viewing_changed(self, look: Look) -> None:
        self._page.canvas.set_look(look)

    def look(self) -> None:
        """Show the part of the tape that is to be looked at now."""
        if self._drawn:
            self._show_step()

    # --- the document

    def _on_document_opened(self, opened: Opened) -> None:
        self._page.editor.set_source(opened.source)
        self._page.editor.set_read_only(opened.origin == "tape")
        self._page.editor.set_error(None)
        self._page.inspector.unfold_lesson()
        if opened.origin == "new":
            self._page.editor.write(at_end=opened.lesson is None)
        else:
            self._page.canvas.setFocus()  # the arrow keys step at once

    def _on_document_changed(self, _news: None) -> None:
        mark = " •" if self._document.dirty else ""
        self._page.editor.set_title(self._document.filename + mark)
        self._page.inspector.show_lesson(
            self._lesson(),
            edited=self._document.dirty,
            copied=self._document.origin != "lesson",
        )
        self._page.editor.set_stale(self._document.stale)

    def _lesson(self) -> Lesson | None:
        if self._document.lesson is None:
            return None
        try:
            return lesson(self._document.lesson)
        except LessonError:
            return None  # it was opened, so it could be read: another process has changed it

    def _on_editor_edited(self) -> None:
        self._document.edit(self._page.editor.source())

    # --- the tape

    def _on_session_tape_opened(self, tape: Tape | None) -> None:
        self._grow.stop()
        page, index = self._page, self._session.index
        self._drawn = False
        page.canvas.clear()
        self._viewing.forget()
        if tape is None or index is None:
            self._margins = None
            page.inspector.clear()
            page.output.clear()
        else:
            self._margins = Margins(tape, index)
            self._draw()
        page.timeline.set_tape(tape, self._session.iterations)
        page.editor.set_error(tape.error if tape is not None else None)
        self._show_step()

    def _on_session_tape_grew(self, part: Part) -> None:
        if part.end is not None or not self._drawn:
            self._on_grow_timeout()
        elif not self._grow.isActive():
            self._grow.start()

    def _on_grow_timeout(self) -> None:
        self._grow.stop()
        tape = self._session.tape
        if tape is None or self._margins is None:
            return
        self._margins.refresh()
        self._draw()
        self._page.timeline.refresh()
        self._page.editor.set_error(tape.error)
        self._show_step()

    def _draw(self) -> None:
        """The first rows at once; the canvas takes its time with what comes later."""
        tape, index = self._session.tape, self._session.index
        if tape is None or index is None or not tape.steps:
            return
        if self._drawn:
            self._page.canvas.refresh()
        else:
            self._drawn = True
            self._page.canvas.set_scope(self._scoping.look())
            self._page.canvas.set_tape(tape, index)

    def _on_session_moved(self, _position: int) -> None:
        if not self._grow.isActive():
            self._show_step()

    def _show_step(self) -> None:
        page, tape, index = self._page, self._session.tape, self._session.index
        position = self._session.position
        page.timeline.set_position(position)
        if tape is None or index is None or self._margins is None:
            page.editor.set_margins(())
            page.editor.set_current_line(None)
            return
        page.canvas.set_scope(self._scoping.look())
        page.canvas.set_step(position)
        line, phase = current_line(tape, position)
        page.editor.set_margins(self._margins.at(position))
        page.editor.set_current_line(line, phase)
        page.inspector.show_step(tape, index, position)
        page.output.show_output(tape, position, self._session.ahead)

    # --- the selection

    def _on_session_selected(self, item: Item | None) -> None:
        page, tape, index = self._page, self._session.tape, self._session.index
        page.canvas.set_selection(item)
        if item is not None and item.kind == "neuron":  # the panels speak of its layer's tensor
            graph = page.canvas.scene.graph if page.canvas.scene is not None else None
            item = Item("tensor", tensor_at(graph, item.id, self._session.position))
        page.timeline.set_marks(self._session.steps_of(item) if item is not None else ())
        if tape is None or index is None:
            page.editor.set_marked_line(None)
            return
        page.editor.set_marked_line(line_of(tape, item) if item is not None else None)
        page.inspector.set_selection(item)

    def _on_editor_line_clicked(self, line: int) -> None:
        if not self._document.stale:
            self._session.visit(Item("line", line))

    def _on_canvas_picked(self, item: Item | None) -> None:
        if item is None:
            self._session.select(None)
        else:
            self._session.visit(item)

    def _on_canvas_visited(self, item: Item) -> None:
        self._session.visit(item)

    def _on_timeline_scrubbed(self, step: int) -> None:
        self._session.go(step)
