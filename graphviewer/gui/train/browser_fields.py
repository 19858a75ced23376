"""Some settings of the config, edited where their effect is seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.entry import Entry
from graphviewer.gui.i18n import Language
from graphviewer.gui.train.form import FieldRow
from graphviewer.gui.train.form_fields import Flag, show_value
from graphviewer.gui.train.form_values import shape_of
from graphviewer.gui.train.settings_choices import choices, chosen
from graphviewer.gui.train.settings_facts import idle
from graphviewer.gui.train.settings_rows import ROWS
from graphviewer.runs.config import Config
from graphviewer.runs.keys import changed, flat
from graphviewer.session.training import Training


class ConfigFields(QWidget):
    """Rows of the settings form, for some paths; what is edited can be undone as there."""

    def __init__(self, training: Training, paths: Sequence[str]) -> None:
        super().__init__()
        self._training = training
        self._language: Language = "en"
        self.rows = {path: FieldRow(path, _editor(path)) for path in paths}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for row in self.rows.values():
            column.addWidget(row)
            row.edited.connect(self._on_row_edited)
            if row.is_typed:
                row.entry.undo_wanted.connect(training.undo)
                row.entry.redo_wanted.connect(training.redo)
        training.config_changed.connect(self._on_config_changed)
        self.retranslate()

    def refresh(self) -> None:
        """Show the config as it is; settings that make no difference are hidden."""
        config = self._training.config
        values, hidden = flat(config), idle(config)
        for path, row in self.rows.items():
            if isinstance(row.editor, Choice):
                row.editor.offer(choices(path, config, self._language), chosen(path, config))
            else:
                show_value(row.editor, values[path])
            row.settle()
            row.setVisible(path not in hidden)

    def _on_config_changed(self, _config: Config) -> None:
        self.refresh()

    def _on_row_edited(self, path: str, value: object) -> None:
        self._training.edit(changed(self._training.config, {path: value}))

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        self._language = language
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        for row in ROWS:
            if row.path in self.rows:
                label = QCoreApplication.translate("Settings", row.label)
                self.rows[row.path].say(label, QCoreApplication.translate("Settings", row.tip))
        self.refresh()


def _editor(path: str) -> Entry | Choice | Flag:
    shape = shape_of(path)
    if shape == "flag":
        return Flag()
    return Choice() if shape == "choice" else Entry()
