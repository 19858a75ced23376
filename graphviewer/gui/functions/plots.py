"""The plots of the functions and of their derivatives, under one another, under one cursor."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from graphviewer.gui.charts.step_axes import View
from graphviewer.gui.functions.answers import Answers
from graphviewer.gui.functions.plot import CurvePlane
from graphviewer.gui.functions.scenes import scenery
from graphviewer.gui.functions.told import ORDERS
from graphviewer.gui.theme.colours import Colours
from graphviewer.session.functions import HOME, Function, Functions, Place, Plot
from graphviewer.session.functions_sampling import heights


class PlotStack(QWidget):
    """f over f ′ over f ″: they show the same x, and each the heights that suit it.

    Heights follow the curves until they are moved or zoomed by hand; `show_all` follows again.
    """

    def __init__(self, functions: Functions, answers: Answers) -> None:
        super().__init__()
        self._functions, self._answers = functions, answers
        self._drawn_with: tuple[object, ...] = ()
        self.planes = tuple(CurvePlane() for _ in range(1 + ORDERS))
        self._by_hand: set[int] = set()  # whose heights were chosen
        self._keys = {one.key for one in functions.plot.functions}
        self._placing = False
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for plane in self.planes:
            self.splitter.addWidget(plane)
            plane.cursor_wanted.connect(self._on_plane_cursor_wanted)
            plane.whole_wanted.connect(self.show_all)
            plane.viewed.connect(self._on_plane_viewed)
            plane.clicked.connect(plane.put_cursor_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        answers.curves_changed.connect(self.refresh)
        answers.points_changed.connect(self.refresh)
        answers.limit_changed.connect(self.refresh)
        functions.changed.connect(self._on_functions_changed)
        functions.moved.connect(self._on_functions_moved)
        self.retranslate()
        self.refresh()

    def shown(self) -> list[CurvePlane]:
        """The plots that are there now."""
        return list(self.planes if self._functions.plot.second else self.planes[:-1])

    def refresh(self) -> None:
        """Draw what was told last."""
        second = self._functions.plot.second
        self.planes[-1].setVisible(second)
        for plane, word in zip(self.planes, ("f(x)", "f ′(x)", "f ″(x)"), strict=True):
            plane.set_words("x" if plane is self.shown()[-1] else "", word)
        fresh = self._what()
        keep = fresh == self._drawn_with
        if all(self._answers.curve(one) is not None for one in self._wanted()):
            self._drawn_with = fresh
        for at, plane in enumerate(self.shown()):
            scene = scenery(self._functions, self._answers, at)
            plane.draw(scene)
            if at not in self._by_hand and scene.trails:
                self._fit(at, keep=keep)
        self._align()

    def _align(self) -> None:
        """One x stands under the other, however wide the numbers of an axis are."""
        shown = self.shown()
        margin = max(plane.margin for plane in shown)
        for plane in shown:
            plane.set_margin(margin)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._align()

    def _wanted(self) -> list[Function]:
        return [
            one
            for one in self._functions.plot.functions
            if one.shown and one.key not in self._answers.problems
        ]

    def _what(self) -> tuple[object, ...]:
        """What the heights were found for; sliders are not in it, so that they do not jump."""
        return (*((one.key, one.formula) for one in self._wanted()), self._functions.place.span)

    def _fit(self, at: int, *, keep: bool) -> None:
        plane = self.planes[at]
        low, high = self._functions.place.span
        rows = [trail.y[(trail.x >= low) & (trail.x <= high)] for trail in plane.scenery.trails]
        self._place(plane, View((low, high), heights(rows, plane.view.left if keep else None)))

    def _place(self, plane: CurvePlane, view: View) -> None:
        self._placing = True
        plane.show_view(view)
        self._placing = False

    def show_all(self) -> None:
        """Show the usual x, and all heights there are (0, or a double click)."""
        self._by_hand.clear()
        self._drawn_with = ()
        self._functions.look(HOME)
        self.refresh()

    # --- being told

    def _on_functions_changed(self, plot: Plot) -> None:
        keys = {one.key for one in plot.functions}
        if not keys & self._keys:  # heights that were chosen for others
            self._by_hand.clear()
        self._keys = keys
        self.refresh()

    def _on_functions_moved(self, place: Place) -> None:
        for at, plane in enumerate(self.planes):
            self._place(plane, View(place.span, plane.view.left))
            if at not in self._by_hand and plane.scenery.trails:
                self._fit(at, keep=True)
        self._align()

    def _on_plane_viewed(self, view: View) -> None:
        if self._placing:
            return
        plane = self.sender()
        at = next(at for at, one in enumerate(self.planes) if one is plane)
        self._by_hand.add(at)
        self._functions.look(view.x)

    def _on_plane_cursor_wanted(self, x: float) -> None:
        self._functions.put_cursor(x)

    # --- looks

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        for plane in self.planes:
            plane.set_colours(colours)

    def retranslate(self) -> None:
        """Name the plots in the present language."""
        translate = QCoreApplication.translate
        names = (
            translate("Functions", "The functions"),
            translate("Functions", "Their derivatives, by autograd"),
            translate("Functions", "Their second derivatives, by autograd"),
        )
        tip = translate(
            "Functions",
            "Click, or drag the upright line, to choose x; arrow keys move it too (Shift: finer)."
            " Drag elsewhere to move the paper, turn the wheel to zoom, press 0 to see all.",
        )
        for plane, name in zip(self.planes, names, strict=True):
            plane.setAccessibleName(name)
            plane.setAccessibleDescription(tip)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)
