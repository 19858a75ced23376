"""The widget that shows equations, line below line, every factor a thing one can point at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.explain.equation import Math, Ref
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.typeset.lines import starts_with_relation
from graphviewer.gui.typeset.setter import set_math
from graphviewer.gui.typeset.typeset import Typeset

EVENLY = 0.85  # all equations shrink together to this before one is broken into lines
SMALLEST = 0.55  # one that cannot be broken shrinks to this before it runs out of the view
CONTINUED = 1.0  # indent of a line that goes on from the one above, in ems


class EquationView(QWidget):
    """Shows equations. `picked` carries the Ref of a factor clicked or chosen with Enter."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, size: float = 21.0) -> None:
        super().__init__(parent)
        self._size = size
        self._colours = LIGHT
        self._lines: tuple[Math, ...] = ()
        self._set: tuple[tuple[Typeset, QPointF], ...] = ()
        self._set_width = -1
        self._room = 0
        self._lit: Ref | None = None
        self._focus = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the arrow keys still step
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # --- what it shows

    def set_lines(self, lines: Sequence[Math]) -> None:
        """Show these equations."""
        self._lines = tuple(lines)
        self._focus = -1
        self._reset()
        self.setAccessibleName("; ".join(one.text for one, _ in self._set))

    def set_room(self, room: int) -> None:
        """Break lines at this width where they can be, even if the widget is wider; 0: nowhere."""
        if room != self._room:
            self._room = room
            self._set_width = -1

    def set_lit(self, ref: Ref | None) -> None:
        """Light up a factor, or none."""
        if ref != self._lit:
            self._lit = ref
            self.update()

    def set_colours(self, colours: Colours) -> None:
        """Use a theme's colours."""
        self._colours = colours
        self.update()

    def refs(self) -> tuple[Ref, ...]:
        """Everything the equations speak of, in reading order."""
        return tuple(dict.fromkeys(ref for one, _ in self._set for ref in one.refs))

    def ref_at(self, point: QPointF) -> Ref | None:
        """What stands at a point of the widget."""
        for one, at in self._set:
            found = one.hit(point - at)
            if found is not None:
                return found
        return None

    # --- sizes

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        placed = _placed(self._lines, self._size, 4096.0)
        width = max((at.x() + one.width for one, at in placed), default=0.0)
        return QSize(int(width) + 4, self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(60, self.heightForWidth(max(60, self.width())))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        placed = self._set if width == self._set_width else self._place(width)
        bottom = max((at.y() + one.height for one, at in placed), default=0.0)
        return int(bottom) + 5 if placed else 0

    def _place(self, width: int) -> tuple[tuple[Typeset, QPointF], ...]:
        return _placed(self._lines, self._size, min(width, self._room or width))

    def _reset(self) -> None:
        self._set_width = self.width()
        self._set = self._place(self._set_width)
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.width() != self._set_width:
            self._reset()

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        refs = self.refs()
        focus = refs[self._focus] if self.hasFocus() and 0 <= self._focus < len(refs) else None
        painter = QPainter(self)
        for one, at in self._set:
            one.paint(painter, at, self._colours, lit=self._lit, focus=focus)
        painter.end()

    # --- pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        over = self.ref_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        ref = self.ref_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and ref is not None:
            self._focus = self.refs().index(ref)
            self.picked.emit(ref)
            event.accept()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._focus = len(self.refs()) - 1
        elif event.reason() == Qt.FocusReason.TabFocusReason or (
            self._focus < 0 and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            self._focus = 0
        self._tell()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes through the factors first, then on to the next widget."""
        goal = self._focus + (1 if forward else -1)
        if self.hasFocus() and 0 <= goal < len(self.refs()):
            self._focus = goal
            self._tell()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        refs = self.refs()
        chosen = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if chosen and 0 <= self._focus < len(refs):
            self.picked.emit(refs[self._focus])
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.unsetCursor()
        return super().event(event)

    def _tell(self) -> None:
        refs = self.refs()
        if 0 <= self._focus < len(refs):
            ref = refs[self._focus]
            self.setAccessibleDescription(f"{ref.kind} {self._focus + 1} / {len(refs)}")
        self.update()


@lru_cache(maxsize=8)  # whoever asks for the width is soon asked to show the same
def _placed(
    lines: tuple[Math, ...], size: float, width: float
) -> tuple[tuple[Typeset, QPointF], ...]:
    """Equations below each other; those that go on from the one above are indented."""
    size *= _evenly(lines, size, width)
    placed: list[tuple[Typeset, QPointF]] = []
    y = 2.0
    for place, line in enumerate(lines):
        x = _left(place, line, size)
        room = max(40.0, width - x - 4)
        one = Typeset(line, size, room)
        if one.width > room:
            one = _squeezed(line, size, room, room / one.width)
        placed.append((one, QPointF(x, y)))
        y += one.height + 0.5 * size
    return tuple(placed)


def _squeezed(line: Math, size: float, room: float, share: float) -> Typeset:
    """An equation too wide even when broken between its terms: a little smaller, or broken on."""
    if share >= EVENLY:
        return Typeset(line, size * share, room)
    one = Typeset(line, size, room, anywhere=True)
    if one.width <= room:
        return one
    return Typeset(line, size * max(SMALLEST, room / one.width), room, anywhere=True)


def needed(lines: tuple[Math, ...], size: float, width: int) -> int:
    """The width that equations take where there is `width`: more if they cannot be made to fit."""
    placed = _placed(lines, size, width)
    return round(max((at.x() + one.width for one, at in placed), default=0.0) + 0.5)


def _left(place: int, line: Math, size: float) -> float:
    return 2.0 + (CONTINUED * size if place and starts_with_relation(line) else 0.0)


def _evenly(lines: Sequence[Math], size: float, width: float) -> float:
    """By how much all equations shrink so that the widest fits, as far as that may go."""
    found = 1.0
    for place, line in enumerate(lines):
        x = _left(place, line, size)
        room, wide = max(40.0, width - x - 4), set_math(line, size).width
        if wide > room:
            found = min(found, 0.998 * room / wide)
    return max(EVENLY, found)
