"""Open a model: shows what a file holds, and runs it as a program where the user asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from graphviewer.disk.problem import FileProblem
from graphviewer.files import programs
from graphviewer.files.models import program, read, writing
from graphviewer.files.models.data import Weights
from graphviewer.files.models.problem import NotAModel
from graphviewer.files.models.program import Program
from graphviewer.files.models.writing import Wanted
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.dialogs import asking
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.flows.page_flow import PageFlow
from graphviewer.gui.flows.view_flow import ViewFlow
from graphviewer.gui.flows.wishes import Wish
from graphviewer.gui.models import words
from graphviewer.gui.models.dialog import OpenModelDialog
from graphviewer.gui.models.reading import Reading
from graphviewer.gui.problems import told
from graphviewer.gui.runner import Runner
from graphviewer.session.document import Opened


class ModelFlow(QObject):
    """Nothing of a file runs because it was opened: Run asks for trust as it does for any file."""

    def __init__(
        self,
        window: QWidget,
        files: FileFlow,
        pages: PageFlow,
        views: ViewFlow,
        runner: Runner,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._window, self._files, self._pages = window, files, pages
        self._views, self._runner, self._appearance = views, runner, appearance
        self.dialog: OpenModelDialog | None = None
        self._reading = Reading(self)
        self._reading.done.connect(self._on_reading_done)
        self._reading.failed.connect(self._complain)
        self._run = False
        self._lines = ""  # that convert a file which was refused
        files.for_model.connect(self.open_path)
        files.offered_shown.connect(self._on_offered_shown)

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the actions do."""
        return {"open_model": self.choose}

    def choose(self) -> None:
        """Ask for the file."""
        dialog = self._files.dialog(QCoreApplication.translate("Model", "Open a model"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                QCoreApplication.translate("Model", "Models and programs ({kinds})").format(
                    kinds=f"*.py {read.PATTERNS}"
                ),
                QCoreApplication.translate("Files", "All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self.open_path)
        dialog.open()

    def open_path(self, name: str) -> None:
        """Show what a file holds, or say why it is not opened."""
        path = Path(name)
        if path.suffix.lower() != ".py":
            self._reading.begin(path)
            return
        self._reading.give_up()
        try:
            found = _program(path)
        except FileProblem as problem:
            self._complain(path, problem)
        else:
            self._show(path, None, found)

    def close(self) -> None:
        """The window closes: what is being read is not shown any more."""
        self._reading.give_up()

    def _on_reading_done(self, path: Path, weights: Weights) -> None:
        self._show(path, weights, None)

    def _show(self, path: Path, weights: Weights | None, found: Program | None) -> None:
        self._files.folder = str(path.absolute().parent)
        self._files.used.emit(str(path))
        self.dialog = OpenModelDialog(weights, found, self._appearance.colours, self._window)
        self.dialog.wanted.connect(self._on_dialog_wanted)
        self.dialog.program_wanted.connect(self._on_dialog_program_wanted)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    def _on_dialog_finished(self, _result: int) -> None:
        self.dialog = None

    # --- a program for weights

    def _on_dialog_program_wanted(self) -> None:
        title = QCoreApplication.translate("Model", "The program that defines the model")
        dialog = self._files.dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([QCoreApplication.translate("Files", "Python programs (*.py)")])
        dialog.fileSelected.connect(self.pair)
        dialog.open()

    def pair(self, name: str) -> None:
        """Take the model of a program for the weights that are shown."""
        path = Path(name)
        try:
            found = _program(path)
        except FileProblem as problem:
            self._complain(path, problem)
            return
        if self.dialog is not None:
            self.dialog.set_program(found)

    # --- the program that is made

    def _on_dialog_wanted(self, wanted: Wanted, run: bool) -> None:
        self._run = run
        one = wanted.weights or wanted.program
        assert one is not None, "neither weights nor a program"
        made = Opened(
            origin="program",
            source=writing.text(wanted),
            filename=f"{one.path.stem}_run.py",
            folder=writing.folder_of(wanted),
        )
        self._files.wish(Wish("offer", opened=made))

    def _on_offered_shown(self) -> None:
        self._pages.show_page("explore")
        self._views.set_view("modules")
        if self._run:
            self._run = False
            self._runner.run()

    def _complain(self, path: Path, problem: FileProblem) -> None:
        title = QCoreApplication.translate("Files", "{name} could not be opened.")
        over = self.dialog or self._window
        if not isinstance(problem, NotAModel):
            asking.message(over, title.format(name=path.name), told(problem)).open()
            return
        self._lines = problem.advice
        question = words.refused(over, title.format(name=path.name), problem)
        question.answered.connect(self._on_refused_answered)
        question.open()

    def _on_refused_answered(self, answer: str) -> None:
        if answer == "copy":
            QGuiApplication.clipboard().setText(self._lines)


def _program(path: Path) -> Program:
    """The models of a program. Raises FileProblem."""
    return program.find(path, programs.read_program(path))
