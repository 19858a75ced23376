"""New, open and save: nothing is lost unasked, and no file runs because it was opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from graphviewer.disk.problem import FileProblem
from graphviewer.files import lessons, programs, tape_file
from graphviewer.files.models.read import PATTERNS, is_model
from graphviewer.gui.dialogs import asking
from graphviewer.gui.flows.wishes import Wish, lesson_at
from graphviewer.gui.problems import told
from graphviewer.session.document import Document, Opened
from graphviewer.session.session import Session
from graphviewer.tape.tape import Tape

TAPE_SUFFIX = ".tape"


class FileFlow(QObject):
    """`run_wanted`: a lesson was opened and runs at once. `close_agreed`: the window may close.

    `left`: another document is about to be shown. `used`: a file was opened or saved, `tape_saved`
    a tape. `reading`: a tape, which can be large, is read now; empty when it is done.
    `tape_shown`: a tape that was offered is open. `for_training`: a config or a run is wanted.
    `for_model`: the file of a model is. `offered_shown`: a program that was offered is open.
    """

    run_wanted = Signal()
    close_agreed = Signal()
    left = Signal()
    used = Signal(str)
    tape_saved = Signal(str)
    reading = Signal(str)
    tape_shown = Signal()
    for_training = Signal(str)
    for_model = Signal(str)
    offered_shown = Signal()

    def __init__(self, session: Session, document: Document, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._document = session, document
        self._window = window
        self._wish: Wish | None = None
        self._after_save: Wish | None = None
        self.folder = ""

    # --- leaving what is open

    def wish(self, wish: Wish) -> None:
        """Do something that replaces the open program, after asking about unsaved changes."""
        if not self._document.dirty:
            self._do(wish)
            return
        if self._wish is not None:
            return  # the question is on screen already
        self._wish = wish
        question = asking.unsaved(self._window, self._document.filename)
        question.answered.connect(self._on_unsaved_answered)
        question.open()

    def _on_unsaved_answered(self, answer: str) -> None:
        wish, self._wish = self._wish, None
        if wish is None or answer == "cancel":
            return
        if answer == "save":
            self._after_save = wish
            self.save()
        else:
            self._do(wish)

    def _do(self, wish: Wish) -> None:
        match wish.what:
            case "new":
                self._show(Opened(origin="new", source="import torch\n\n", filename="program.py"))
            case "choose":
                self._choose_file()
            case "file":
                self._open_file(Path(wish.name))
            case "lesson":
                self._open_lesson(wish.name)
            case "copy":
                self._open_copy(wish.name)
            case "tape" if wish.tape is not None:
                self.show_tape(wish.tape, wish.name)
                self.tape_shown.emit()
            case "offer" if wish.opened is not None:
                self._show(wish.opened)
                self.offered_shown.emit()
            case "close":
                self.close_agreed.emit()

    # --- opening

    def new(self) -> None:
        """An empty program."""
        self.wish(Wish("new"))

    def choose(self) -> None:
        """Ask which file to open."""
        self.wish(Wish("choose"))

    def open_path(self, path: str) -> None:
        """Open a program or a tape; what others open replaces neither."""
        if not self._is_for_others(path):
            self.wish(Wish("file", path))

    def _is_for_others(self, path: str) -> bool:
        """Whether others open it: a config, the folder of a run, or the file of a model."""
        if Path(path).suffix == ".toml" or (Path(path) / "config.toml").is_file():
            self.for_training.emit(path)
        elif is_model(path):
            self.for_model.emit(path)
        else:
            return False
        return True

    def show_tape(self, tape: Tape, name: str) -> None:
        """Show a tape that is in no file, under a name."""
        self._show(Opened(origin="tape", source=tape.meta.source, filename=name))
        self._session.open(tape)

    def offer_tape(self, tape: Tape, name: str) -> None:
        """Show a tape that is in no file, after asking about unsaved changes."""
        self.wish(Wish("tape", name, tape))

    def open_lesson(self, identifier: str) -> None:
        """Open a lesson; it is ours and runs at once."""
        self.wish(Wish("lesson", identifier))

    def open_copy(self, identifier: str) -> None:
        """Open a lesson's program as a new one to change, its words beside it."""
        self.wish(Wish("copy", identifier))

    def _choose_file(self) -> None:
        dialog = self.dialog(QCoreApplication.translate("Files", "Open a program or a tape"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                QCoreApplication.translate("Files", "Programs and tapes (*.py *.tape)"),
                QCoreApplication.translate("Files", "Models ({kinds})").format(kinds=PATTERNS),
                QCoreApplication.translate("Files", "All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._on_open_selected)
        dialog.open()

    def _on_open_selected(self, path: str) -> None:
        # The question about unsaved changes was answered before the dialog came up.
        if not self._is_for_others(path):
            self._open_file(Path(path))

    def _open_file(self, path: Path) -> None:
        lesson = lesson_at(path)
        if lesson is not None:
            self._open_lesson(lesson)
            return
        try:
            if path.suffix == TAPE_SUFFIX:
                self._open_tape(path)
            else:
                source = programs.read_program(path)
                opened = Opened(origin="program", source=source, filename=path.name, path=path)
                self._show(opened)
        except FileProblem as problem:
            self._complain(
                QCoreApplication.translate("Files", "{name} could not be opened."), path, problem
            )
            return
        self.folder = str(path.parent)
        self.used.emit(str(path))

    def _open_tape(self, path: Path) -> None:
        self.reading.emit(path.name)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            tape = tape_file.read(path)
            self._show(
                Opened(origin="tape", source=tape.meta.source, filename=path.name, path=path)
            )
            self._session.open(tape)
        finally:
            QGuiApplication.restoreOverrideCursor()
            self.reading.emit("")

    def _open_lesson(self, identifier: str) -> None:
        source = self._read_lesson(identifier)
        if source is not None:
            name = lessons.lesson(identifier).path.name
            self._show(Opened(origin="lesson", source=source, filename=name, lesson=identifier))
            self.run_wanted.emit()

    def _open_copy(self, identifier: str) -> None:
        source = self._read_lesson(identifier)
        if source is not None:
            name = f"{lessons.lesson(identifier).path.stem}_copy.py"
            self._show(Opened(origin="new", source=source, filename=name, lesson=identifier))

    def _read_lesson(self, identifier: str) -> str | None:
        """A lesson's program; None where it cannot be read, which is said."""
        try:
            return programs.read_program(lessons.lesson(identifier).path)
        except (FileProblem, lessons.LessonError) as problem:
            title = QCoreApplication.translate("Files", "The lesson could not be opened.")
            text = told(problem) if isinstance(problem, FileProblem) else str(problem)
            asking.message(self._window, title, text).open()
        return None

    def _show(self, opened: Opened) -> None:
        self.left.emit()
        self._session.open(None)
        self._document.open(opened)

    # --- saving

    def save(self) -> None:
        """Save to the program's own file; ask for one if it has none."""
        if self._document.origin == "program" and self._document.path is not None:
            self._save_to(self._document.path)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask where to save the program."""
        dialog = self.dialog(QCoreApplication.translate("Files", "Save the program"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([QCoreApplication.translate("Files", "Python programs (*.py)")])
        dialog.setDefaultSuffix("py")
        dialog.selectFile(Path(self._document.filename).with_suffix(".py").name)
        dialog.fileSelected.connect(self._on_save_selected)
        dialog.rejected.connect(self._on_save_rejected)
        dialog.open()

    def _on_save_selected(self, path: str) -> None:
        self._save_to(Path(path))

    def _on_save_rejected(self) -> None:
        self._after_save = None

    def _save_to(self, path: Path) -> None:
        after, self._after_save = self._after_save, None
        try:
            programs.write_program(path, self._document.source)
        except FileProblem as problem:
            self._complain(
                QCoreApplication.translate("Files", "{name} could not be saved."), path, problem
            )
            return
        self._document.saved(path)
        self.folder = str(path.parent)
        self.used.emit(str(path))
        if after is not None:
            self._do(after)

    def save_tape(self) -> None:
        """Ask where to save the tape that is shown."""
        dialog = self.dialog(QCoreApplication.translate("Files", "Save the tape"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([QCoreApplication.translate("Files", "Tapes (*.tape)")])
        dialog.setDefaultSuffix("tape")
        dialog.selectFile(Path(self._document.filename).with_suffix(TAPE_SUFFIX).name)
        dialog.fileSelected.connect(self._on_tape_selected)
        dialog.open()

    def _on_tape_selected(self, name: str) -> None:
        path = Path(name)
        if self._session.tape is None:
            return
        try:
            tape_file.write(self._session.tape, path)
        except FileProblem as problem:
            title = QCoreApplication.translate("Files", "{name} could not be saved.")
            self._complain(title, path, problem)
            return
        self.folder = str(path.parent)
        self.used.emit(str(path))
        self.tape_saved.emit(str(path))

    # --- dialogs

    def dialog(self, title: str) -> QFileDialog:
        """A dialog for a file, in the folder used last; not open yet."""
        dialog = QFileDialog(self._window, title, self.folder or str(Path.home()))
        dialog.setObjectName("files")
        labels = {  # what Qt's own translation leaves in English
            QFileDialog.DialogLabel.LookIn: QCoreApplication.translate("Files", "Look in:"),
            QFileDialog.DialogLabel.FileName: QCoreApplication.translate("Files", "File name:"),
            QFileDialog.DialogLabel.FileType: QCoreApplication.translate("Files", "Files of type:"),
        }
        for label, words in labels.items():
            dialog.setLabelText(label, words)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _complain(self, title: str, path: Path, problem: FileProblem) -> None:
        asking.message(self._window, title.format(name=path.name or path), told(problem)).open()
