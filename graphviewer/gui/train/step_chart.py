"""A chart of series by step: lines on one or two axes, a crosshair, and a name at each line's end.

Imported with the page that shows it: pyqtgraph would delay the window's start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviewer.gui.panels.watch_axes import Plain, dress_axis
from graphviewer.gui.panels.watch_pens import Stroke, pen_of
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.gui.train.end_names import Ending, EndNames, room
from graphviewer.session.smoothing import Numbers

ZOOM = 1.25  # by a key
FAINT = 70  # opacity of a line behind its smoothed one, of 255


Axis = Literal["left", "right"]


class Line(Struct, frozen=True):
    """One series. `x` rises; NaN in `y` is a place that was not measured."""

    name: str
    label: str
    x: Numbers
    y: Numbers
    stroke: Stroke
    axis: Axis = "left"
    faint: bool = False  # the raw numbers behind a smoothed line: no name, pale
    dots: bool = False  # few points, each with a dot


class StepChart(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no types
    """Lines over steps or epochs. `pointed`: the x under the pointer, NaN when it has left."""

    pointed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        axes = {"bottom": Plain("bottom"), "left": Plain("left"), "right": Plain("right")}
        super().__init__(parent, axisItems=axes)
        self._colours = LIGHT
        self._lines: tuple[Line, ...] = ()
        self._items: dict[str, pg.PlotDataItem] = {}
        self._names = EndNames(self.scene())
        self._log = False
        self._whole = True  # everything is shown, and what comes as well
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setClipToView(True)
        self._left = plot.getViewBox()
        self._right = pg.ViewBox(enableMenu=False)
        plot.scene().addItem(self._right)
        plot.getAxis("right").linkToView(self._right)
        self._right.setXLink(self._left)
        self._right.setZValue(self._left.zValue() + 1)
        self._right.setMouseEnabled(x=False, y=False)
        self._right.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._right.setAcceptHoverEvents(False)
        self._cross = pg.InfiniteLine()
        self._left.addItem(self._cross, ignoreBounds=True)
        self._cross.hide()
        for view in (self._left, self._right):
            view.disableAutoRange()
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.setInterval(0)
        self._placing.timeout.connect(self._place_names)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._left.sigResized.connect(self._on_left_resized)
        self._left.sigRangeChangedManually.connect(self._on_range_changed_manually)
        self._left.sigRangeChanged.connect(self._on_range_changed)
        self.scene().sigMouseMoved.connect(self._on_scene_mouse_moved)
        self.scene().sigMouseClicked.connect(self._on_scene_mouse_clicked)
        self.set_colours(LIGHT)

    # --- what is drawn

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn."""
        return self._lines

    def draw(self, lines: Sequence[Line]) -> None:
        """Draw these lines and no others."""
        for name in self._items.keys() - {line.name for line in lines}:
            self._drop(name)
        self._lines = tuple(lines)
        for line in lines:
            self._draw(line)
        self.getPlotItem().showAxis("right", any(line.axis == "right" for line in lines))
        if self._whole:
            self.reset()
        self._placing.start()

    def _draw(self, line: Line) -> None:
        item = self._items.get(line.name)
        if item is None:
            item = pg.PlotDataItem(connect="finite", symbolPen=None)
            item.setDownsampling(auto=True, method="peak")
            self._view_of(line).addItem(item)
            self._items[line.name] = item
            self._dress(line, item)
        there = np.isfinite(line.y)
        if self._log and line.axis == "left":
            there &= line.y > 0
        x, y = line.x[there], line.y[there]
        if self._log and line.axis == "left":
            y = np.log10(y)
        item.setData(x, y)

    def _dress(self, line: Line, item: pg.PlotDataItem) -> None:
        pen = self._pen(line)
        item.setPen(pen)
        item.setSymbol("o" if line.dots else None)
        item.setSymbolSize(5)
        item.setSymbolBrush(pen.color())

    def _pen(self, line: Line) -> QPen:
        pen = pen_of(line.stroke, self._colours)
        if line.faint:
            colour = pen.color()
            colour.setAlpha(FAINT)
            pen = QPen(colour, 1.0)
            pen.setCosmetic(True)
        return pen

    def _view_of(self, line: Line) -> pg.ViewBox:
        return self._right if line.axis == "right" else self._left

    def _drop(self, name: str) -> None:
        item = self._items.pop(name)
        item.getViewBox().removeItem(item)

    def set_log(self, log: bool) -> None:
        """Draw the left axis on a logarithmic scale, or a linear one."""
        self._log = log
        self.getPlotItem().getAxis("left").setLogMode(log)
        self._whole = True
        self.draw(self._lines)

    @property
    def undrawn(self) -> int:
        """How many finite numbers have no place on a logarithmic scale."""
        if not self._log:
            return 0
        left = [line.y for line in self._lines if line.axis == "left"]
        return sum(int(np.count_nonzero(np.isfinite(y) & (y <= 0))) for y in left)

    # --- what is in view

    def reset(self) -> None:
        """Show everything, and go on doing so as points arrive."""
        self._whole = True
        x = [item.getData()[0] for item in self._items.values()]
        ends = [(one[0], one[-1]) for one in x if one is not None and len(one)]
        if ends:
            first, last = min(low for low, _ in ends), max(high for _, high in ends)
            width = max(last - first, 1e-9)
            names = [line.label for line in self._lines if not line.faint]
            taken = room(names, float(self._left.width()))
            right = last + width * taken / (1 - taken)
            self._left.setXRange(first - 0.01 * width, right, padding=0)
        for view in (self._left, self._right):
            low, high = self._heights(view)
            view.setYRange(low, high, padding=0)

    def _heights(self, view: pg.ViewBox) -> tuple[float, float]:
        """What a view has to reach from and to; some air around it."""
        heights = [item.getData()[1] for item in self._items.values() if item.getViewBox() is view]
        there = [one for one in heights if one is not None and len(one)]
        if not there:
            return 0.0, 1.0
        low, high = min(float(one.min()) for one in there), max(float(one.max()) for one in there)
        air = 0.06 * (high - low) or max(abs(high), 1e-12) * 0.1
        return low - air, high + air

    def zoom(self, factor: float) -> None:
        """Show more or less of the steps."""
        self._whole = False
        self._left.scaleBy(x=1 / factor, y=1)

    # --- looks

    def set_words(self, bottom: str, left: str, right: str = "") -> None:
        """Name the axes."""
        plot = self.getPlotItem()
        for name, text in (("bottom", bottom), ("left", left), ("right", right)):
            plot.getAxis(name).setLabel(text)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.setBackground(QColor(colours.surface))
        plot = self.getPlotItem()
        for name in ("bottom", "left", "right"):
            dress_axis(plot.getAxis(name), colours)
        plot.showGrid(x=False, y=True, alpha=0.25)
        plot.getAxis("right").setGrid(False)
        self._cross.setPen(pg.mkPen(colours.quiet, width=1, style=Qt.PenStyle.DashLine))
        for line in self._lines:
            self._dress(line, self._items[line.name])
        self._placing.start()

    # --- names at the ends

    def _place_names(self) -> None:
        endings = [self._ending(line) for line in self._lines if not line.faint and line.label]
        within = self._left.sceneBoundingRect()
        self._names.place([one for one in endings if one is not None], within)

    def _ending(self, line: Line) -> Ending | None:
        """Where a line ends in the scene; None if that is out of view."""
        x, y = self._items[line.name].getData()
        if x is None or not len(x):
            return None
        place = self._view_of(line).mapViewToScene(QPointF(float(x[-1]), float(y[-1])))
        if not self._left.sceneBoundingRect().contains(place):
            return None
        hue = ink(self._colours, line.stroke.hue)
        return Ending(line.name, line.label, hue, place.x(), place.y())

    # --- gestures

    def _on_left_resized(self) -> None:
        self._right.setGeometry(self._left.sceneBoundingRect())
        if self._whole:
            self.reset()
        self._placing.start()

    def _on_range_changed(self) -> None:
        self._placing.start()

    def _on_range_changed_manually(self) -> None:
        self._whole = False

    def _on_scene_mouse_moved(self, place: QPointF) -> None:
        inside = self._left.sceneBoundingRect().contains(place) and bool(self._lines)
        self._cross.setVisible(inside)
        x = self._left.mapSceneToView(place).x() if inside else float("nan")
        if inside:
            self._cross.setValue(x)
        self.pointed.emit(x)

    def _on_scene_mouse_clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        if event.double():
            self.reset()

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self._cross.hide()
        self.pointed.emit(float("nan"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in _ZOOMS:
            self.zoom(_ZOOMS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.reset()
        else:
            event.ignore()


_ZOOMS = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
