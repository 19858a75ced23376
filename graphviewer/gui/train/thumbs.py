"""A grid of small pictures with words under them; one can be chosen by click or key."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.panels.values_map import Field, MapKind, picture
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.gui.train.chart_card import number

SMALL, GAP = 12, 8  # pixels: words, room between pictures
SCALE, LOW, BAR = 22, 48, 96  # pixels: the height of the scale; its lowest number, its colours

Pixels = npt.NDArray[np.float32]


class Thumb(Struct, frozen=True):
    """One picture: numbers [height, width], and up to two lines under it."""

    pixels: Pixels
    words: tuple[str, ...] = ()
    tip: str = ""
    low: float = 0.0
    high: float = 1.0
    kind: MapKind | None = None  # None: black and white, as a photograph


class ThumbGrid(QWidget):
    """As many columns as fit. `chosen` carries the place of the picture clicked."""

    chosen = Signal(int)

    def __init__(self, side: int, lines: int = 0) -> None:
        super().__init__()
        self._side, self._lines = side, lines
        self._thumbs: tuple[Thumb, ...] = ()
        self._images: list[QImage] = []
        self.scale: Thumb | None = None  # one whose colours mean what they mean in all, if one does
        self._colours = LIGHT
        self._at = 0  # where the keyboard is
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # --- what is shown

    @property
    def thumbs(self) -> tuple[Thumb, ...]:
        """The pictures."""
        return self._thumbs

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show these pictures and no others."""
        self._thumbs = tuple(thumbs)
        self._images = [self._image(one) for one in self._thumbs]
        self.scale = _scale(self._thumbs)
        self._at = min(self._at, max(0, len(self._thumbs) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._thumbs else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription("; ".join(one.tip for one in self._thumbs if one.tip))
        self._fit()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self._images = [self._image(one) for one in self._thumbs]
        self.update()

    def _image(self, thumb: Thumb) -> QImage:
        if thumb.kind is None:
            return grey(thumb.pixels)
        rows, columns = thumb.pixels.shape
        numbers = thumb.pixels.astype(np.float64)
        field = Field(numbers, rows * columns, thumb.low, thumb.high, thumb.kind)
        return picture(field, self._colours)

    # --- sizes

    @property
    def _cell(self) -> tuple[float, float]:
        """Pixels from a picture to the next. They fill the width, words get all the room."""
        least = self._side + GAP
        across = min(self.width() / self.columns, 1.25 * least)
        return max(across, least), least + self._lines * (SMALL + 4)

    @property
    def columns(self) -> int:
        """How many pictures stand side by side."""
        return self._columns(self.width())

    def _columns(self, width: int) -> int:
        return max(1, width // (self._side + GAP))

    def _rect(self, place: int) -> QRectF:
        width, height = self._cell
        row, column = divmod(place, self.columns)
        left = column * width + ((width - self._side) / 2 if self._lines else 1)
        top = row * height + 2 + (SCALE if self.scale is not None else 0)
        return QRectF(left, top, self._side, self._side)

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self.heightForWidth(self.width())))
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        rows = -(-len(self._thumbs) // self._columns(width))
        return int(rows * self._cell[1]) + 4 + (SCALE if self.scale is not None else 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._side, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setFont(fonts.sans(SMALL))
        try:
            if self.scale is not None:
                self._paint_scale(painter, self.scale)
            for place, thumb in enumerate(self._thumbs):
                if self._rect(place).adjusted(0, 0, GAP, 60).intersects(QRectF(event.rect())):
                    self._paint(painter, place, thumb)
        finally:
            painter.end()

    def _paint_scale(self, painter: QPainter, scale: Thumb) -> None:
        """Which numbers the colours stand for: the lowest, the colours, the highest."""
        font = fonts.sans(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(self._colours.quiet))
        measure = QFontMetricsF(font)
        low, high = number(scale.low), number(scale.high)
        top = (SCALE - 4 - measure.height()) / 2
        left = max(LOW, measure.horizontalAdvance(low))
        room = QRectF(0, top, left, measure.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, low)
        bar = QRectF(left + 7, (SCALE - 14) / 2, BAR, 10)
        steps = np.linspace(scale.low, scale.high, BAR)[None, :]
        shown = Field(steps, BAR, scale.low, scale.high, scale.kind or "sequential")
        painter.drawImage(bar, picture(shown, self._colours))
        painter.setPen(QColor(self._colours.border))
        painter.drawRect(bar)
        painter.setPen(QColor(self._colours.quiet))
        painter.drawText(QPointF(bar.right() + 7, top + measure.ascent()), high)

    def _paint(self, painter: QPainter, place: int, thumb: Thumb) -> None:
        rect = self._rect(place)
        painter.drawImage(rect, self._images[place])
        focused = self.hasFocus() and place == self._at
        edge = QPen(QColor(self._colours.accent if focused else self._colours.border))
        edge.setWidthF(2.0 if focused else 1.0)
        painter.setPen(edge)
        painter.drawRect(rect)
        for line, words in enumerate(thumb.words):
            hue = ink(self._colours, "gradient") if line else self._colours.quiet
            painter.setPen(QColor(hue))
            font = fonts.sans(SMALL, bold=line > 0)
            painter.setFont(font)
            width = self._cell[0]
            room = QRectF(
                rect.center().x() - width / 2,
                rect.bottom() + 2 + line * (SMALL + 3),
                width,
                QFontMetricsF(font).height(),
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, fitted(words, font, room.width()))

    # --- gestures

    def place_at(self, point: QPoint | QPointF) -> int | None:
        """The picture at a point, its words included."""
        for place in range(len(self._thumbs)):
            rect = self._rect(place).adjusted(0, 0, 0, self._lines * (SMALL + 4))
            if rect.contains(QPointF(point)):
                return place
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place = self.place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self.chosen.emit(place)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
        }
        if event.key() in moves:
            wanted = self._at + moves[Qt.Key(event.key())]
            if 0 <= wanted < len(self._thumbs):
                self._at = wanted
                self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._thumbs:
                self.chosen.emit(self._at)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos())
            if place is not None and self._thumbs[place].tip:
                QToolTip.showText(event.globalPos(), self._thumbs[place].tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def _scale(thumbs: Sequence[Thumb]) -> Thumb | None:
    """The first of some pictures, if colours have one meaning in all of them."""
    if not thumbs or thumbs[0].kind is None:
        return None
    ends = (thumbs[0].low, thumbs[0].high, thumbs[0].kind)
    return thumbs[0] if all((one.low, one.high, one.kind) == ends for one in thumbs) else None


def grey(pixels: Pixels) -> QImage:
    """Numbers from 0 (black) to 1 (white) [height, width] as a picture."""
    held = np.ascontiguousarray(np.clip(np.nan_to_num(pixels) * 255, 0, 255).astype(np.uint8))
    height, width = held.shape
    return QImage(held.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


def weights(name: str, images: Pixels) -> list[Thumb]:
    """Rows of a weight as pictures on one common scale about 0. `images`: [n, height, width]."""
    top = float(np.abs(images).max()) if images.size else 0.0
    return [
        Thumb(one, tip=f"{name}[{place}]", low=-top, high=top, kind="diverging")
        for place, one in enumerate(images)
    ]


def features(name: str, images: Pixels) -> list[Thumb]:
    """Feature maps, each channel a picture on one common scale. `images`: [n, height, width]."""
    low, high = (float(images.min()), float(images.max())) if images.size else (0.0, 1.0)
    return [
        Thumb(one, tip=f"{name}: channel {place}", low=low, high=high, kind="sequential")
        for place, one in enumerate(images)
    ]
