"""Builds a model: a list of layers, or the program they are; each becomes the other."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from graphviewer.disk.problem import FileProblem
from graphviewer.files.programs import read_program
from graphviewer.gui.dialogs import asking
from graphviewer.gui.fields.controls import fit
from graphviewer.gui.i18n import Language
from graphviewer.gui.panels.editor_code import CodeEdit
from graphviewer.gui.problems import told
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.builder_layers import LayersEditor
from graphviewer.runs.config import Layer, Model
from graphviewer.runs.layer_code import code
from graphviewer.runs.layer_read import CannotRead, read
from graphviewer.runs.layers import Shape
from graphviewer.runs.presets import source_of
from graphviewer.session.layer_list import LayerList


class BuilderDialog(QDialog):
    """`chosen` carries the Model, and whether a program that is not ours is trusted."""

    chosen = Signal(object, bool)

    def __init__(
        self,
        model: Model,
        shape: Shape,
        outputs: int,
        language: Language,
        parent: QWidget | None = None,
        *,
        trusted: bool = True,
    ) -> None:
        """For examples of `shape` and so many outputs. `trusted`: the model's program is."""
        super().__init__(parent)
        self.setObjectName("builder")
        self._language: Language = language
        self._model, self._outputs = model, outputs
        self._foreign = not trusted  # the program, edited or not, is asked about
        source = source_of(model, shape, outputs)
        layers, why = _layers_of(source)
        self.layers = LayerList(layers, shape)
        self.editor = LayersEditor(self.layers, language)
        self.code = CodeEdit(LIGHT)
        self.code.setPlainText(source)
        self._told_source = source  # the program as the list last wrote or read it
        self._lay_out()
        self._connect()
        self.retranslate()
        if why:
            self.tabs.setCurrentIndex(1)
            self._say(why)
        self._enable()

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.editor, "")
        self.tabs.addTab(self._code_page(), "")
        self.told = QLabel()
        self.told.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        column = QVBoxLayout(self)
        for widget in (self.tabs, self.told, self.buttons):
            column.addWidget(widget, 1 if widget is self.tabs else 0)
        fit(self, 960, 640)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.layers.changed.connect(self._on_layers_changed)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.code.textChanged.connect(self._on_code_text_changed)
        self.read_button.clicked.connect(self._on_read_clicked)
        self.open_button.clicked.connect(self._on_open_clicked)

    def _code_page(self) -> QWidget:
        page = QWidget()
        self.read_button, self.open_button = QPushButton(), QPushButton()
        row = QHBoxLayout()
        for button in (self.read_button, self.open_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.addWidget(self.code, 1)
        column.addLayout(row)
        return page

    # --- list and program

    @property
    def source(self) -> str:
        """The program as it stands."""
        return self.code.toPlainText()

    @property
    def as_program(self) -> bool:
        """Whether the program says something else than the list."""
        return self.source != self._told_source or not self.layers.layers

    def _on_layers_changed(self, _nothing: None) -> None:
        self._told_source = code(self.layers.layers) if self.layers.layers else ""
        self.code.setPlainText(self._told_source)
        self._say("")
        self._enable()

    def _on_code_text_changed(self) -> None:
        self._enable()

    def _on_tabs_current_changed(self, place: int) -> None:
        """A program that was written by hand becomes the list, if it can."""
        if place == 0 and self.source != self._told_source:
            self._read()

    def _on_read_clicked(self) -> None:
        if self._read():
            self.tabs.setCurrentIndex(0)

    def _read(self) -> bool:
        source = self.source
        layers, why = _layers_of(source)
        self._say(why)
        if why:
            return False
        self.layers.replace(layers, len(layers) - 1)
        self._told_source = source
        self.code.setPlainText(source)
        self._enable()
        return True

    def _on_open_clicked(self) -> None:
        title = QCoreApplication.translate("TrainBuilder", "Open a program that defines model")
        dialog = QFileDialog(self, title, str(Path.home()))
        dialog.setObjectName("files")
        dialog.setNameFilters([QCoreApplication.translate("TrainBuilder", "Programs (*.py)")])
        dialog.fileSelected.connect(self.open_program)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_program(self, name: str) -> None:
        """Take a program from a file; it is not run before it is trusted."""
        try:
            source = read_program(Path(name))
        except FileProblem as problem:
            self._say(told(problem))
            return
        self._foreign = True
        self.code.setPlainText(source)
        self.tabs.setCurrentIndex(1)
        self._say("")

    # --- the end

    def model(self) -> Model:
        """The model as it stands."""
        if self.as_program:
            return replace(self._model, source=self.source, layers=(), preset="")
        return replace(self._model, source="", layers=self.layers.layers, preset="")

    def accept(self) -> None:
        if self.as_program and self._foreign:
            question = asking.trust(self, QCoreApplication.translate("TrainBuilder", "the program"))
            question.answered.connect(self._on_trust_answered)
            question.open()
            return
        self._finish(trusted=True)

    def _on_trust_answered(self, answer: str) -> None:
        if answer in ("restricted", "trusted"):
            self._finish(trusted=answer == "trusted")

    def _finish(self, *, trusted: bool) -> None:
        self.chosen.emit(self.model(), trusted)
        super().accept()

    def _enable(self) -> None:
        ready = bool(self.source.strip()) if self.as_program else self.layers.fits
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
        self.read_button.setEnabled(self.source != self._told_source)

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("TrainBuilder", "Build a model"))
        self.tabs.setTabText(0, translate("TrainBuilder", "Layers"))
        self.tabs.setTabText(1, translate("TrainBuilder", "Program"))
        self.code.setAccessibleName(translate("TrainBuilder", "The model's program"))
        self.read_button.setText(translate("TrainBuilder", "Read as layers"))
        self.read_button.setToolTip(
            translate("TrainBuilder", "Make the list of layers from the program")
        )
        self.open_button.setText(translate("TrainBuilder", "Open…"))
        self.open_button.setToolTip(
            translate("TrainBuilder", "A program that defines model, an nn.Module")
        )
        kinds = QDialogButtonBox.StandardButton
        use = self.buttons.button(kinds.Ok)
        use.setText(translate("TrainBuilder", "Use this model"))
        use.setMinimumWidth(use.fontMetrics().horizontalAdvance(use.text()) + 56)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.code.set_colours(colours)
        self.editor.set_colours(colours)


def _layers_of(source: str) -> tuple[tuple[Layer, ...], str]:
    """The layers a program lists; where it is no such list, why not."""
    try:
        return read(source), ""
    except CannotRead as problem:
        return (), str(problem)
