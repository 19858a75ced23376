"""The way to where one is among nested modules: `net > encoder > layers.3`, each to be gone to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.group_frames import frame_of, group_of, item_of_group, nested, where
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import item_of, places_of
from graphviewer.session.session import Item

Trail = tuple[tuple[str, Item], ...]  # what is written, and where it leads
LONGEST = 6  # with more the middle ones are left out
HEIGHT = 24


class Crumbs(QWidget):
    """Lies over the canvas and follows what it paints; hidden where nothing is nested."""

    _moved = Signal()

    def __init__(self, canvas: Canvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.trail: Trail = ()
        self.buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 0, 6, 0)
        self._row.setSpacing(2)
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name()
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        canvas.installEventFilter(self)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whatever changes the way repaints the canvas; widgets must not change in its midst."""
        if event.type() == QEvent.Type.Paint and self._now() != self.trail:
            self._moved.emit()
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self.trail = ()
            self._moved.emit()
        super().changeEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("Crumbs", "Modules around what is shown"))

    def _now(self) -> Trail:
        canvas = self._canvas
        if canvas.scene is None or not canvas.scene.placed:
            return ()
        return trail(canvas.scene, canvas.selection, canvas.camera.seen())

    def _on_moved(self) -> None:
        found = self._now()
        if found == self.trail:
            return
        self.trail = found
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for place, (text, _) in enumerate(found):
            if place:
                between = QLabel("›", self)
                between.setProperty("role", "quiet")
                self._add(between)
            self._add(self._button(text))
        self.setVisible(bool(found))
        self.resize(self.sizeHint().width(), HEIGHT)

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        widget.show()  # else a row that is shown already counts it only later

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setProperty("role", "crumb")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        said = QCoreApplication.translate("Crumbs", "Show all of {name}")
        button.setToolTip(said.format(name=text))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(self._on_button_clicked)
        self.buttons.append(button)
        return button

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        place = next(k for k, button in enumerate(self.buttons) if button is sender)
        item, scene = self.trail[place][1], self._canvas.scene
        if scene is not None:
            self._canvas.picked.emit(item)
            self._canvas.show_whole(where(scene, item))


def trail(scene: Scene, selection: Item | None, seen: QRectF) -> Trail:
    """The modules around what is selected; else around all that is in view."""
    graph = scene.graph
    group, last = group_of(scene, selection), None
    if group is None:
        places = places_of(scene, selection)
        if places:
            vertex = graph.vertices[places[0]]
            group = vertex.group
            if vertex.kind == "module":
                last = (graph.folds[vertex.ref].title, item_of(scene, places[0]))
        else:
            framed = range(len(graph.groups))
            group = max((g for g in framed if frame_of(scene, g).contains(seen)), default=None)
    ways = [(graph.groups[g].title, item_of_group(scene, g)) for g in nested(graph, group)]
    found = [(text, item) for text, item in ways if item is not None]
    if last is not None:
        found.append(last)
    if len(found) > LONGEST:
        found[2:-3] = [("…", found[2][1])]
    return tuple(found)
