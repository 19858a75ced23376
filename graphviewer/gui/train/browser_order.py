"""Which examples make which batch: the sampler, the batch size, and what an epoch draws."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.controls import Spin
from graphviewer.gui.i18n import Language
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.train.browser_ask import BatchAsker
from graphviewer.gui.train.browser_bars import CountBars
from graphviewer.gui.train.browser_fields import ConfigFields
from graphviewer.gui.train.browser_order_map import OrderMap, rows
from graphviewer.gui.train.form import LABEL_WIDTH
from graphviewer.gui.train.gallery import Gallery
from graphviewer.runs.news import Drawn
from graphviewer.session.training import Training

MOST = 16  # batches that are shown
WIDTH = 336  # of what is set and told
FIELDS = ("batches.sampler", "batches.size", "batches.drop_last", "seed")


class OrderTab(QWidget):
    """Edits how batches are drawn, and shows the first of an epoch."""

    def __init__(self, training: Training, asker: BatchAsker, gallery: Gallery) -> None:
        super().__init__()
        self.training, self.asker, self.gallery = training, asker, gallery
        self.epoch, self.epoch_word = Spin(), QLabel()
        self.epoch.setRange(1, 10**6)
        self.epoch.setKeyboardTracking(False)
        self.epoch_word.setProperty("role", "quiet")
        self.epoch_word.setFixedWidth(LABEL_WIDTH)
        self.fields = ConfigFields(training, FIELDS)
        self.told, self.why, self.bars_word = QLabel(), QLabel(), QLabel()
        for label in (self.told, self.why):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.why, self.bars_word):
            label.setProperty("role", "quiet")
        self.bars, self.map = CountBars(), OrderMap()
        self._lay_out()
        self.epoch.valueChanged.connect(self._on_epoch_value_changed)
        asker.arrived.connect(self.refresh)
        asker.asked.connect(self._on_asked)
        gallery.arrived.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(8)
        form.addRow(self.epoch_word, self.epoch)
        side = QVBoxLayout()
        side.setContentsMargins(16, 12, 12, 12)
        side.setSpacing(10)
        side.addLayout(form)
        for widget in (self.fields, self.told, self.why, self.bars_word, self.bars):
            side.addWidget(widget)
        side.addStretch(1)
        left, inside = _scrolling(), QWidget()
        inside.setLayout(side)
        left.setWidget(inside)
        left.setFixedWidth(WIDTH)
        right, shown = _scrolling(), QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(6, 14, 6, 6)
        column.addWidget(self.map)
        column.addStretch(1)
        right.setWidget(shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(left)
        row.addWidget(right, 1)

    # --- what is shown

    def _on_asked(self) -> None:
        if self.asker.seen is None:
            self.refresh()  # of another data set

    def refresh(self) -> None:
        """Show the epoch that is there."""
        seen, loaded = self.asker.seen, self.gallery.loaded
        quiet = QSignalBlocker(self.epoch)
        self.epoch.setValue(self.asker.epoch + 1)
        quiet.unblock()
        drawn = seen.drawn if seen is not None else None
        self.why.setText(self._sampler_told())
        if seen is None or drawn is None or seen.config is None:
            self.told.setText(self.asker.problem)
            self.map.show_rows((), None, ())
            self._show_bars((), ())
            return
        self.told.setText(_told(drawn, seen.config.batches.size))
        classes = loaded.classes if loaded is not None else ()
        labels = loaded.train.y if loaded is not None and classes else None
        first = drawn.first.numpy().astype(np.int64)
        self.map.show_rows(
            rows(first, seen.config.batches.size, drawn.examples, MOST), labels, classes
        )
        counts = tuple(int(one) for one in drawn.classes.numpy())
        self._show_bars(classes, counts if len(counts) == len(classes) else ())

    def _show_bars(self, names: tuple[str, ...], counts: tuple[int, ...]) -> None:
        self.bars.setVisible(bool(counts))
        self.bars_word.setVisible(bool(counts))
        if counts:
            self.bars.show_counts(names, counts)

    def _sampler_told(self) -> str:
        translate = QCoreApplication.translate
        return (
            {
                "shuffled": translate(
                    "TrainBrowser",
                    "Shuffled: every example once, in an order that follows from the seed and the"
                    " epoch.",
                ),
                "in_order": translate(
                    "TrainBrowser", "In order: every example once, in the same order in each epoch."
                ),
                "balanced": translate(
                    "TrainBrowser",
                    "Balanced: each draw takes every class with the same probability; some examples"
                    " come more than once, others not at all.",
                ),
                "with_replacement": translate(
                    "TrainBrowser",
                    "With replacement: each draw is made from all examples, so that about 63% of a"
                    " large set come at least once.",
                ),
            }[self.training.config.batches.sampler]
            + "\n"
            + translate(
                "TrainBrowser",
                "The whole data set is in memory, and a batch is picked by its indices at once: no"
                " worker processes are needed to read it.",
            )
        )

    def _on_epoch_value_changed(self, epoch: int) -> None:
        self.asker.choose(epoch - 1, self.asker.batch)

    # --- words and looks

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.epoch_word.setText(translate("TrainBrowser", "Epoch"))
        self.epoch.setAccessibleName(self.epoch_word.text())
        self.bars_word.setText(translate("TrainBrowser", "Drawn in this epoch").upper())
        self.bars.setAccessibleName(translate("TrainBrowser", "Drawn in this epoch"))
        self.map.setAccessibleName(translate("TrainBrowser", "The first batches of the epoch"))
        self.fields.retranslate()
        self.refresh()

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        self.fields.set_language(language)
        self.retranslate()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.map.set_colours(colours)
        self.bars.set_colours(colours)


def _told(drawn: Drawn, size: int) -> str:
    """What an epoch draws, in numbers."""
    translate = QCoreApplication.translate
    last = drawn.examples - (drawn.batches - 1) * size
    words = translate("TrainBrowser", "{batches} batches of {size}")
    if drawn.batches == 1:
        words = translate("TrainBrowser", "one batch of {last}")
    elif last != size:
        words = translate("TrainBrowser", "{batches} batches of {size}, the last of {last}")
    text = words.format(batches=f"{drawn.batches:,}", size=f"{size:,}", last=f"{last:,}")
    drawn_words = translate("TrainBrowser", "{n} examples drawn, {different} different ones")
    many = drawn_words.format(n=f"{drawn.examples:,}", different=f"{drawn.different:,}")
    if drawn.examples == 1:
        many = translate("TrainBrowser", "1 example drawn")
    return f"{text}\n{many}"


def _scrolling() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
