"""Arranging the graph: its actions, and keeping what was arranged with the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import hypot
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSizeF, QTimer
from PySide6.QtGui import QAction

from graphviewer.disk.problem import FileProblem
from graphviewer.files import arrangement as kept
from graphviewer.gui.canvas.aligning import SIDES
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.note_editor import LEAST_HEIGHT, LEAST_WIDTH, NoteEditor
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.notice import Notice, NoticeBar
from graphviewer.gui.problems import told
from graphviewer.session.document import Document, Opened
from graphviewer.session.session import Session
from graphviewer.session.viewing import Look, Viewing
from graphviewer.tape.arrangement import MOST, MOST_SHIFTS, NOTHING, Arrangement, Note
from graphviewer.tape.tape import Tape

KEEP_MS = 400  # after the last change
SMALL = QSizeF(120, 44)  # pixels of a note of a few words
ASIDE = 24.0  # of the scene, from a note to one that is written beside it


class ArrangeFlow(QObject):
    """Carries out the actions of the Arrange menu, and saves."""

    def __init__(
        self,
        canvas: Canvas,
        viewing: Viewing,
        document: Document,
        session: Session,
        notices: NoticeBar,
        actions: Mapping[str, QAction],
        folder: Path,
    ) -> None:
        """`folder` is where arrangements are kept."""
        super().__init__(canvas)
        self._canvas, self._viewing, self._document = canvas, viewing, document
        self._notices, self._folder, self._session = notices, folder, session
        self._key = document.key
        self._saved: Mapping[str, Arrangement] = {}
        self._lasting = self._lasts()
        self._problem = ""
        self._picture = ""  # the one that a note is being written in
        self._own: frozenset[str] = frozenset()  # names of the notes and arrows that are shown
        self.editor = NoteEditor(canvas)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        for name in ("note_add", "arrow_add"):
            canvas.addAction(actions[name])
        self._actions = actions
        canvas.arranger.edited.connect(self._arrange)
        canvas.arranger.chose.connect(self._enable)
        canvas.note_visited.connect(self._on_canvas_note_visited)
        canvas.looked.connect(self._on_canvas_looked)
        canvas.scene_changed.connect(self._on_canvas_looked)
        self.editor.written.connect(self._on_editor_written)
        viewing.changed.connect(self._on_viewing_changed)
        document.opened.connect(self._on_document_opened)
        session.tape_opened.connect(self._on_session_tape_opened)
        document.changed.connect(self._on_document_changed)
        self._on_viewing_changed(viewing.look)

    def callbacks(self) -> dict[str, Callable[..., object]]:
        """What the menu's actions do."""
        return {
            "note_add": self.add_note,
            "arrow_add": self.add_arrow,
            "note_edit": self.edit_note,
            "remove": self.remove,
            "align": self._align,
            "put_back": self.put_back,
        }

    # --- actions

    def add_note(self) -> None:
        """Write a new note near the middle of what is in view, where it covers nothing.

        Where nothing is free it begins in the middle, beside those that begin there.
        """
        canvas = self._canvas
        if canvas.scene is not None and len(canvas.scene.arrangement.notes) >= MOST:
            self._refuse()
        elif canvas.scene is not None:
            middle = canvas.camera.to_scene(QRectF(canvas.rect()).center())
            free = (canvas.place_for(size) for size in (QSizeF(LEAST_WIDTH, LEAST_HEIGHT), SMALL))
            at = next((place for place in free if place is not None), middle)
            arrangement = canvas.scene.arrangement
            while any(hypot(one.x - at.x(), one.y - at.y()) < ASIDE for one in arrangement.notes):
                at += QPointF(ASIDE, ASIDE)
            self._on_canvas_note_visited(Note(arrangement.number, at.x(), at.y(), ""))

    def add_arrow(self) -> None:
        """The next drag on the graph draws an arrow."""
        self._canvas.draw_arrow()

    def edit_note(self) -> None:
        """Write the note anew that is chosen."""
        note = self._note()
        if note is not None:
            self._on_canvas_note_visited(note)

    def remove(self) -> None:
        """Take away the notes and arrows that are chosen."""
        self._canvas.arranger.remove()

    def _note(self) -> Note | None:
        """The note that is chosen alone."""
        chosen, notes = self._canvas.arranger.chosen, self._viewing.look.arrangement.notes
        return next((one for one in notes if (one.key,) == chosen), None)

    def _enable(self) -> None:
        """Offer what can be done with what is chosen."""
        chosen, arrangement = self._canvas.arranger.chosen, self._viewing.look.arrangement
        for side in SIDES:
            self._actions[f"align_{side}"].setEnabled(len(chosen) > 1)
        self._actions["note_edit"].setEnabled(self._note() is not None)
        self._actions["remove"].setEnabled(bool(self._canvas.arranger.own(arrangement)))
        self._actions["put_back"].setEnabled(arrangement != NOTHING)

    def _align(self, action: QAction) -> None:
        name = action.objectName().removeprefix("align_")
        self._canvas.arranger.align(next(side for side in SIDES if side == name))

    def put_back(self) -> None:
        """Everything where the layout puts it, without notes and arrows; it can be undone."""
        self._viewing.arrange(NOTHING)

    def _on_canvas_note_visited(self, note: Note) -> None:
        self._picture = self._viewing.look.picture
        self.editor.open(note, self._place_of(note))

    def _on_canvas_looked(self) -> None:
        if self.editor.note is not None:
            self.editor.stand(self._place_of(self.editor.note))

    def _place_of(self, note: Note) -> QRectF:
        """Where a note is seen on the canvas, in pixels."""
        return self._canvas.camera.transform().mapRect(note_rect(note))

    def _on_editor_written(self, note: Note) -> None:
        before = self._viewing.look.arrangements.get(self._picture, NOTHING)
        if all(one.key != note.key for one in before.notes):
            note = self._off_cards(note)
        self._arrange(before.written(note), self._picture)
        if self._picture == self._viewing.look.picture and note.text.strip():
            self._canvas.arranger.choose([note.key])  # to be moved, or pointed at

    def _off_cards(self, note: Note) -> Note:
        """A new note where it covers no card: how large it is nobody knew before it was written."""
        canvas, rect = self._canvas, note_rect(note)
        here = self._picture == self._viewing.look.picture
        if canvas.scene is None or not here or not len(boxes_in(canvas.scene, rect)):
            return note
        free = canvas.place_for(rect.size() * canvas.camera.scale)
        return note if free is None else replace(note, x=free.x(), y=free.y())

    def _arrange(self, arrangement: Arrangement, picture: str = "") -> None:
        """Arrange the picture so, unless no file could hold it: then it stays as it was."""
        if arrangement.fits:
            self._viewing.arrange(arrangement, picture)
        else:
            self._canvas.arrange(self._viewing.look.arrangement)
            self._refuse()

    def _refuse(self) -> None:
        translate = QCoreApplication.translate
        title = translate("Arrange", "This is too much to be arranged.")
        text = translate(
            "Arrange",
            "A picture can hold {shifts} things that were dragged, and {most} notes and {most} "
            "arrows. Everything is where it was.",
        ).format(shifts=f"{MOST_SHIFTS:,}", most=MOST)
        self._notices.show_notice(Notice(kind="error", title=title, text=text))

    # --- kept with the document

    def _on_viewing_changed(self, look: Look) -> None:
        self._canvas.let_go()  # what is dragged would be dropped into another picture
        if self.editor.note is not None and look.picture != self._picture:
            self.editor.finish()
            look = self._viewing.look
        self._let_gone_go(look.arrangement)
        self._enable()
        if self._session.tape is not None:
            self._session.tape.arrangements = dict(look.arrangements)
        if dict(look.arrangements) != dict(self._saved):
            self._timer.start()

    def _let_gone_go(self, shown: Arrangement) -> None:
        """A note or an arrow that is not there any more is not chosen any more."""
        before, notes = self._own, {one.key for one in shown.notes}
        self._own = frozenset(notes | {one.key for one in shown.arrows})
        arranger, gone = self._canvas.arranger, before - self._own
        if gone.intersection(arranger.chosen):
            arranger.choose(one for one in arranger.chosen if one not in gone)

    def _on_session_tape_opened(self, tape: Tape | None) -> None:
        """A tape that came with an arrangement shows it, unless another was made here."""
        self._canvas.let_go()
        if tape is None:
            return
        if tape.arrangements and not self._viewing.look.arrangements:
            self._viewing.bring(tape.arrangements)
            if self._canvas.scene is not None:  # it was fitted without the notes
                self._canvas.settle()
        else:
            tape.arrangements = dict(self._viewing.look.arrangements)

    def close(self) -> None:
        """Save all of it, the note that is being written too."""
        self.editor.finish()
        self.keep()

    def keep(self) -> None:
        """Save what is arranged now."""
        self._timer.stop()
        pictures = dict(self._viewing.look.arrangements)
        if pictures == dict(self._saved) or not self._lasting:
            return
        try:
            kept.save(self._key, pictures, self._folder)
        except FileProblem as problem:
            self._tell(problem)
            return
        self._saved = pictures

    def _on_document_opened(self, _opened: Opened) -> None:
        self.close()
        self._canvas.arranger.choose(())  # another document's names may be the same
        self._key = self._document.key
        self._lasting = self._lasts()
        found: dict[str, Arrangement] = {}
        try:
            found = kept.load(self._key, self._folder) if self._lasting else {}
        except kept.BadArrangement as problem:
            self._tell(problem)
        except FileProblem as problem:
            self._lasting = False  # what is there must not be written over unread
            self._tell(problem)
        self._saved = found
        self._viewing.bring(found)

    def _on_document_changed(self, _news: None) -> None:
        """Saved under another name it takes what is arranged along."""
        if self._document.key != self._key:
            self.keep()
            self._key, self._saved, self._lasting = self._document.key, {}, self._lasts()
            self._timer.start()

    def _lasts(self) -> bool:
        """Whether there is a document to keep it with: a new program has no name yet."""
        return self._document.path is not None or self._document.lesson is not None

    def _tell(self, problem: FileProblem) -> None:
        self._problem = told(problem)
        QTimer.singleShot(0, self._say)  # the run that follows wipes what was said before

    def _say(self) -> None:
        title = QCoreApplication.translate("Arrange", "The arrangement of the graph")
        self._notices.show_notice(Notice(kind="error", title=title, text=self._problem))
