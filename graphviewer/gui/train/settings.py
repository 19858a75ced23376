"""The settings of the next training run: every field of its config, in groups that fold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.entry import Entry, is_other_redo
from graphviewer.gui.i18n import Language
from graphviewer.gui.train.form import FieldRow, FormGroup
from graphviewer.gui.train.form_fields import Editor, Flag, PlaceEntry
from graphviewer.gui.train.form_values import shape_of
from graphviewer.gui.train.runs_list import RunsList
from graphviewer.gui.train.settings_choices import choices, chosen, with_preset
from graphviewer.gui.train.settings_facts import (
    data_set,
    has_scratch,
    idle,
    problems,
    size_of,
    uses_sample,
)
from graphviewer.gui.train.settings_model import ModelFacts
from graphviewer.gui.train.settings_rows import GROUPS, ROWS, Group, Row
from graphviewer.gui.train.settings_sample import SampleNote
from graphviewer.runs import shelf
from graphviewer.runs.config import Config
from graphviewer.runs.keys import changed, flat
from graphviewer.runs.news import Opened, TrainingNews
from graphviewer.session.training import Training


class SettingsPanel(QScrollArea):
    """Edits the config of a Training.

    `builder_wanted`: change the model's layers or program. `browser_wanted`: look at the data.
    `runs_wanted`: list the runs. `sweep_wanted`: train over some settings. `download_wanted`:
    FashionMNIST is to be had. `validity_changed`: there is or is not something to put right.
    `folds_changed`: a group was folded.
    """

    builder_wanted = Signal()
    browser_wanted = Signal()
    runs_wanted = Signal()
    sweep_wanted = Signal()
    download_wanted = Signal()
    validity_changed = Signal(bool)
    folds_changed = Signal()

    def __init__(self, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._language: Language = "en"
        self._valid = True
        self.rows: dict[str, FieldRow] = {}
        self.groups: dict[Group, FormGroup] = {}
        self.facts = ModelFacts()
        self.sample = SampleNote()
        self.builder = _button()
        self.browser = _button()
        self.runs = _button()
        self.sweep = _button()
        self.recent = RunsList()
        self.setWidget(self._made())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.builder.clicked.connect(self.builder_wanted)
        self.browser.clicked.connect(self.browser_wanted)
        self.runs.clicked.connect(self.runs_wanted)
        self.sweep.clicked.connect(self.sweep_wanted)
        self.sample.download_wanted.connect(self.download_wanted)
        training.config_changed.connect(self._on_config_changed)
        training.heard.connect(self._on_training_heard)
        self.retranslate()
        self.groups["augment"].set_open(shown=False)

    def _made(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(4)
        for name in GROUPS:
            group = self.groups[name] = FormGroup()
            group.folded.connect(self.folds_changed)
            column.addWidget(group)
        for row in ROWS:
            made = self.rows[row.path] = FieldRow(row.path, _editor(row))
            made.edited.connect(self._on_row_edited)
            made.touched.connect(self._check)
            if made.is_typed:
                made.entry.undo_wanted.connect(self._training.undo)
                made.entry.redo_wanted.connect(self._training.redo)
            self.groups[row.group].add_row(made, more=row.more)
        self.groups["model"].add_widget(self.facts)
        self.groups["model"].add_widget(self.builder)
        self.groups["data"].add_widget(self.sample, 1)
        self.groups["data"].add_widget(self.browser)
        self.groups["runs"].add_widget(self.recent)
        self.groups["runs"].add_widget(self.runs)
        self.groups["runs"].add_widget(self.sweep)
        for button in (self.builder, self.browser, self.runs, self.sweep):
            button.hide()
        column.addStretch(1)
        return inside

    def offer(self, what: Literal["builder", "browser", "runs", "sweep"]) -> None:
        """Show the button of a signal that somebody answers now."""
        buttons = {
            "builder": self.builder,
            "browser": self.browser,
            "runs": self.runs,
            "sweep": self.sweep,
        }
        buttons[what].show()

    # --- what is shown

    def _on_config_changed(self, _config: Config) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the config as it is."""
        config = self._training.config
        values = flat(config)
        for row in ROWS:
            made = self.rows[row.path]
            if isinstance(made.editor, Choice):
                offered = choices(row.path, config, self._language)
                made.editor.offer(offered, chosen(row.path, config))
            else:
                made.show_value(values[row.path])
        hidden = idle(config)
        if not has_scratch(config):
            hidden.add("model.variant")
        for group in self.groups.values():
            group.set_idle(hidden)
        known, place = data_set(config), self.rows["data.path"].editor
        if known is not None and known.path and isinstance(place, PlaceEntry):
            place.browse = known.path
        self.rows["title"].entry.setPlaceholderText(shelf.title(config))
        self.refresh_sample()
        self.groups["augment"].set_summary(_augment_in_words(config))
        self._show_size()
        self._check()

    def _show_size(self) -> None:
        training = self._training
        self.facts.show_size(size_of(training.config, training.opened, self._language))

    def _on_training_heard(self, news: TrainingNews) -> None:
        if isinstance(news, Opened):
            self._show_size()

    def refresh_sample(self) -> None:
        """Say whether the sample stands in for the data set: it may have come meanwhile."""
        self.sample.setVisible(uses_sample(self._training.config))

    def _check(self) -> None:
        found = problems(self._training.config)
        for path, made in self.rows.items():
            made.clash(found.get(path, ""))
        for group in self.groups.values():
            group.refresh()
        valid = not any(made.wrong for made in self.rows.values())
        if valid != self._valid:
            self._valid = valid
            self.validity_changed.emit(valid)

    # --- editing

    def _on_row_edited(self, path: str, value: object) -> None:
        config = self._training.config
        if path == "model.preset":
            self._training.edit(with_preset(config, str(value)))
        else:
            self._training.edit(changed(config, {path: value}))
        self._check()

    def commit(self) -> bool:
        """Take what is typed at this moment; False, and the place is shown, if it is not valid."""
        for made in self.rows.values():
            made.commit()
        self._check()
        wrong = [made for made in self.rows.values() if made.wrong]
        if wrong:
            self.show_row(wrong[0])
        return not wrong

    def show_row(self, made: FieldRow) -> None:
        """Bring a setting into view and give it the focus."""
        for group in self.groups.values():
            if made in group.rows:
                group.reveal(made)
        made.editor.setFocus()
        self.ensureWidgetVisible(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Undo and redo from the parts of the form that nothing is typed into."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._training.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_other_redo(event):
            self._training.redo()
        else:
            super().keyPressEvent(event)

    # --- folds

    def folded(self) -> tuple[str, ...]:
        """The groups that are folded away."""
        return tuple(name for name, group in self.groups.items() if not group.open)

    def fold(self, names: Iterable[str]) -> None:
        """Fold these groups away and no others."""
        away = set(names)
        for name, group in self.groups.items():
            group.set_open(name not in away)

    # --- words

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        self._language = language
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setAccessibleName(translate("Settings", "Settings of the training run"))
        titles: dict[Group, str] = {
            "model": translate("Settings", "Model"),
            "data": translate("Settings", "Data"),
            "augment": translate("Settings", "Augment"),
            "optimisation": translate("Settings", "Optimisation"),
            "runs": translate("Settings", "Runs"),
        }
        for name, title in titles.items():
            self.groups[name].say(title)
        for row in ROWS:
            label, tip = translate("Settings", row.label), translate("Settings", row.tip)
            self.rows[row.path].say(label, tip)
        self.builder.setText(translate("Settings", "Layers and program…"))
        self.browser.setText(translate("Settings", "Look at the data…"))
        self.runs.setText(translate("Settings", "All runs…"))
        self.sweep.setText(translate("Settings", "Sweep…"))
        self.refresh()


def _button() -> QPushButton:
    button = QPushButton()
    button.setProperty("role", "button")
    button.setProperty("scale", "small")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _editor(row: Row) -> Editor:
    if row.browse:
        return PlaceEntry(row.browse)
    shape = shape_of(row.path)
    if shape == "flag":
        return Flag()
    return Choice() if shape == "choice" or row.path in ("model.preset", "data.name") else Entry()


def _augment_in_words(config: Config) -> str:
    """How much is done to the images, in a word or two."""
    plain = type(config.augment)()
    count = sum(
        getattr(config.augment, name) != getattr(plain, name) for name in plain.__struct_fields__
    )
    if not count:
        return QCoreApplication.translate("Settings", "none")
    return QCoreApplication.translate("Settings", "{n} of {all}").format(
        n=count, all=len(plain.__struct_fields__)
    )
