"""Saves a chart: its numbers as CSV, its picture as PNG or PDF."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtWidgets import QFileDialog, QGraphicsView, QMenu, QToolButton, QWidget

from graphviewer.files.named import ended

KINDS = ("csv", "png", "pdf")
SHARP = 2  # pixels of a PNG for each on screen
DPI = 96  # a pixel of the chart is a pixel of the page


class SaveMenu(QToolButton):
    """A menu of what can be saved. `wanted` carries one of the kinds."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, kinds: Sequence[str] = KINDS) -> None:
        super().__init__(parent)
        self.setProperty("role", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.kinds: dict[str, QAction] = {kind: menu.addAction("") for kind in kinds}
        for kind, action in self.kinds.items():
            action.setData(kind)
        menu.triggered.connect(self._on_menu_triggered)
        self.setMenu(menu)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setText(translate("TrainCharts", "Save"))
        self.setToolTip(translate("TrainCharts", "Save the numbers or the chart"))
        self.kinds["csv"].setText(translate("TrainCharts", "Numbers (CSV)…"))
        self.kinds["png"].setText(translate("TrainCharts", "Picture (PNG)…"))
        self.kinds["pdf"].setText(translate("TrainCharts", "Vector picture (PDF)…"))

    def _on_menu_triggered(self, action: QAction) -> None:
        self.wanted.emit(action.data())


def meant(name: str, kinds: Collection[str], kind: str) -> tuple[Path, str]:
    """Where to write a file of a typed name, and as what.

    An ending that is one of the kinds says which; else that of `kind` is added, and no file is
    replaced that has that name.
    """
    path = Path(name)
    ending = path.suffix.lower().removeprefix(".")
    if ending in kinds:
        return path, ending
    return ended(path, f".{kind}"), kind


def rename(dialog: QFileDialog, chosen: str) -> str:
    """Give the file that is asked for the ending of a filter, as "Tables (*.csv)": the ending."""
    ending = chosen.rpartition("*.")[2].rstrip(")")
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(Path(dialog.selectedFiles()[0]).with_suffix(f".{ending}").name)
    return ending


def ask(parent: QWidget, kind: str, folder: str, stem: str) -> QFileDialog:
    """The dialog that asks where to save; not open yet."""
    translate = QCoreApplication.translate
    filters = {
        "csv": translate("TrainCharts", "Tables (*.csv)"),
        "png": translate("TrainCharts", "Pictures (*.png)"),
        "pdf": translate("TrainCharts", "Documents (*.pdf)"),
    }
    title = translate("TrainCharts", "Save the chart")
    dialog = QFileDialog(parent, title, folder or str(Path.home()))
    dialog.setObjectName("files")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([filters[kind]])
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{stem}.{kind}")
    dialog.finished.connect(dialog.deleteLater)
    return dialog


class Painted(Protocol):
    """A chart that paints itself in its own size."""

    def size(self) -> QSize:
        """Its size."""
        ...

    def paint(self, painter: QPainter) -> None:
        """Draw it on any device."""
        ...


def picture(chart: QGraphicsView | Painted, kind: str) -> bytes:
    """A chart as the bytes of a PNG or PDF file."""
    if kind == "png":
        sharp = QPixmap(chart.size() * SHARP)
        sharp.setDevicePixelRatio(SHARP)
        painter = QPainter(sharp)
        _paint(chart, painter)
        painter.end()
        return png(sharp)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    size = QSizeF(chart.size()) * 72 / DPI
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    try:
        _paint(chart, painter)
    finally:
        painter.end()
        buffer.close()
    return bytes(held.data())


def _paint(chart: QGraphicsView | Painted, painter: QPainter) -> None:
    if isinstance(chart, QGraphicsView):
        chart.render(painter, QRectF(0, 0, chart.width(), chart.height()), chart.rect())
    else:
        chart.paint(painter)


def png(picture: QPixmap) -> bytes:
    """A picture as a PNG file's bytes."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    buffer.close()
    return bytes(held.data())
