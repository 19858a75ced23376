"""Padding shown: sentences as token ids, filled up to a batch, with the mask beside them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.controls import Spin, Tick
from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import mix
from graphviewer.gui.train.browser_collate import Padded, collate, tokens
from graphviewer.session.share import percent

SENTENCES = "I love coding .\nJust kidding .\nI love coding . Just kidding .\nI love kidding"
HEIGHT, HEAD, GAP, MASK = 42, 26, 18, 26  # pixels: a row, words over a batch, between, mask's cell
NARROW, WIDE = 46, 120
MIDDLE = Qt.AlignmentFlag.AlignCenter
CODE = (
    "x = nn.utils.rnn.pad_sequence(sequences, batch_first=True, padding_value=0)\n"
    "mask = torch.arange(x.shape[1]) < lengths[:, None]"
)


class PaddingMap(QWidget):
    """Batches below one another: a row a sequence, tokens over their ids; the mask at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._batches: tuple[Padded, ...] = ()
        self._cell = NARROW
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    @property
    def batches(self) -> tuple[Padded, ...]:
        """What is shown."""
        return self._batches

    def show_batches(self, batches: tuple[Padded, ...]) -> None:
        """Show these batches."""
        self._batches = batches
        metrics = QFontMetricsF(fonts.sans(12))
        every = [_pad(), *(word for batch in batches for row in batch.words for word in row)]
        widest = max(metrics.horizontalAdvance(word) for word in every)
        self._cell = min(WIDE, max(NARROW, round(widest) + 14))
        self.setFixedHeight(self.sizeHint().height())
        self.setMinimumWidth(self.sizeHint().width())
        self.setAccessibleDescription("; ".join(str(batch.ids.tolist()) for batch in batches))
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        longest = max((batch.ids.shape[1] for batch in self._batches), default=1)
        rows = sum(len(batch.lengths) for batch in self._batches)
        height = rows * HEIGHT + len(self._batches) * (HEAD + GAP)
        return QSize(longest * (self._cell + MASK) + 2 * GAP + 4, max(1, height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        try:
            for place, batch in enumerate(self._batches):
                self._paint_head(painter, top, place, batch)
                self._paint_batch(painter, top + HEAD, batch)
                top += HEAD + GAP + len(batch.lengths) * HEIGHT
        finally:
            painter.end()

    def _paint_head(self, painter: QPainter, top: float, place: int, batch: Padded) -> None:
        painter.setFont(fonts.sans(13))
        painter.setPen(QColor(self._colours.quiet))
        words = QCoreApplication.translate("TrainBrowser", "batch {n}: int64 [{rows}, {longest}]")
        rows, longest = batch.ids.shape
        room = QRectF(0, top, self.width(), HEAD)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, vertical, words.format(n=place + 1, rows=rows, longest=longest))
        room.setLeft(longest * self._cell + GAP)
        mask = QCoreApplication.translate("TrainBrowser", "mask")
        if painter.fontMetrics().horizontalAdvance(words) < room.left():
            painter.drawText(room, vertical, mask)

    def _paint_batch(self, painter: QPainter, top: float, batch: Padded) -> None:
        mask, longest = batch.mask, batch.ids.shape[1]
        for row, words in enumerate(batch.words):
            y = top + row * HEIGHT
            for column in range(longest):
                real = bool(mask[row, column])
                rect = QRectF(column * self._cell + 1, y + 1, self._cell - 3, HEIGHT - 4)
                self._paint_cell(
                    painter, rect, words[column] if real else "", int(batch.ids[row, column])
                )
                left = longest * self._cell + GAP + column * MASK
                self._paint_mask(painter, QRectF(left, y + 8, MASK - 3, MASK - 3), real=real)

    def _paint_cell(self, painter: QPainter, rect: QRectF, word: str, number: int) -> None:
        colours, real = self._colours, bool(word)
        pen = QPen(QColor(colours.border if real else colours.constant))
        pen.setStyle(Qt.PenStyle.SolidLine if real else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.value_tint if real else colours.surface))
        painter.drawRoundedRect(rect, 4, 4)
        small = fonts.sans(12)
        painter.setFont(small)
        painter.setPen(QColor(colours.quiet))
        upper = QRectF(rect.left(), rect.top() + 2, rect.width(), rect.height() / 2)
        painter.drawText(upper, MIDDLE, fitted(word or _pad(), small, rect.width() - 4))
        painter.setFont(fonts.mono(13, bold=real))
        painter.setPen(QColor(colours.text if real else colours.quiet))
        lower = QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2 - 1)
        painter.drawText(lower, MIDDLE, str(number))

    def _paint_mask(self, painter: QPainter, rect: QRectF, *, real: bool) -> None:
        colours = self._colours
        painter.setPen(QColor(colours.border))
        painter.setBrush(QColor(mix(colours.surface, colours.leaf, 0.35 if real else 0)))
        painter.drawRect(rect)
        painter.setFont(fonts.mono(12))
        painter.setPen(QColor(colours.text if real else colours.quiet))
        painter.drawText(rect.translated(QPointF(0, 0)), MIDDLE, "1" if real else "0")


def _pad() -> str:
    return QCoreApplication.translate("TrainBrowser", "padding")


class PaddingTab(QWidget):
    """Sentences to type, how they are batched, and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.why, self.told, self.size_word = QLabel(), QLabel(), QLabel()
        for label in (self.why, self.told):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setProperty("role", "quiet")
        self.text = QPlainTextEdit(SENTENCES)
        self.text.setFixedHeight(110)
        self.text.setTabChangesFocus(True)
        self.size_of, self.sorted = Spin(), Tick()
        self.size_of.setRange(1, 64)
        self.size_of.setValue(4)
        self.code = QLabel(CODE)
        self.code.setFont(fonts.mono(13))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.map = PaddingMap()
        self._lay_out()
        self.text.textChanged.connect(self.refresh)
        self.size_of.valueChanged.connect(self._on_size_of_value_changed)
        self.sorted.toggled.connect(self._on_sorted_toggled)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (self.size_word, self.size_of, self.sorted):
            row.addWidget(widget)
        row.addStretch(1)
        area, inside = QScrollArea(), QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.map)
        column.addStretch(1)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 14, 8)
        whole.setSpacing(9)
        for part in (self.why, self.text):
            whole.addWidget(part)
        whole.addLayout(row)
        whole.addWidget(self.told)
        whole.addWidget(self.code)
        whole.addWidget(area, 1)

    def refresh(self) -> None:
        """Batch the sentences as they are typed now."""
        batches = collate(
            tokens(self.text.toPlainText()),
            self.size_of.value(),
            by_length=self.sorted.isChecked(),
        )
        self.map.show_batches(batches)
        cells = sum(int(batch.ids.size) for batch in batches)
        real = sum(sum(batch.lengths) for batch in batches)
        words = QCoreApplication.translate(
            "TrainBrowser", "{cells} places hold {real} tokens; {padding} ({share}) are padding."
        )
        share = percent((cells - real) / max(1, cells))
        self.told.setText(words.format(cells=cells, real=real, padding=cells - real, share=share))

    def _on_size_of_value_changed(self, _size: int) -> None:
        self.refresh()

    def _on_sorted_toggled(self, _on: bool) -> None:
        self.refresh()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.why.setText(
            translate(
                "TrainBrowser",
                "Sequences of different lengths make one tensor when the short ones are filled up"
                " to the longest of their batch. The mask tells tokens from padding, so that a"
                " loss or a mean can leave the padding out. A line is a sequence, a word a token;"
                " its number is its id, 0 is padding.",
            )
        )
        self.text.setAccessibleName(translate("TrainBrowser", "Sentences, one a line"))
        self.size_word.setText(translate("TrainBrowser", "Sequences in a batch"))
        self.size_of.setAccessibleName(self.size_word.text())
        self.sorted.setText(translate("TrainBrowser", "Sorted by length first"))
        self.map.setAccessibleName(translate("TrainBrowser", "The padded batches"))
        self.refresh()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.map.set_colours(colours)
