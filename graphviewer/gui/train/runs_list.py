"""The last runs beside the settings: a dot, a name, the best accuracy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from graphviewer.gui.fields.text import narrowed
from graphviewer.gui.panels.watch_pens import pen_of, stroke_of
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train import runs_words as words
from graphviewer.gui.train.chart_card import number
from graphviewer.session.runs import Recent
from graphviewer.session.share import decimal

MOST = 5
HEIGHT = 28
DOT = QSize(16, 10)  # with room before the name
_AROUND = 36  # pixels that the dot and the paddings take
_BUSY = ("starting", "running", "paused", "evaluating")


class RunLink(QToolButton):
    """One run. `wanted` carries it."""

    wanted = Signal(object)

    def __init__(self, row: Recent, outcome: str, colour: QColor) -> None:
        super().__init__()
        self._row, self._outcome = row, f" — {outcome}"
        self.setProperty("role", "run")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setIconSize(DOT)
        self.setIcon(_dot(colour))
        self.setAccessibleName(row.name + self._outcome)
        self.setToolTip(f"{row.path.name} — {words.standing(row.standing)}\n{row.path}")
        self.clicked.connect(self._on_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        room = self.width() - _AROUND  # what came out is never cut
        room -= QFontMetrics(self.font()).horizontalAdvance(self._outcome)
        self.setText(narrowed(self._row.name, self.font(), room) + self._outcome)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._row.path)


class RunsList(QWidget):
    """`chosen` carries the Path of a run."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Recent, ...] = ()
        self._shown = Path()
        self._colours = LIGHT
        self.links: list[RunLink] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 6)
        self._column.setSpacing(0)
        self.hide()

    def show_rows(self, rows: Sequence[Recent], shown: Path) -> None:
        """List these runs; the one that is shown is marked."""
        if (tuple(rows), shown) != (self._rows, self._shown):
            self._rows, self._shown = tuple(rows), shown
            self._fill()

    def _fill(self) -> None:
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()  # it goes a moment later
            link.deleteLater()
        self.links = []
        for place, row in enumerate(self._rows):
            link = RunLink(row, _outcome(row), pen_of(stroke_of(place), self._colours).color())
            link.setChecked(row.path == self._shown)
            link.wanted.connect(self._on_link_wanted)
            self._column.addWidget(link)
            self.links.append(link)
        self.setVisible(bool(self._rows))

    def _on_link_wanted(self, path: Path) -> None:
        for link, row in zip(self.links, self._rows, strict=True):
            link.setChecked(row.path == self._shown)
        self.chosen.emit(path)

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)


def _outcome(row: Recent) -> str:
    """What came out of a run so far."""
    if row.standing in _BUSY:
        return QCoreApplication.translate("Runs", "now")
    if row.accuracy is not None:
        return decimal(row.accuracy, 3)
    if row.loss is not None:
        return QCoreApplication.translate("Runs", "loss {value}").format(value=number(row.loss))
    return words.standing(row.standing)


def _dot(colour: QColor) -> QIcon:
    pixmap = QPixmap(DOT * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(0, 0, DOT.height(), DOT.height())
    finally:
        painter.end()
    return QIcon(pixmap)
