"""The chart of a watch: series against the iteration.

Imported when a watch is first shown: pyqtgraph, which it and what it alone imports (`watch_axes`,
`watch_marks`) are made with, would delay the window's start.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from graphviewer.gui.panels.watch_axes import Plain, Whole, dress_axis
from graphviewer.gui.panels.watch_drawn import Drawn
from graphviewer.gui.panels.watch_marks import BadMarks
from graphviewer.gui.panels.watch_pens import pen_of
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink, mix
from graphviewer.session.curves import Curve, Numbers
from graphviewer.session.iterations import shown

DOT_PIXELS = 9.0  # room a point needs to have its own dot
ZOOM = 1.25  # by a key


class Chart(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no types
    """Lines and points. Iterations are counted from 0 here, and shown from 1.

    `picked`: an iteration was clicked, or the playhead was dragged to it. `pointed`: the pointer
    is over one, -1 when it has left. `stepped`: a key asks for the iteration before or after.
    """

    picked = Signal(int)
    pointed = Signal(int)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, axisItems={"bottom": Whole("bottom"), "left": Plain("left")})
        self._colours = LIGHT
        self._drawn: tuple[Drawn, ...] = ()
        self._items: list[pg.PlotDataItem] = []
        self._words = ("", "")
        self._log = False
        self._unseen = False  # what is charted has no height at all
        self._before: int | None = None  # the iteration before a click that may begin a double one
        self._playhead_at: int | None = None
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setDownsampling(auto=True, mode="peak")
        plot.setClipToView(True)
        self._view = plot.getViewBox()
        self._view.setDefaultPadding(0.04)
        self._playhead = pg.InfiniteLine(movable=True)
        self._cross = (pg.InfiniteLine(), pg.InfiniteLine(angle=0))
        self._bad = BadMarks(self._view)
        for item in (*self._cross, self._playhead, *self._bad.items):
            self._view.addItem(item, ignoreBounds=True)
            item.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._playhead.sigDragged.connect(self._on_playhead_dragged)
        self._playhead.sigPositionChangeFinished.connect(self._on_playhead_finished)
        self.scene().sigMouseMoved.connect(self._on_scene_mouse_moved)
        self.scene().sigMouseClicked.connect(self._on_scene_mouse_clicked)
        self._view.sigRangeChanged.connect(self._on_view_range_changed)
        self.set_colours(LIGHT)

    # --- what is drawn

    def draw(self, drawn: Sequence[Drawn]) -> None:
        """Draw these series and no others."""
        plot = self.getPlotItem()
        while len(self._items) > len(drawn):
            plot.removeItem(self._items.pop())
        while len(self._items) < len(drawn):
            self._items.append(plot.plot(connect="finite", symbolPen=None))
        self._drawn = tuple(drawn)
        for item, one in zip(self._items, drawn, strict=True):
            item.setPen(pen_of(one.stroke, self._colours))
            item.setSymbolBrush(QColor(pen_of(one.stroke, self._colours).color()))
            heights = self.heights(one.curve)
            # Where no height is finite pyqtgraph looks for the smallest in vain, while painting.
            some = slice(None) if np.any(np.isfinite(heights)) else slice(0)
            item.setData(one.curve.numbers[some] + 1.0, heights[some], connect="finite")
        self._show_unseen()
        self._bad.set_curves([one.curve for one in drawn])
        self._dot()
        self._label()

    def _show_unseen(self) -> None:
        """Where nothing has a height the view still shows the iterations, for their marks."""
        unseen = not any(item.getData()[0] is not None for item in self._items)
        ends = [one.curve.numbers[[0, -1]] for one in self._drawn if len(one.curve.numbers)]
        if unseen and ends:
            self._view.setXRange(np.min(ends) + 1.0, np.max(ends) + 1.0)
        elif self._unseen:
            self.reset()
        self._unseen = unseen and bool(ends)

    def heights(self, curve: Curve) -> Numbers:
        """The values that can be drawn; NaN, a gap, for others: infinite, or no logarithm."""
        possible = np.isfinite(curve.values)
        if self._log:
            possible &= curve.values > 0
        return np.where(possible, curve.values, np.nan)

    @property
    def undrawn(self) -> int:
        """How many finite values have no place on a logarithmic scale."""
        if not self._log:
            return 0
        return sum(
            int(np.count_nonzero(np.isfinite(one.curve.values) & (one.curve.values <= 0)))
            for one in self._drawn
        )

    def set_log(self, log: bool) -> None:
        """Use a logarithmic scale for the values, or a linear one."""
        self._log = log
        self.getPlotItem().setLogMode(x=False, y=log)
        self.draw(self._drawn)
        self.reset()

    def set_playhead(self, number: int | None) -> None:
        """Stand at an iteration; None: nowhere."""
        self._playhead_at = number
        self._playhead.setVisible(number is not None)
        if number is not None and not self._playhead.moving:
            self._playhead.setValue(shown(number))

    def widget(self) -> QGraphicsView:
        """The chart as a widget, for those who do not know pyqtgraph."""
        return self

    def reset(self) -> None:
        """Show everything, and go on doing so as points arrive."""
        self._view.enableAutoRange()

    def zoom(self, factor: float) -> None:
        """Show more or less of the iterations."""
        self._view.scaleBy(x=1 / factor, y=1)

    # --- words and looks

    def set_words(self, iteration: str, value: str) -> None:
        """Name the axes: the iteration, and the value where several series are drawn."""
        self._words = (iteration, value)
        self._label()

    def _label(self) -> None:
        iteration, value = self._words
        # The axis reads its label as HTML, and a name may come from anywhere.
        name = html.escape(self._drawn[0].label) if len(self._drawn) == 1 else value
        plot = self.getPlotItem()
        plot.setLabel("bottom", iteration)
        plot.setLabel("left", name)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.setBackground(QColor(colours.surface))
        for name in ("bottom", "left"):
            dress_axis(self.getPlotItem().getAxis(name), colours)
        self.getPlotItem().showGrid(x=False, y=True, alpha=0.25)
        self._playhead.setPen(pg.mkPen(colours.text, width=2))
        self._playhead.setHoverPen(pg.mkPen(ink(colours, "accent"), width=4))
        for line in self._cross:
            line.setPen(pg.mkPen(colours.quiet, width=1, style=Qt.PenStyle.DashLine))
        self._bad.set_colour(ink(colours, "error"), mix(colours.surface, colours.error, 0.2))
        self.draw(self._drawn)

    def _dot(self) -> None:
        """A dot a point where they stand far enough apart."""
        (left, right), _ = self._view.viewRange()
        room = self._view.width() / max(1e-9, right - left)
        symbol = "o" if room >= DOT_PIXELS else None
        for item in self._items:
            if item.opts["symbol"] != symbol:
                item.setSymbol(symbol)
                item.setSymbolSize(5)

    def _on_view_range_changed(self) -> None:
        self._dot()
        self._bad.place()

    # --- gestures

    def _number_at(self, place: QPointF) -> int | None:
        """The iteration nearest a place of the scene that any series has a point at."""
        if not self._view.sceneBoundingRect().contains(place) or not self._drawn:
            return None
        wanted = self._view.mapSceneToView(place).x() - 1
        found = [near(one.curve, wanted) for one in self._drawn if len(one.curve.numbers)]
        return min(found, key=lambda number: abs(number - wanted), default=None)

    def _on_scene_mouse_moved(self, place: QPointF) -> None:
        number = self._number_at(place)
        for line in self._cross:
            line.setVisible(number is not None)
        if number is None:
            self.pointed.emit(-1)
            return
        self._cross[0].setValue(shown(number))
        height = self._height_near(number, self._view.mapSceneToView(place).y())
        self._cross[1].setVisible(height is not None)
        if height is not None:
            self._cross[1].setValue(height)
        self.pointed.emit(number)

    def _height_near(self, number: int, y: float) -> float | None:
        """Where on the chart the point of an iteration nearest a height lies."""
        values = [one.curve.at(number) for one in self._drawn]
        fit = [value for value in values if value is not None and np.isfinite(value)]
        if self._log:
            fit = [float(np.log10(value)) for value in fit if value > 0]
        return min(fit, key=lambda value: abs(value - y), default=None)

    def _on_scene_mouse_clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.double():
            self.reset()
            if self._before is not None:
                self.picked.emit(self._before)  # the first click of two meant no jump
        else:
            number = self._number_at(event.scenePos())
            self._before = self._playhead_at
            if number is not None:
                self.picked.emit(number)

    def _on_playhead_dragged(self, line: pg.InfiniteLine) -> None:
        self.picked.emit(max(0, round(line.value()) - 1))

    def _on_playhead_finished(self, _line: pg.InfiniteLine) -> None:
        self.set_playhead(self._playhead_at)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mousePressEvent(event)
        event.accept()  # the panel behind the chart has no use for it

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseDoubleClickEvent(event)
        event.accept()

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        for line in self._cross:
            line.hide()
        self.pointed.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.reset()
        else:
            event.ignore()


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}


def near(curve: Curve, wanted: float) -> int:
    """The iteration of a curve nearest a place on its axis."""
    numbers = curve.numbers
    place = int(np.searchsorted(numbers, wanted))
    around = numbers[max(0, place - 1) : place + 1]
    return int(around[np.argmin(np.abs(around - wanted))])
