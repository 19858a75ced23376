"""The middle of the Descent page: the surface from above or in space, or a curve, and its scale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from graphviewer.formulas.answers import Underway
from graphviewer.gui.charts.step_axes import View
from graphviewer.gui.descent.contours import Ground
from graphviewer.gui.descent.curve import Curve
from graphviewer.gui.descent.map import Map
from graphviewer.gui.descent.solid import Solid
from graphviewer.gui.descent.strokes import Shown
from graphviewer.gui.descent.ways import WaysPlane
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.session.descending import Descending, flat
from graphviewer.session.descent_choices import minima_of, surface_of

LOOK_MS = 60  # after what is shown was moved its heights are asked


class PictureArea(QWidget):
    """Shows one of three pictures. `start_chosen` carries a place; `looked`: spans of x and y.

    `solid_wanted`: the other way to look. `cancelled`: what is under way is not wanted.
    """

    start_chosen = Signal(QPointF)
    looked = Signal(object)
    solid_wanted = Signal(bool)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._colours = LIGHT
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.map, self.curve, self.solid = Map(), Curve(), Solid()
        self.pictures: tuple[WaysPlane, ...] = (self.map, self.curve, self.solid)
        self._flat, self._solid = False, False
        self.caption = QLabel()
        self.caption.setProperty("role", "quiet")
        self.above, self.beside = QAction(self), QAction(self)
        group = QActionGroup(self)
        for action in (self.above, self.beside):
            action.setCheckable(True)
            group.addAction(action)
        self.above.setChecked(True)
        group.triggered.connect(self._on_group_triggered)
        self.switch = Segments([self.above, self.beside], small=True)
        self.stack = QStackedWidget()
        for picture in self.pictures:
            self.stack.addWidget(picture)
        self.work = _Work()
        self.stack.addWidget(self.work)
        self.work.cancel.clicked.connect(self.cancelled)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 4)
        head.addWidget(self.caption, 1)
        head.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self._on_soon_timeout)
        for picture in (self.map, self.curve):
            picture.clicked.connect(self.start_chosen)
            picture.viewed.connect(self._on_viewed)
        self.retranslate()

    # --- what is shown

    @property
    def picture(self) -> WaysPlane:
        """The one that is shown, or will be when what is under way is done."""
        if self._flat:
            return self.curve
        return self.solid if self._solid else self.map

    def look(self, state: Descending) -> None:
        """Show the surface as the state looks at it."""
        surface = surface_of(state)
        self._flat, self._solid = flat(surface), state.solid
        self.switch.setVisible(not self._flat)
        (self.beside if state.solid else self.above).setChecked(True)
        self.map.set_filled(state.filled)
        self.map.show_view(View(state.x, state.y))
        if self._flat:
            self.curve.show_view(View(state.x, self.curve.view.left))
        for picture in self.pictures:
            picture.set_marks(minima_of(state), state.start)
        if self.stack.currentWidget() is not self.work:
            self.stack.setCurrentWidget(self.picture)

    def set_home(self, view: View) -> None:
        """What a double click shows again."""
        self.map.set_home(view)
        self.curve.set_home(view)

    def set_ground(self, ground: Ground | None) -> None:
        """Show another surface."""
        if self._flat:
            self.curve.set_ground(ground)
            self.curve.show_view(View(self.curve.view.x, self.curve.heights()))
        else:
            self.map.set_ground(ground)
            self.solid.set_ground(ground)

    def show_walkers(self, shown: Sequence[Shown], step: int) -> None:
        """Draw these walkers at a step."""
        kept = [one for one in shown if one.trail.points.shape[1] == (1 if self._flat else 2)]
        self.picture.show_walkers(kept, step)

    def show_work(self, work: Underway | None) -> None:
        """Show how far a network is trained; None: there is a picture again."""
        if work is not None:
            self.work.show_work(work)
            self.stack.setCurrentWidget(self.work)
        else:
            self.stack.setCurrentWidget(self.picture)

    def _on_viewed(self, _view: View) -> None:
        self._soon.start()

    def _on_soon_timeout(self) -> None:
        self.looked.emit(self.curve.view if self._flat else self.map.view)

    def _on_group_triggered(self, action: QAction) -> None:
        self.solid_wanted.emit(action is self.beside)

    # --- looks

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self._colours = colours
        for picture in self.pictures:
            picture.set_colours(colours)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.above.setText(translate("Descent", "From above"))
        self.beside.setText(translate("Descent", "In space"))
        self.map.setAccessibleName(translate("Descent", "The surface from above"))
        self.map.set_words("x", "y")
        self.solid.setAccessibleName(translate("Descent", "The surface in space"))
        self.curve.setAccessibleName(translate("Descent", "The curve"))
        self.curve.set_words("x", "f(x)")


class _Work(QWidget):
    """How far something is that takes long, and a way out."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.bar, self.cancel = QLabel(), QProgressBar(), QPushButton()
        self.cancel.setProperty("role", "button")
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(280, 8)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for part in (self.told, self.bar, self.cancel):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_work(self, work: Underway) -> None:
        """Show how far it is."""
        translate = QCoreApplication.translate
        self.told.setText(
            translate("Descent", "Training the network: {done} of {all}").format(
                done=f"{work.done:,}", all=f"{work.of:,}"
            )
        )
        self.bar.setRange(0, work.of)
        self.bar.setValue(work.done)
        self.bar.setAccessibleName(self.told.text())
        self.cancel.setText(translate("Descent", "Cancel"))
