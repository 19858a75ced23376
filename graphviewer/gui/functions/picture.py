"""The plots as a picture for a file or the clipboard: one under another, with a legend below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from graphviewer.explain.numbers import scalar
from graphviewer.gui.export.job import done
from graphviewer.gui.export.vector import svg_of
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.plot import CurvePlane
from graphviewer.gui.functions.scenes import DIGITS
from graphviewer.gui.functions.strokes import stroke_of
from graphviewer.gui.functions.table import told_formula
from graphviewer.gui.panels import chart_save
from graphviewer.gui.panels.watch_pens import pen_of
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.session.functions import Function, Functions, constants
from graphviewer.session.functions_sampling import Numbers
from graphviewer.session.table import csv_table

LINE, EDGE, SWATCH = 22, 14, 30  # pixels
TEXT = 13
HEADS = ("f(x)", "f ′(x)", "f ″(x)")


class PlotPicture(Struct, frozen=True):
    """Paints planes and, below them, what the curves are and their numbers at the cursor."""

    planes: Sequence[CurvePlane]
    shown: Sequence[Function]
    answers: Answers
    colours: Colours

    def size(self) -> QSize:
        """Its size in pixels."""
        width = max(plane.width() for plane in self.planes)
        tall = sum(plane.height() for plane in self.planes)
        return QSize(width, tall + LINE * (1 + len(self.shown)) + EDGE)

    def paint(self, painter: QPainter) -> None:
        """Paint it from the origin on."""
        whole = QRectF(QPointF(), QSizeF(self.size()))
        painter.fillRect(whole, QColor(self.colours.surface))
        top = 0
        for plane in self.planes:
            painter.save()
            painter.translate(0, top)
            plane.paint(painter)
            painter.restore()
            top += plane.height()
        self._paint_legend(painter, top)

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        painter.setFont(fonts.sans(TEXT))
        metrics = QFontMetricsF(painter.font())
        points, orders = self.answers.points, len(self.planes)
        room = min(110.0, (self.size().width() - 2 * EDGE) / (2 + orders))
        columns = [self.size().width() - EDGE - room * (orders - at) for at in range(orders)]
        base = top + metrics.ascent()
        painter.setPen(QColor(ink(self.colours, "quiet")))
        painter.drawText(QPointF(EDGE, base), f"x = {scalar(points.x, 12)}")
        for x, head in zip(columns, HEADS, strict=False):
            painter.drawText(QPointF(x, base), head)
        for at, function in enumerate(self.shown):
            line = base + LINE * (at + 1)
            middle = line - metrics.ascent() / 3
            painter.setPen(pen_of(stroke_of(function.pen), self.colours))
            painter.drawLine(QPointF(EDGE, middle), QPointF(EDGE + SWATCH - 6, middle))
            painter.setPen(QColor(self.colours.text))
            painter.drawText(
                QPointF(EDGE + SWATCH, line), told_formula(function, points.constants(function))
            )
            for x, number in zip(columns, points.of(function), strict=False):
                painter.drawText(QPointF(x, line), scalar(number, DIGITS))


def data_of(picture: PlotPicture, kind: str) -> list[bytes]:
    """A picture as the bytes of a PNG, SVG or PDF file. Raises ExportError."""
    if kind == "svg":
        title = "; ".join(one.formula for one in picture.shown)
        return done(svg_of(QSizeF(picture.size()), picture.paint, title))
    return [chart_save.picture(picture, kind)]


def numbers(functions: Functions, answers: Answers) -> str:
    """The curves in view as a table: x, then each function and its derivatives; CSV."""
    low, high = functions.place.span
    columns: dict[str, tuple[Numbers, Numbers]] = {}
    for function in functions.plot.functions:
        drawn = answers.curve(function)
        if drawn is None or not function.shown:
            continue
        there = (drawn.x >= low) & (drawn.x < high)
        for row, mark in zip(drawn.rows, ("", "′", "″"), strict=False):
            name = f"{told_formula(function, constants(function))} {mark}".strip()
            columns[_fresh(name, columns)] = (drawn.x[there], row[there])
    return csv_table("x", columns)


def _fresh(name: str, taken: Mapping[str, object]) -> str:
    """A column's name that is not there yet: the same function may be shown twice."""
    found, many = name, 2
    while found in taken:
        found, many = f"{name} ({many})", many + 1
    return found
