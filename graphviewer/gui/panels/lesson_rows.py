"""How the lesson picker paints its rows: a section with its progress, a lesson with its mark."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import legible, mix

PLACE = Qt.ItemDataRole.UserRole  # of a row: its lesson's place, or -1 for a heading
ROW = Qt.ItemDataRole.UserRole + 1  # of a row: the Heading or LessonRow it shows
PAD = 12
TICK = 22  # pixels at a row's right for the mark of a lesson that was seen
BAR = 72.0  # width of a section's progress bar
AnyIndex = QModelIndex | QPersistentModelIndex


class Heading(Struct, frozen=True):
    """A section: its title and how far one is in it."""

    title: str
    told: str  # "5 of 14 seen"
    share: float  # of its lessons, 0 to 1


class LessonRow(Struct, frozen=True):
    """A lesson in a line and a half."""

    number: str
    title: str
    aim: str
    seen: bool


class Themed(Protocol):
    """Who knows the theme of now."""

    colours: Colours


class LessonRows(QStyledItemDelegate):
    """Paints a lesson as number, title and aim, a section as a quiet heading."""

    def __init__(self, themed: Themed, parent: QObject) -> None:
        super().__init__(parent)
        self._themed = themed

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802 - Qt's
        return QSize(100, 38 if index.data(PLACE) < 0 else 54)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown, row, state = index.data(ROW), QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._themed.colours
        if isinstance(shown, Heading):
            _paint_heading(painter, row, shown, colours)
        elif isinstance(shown, LessonRow):
            if state & QStyle.StateFlag.State_Selected:
                _fill(painter, row, colours.value_tint, colours.accent)
            elif state & QStyle.StateFlag.State_MouseOver:
                _fill(painter, row, mix(colours.surface, colours.text, 0.05), None)
            _paint_lesson(painter, row, shown, colours)
        painter.restore()


def _fill(painter: QPainter, row: QRectF, ground: str, rim: str | None) -> None:
    painter.setPen(QColor(rim) if rim else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(row.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)


def _paint_heading(painter: QPainter, row: QRectF, shown: Heading, colours: Colours) -> None:
    line = row.adjusted(PAD, 12, -PAD, -6)
    bold, small = fonts.sans(12, bold=True), fonts.sans(12)
    bar = QRectF(line.right() - BAR, line.center().y() - 2.5, BAR, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mix(colours.surface, colours.text, 0.14)))
    painter.drawRoundedRect(bar, 2.5, 2.5)
    if shown.share:
        painter.setBrush(QColor(colours.leaf))
        bar.setWidth(max(bar.height(), bar.width() * shown.share))
        painter.drawRoundedRect(bar, 2.5, 2.5)
    painter.setPen(QColor(colours.quiet))
    told = QFontMetricsF(small).horizontalAdvance(shown.told)
    painter.setFont(small)
    right = QRectF(bar.left() - told - 10, line.top(), told + 2, line.height())
    painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, shown.told)
    painter.setFont(bold)
    line.setRight(right.left() - 10)
    title = fitted(shown.title.upper(), bold, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)


def _paint_lesson(painter: QPainter, row: QRectF, shown: LessonRow, colours: Colours) -> None:
    bold, small = fonts.sans(15, bold=True), fonts.sans(13)
    number = QFontMetricsF(bold).horizontalAdvance("00.00") + 10
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    upper = QRectF(row.left() + PAD, row.top() + 6, row.width() - 2 * PAD - TICK, 22)
    painter.setFont(bold)
    painter.setPen(QColor(colours.quiet))
    painter.drawText(upper, flags, shown.number)
    upper.setLeft(upper.left() + number)
    painter.setPen(QColor(colours.text))
    painter.drawText(upper, flags, fitted(shown.title, bold, upper.width()))
    lower = upper.translated(0, 21)
    painter.setFont(small)
    painter.setPen(QColor(colours.quiet))
    painter.drawText(lower, flags, fitted(shown.aim, small, lower.width()))
    if shown.seen:
        ink = legible(colours.leaf, colours.surface, colours.text)
        painter.setPen(QPen(QColor(ink), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = row.right() - PAD - 13, row.center().y()
        tick = [QPointF(x, y), QPointF(x + 4, y + 4.5), QPointF(x + 12, y - 5)]
        painter.drawPolyline(QPolygonF(tick))
