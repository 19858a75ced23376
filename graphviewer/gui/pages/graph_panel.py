"""The graph with the choice of view over a corner, and in a loop that of what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from graphviewer.gui.actions import ROWS
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.chips import Chips
from graphviewer.gui.canvas.crumbs import Crumbs
from graphviewer.gui.canvas.find_bar import WIDEST, FindBar
from graphviewer.gui.canvas.neuron_stepper import NeuronStepper
from graphviewer.gui.icons import icon
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import LIGHT, Colours

CRUMBS = (11, 40)  # where the way through the modules begins: under the caption
CRUMBS_HIGH, CHIPS_LEFT = 30, 16  # what is left out stands below them
CAPTION = 230  # pixels kept for it beside the choice of views; with less it stands below
GAP = 8  # pixels between the rows of what lies over the canvas
EDGE = 14  # pixels between a switch and the canvas's edge


class GraphPanel(QWidget):
    """The canvas, which keeps a strip at its top free, and the switches over it."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segments([actions[row.id] for row in ROWS if row.group == "view"], self)
        self.scopes = Segments(
            [actions["scope_iteration"], actions["scope_whole"]], self, small=True
        )
        self.scopes.hide()
        self.examples = NeuronStepper(actions, self)
        self.canvas = Canvas(self)
        self.crumbs = Crumbs(self.canvas, self)
        self.chips = Chips(self)
        self.find_bar = FindBar(self)
        self.canvas.scene_changed.connect(self._place)
        for widget in (self.chips, self.find_bar):
            widget.installEventFilter(self)
        self.finder = QToolButton(self)
        self.finder.setProperty("role", "float")
        self.finder.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()
        self.set_colours(LIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self._place()

    def set_colours(self, colours: Colours) -> None:
        """Draw what lies over the canvas in a theme."""
        self.finder.setIcon(icon("search", colours.text))
        self.find_bar.set_colours(colours)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        said = QCoreApplication.translate("Find", "Find in the graph")
        self.finder.setAccessibleName(said)
        self.finder.setToolTip(f"{said} (Ctrl+F)")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        # A switch asks for another size when its words or the style change.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._place(settle=watched is self.chips)
        return super().eventFilter(watched, event)

    def offer_scopes(self, *, offered: bool) -> None:
        """Show the choice between the iteration and the whole program, or not."""
        self.scopes.setVisible(offered)
        self._place()

    def tell_example(self, example: int, count: int, language: str) -> None:
        """Offer the examples of a batch, or not."""
        self.examples.tell(example, count, language)
        self._place()

    def _place_foot(self) -> None:
        """The switch, and the stepper beside it; above it where there is no room (where there is a
        stepper there is no map)."""
        size, other = self.scopes.sizeHint(), self.examples.size()
        bottom, left, foot = self.height() - EDGE, EDGE, 0
        if not self.scopes.isHidden():
            foot = size.height()
            self.scopes.setGeometry(EDGE, bottom - foot, *size.toTuple())
            left += size.width() + EDGE
        if not self.examples.isHidden():
            if left + other.width() > self.width() - EDGE:
                left, bottom, foot = EDGE, bottom - foot - GAP, foot + GAP
                foot += other.height()
            self.examples.move(left, bottom - other.height())
            foot = max(foot, other.height())
        self.canvas.keep_foot(foot)

    def _keep_head(self, bottom: int, *, settle: bool) -> None:
        """Leave what lies over the canvas free; nothing moves when the bar comes or goes."""
        asked = not self.find_bar.isHidden()
        if asked:
            bottom = max(bottom, self.find_bar.geometry().bottom() + 12)
        self.canvas.keep_head(max(0, bottom - CRUMBS[1]), settle=settle and not asked)

    def _place_finder(self) -> tuple[int, int]:
        """Beside the choice of views, below it where there is no room: where their row begins,
        and where what comes below them begins."""
        size, row, below = self.finder.sizeHint(), self.views.geometry(), EDGE + GAP
        below += row.height()
        left = row.x() - GAP - size.width()
        if left >= GAP:
            self.finder.setGeometry(left, row.center().y() - size.height() // 2, *size.toTuple())
        else:
            left = row.x()
            self.finder.setGeometry(row.right() + 1 - size.width(), below, *size.toTuple())
        self.finder.raise_()
        return left, below

    def _place(self, *, settle: bool = True) -> None:
        size = self.views.sizeHint()
        self.setMinimumWidth(size.width() + 2 * EDGE)  # else a splitter could hide a view's button
        self.views.setGeometry(self.width() - size.width() - EDGE, EDGE, *size.toTuple())
        left, top = self._place_finder()
        caption = max(CAPTION, self.canvas.caption_width)
        down = 0 if left - EDGE > caption else self.views.height()
        wide = min(WIDEST, self.width() - 2 * EDGE)
        over = self.width() - wide - EDGE if not self.find_bar.isHidden() else self.width()
        self.canvas.keep_caption(over - EDGE if down else left - EDGE, down)
        self._place_foot()
        self.crumbs.move(CRUMBS[0], CRUMBS[1] + down)
        self.crumbs.raise_()
        under = CRUMBS[1] + down + (0 if self.crumbs.isHidden() else CRUMBS_HIGH)
        self.chips.move(CHIPS_LEFT, under)
        self.chips.raise_()
        high = self.find_bar.sizeHint().height()
        self.find_bar.setGeometry(self.width() - wide - EDGE, top, wide, high)
        self.find_bar.raise_()
        bottom = under if self.chips.isHidden() else under + self.chips.height()
        self._keep_head(bottom, settle=settle)
        self.views.raise_()
        self.scopes.raise_()
        self.examples.raise_()
