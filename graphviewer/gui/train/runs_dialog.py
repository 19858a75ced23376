"""The runs: a list to show, compare, resume, rename, delete and export them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.disk.problem import FileProblem
from graphviewer.gui.fields.controls import fit
from graphviewer.gui.problems import told
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train import runs_ask as ask
from graphviewer.gui.train import runs_words as words
from graphviewer.gui.train.rename_dialog import RenameDialog
from graphviewer.gui.train.runs_compare import RunsCompare
from graphviewer.gui.train.runs_table import RunsTable
from graphviewer.runs import shelf
from graphviewer.runs.run import Run
from graphviewer.session.runs import RunRow, row_of, rows_in

REFRESH_MS = 2000  # a run under way is read again so often
BUTTONS = ("show", "resume", "rename", "delete", "undo", "export", "open")


class RunsDialog(QDialog):
    """`show_wanted` and `resume_wanted` carry the Path of a run's folder."""

    show_wanted = Signal(object)
    resume_wanted = Signal(object)

    def __init__(self, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs")
        self._root = root
        self._extra: list[Path] = []  # runs of other folders, opened by path
        self._trashed = shelf.trashed(root)  # what was deleted, newest last
        self._rows: dict[Path, RunRow] = {}
        self._colours = LIGHT
        self.list = RunsTable()
        self.compare = RunsCompare()
        self.buttons = {name: QPushButton() for name in BUTTONS}
        self.told = QLabel()
        self.told.setWordWrap(True)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemChanged.connect(self._on_list_item_changed)
        self.list.itemActivated.connect(self._on_list_item_activated)
        self.compare.failed.connect(self._say)
        for name, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(getattr(self, f"_on_{name}_clicked"))
        self.retranslate()
        self.refresh()

    def _lay_out(self) -> None:
        fit(self, 1120, 720)
        row = QHBoxLayout()
        for name in BUTTONS:
            row.addWidget(self.buttons[name])
        row.insertStretch(BUTTONS.index("open"), 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.compare)
        split.setSizes([280, 400])
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addWidget(self.told)
        column.addLayout(row)

    # --- the list

    def refresh(self) -> None:
        """Read the folder again; what is chosen and ticked stays so."""
        rows = rows_in(self._root) + [row_of(path) for path in self._extra]
        kept = {row.path: row for row in rows}
        if kept != self._rows:
            self._rows = kept
            self.list.show_rows(rows)
            self._compare()
        self.compare.setVisible(bool(rows))
        alive = any(row.standing in ("starting", "running", "paused") for row in rows)
        if self.isVisible() and alive:
            self._timer.start()
        else:
            self._timer.stop()
        self._enable()

    def selected(self) -> Path | None:
        """The run the buttons speak of."""
        return self.list.selected()

    def checked(self) -> list[Run]:
        """The runs that are ticked, as far as they can be read."""
        runs = []
        for path in self.list.checked():
            try:
                runs.append(Run(path))
            except FileProblem as problem:
                self._say(told(problem))
        return runs

    def tick(self, paths: list[Path]) -> None:
        """Compare these runs."""
        self.list.tick(paths)

    def _compare(self) -> None:
        self.compare.show_runs(self.checked())

    def _enable(self) -> None:
        path = self.selected()
        row = self._rows.get(path) if path is not None else None
        busy = row is not None and row.standing in ("starting", "running", "paused", "evaluating")
        can = {
            "show": row is not None and not row.problem,
            "resume": row is not None
            and row.can_resume
            and not busy
            and row.standing != "finished",
            "rename": row is not None and not busy,
            "delete": row is not None and not busy,
            "undo": bool(self._trashed),
            "export": row is not None,
            "open": True,
        }
        for name, button in self.buttons.items():
            button.setEnabled(can[name])

    def _say(self, text: str) -> None:
        self.told.setText(text)

    # --- gestures

    def _on_list_item_changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self._compare()

    def _on_list_item_activated(self, _item: QTreeWidgetItem, _column: int) -> None:
        self._on_show_clicked()

    def _on_show_clicked(self) -> None:
        path = self.selected()
        if path is not None:
            self.show_wanted.emit(path)
            self.accept()

    def _on_resume_clicked(self) -> None:
        path = self.selected()
        if path is not None:
            self.resume_wanted.emit(path)
            self.accept()

    def _on_rename_clicked(self) -> None:
        path = self.selected()
        if path is None:
            return
        dialog = RenameDialog(path.name, self)
        dialog.chosen.connect(self._on_name_chosen)
        dialog.open()

    def _on_name_chosen(self, name: str) -> None:
        path = self.selected()
        if path is None or name == path.name:
            return
        try:
            new = shelf.rename(path, name)
        except FileProblem as problem:
            self._say(told(problem))
            return
        self._extra = [new if one == path else one for one in self._extra]
        self.refresh()

    def _on_delete_clicked(self) -> None:
        path = self.selected()
        if path is None:
            return
        try:
            self._trashed.append(shelf.delete(path))
        except FileProblem as problem:
            self._say(told(problem))
            return
        self._extra = [one for one in self._extra if one != path]
        said = QCoreApplication.translate("Runs", "{name} was deleted. Undo brings it back.")
        self._say(said.format(name=path.name))
        self.refresh()

    def _on_undo_clicked(self) -> None:
        if not self._trashed:
            return
        try:
            restored = shelf.restore(self._trashed[-1])
        except FileProblem as problem:
            self._say(told(problem))
            return
        self._trashed.pop()
        said = QCoreApplication.translate("Runs", "{name} is back.")
        self._say(said.format(name=restored.name))
        self.refresh()

    def _on_export_clicked(self) -> None:
        path = self.selected()
        if path is None:
            return
        dialog = ask.archive(self, path.name)
        dialog.fileSelected.connect(self._on_export_file_selected)
        dialog.open()

    def _on_export_file_selected(self, name: str) -> None:
        path = self.selected()
        if path is None:
            return
        try:
            shelf.export(path, Path(name))
        except FileProblem as problem:
            self._say(told(problem))
            return
        said = QCoreApplication.translate("Runs", "Exported to {name}.")
        self._say(said.format(name=name))

    def _on_open_clicked(self) -> None:
        dialog = ask.folder(self, self._root)
        dialog.fileSelected.connect(self._on_open_file_selected)
        dialog.open()

    def _on_open_file_selected(self, name: str) -> None:
        self.open_folder(Path(name))

    def open_folder(self, path: Path) -> None:
        """List a run that lies elsewhere, on another machine's disk perhaps."""
        try:
            Run(path)
        except FileProblem as problem:
            self._say(told(problem))
            return
        if path not in self._rows:
            self._extra.append(path)
        self.refresh()
        self.list.select(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self.buttons["delete"].click()  # as long as it can be: not a run under way
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Runs", "Training runs"))
        self.list.set_words(
            words.heads(), translate("Runs", "A training run is listed here once it has begun.")
        )
        self.list.setAccessibleName(translate("Runs", "Training runs"))
        for name, (text, tip) in words.buttons().items():
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(tip)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.list.set_colours(colours)
        self.compare.set_colours(colours)
