"""How weights, gradients and activations are spread: a small histogram each, painted together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink, paint_with
from graphviewer.gui.train.chart_card import number
from graphviewer.runs.news import Histogram, Histograms
from graphviewer.session.share import percent

CELL, GAP, HEAD = 96, 14, 26  # heights in pixels
COLUMNS = ("weight", "gradient", "activation")
HUES = {"weight": "value", "gradient": "gradient", "activation": "leaf"}


class HistogramGrid(QWidget):
    """A column a kind; each row a parameter or a module."""

    def __init__(self) -> None:
        super().__init__()
        self._colours = LIGHT
        self._columns: dict[str, list[Histogram]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_news(self, news: Histograms | None) -> None:
        """Draw these, or that there are none."""
        rows = news.rows if news is not None else ()
        self._columns = {kind: [one for one in rows if one.kind == kind] for kind in COLUMNS}
        most = max((len(column) for column in self._columns.values()), default=0)
        self.setMinimumHeight(HEAD + most * (CELL + GAP))
        self.setAccessibleDescription("; ".join(told(one) for one in rows))
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(600, max(120, self.minimumHeight()))

    # --- painting

    def _cells(self) -> list[tuple[QRectF, Histogram]]:
        width = (self.width() - GAP * (len(COLUMNS) + 1)) / len(COLUMNS)
        return [
            (QRectF(GAP + at * (width + GAP), HEAD + row * (CELL + GAP), width, CELL), one)
            for at, kind in enumerate(COLUMNS)
            for row, one in enumerate(self._columns.get(kind, ()))
        ]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        try:
            self._paint_heads(painter)
            for place, one in self._cells():
                if place.intersects(QRectF(event.rect())):
                    self._paint(painter, place, one)
        finally:
            painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        translate = QCoreApplication.translate
        words = (
            translate("TrainCharts", "Weights"),
            translate("TrainCharts", "Gradients"),
            translate("TrainCharts", "Activations"),
        )
        width = (self.width() - GAP * (len(COLUMNS) + 1)) / len(COLUMNS)
        painter.setFont(fonts.sans(13, bold=True))
        if not any(self._columns.values()):
            painter.setPen(QColor(self._colours.quiet))
            text = translate("TrainCharts", "Histograms come while a model trains.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
            return
        for at, (kind, word) in enumerate(zip(COLUMNS, words, strict=True)):
            painter.setPen(QColor(ink(self._colours, HUES[kind])))
            painter.drawText(QPointF(GAP + at * (width + GAP), 16), word)

    def _paint(self, painter: QPainter, place: QRectF, one: Histogram) -> None:
        small = fonts.sans(12)
        line = QFontMetricsF(small).height()
        painter.setFont(small)
        painter.setPen(QColor(self._colours.text))
        zeros = _zeros(one)
        room = place.width() - (QFontMetricsF(small).horizontalAdvance(zeros) + 8 if zeros else 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, fitted(one.name, small, room))
        painter.setPen(QColor(self._colours.quiet))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, zeros)
        flags = Qt.AlignmentFlag.AlignBottom
        if not one.counts.numpy().sum():  # it has no range either
            painter.setPen(QColor(ink(self._colours, "error")))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _none_finite())
            return
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignLeft, number(one.low))
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignRight, number(one.high))
        bars = QRectF(place).adjusted(0, line + 1, 0, -line)
        self._paint_bars(painter, bars, one)

    def _paint_bars(self, painter: QPainter, place: QRectF, one: Histogram) -> None:
        counts = one.counts.numpy()
        painter.setPen(QColor(self._colours.border))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if one.low < 0 < one.high:  # where zero is
            x = place.left() + place.width() * -one.low / (one.high - one.low)
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        if not len(counts) or not counts.max():
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(getattr(self._colours, HUES[one.kind]))))
        width = place.width() / len(counts)
        heights = counts / counts.max() * place.height()
        for at, height in enumerate(heights.tolist()):
            if height:
                x = place.left() + at * width
                painter.drawRect(QRectF(x, place.bottom() - height, max(1.0, width - 0.5), height))

    # --- words

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for place, one in self._cells():
                if place.contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), told(one), self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)


class HistogramsPanel(QScrollArea):
    """The grid, scrolled where it is taller than its room."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = HistogramGrid()
        self.setWidget(self.grid)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        paint_with(self.grid, colours, background=colours.surface)
        self.grid.set_colours(colours)


def told(one: Histogram) -> str:
    """A histogram in words."""
    if not one.counts.numpy().sum():
        return f"{one.name}: {_none_finite()}"
    translate, count = QCoreApplication.translate, int(one.counts.numpy().sum())
    if one.looked < one.size:
        said = translate(
            "TrainCharts",
            "{name}: {count} of {looked} picked values between {low} and {high}, {size} in all",
        )
    elif count < one.size:
        said = translate("TrainCharts", "{name}: {count} of {size} values between {low} and {high}")
    elif count == 1:
        said = translate("TrainCharts", "{name}: 1 value between {low} and {high}")
    else:
        said = translate("TrainCharts", "{name}: {count} values between {low} and {high}")
    said = said.format(
        name=one.name,
        count=f"{count:,}",
        looked=f"{one.looked:,}",
        size=f"{one.size:,}",
        low=number(one.low),
        high=number(one.high),
    )
    zeros = _zeros(one)
    return f"{said}, {zeros}" if zeros else said


def _none_finite() -> str:
    """All values are NaN or infinite."""
    return QCoreApplication.translate("TrainCharts", "no finite value")


def _zeros(one: Histogram) -> str:
    """The share of exact zeros, where there are any to speak of."""
    if one.zeros < 0.0005:
        return ""
    said = QCoreApplication.translate("TrainCharts", "{share} zeros")
    return said.format(share=percent(one.zeros))
