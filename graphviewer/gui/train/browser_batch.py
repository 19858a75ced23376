"""A batch as the model sees it, each image beside what it was before augmentation."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.controls import Spin
from graphviewer.gui.i18n import Language
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.browser_ask import BatchAsker
from graphviewer.gui.train.browser_facts import target
from graphviewer.gui.train.browser_fields import ConfigFields
from graphviewer.gui.train.browser_grid import Cell, ImageGrid, picture
from graphviewer.gui.train.browser_table import ExamplesTable
from graphviewer.gui.train.chart_card import number
from graphviewer.gui.train.form import LABEL_WIDTH
from graphviewer.gui.train.gallery import Gallery
from graphviewer.runs.news import BatchSeen
from graphviewer.session.training import Training

SIDE = 84  # pixels of an image: three for each of 28
WIDTH = 268  # of what is set and told
FIELDS = (
    "augment.flip_horizontal",
    "augment.flip_vertical",
    "augment.shift",
    "augment.noise",
    "augment.resize",
)


class BatchTab(QWidget):
    """Chooses an epoch and a batch, edits the augmentation, and shows what comes of it."""

    def __init__(self, training: Training, asker: BatchAsker, gallery: Gallery) -> None:
        super().__init__()
        self.training, self.asker, self.gallery = training, asker, gallery
        self.epoch, self.batch = Spin(), Spin()
        self.epoch.setRange(1, 10**6)
        self.batch.setRange(1, 1)
        self.epoch_word, self.batch_word = QLabel(), QLabel()
        for word in (self.epoch_word, self.batch_word):
            word.setProperty("role", "quiet")
            word.setFixedWidth(LABEL_WIDTH)
        self.fields = ConfigFields(training, FIELDS)
        self.caption, self.told, self.head = QLabel(), QLabel(), QLabel()
        self.caption.setProperty("role", "quiet")
        self.told.setFont(fonts.mono(13))
        self.head.setProperty("role", "quiet")
        for label in (self.told, self.head):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.grid = ImageGrid(SIDE, beside=2)
        self.table = ExamplesTable()
        self._lay_out()
        for spin in (self.epoch, self.batch):
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(self._on_spin_value_changed)
        asker.arrived.connect(self.refresh)
        asker.asked.connect(self._on_asked)
        gallery.arrived.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(16, 12, 12, 12)
        side.setSpacing(10)
        form = QFormLayout()
        form.setHorizontalSpacing(8)
        form.addRow(self.epoch_word, self.epoch)
        form.addRow(self.batch_word, self.batch)
        side.addLayout(form)
        side.addWidget(self.caption)
        side.addWidget(self.fields)
        side.addWidget(self.told)
        side.addStretch(1)
        left = QScrollArea()
        left.setWidget(inside)
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFixedWidth(WIDTH)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.table)
        right = QVBoxLayout()
        right.setContentsMargins(6, 12, 6, 6)
        right.addWidget(self.head)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(left)
        row.addLayout(right, 1)

    # --- what is shown

    def _on_asked(self) -> None:
        if self.asker.seen is None:
            self.refresh()  # of another data set
        self._say_head()

    def refresh(self) -> None:
        """Show the batch that is there."""
        seen = self.asker.seen
        self._say_head()
        self.caption.setVisible(any(not row.isHidden() for row in self.fields.rows.values()))
        if seen is None:
            self.told.setText("")
            self.batch.setSuffix("")
            self.grid.show_cells(0, self._cell)
            self.table.rows.show_rows(*_nothing())
            return
        self._show_numbers(seen)
        if len(seen.x.shape) == 4:
            self.stack.setCurrentWidget(self.grid)
            self.grid.show_cells(seen.x.shape[0], self._cell, keep=True)
        else:
            self.stack.setCurrentWidget(self.table)
            x, y, indices = seen.x.numpy(), seen.y.numpy(), seen.indices.numpy()
            self.table.rows.show_rows(x, y, self._classes, np.arange(len(x)), indices)

    @property
    def _classes(self) -> tuple[str, ...]:
        loaded = self.gallery.loaded
        return loaded.classes if loaded is not None else ()

    def _show_numbers(self, seen: BatchSeen) -> None:
        count = seen.drawn.batches if seen.drawn is not None else 1
        quiet = QSignalBlocker(self.batch), QSignalBlocker(self.epoch)
        self.batch.setRange(1, count)
        self.batch.setValue(self.asker.batch + 1)
        self.epoch.setValue(self.asker.epoch + 1)
        for one in quiet:
            one.unblock()
        suffix = QCoreApplication.translate("TrainBrowser", " of {n}").format(n=f"{count:,}")
        self.batch.setSuffix(suffix)
        shape = "×".join(str(one) for one in (seen.size, *seen.x.shape[1:]))
        targets = "×".join(str(one) for one in (seen.size, *seen.y.shape[1:]))
        words = QCoreApplication.translate("TrainBrowser", "from {low} to {high}")
        span = words.format(low=number(seen.low), high=number(seen.high))
        self.told.setText(f"x  {seen.x.dtype} [{shape}]\n   {span}\ny  {seen.y.dtype} [{targets}]")

    def _cell(self, place: int) -> Cell:
        seen = self.asker.seen
        assert seen is not None
        images = tuple(picture(one.numpy()[place, 0]) for one in (seen.plain, seen.x))
        words = target(seen.y.numpy(), place, self._classes)
        return Cell(images, (f"{words} · {int(seen.indices.numpy()[place]):,}",))

    def _say_head(self) -> None:
        """What the pictures are, or why there are none."""
        translate, seen = QCoreApplication.translate, self.asker.seen
        if self.asker.problem and not self.asker.waiting:
            self.head.setText(self.asker.problem)
        elif seen is None:
            self.head.setText(translate("TrainBrowser", "The training process makes the batch…"))
        elif len(seen.x.shape) != 4:
            self.head.setText(translate("TrainBrowser", "The number before a row is its index."))
        else:
            self.head.setText(_images_told(seen))

    def _on_spin_value_changed(self, _value: int) -> None:
        self.asker.choose(self.epoch.value() - 1, self.batch.value() - 1)

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.epoch_word.setText(translate("TrainBrowser", "Epoch"))
        self.batch_word.setText(translate("TrainBrowser", "Batch"))
        self.epoch.setAccessibleName(self.epoch_word.text())
        self.batch.setAccessibleName(self.batch_word.text())
        self.caption.setText(translate("TrainBrowser", "Augmentation").upper())
        self.grid.setAccessibleName(translate("TrainBrowser", "The batch as the model sees it"))
        self.table.setAccessibleName(self.grid.accessibleName())
        self.fields.retranslate()
        self.refresh()

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        self.fields.set_language(language)
        self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.grid.set_colours(colours)


def _images_told(seen: BatchSeen) -> str:
    translate = QCoreApplication.translate
    text = translate(
        "TrainBrowser", "Left as stored, right as the model sees it; below the label and the index."
    )
    if seen.x.shape[0] < seen.size:
        words = translate("TrainBrowser", "The first {n} of {all} are shown.")
        text += " " + words.format(n=f"{seen.x.shape[0]:,}", all=f"{seen.size:,}")
    if seen.low < 0 or seen.high > 1:
        text += " " + translate(
            "TrainBrowser", "Numbers below 0 are drawn black, those above 1 white."
        )
    return text


def _nothing() -> tuple[
    np.ndarray[tuple[int, int], np.dtype[np.float32]],
    np.ndarray[tuple[int], np.dtype[np.int64]],
    tuple[str, ...],
    np.ndarray[tuple[int], np.dtype[np.int64]],
    np.ndarray[tuple[int], np.dtype[np.int64]],
]:
    none = np.zeros(0, np.int64)
    return np.zeros((0, 0), np.float32), none, (), none, none
