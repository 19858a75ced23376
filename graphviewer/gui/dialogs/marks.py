"""What each mark in the graph means, those of the present graph first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.canvas.marks.icons import paint_icon
from graphviewer.gui.canvas.marks.kinds import KINDS, LOOKS, Kind
from graphviewer.gui.canvas.marks.words import KIND_WORDS
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

ICON, EDGE = 24, 40  # pixels: a sign, and what is left of the window round the dialog


class MarksDialog(QDialog):
    """A row a kind: its sign, its name, what it says."""

    def __init__(
        self, parent: QWidget | None, found: Iterable[Kind], language: str, colours: Colours
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("Dialogs", "Marks"))
        self._language, self._colours = language, colours
        here = [kind for kind in KINDS if kind in set(found)]
        others = [kind for kind in KINDS if kind not in here]
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        if here:
            self._head(QCoreApplication.translate("Dialogs", "In this graph"))
        for kind in here:
            self._row(kind)
        if others:
            self._head(QCoreApplication.translate("Dialogs", "Elsewhere"))
        for kind in others:
            self._row(kind)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        wanted = QSize(560, 620)
        if parent is not None:
            wanted = wanted.boundedTo(parent.window().size() - QSize(EDGE, EDGE))
        self.resize(wanted)

    def _head(self, text: str) -> None:
        label = QLabel(f"<b>{text}</b>")
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def _row(self, kind: Kind) -> None:
        name, meaning = KIND_WORDS[self._language][kind]
        icon = QLabel()
        icon.setPixmap(self._icon(kind))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        said = QLabel(f"<b>{name}</b><br>{meaning}")
        said.setWordWrap(True)
        said.setObjectName(kind)
        row = self._grid.rowCount()
        self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(said, row, 1)

    def _icon(self, kind: Kind) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(ICON, ICON) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ICON / 16, ICON / 16)
        look = LOOKS[kind]
        colour = QColor(ink(self._colours, look.tone))
        paint_icon(painter, look.icon, QPointF(2, 2), colour, filled=kind == "saved")
        painter.end()
        return pixmap
