"""Opens the model builder, and takes what is built into the config."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from graphviewer.gui.appearance import Appearance
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.builder import BuilderDialog
from graphviewer.gui.train.settings_facts import data_set, example
from graphviewer.gui.train_flows.training_flow import TrainingFlow
from graphviewer.runs.config import Config, Model
from graphviewer.runs.news import Opened

UNKNOWN = ((1, 28, 28), 10)  # what a data set that was never read is taken for


class BuilderFlow(QObject):
    """Joins the page's wish for a builder to the config."""

    def __init__(
        self, page: TrainPage, flow: TrainingFlow, appearance: Appearance, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page, self._flow, self._appearance = page, flow, appearance
        page.builder_wanted.connect(self.open)
        page.settings.offer("builder")

    def open(self) -> None:
        """Open the builder on the model as it is set."""
        training = self._flow.training
        model, language = training.config.model, self._appearance.language
        shape, outputs = sizes(training.config, training.opened)
        known = self._flow.programs.of(model.source) == "trusted"
        dialog = BuilderDialog(model, shape, outputs, language, self._page, trusted=known)
        dialog.set_colours(self._appearance.colours)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_dialog_chosen(self, model: Model, trusted: bool) -> None:
        training = self._flow.training
        if model.source:
            self._flow.programs.decide(model.source, trusted=trusted)
        training.edit(replace(training.config, model=model))


def sizes(config: Config, opened: Opened | None) -> tuple[tuple[int, ...], int]:
    """The shape of an example as the model sees it, and how many outputs the model has."""
    known = data_set(config)
    if known is not None and known.shape:
        return example(config, known), len(known.classes) or 1
    if opened is not None and opened.config.data == config.data:
        return opened.shape, len(opened.classes) or 1
    return UNKNOWN
