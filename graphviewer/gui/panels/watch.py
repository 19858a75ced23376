"""The watch: any scalar variable of a loop charted against the iteration."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.controls import flat
from graphviewer.gui.fields.text import fitted
from graphviewer.gui.panels import watch_words as words
from graphviewer.gui.panels.chart_save import SaveMenu
from graphviewer.gui.panels.watch_drawn import ChartLike, Drawn
from graphviewer.gui.panels.watch_list import SeriesList
from graphviewer.gui.panels.words import Caption
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with
from graphviewer.session.curves import Curve, Curves
from graphviewer.session.iterations import Iterations, Spot

LIST_WIDTH, LIST_HEIGHT = 216, 96  # beside the chart, or above it where it is narrow
NARROW = 520


class WatchPanel(QWidget):
    """Lists the series and charts the chosen ones. The chart is made when it is first shown.

    `picked`: go to an iteration. `stepped`: to the one before or after. `chosen`: names that the
    user watches. `closed`: the panel is not wanted any more.
    """

    picked = Signal(int)
    stepped = Signal(int)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._curves: Curves | None = None
        self._iterations: Iterations | None = None
        self._spot = Spot("before")
        self._pointed: int | None = None
        self._asked: int | None = None  # an iteration that was asked for and is not kept
        self.chart: ChartLike | None = None
        self.series = SeriesList()
        self._caption = Caption()
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.log = flat(checkable=True)
        self.whole = flat()
        self.save = SaveMenu(self)
        self.hide_button = flat()
        self.empty = QLabel()
        self._lay_out()
        self.series.chosen.connect(self._on_series_chosen)
        self.log.toggled.connect(self._on_log_toggled)
        self.whole.clicked.connect(self._on_whole_clicked)
        self.hide_button.clicked.connect(self.closed)
        self.set_colours(LIGHT)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 6, 8, 0)
        head.setSpacing(6)
        head.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.log, self.whole, self.save, self.hide_button):
            head.addWidget(button)
        self.told.setMinimumWidth(40)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(18, 0, 12, 6)
        self._body.setSpacing(8)
        self._body.addWidget(self.series)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._body.addWidget(self.empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        told = QHBoxLayout()
        told.setContentsMargins(18, 0, 12, 4)
        told.addWidget(self.told)
        column.addLayout(told)
        column.addLayout(self._body, 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self.chart is None:
            # Here and not above: pyqtgraph would delay the window's start.
            from graphviewer.gui.panels.watch_chart import Chart  # noqa: PLC0415

            chart = Chart()
            self.chart = chart
            self._body.addWidget(chart.widget(), 1)
            chart.picked.connect(self.picked)
            chart.stepped.connect(self.stepped)
            chart.pointed.connect(self._on_chart_pointed)
            self.setFocusProxy(chart.widget())
            chart.set_colours(self._colours)
            self.retranslate()
            chart.set_log(self.log.isChecked())
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        way = QBoxLayout.Direction
        self._body.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.series.setMaximumSize(
            16_777_215 if narrow else LIST_WIDTH, LIST_HEIGHT if narrow else 16_777_215
        )
        self.series.setMinimumWidth(0 if narrow else LIST_WIDTH)
        self._tell()

    # --- what is shown

    def set_curves(self, curves: Curves | None, iterations: Iterations | None) -> None:
        """Show another tape's series; both grow with it."""
        self._curves, self._iterations = curves, iterations
        self._spot, self._asked, self._pointed = Spot("before"), None, None
        self.series.set_labels(())
        if self.chart is not None:
            self.chart.reset()
        self.refresh()

    def refresh(self) -> None:
        """Take in the points the tape has grown by."""
        labels = self._curves.labels() if self._curves is not None else ()
        self.series.set_labels(labels)
        self.series.setVisible(bool(labels))
        self.empty.setVisible(not labels)
        for button in (self.log, self.whole, self.save):
            button.setEnabled(bool(labels))
        if self.chart is not None:
            self.chart.widget().setVisible(bool(labels))
        self._draw()
        self.set_spot(self._spot)

    def watch(self, series: Sequence[int]) -> None:
        """Chart these series and no others."""
        self.series.check(series)
        self._draw()

    def watched(self) -> tuple[int, ...]:
        """The series that are charted."""
        return self.series.checked()

    def set_spot(self, spot: Spot) -> None:
        """The playhead stands here."""
        if spot != self._spot:
            self._asked = None
        self._spot = spot
        if self.chart is not None:
            self.chart.set_playhead(spot.number if spot.number >= 0 else None)
        if self._curves is not None and self.isVisible():
            curves = (self._curves.curve(at) for at in range(len(self._curves)))
            self.series.set_values([one.at(spot.number) for one in curves])
        self._tell()

    def tell_not_kept(self, number: int) -> None:
        """Say that an iteration is charted but not kept, and which one is shown instead."""
        self._asked = number
        self._tell()

    def drawn(self) -> tuple[tuple[str, Curve], ...]:
        """Label and points of what is charted."""
        if self._curves is None:
            return ()
        labels = self._curves.labels()
        return tuple((labels[at], self._curves.curve(at)) for at in self.watched())

    def _draw(self) -> None:
        if self.chart is None or not self.isVisible():
            return
        self.chart.draw(
            [
                Drawn(label, curve, self.series.stroke(curve.series.id))
                for label, curve in self.drawn()
            ]
        )
        self._tell()

    # --- words

    def _tell(self) -> None:
        """The line over the chart; its tooltip has every digit."""
        text = self._said(words.TOLD)
        self.told.setText(fitted(text, self.told.font(), max(40, self.told.width() - 2)))
        self.told.setToolTip(self._said(words.EXACT))
        if self.chart is not None:
            self.chart.widget().setAccessibleDescription(text)

    def _said(self, digits: int) -> str:
        """What the pointer is at, or else what there is to know."""
        if self._iterations is None or self._curves is None or not len(self._curves):
            return ""
        if self._pointed is not None:
            return words.at_iteration(self._iterations, self._pointed, self.drawn(), digits)
        if self._asked is not None:
            return words.not_kept(self._iterations, self._asked)
        if not self.watched():
            return words.choose()
        if self.chart is not None and self.chart.undrawn:
            return words.undrawn(self.chart.undrawn)
        if self._spot.number < 0:
            return ""
        gap, loop = self._spot.gap, self._iterations
        ahead = loop.after(gap.step) if gap is not None else None
        return words.at_iteration(loop, self._spot.number, self.drawn(), digits, ahead=ahead)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        surface = QColor(self._colours.surface)
        if event.type() == QEvent.Type.PaletteChange and self.palette().window().color() != surface:
            # Shown for the first time Qt gives back the palette from before the theme was changed.
            paint_with(self, self._colours, background=self._colours.surface)
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        word = translate("Watch", "Watch")
        self._caption.show_caption(word, fonts.sans(12), self._colours.quiet)
        self.log.setText(translate("Watch", "Log scale"))
        self.log.setToolTip(translate("Watch", "Draw values on a logarithmic scale"))
        self.whole.setText(translate("Watch", "Show all"))
        self.whole.setToolTip(translate("Watch", "Show every point (double click, or 0)"))
        self.hide_button.setText("✕")
        close = translate("Watch", "Hide the watch")
        self.hide_button.setToolTip(close)
        self.hide_button.setAccessibleName(close)
        self.empty.setText(
            translate(
                "Watch",
                "Each scalar variable of a loop that runs backward can be charted here against "
                "the iteration. This tape has none.",
            )
        )
        self.save.retranslate()
        self.series.retranslate()
        if self.chart is not None:
            self.chart.widget().setAccessibleName(translate("Watch", "Chart against the iteration"))
            self.chart.set_words(translate("Watch", "iteration"), translate("Watch", "value"))
        self._tell()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        paint_with(self, colours, background=colours.surface)
        self.told.setFont(fonts.sans(13))
        self.series.set_colours(colours)
        if self.chart is not None:
            self.chart.set_colours(colours)
        self.retranslate()

    # --- gestures

    def _on_series_chosen(self, series: tuple[int, ...]) -> None:
        self._draw()
        if self._curves is not None:
            rows = self._curves.tape.series
            self.chosen.emit(tuple(rows[at].name for at in series))

    def _on_log_toggled(self, log: bool) -> None:
        if self.chart is not None:
            self.chart.set_log(log)
        self._tell()

    def _on_whole_clicked(self) -> None:
        if self.chart is not None:
            self.chart.reset()

    def _on_chart_pointed(self, number: int) -> None:
        self._pointed = number if number >= 0 else None
        self._tell()
