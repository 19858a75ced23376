"""The bar that looks for things in the graph, and the frames round what it has found."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.icons import Shape, icon
from graphviewer.gui.theme.colours import LIGHT, Colours

WIDEST = 470
ROUNDING = 12.0
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3, Qt.Key.Key_Escape)


class FindBar(QFrame):
    """A field with what was found so far. `asked` carries the text, `stepped` 1 or -1."""

    asked = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "float")
        self.field = _Field(self)
        self.field.textChanged.connect(self.asked)
        self.field.stepped.connect(self.stepped)
        self.field.left.connect(self.left)
        self.told = QLabel(self)
        self.told.setProperty("role", "quiet")
        self.back, self.next, self.close_button = (QToolButton(self) for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 5, 5)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.told)
        for button, slot in (
            (self.back, self._on_back_clicked),
            (self.next, self._on_next_clicked),
            (self.close_button, self.left),
        ):
            button.setProperty("role", "flat")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.set_colours(LIGHT)
        self.retranslate()
        self.hide()

    def say(self, text: str, *, found: bool) -> None:
        """How many were found, and where the present one is."""
        self.told.setText(text)
        self.told.setProperty("role", "quiet" if found else "wrong")
        self.told.style().polish(self.told)
        self.field.setAccessibleDescription(text)
        for button in (self.back, self.next):
            button.setEnabled(found)

    def set_colours(self, colours: Colours) -> None:
        """Draw the buttons in a theme."""
        shapes: dict[Shape, QToolButton]
        shapes = {"up": self.back, "down": self.next, "close": self.close_button}
        for shape, button in shapes.items():
            button.setIcon(icon(shape, colours.text, colours.quiet))

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        translate = QCoreApplication.translate
        self.field.setPlaceholderText(
            translate("Find", "Name, operation, grad_fn, [3, 2], float32, line 4")
        )
        names = {
            self.field: translate("Find", "Find in the graph"),
            self.back: translate("Find", "Previous (Shift+Enter)"),
            self.next: translate("Find", "Next (Enter)"),
            self.close_button: translate("Find", "Close (Esc)"),
        }
        for widget, name in names.items():
            widget.setAccessibleName(name)
            widget.setToolTip(name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_back_clicked(self) -> None:
        self.stepped.emit(-1)

    def _on_next_clicked(self) -> None:
        self.stepped.emit(1)


class _Field(QLineEdit):
    """Enter and F3 go on, with Shift back; Escape leaves, and does not stop the program."""

    stepped = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = Qt.KeyboardModifier.ControlModifier
            if event.key() in _KEYS and not event.modifiers() & control:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _KEYS:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if shift else 1)
        else:
            super().keyPressEvent(event)


class Hits(QWidget):
    """Frames round everything that was found, over the canvas; clicks go through it."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._colour = LIGHT.accent
        self._places: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.installEventFilter(self)
        self.hide()

    @property
    def places(self) -> tuple[int, ...]:
        """What is framed, by place in the scene."""
        return self._places

    def show_places(self, places: tuple[int, ...]) -> None:
        """Frame some vertices of the present scene."""
        self._places = places
        self.setGeometry(self._canvas.rect())
        self.setVisible(bool(places))
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colour = colours.accent
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        scene, camera = self._canvas.scene, self._canvas.camera
        if scene is None or not scene.placed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(camera.transform())
        hue = QColor(self._colour)
        hue.setAlphaF(0.13)
        painter.setBrush(hue)
        pen = QPen(QColor(self._colour), 1.6)
        pen.setCosmetic(True)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        seen = camera.seen()
        for place in self._places:
            if place < len(scene.ends):
                end = scene.ends[place]
                rect = QRectF(end.rect).adjusted(-5, -5, 5, 5)
                if rect.intersects(seen):
                    rounding = rect.height() / 2 if end.round else ROUNDING
                    painter.drawRoundedRect(rect, rounding, rounding)
        painter.end()
