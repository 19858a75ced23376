"""The middle of the Descent page: the surface from above or in space, or a curve, and its scale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from graphviewer.formulas.answers import Underway
from graphviewer.formulas.questions import Landscape, Regression, Surface
from graphviewer.gui.actions import QT_TRANSLATE_NOOP
from graphviewer.gui.charts.step_axes import View
from graphviewer.gui.descent.contours import Ground
from graphviewer.gui.descent.curve import Curve
from graphviewer.gui.descent.map import Map
from graphviewer.gui.descent.scale import Scale
from graphviewer.gui.descent.solid import Solid
from graphviewer.gui.descent.strokes import Shown
from graphviewer.gui.descent.table import number
from graphviewer.gui.descent.ways import WaysPlane
from graphviewer.gui.descent.work import Work
from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import Colours
from graphviewer.session.descending import Descending, flat, same_span
from graphviewer.session.descent_choices import Place, surface_of
from graphviewer.session.share import percent

LOOK_MS = 60  # after what is shown was moved its heights are asked


class PictureArea(QWidget):
    """Shows one of three pictures. `looked` carries a View.

    `start_chosen` carries a place; `start_settled`: the drag it came from is over.

    `solid_wanted`: the other way to look. `bands_wanted`: filled between the lines.
    `cancelled`: what is under way is not wanted.
    """

    start_chosen = Signal(QPointF)
    start_settled = Signal()
    looked = Signal(object)
    solid_wanted = Signal(bool)
    cancelled = Signal()
    export_wanted = Signal()
    bands_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.map, self.curve, self.solid = Map(), Curve(), Solid()
        self.pictures: tuple[WaysPlane, ...] = (self.map, self.curve, self.solid)
        self._flat, self._solid = False, False
        self._axes = ("x", "y")
        self._ground: Ground | None = None
        self.caption, self.scale, self.work = QLabel(), Scale(), Work()
        self.export, self.bands = QToolButton(), QToolButton()
        self.above, self.beside = QAction(self), QAction(self)
        self.switch = Segments([self.above, self.beside], small=True)
        self.stack = QStackedWidget()
        for part in (*self.pictures, self.work):
            self.stack.addWidget(part)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._lay_out()
        self._join()
        self.retranslate()

    def _lay_out(self) -> None:
        self.caption.setProperty("role", "quiet")
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.caption.setContentsMargins(14, 0, 14, 6)
        for button in (self.export, self.bands):
            button.setProperty("role", "flat")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bands.setCheckable(True)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 4)
        head.addStretch(1)
        for part in (self.bands, self.export, self.switch):
            head.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.stack, 1)
        body.addWidget(self.scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.caption)
        column.addLayout(body, 1)

    def _join(self) -> None:
        group = QActionGroup(self)
        for action in (self.above, self.beside):
            action.setCheckable(True)
            group.addAction(action)
        self.above.setChecked(True)
        group.triggered.connect(self._on_group_triggered)
        self.bands.clicked.connect(self.bands_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.work.cancel.clicked.connect(self.cancelled)
        self._soon.timeout.connect(self._on_soon_timeout)
        for picture in (self.map, self.curve):
            picture.clicked.connect(self._on_clicked)
            picture.dragged.connect(self.start_chosen)
            picture.dropped.connect(self.start_settled)
            picture.viewed.connect(self._on_viewed)

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
        self._axes = axes_of(surface)
        self._name_axes()
        self.switch.setVisible(not self._flat)
        self.caption.setVisible(isinstance(surface, Regression | Landscape))
        (self.beside if state.solid else self.above).setChecked(True)
        self.map.set_filled(state.filled)
        self.bands.setChecked(state.filled)
        self.bands.setVisible(not self._flat and not self._solid)
        view = self.map.view
        if not (same_span(view.x, state.x) and same_span(view.left, state.y)):
            self.map.show_view(View(state.x, state.y))
        if self._flat:
            self.curve.show_view(View(state.x, self.curve.view.left))
        if self.stack.currentWidget() is not self.work:
            self._raise(self.picture)

    def set_marks(self, minima: Sequence[Place], start: Place) -> None:
        """Mark minima and the start."""
        for picture in self.pictures:
            picture.set_marks(minima, start)

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
            self.scale.set_levels(self.solid.levels)
        self._tell(ground)

    def show_walkers(self, shown: Sequence[Shown], step: int) -> None:
        """Draw these walkers at a step."""
        kept = [one for one in shown if one.trail.points.shape[1] == (1 if self._flat else 2)]
        self.picture.show_walkers(kept, step)

    def _tell(self, ground: Ground | None) -> None:
        """Say what is known of the surface beside its heights."""
        self._ground = ground
        told, translate = (ground.told if ground is not None else {}), QCoreApplication.translate
        said = []
        if "trained_loss" in told:
            words = translate("Descent", "trained loss {loss}, at the middle")
            said.append(words.format(loss=number(told["trained_loss"])))
        if "accuracy" in told:
            words = translate("Descent", "accuracy {share}")
            said.append(words.format(share=percent(told["accuracy"])))
        if "x" in told and "y" in told:
            words = translate("Descent", "least at w = {w}, b = {b}")
            said.append(words.format(w=number(told["x"]), b=number(told["y"])))
        self.caption.setText(" · ".join(said))
        self.caption.setToolTip(self.caption.text())

    def _name_axes(self) -> None:
        names = tuple(QCoreApplication.translate("Descent", one) for one in self._axes)
        if (self.map.words.bottom, self.map.words.left) != names:
            self.map.set_words(*names)
            self.solid.set_words(*names)

    def show_work(self, work: Underway | None) -> None:
        """Show how far a network is trained; None: there is a picture again."""
        if work is not None:
            self.work.show_work(work)
            self._raise(self.work)
        else:
            self._raise(self.picture)

    def _raise(self, widget: QWidget) -> None:
        before = self.stack.currentWidget()
        focused = before is not None and before.hasFocus()
        self.stack.setCurrentWidget(widget)
        if focused:
            widget.setFocus()
        self.scale.setVisible(widget is self.map)

    def _on_clicked(self, place: QPointF) -> None:
        self.start_settled.emit()
        self.start_chosen.emit(place)
        self.start_settled.emit()

    def _on_viewed(self, _view: View) -> None:
        self._soon.start()

    def settle(self) -> None:
        """Tell at once where one looks, if that waits."""
        if self._soon.isActive():
            self._soon.stop()
            self._on_soon_timeout()

    def _on_soon_timeout(self) -> None:
        self.looked.emit(self.curve.view if self._flat else self.map.view)

    def _on_group_triggered(self, action: QAction) -> None:
        self.solid_wanted.emit(action is self.beside)

    # --- looks

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self.scale.set_colours(colours)
        for picture in self.pictures:
            picture.set_colours(colours)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.export.setText(translate("Descent", "Export…"))
        self.export.setToolTip(
            translate("Descent", "As a picture, an animation or a table of the steps (Ctrl+E)")
        )
        self.bands.setText(translate("Descent", "Filled"))
        self.bands.setToolTip(translate("Descent", "Fill what lies between the lines"))
        self.scale.setAccessibleName(translate("Descent", "Heights of the tones"))
        self.above.setText(translate("Descent", "From above"))
        self.beside.setText(translate("Descent", "In space"))
        self.map.setAccessibleName(translate("Descent", "The surface from above"))
        self._name_axes()
        self._tell(self._ground)
        self.solid.setAccessibleName(translate("Descent", "The surface in space"))
        self.curve.setAccessibleName(translate("Descent", "The curve"))
        self.curve.set_words("x", "f(x)")


def axes_of(surface: Surface) -> tuple[str, str]:
    """What the axes are called, to be translated."""
    match surface:
        case Regression():
            return "w", "b"
        case Landscape():
            return (
                QT_TRANSLATE_NOOP("Descent", "first direction"),
                QT_TRANSLATE_NOOP("Descent", "second direction"),
            )
    return "x", "y"
