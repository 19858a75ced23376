"""Files of the Train page: configs opened and saved, folders of runs shown, weights saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, read_bytes
from graphviewer.files.named import ended
from graphviewer.gui.devices import Devices
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.flows.page_flow import PageFlow
from graphviewer.gui.notice import Notice
from graphviewer.gui.problems import told
from graphviewer.gui.train_flows.train_side import TrainSide
from graphviewer.runs import toml

MOST_BYTES = 64 * 1024**3  # of a file of weights


class TrainFiles(QObject):
    """Opens on the Train page what belongs there, and says what cannot be opened."""

    def __init__(
        self, train: TrainSide, files: FileFlow, pages: PageFlow, devices: Devices
    ) -> None:
        super().__init__(train)
        self._train, self._files, self._pages, self._devices = train, files, pages, devices
        files.for_training.connect(self.open_path)

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the actions for files do."""
        return {
            "open": self.choose,
            "train_save": self.save_config,
            "train_weights": self.save_weights,
        }

    def choose(self) -> None:
        """Ask which file to open; what is open on the other page is asked about where need be."""
        if self._pages.page != "train":
            self._files.choose()
            return
        translate = QCoreApplication.translate
        dialog = self._files.dialog(translate("Files", "Open the config of a training run"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                translate("Files", "Configs (*.toml)"),
                translate("Files", "Programs and tapes (*.py *.tape)"),
                translate("Files", "All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._files.open_path)
        dialog.open()

    def open_path(self, name: str) -> None:
        """Take the config in a TOML file, or show the run in a folder."""
        path = Path(name)
        self._pages.show_page("train")
        if path.is_dir():
            self._train.show_run(path)
            return
        try:
            config = toml.read(path)
        except FileProblem as problem:
            title = QCoreApplication.translate("Files", "{name} could not be opened.")
            self._complain(title, path, problem)
            return
        self._train.flow.noticed.emit(None)
        self._devices.want(config.device)
        self._train.training.edit(config)
        self._used(path)

    def save_config(self) -> None:
        """Ask where to save the settings."""
        if not self._train.flow.check():
            return
        dialog = self._saving(
            QCoreApplication.translate("Files", "Save the config"),
            QCoreApplication.translate("Files", "Configs (*.toml)"),
            f"{self._train.title(self._train.training.config)}.toml",
        )
        dialog.fileSelected.connect(self._on_config_selected)
        dialog.open()

    def _on_config_selected(self, name: str) -> None:
        try:
            toml.write(self._train.training.config, Path(name))
        except FileProblem as problem:
            self._not_saved(Path(name), problem)
            return
        self._used(Path(name))

    def save_weights(self) -> None:
        """Ask where to save the weights of the run that is shown."""
        weights = self._train.weights()
        if weights is None:
            return
        dialog = self._saving(
            QCoreApplication.translate("Files", "Save the weights"),
            QCoreApplication.translate("Files", "Weights (*.safetensors)"),
            f"{self._train.shown_name()}{weights.suffix}",
        )
        dialog.fileSelected.connect(self._on_weights_selected)
        dialog.open()

    def _on_weights_selected(self, name: str) -> None:
        weights, path = self._train.weights(), Path(name)
        if weights is None:
            return
        if path.suffix.lower() != weights.suffix:  # what it holds is what it is called
            path = ended(path, weights.suffix)
        try:
            atomic.write(path, [read_bytes(weights, MOST_BYTES)])
        except FileProblem as problem:
            self._not_saved(path, problem)
            return
        self._files.folder = str(path.parent)
        title = QCoreApplication.translate("Files", "The weights were saved in {name}.")
        self._train.flow.noticed.emit(Notice(kind="info", title=title.format(name=path.name)))

    def _saving(self, title: str, kind: str, name: str) -> QFileDialog:
        dialog = self._files.dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([kind])
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.selectFile(name)
        return dialog

    def _used(self, path: Path) -> None:
        self._files.folder = str(path.parent)
        self._files.used.emit(str(path))

    def _not_saved(self, path: Path, problem: FileProblem) -> None:
        title = QCoreApplication.translate("Files", "{name} could not be saved.")
        self._complain(title, path, problem)

    def _complain(self, title: str, path: Path, problem: FileProblem) -> None:
        said = title.format(name=path.name)
        self._train.flow.noticed.emit(Notice(kind="error", title=said, text=told(problem)))
