"""The first batches of an epoch: a row a batch, a cell an index, in the hue of its class."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import mix
from graphviewer.gui.train.boundary_map import HUES, hue

HEAD, TAIL, CELL, STRIP, GAP = 74, 58, 38, 6, 12  # pixels
NARROW, WIDE = 46, 84  # of a cell
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Row(Struct, frozen=True):
    """One batch: the indices known of it, and of how many it is."""

    indices: tuple[int, ...]
    size: int


def rows(first: npt.NDArray[np.int64], size: int, examples: int, most: int) -> tuple[Row, ...]:
    """The first `most` batches of `size` out of `examples` indices, of which `first` are known."""
    found = []
    for start in range(0, min(examples, most * size), size):
        known = first[start : min(start + size, examples)].tolist()
        if known:
            found.append(Row(tuple(known), min(size, examples - start)))
    return tuple(found)


class OrderMap(QWidget):
    """As many cells of each batch as fit, and below them the shares of its classes."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._labels: npt.NDArray[np.int64] | None = None
        self._classes: tuple[str, ...] = ()
        self._cell = NARROW
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The batches that are shown."""
        return self._rows

    def show_rows(
        self,
        shown: tuple[Row, ...],
        labels: npt.NDArray[np.int64] | None,
        classes: tuple[str, ...],
    ) -> None:
        """Show these batches. `labels` are those of all training examples, if they have any."""
        self._rows, self._labels, self._classes = shown, labels, classes
        metrics = QFontMetricsF(fonts.sans(11))
        widest = max((metrics.horizontalAdvance(name) for name in classes), default=0.0)
        self._cell = min(WIDE, max(NARROW, round(widest) + 10))
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.setAccessibleDescription(self.told())
        self.update()

    def told(self) -> str:
        """The first indices of each batch."""
        return "; ".join(", ".join(str(one) for one in row.indices[:8]) for row in self._rows)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(560, len(self._rows) * (CELL + STRIP + GAP))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(HEAD + TAIL + 2 * NARROW, 1)

    def _fit(self, row: Row) -> int:
        """How many cells of a batch are shown."""
        room = self.width() - HEAD
        if row.size * self._cell <= room and len(row.indices) == row.size:
            return row.size
        return max(1, min(len(row.indices), (room - TAIL) // self._cell))

    def label(self, index: int) -> int:
        """The class of an example; -1 if it is not known."""
        if self._labels is None or not 0 <= index < len(self._labels):
            return -1
        return int(self._labels[index])

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        try:
            for place, row in enumerate(self._rows):
                self._paint_row(painter, place, row)
        finally:
            painter.end()

    def _paint_row(self, painter: QPainter, place: int, row: Row) -> None:
        top = place * (CELL + STRIP + GAP)
        painter.setFont(fonts.sans(13))
        painter.setPen(QColor(self._colours.quiet))
        words = QCoreApplication.translate("TrainBrowser", "batch {n}").format(n=place + 1)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, HEAD - 8, CELL), vertical, words)
        count = self._fit(row)
        for nth, index in enumerate(row.indices[:count]):
            self._paint_cell(painter, QRectF(HEAD + nth * self._cell, top, self._cell, CELL), index)
        if count < row.size:
            painter.setFont(fonts.sans(12))
            painter.setPen(QColor(self._colours.quiet))
            room = QRectF(HEAD + count * self._cell + 8, top, TAIL, CELL)
            painter.drawText(room, vertical, f"+ {row.size - count:,}")
        if self._classes and len(row.indices) == row.size:
            width = min(count, row.size) * self._cell
            self._paint_shares(painter, QRectF(HEAD, top + CELL + 1, width, STRIP), row)

    def _paint_cell(self, painter: QPainter, rect: QRectF, index: int) -> None:
        label, colours = self.label(index), self._colours
        box = rect.adjusted(1, 0, -1, 0)
        shade = mix(colours.surface, self._hue(label).name(), 0.28) if label >= 0 else None
        painter.fillRect(box, QColor(shade or colours.value_tint))
        painter.setPen(QColor(colours.text))
        font = fonts.sans(12, bold=True)
        painter.setFont(font)
        if not 0 <= label < len(self._classes):
            painter.drawText(box, MIDDLE, fitted(str(index), font, box.width()))
            return
        upper, lower = box.adjusted(0, 2, 0, -CELL / 2), box.adjusted(0, CELL / 2 - 2, 0, -2)
        painter.drawText(upper, MIDDLE, fitted(str(index), font, box.width()))
        small = fonts.sans(11)
        painter.setFont(small)
        painter.drawText(lower, MIDDLE, fitted(self._classes[label], small, box.width() - 2))

    def _paint_shares(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        labels = [self.label(index) for index in row.indices]
        left = rect.left()
        for label in sorted(set(labels)):
            width = rect.width() * labels.count(label) / len(labels)
            painter.fillRect(QRectF(left, rect.top(), width, rect.height()), self._hue(label))
            left += width

    def _hue(self, label: int) -> QColor:
        """The class's hue, weaker where the hues begin again."""
        if label < 0:
            return QColor(self._colours.border)
        weaker = 0.45 * (label // len(HUES) % 2)
        return QColor(mix(hue(self._colours, label).name(), self._colours.surface, weaker))

    # --- the pointer

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(event.pos().x(), event.pos().y())
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _tip(self, x: int, y: int) -> str:
        place, down = divmod(y, CELL + STRIP + GAP)
        if not 0 <= place < len(self._rows) or x < HEAD:
            return ""
        row = self._rows[place]
        if down > CELL:
            return self._shares(row) if down <= CELL + STRIP else ""
        nth = (x - HEAD) // self._cell
        if nth >= self._fit(row):
            return ""
        label = self.label(row.indices[nth])
        name = self._classes[label] if 0 <= label < len(self._classes) else ""
        return f"{row.indices[nth]:,} {name}".strip()

    def _shares(self, row: Row) -> str:
        labels = [self.label(index) for index in row.indices]
        return "\n".join(
            f"{name}: {labels.count(label):,}" for label, name in enumerate(self._classes)
        )
