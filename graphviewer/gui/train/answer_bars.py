"""What the model says of one example: a bar a class, or the outputs of a regression."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.session.share import percent

ROW, NAMES, NUMBERS = 20, 92, 62  # pixels


class AnswerBars(QWidget):
    """The true class, where it is known, is named in green; the predicted one is bold."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: npt.NDArray[np.float64] = np.zeros(0)
        self._names: tuple[str, ...] = ()
        self._true: int | None = None
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(
        self, numbers: npt.NDArray[np.float64] | None, names: tuple[str, ...], true: int | None
    ) -> None:
        """Probabilities of classes, or outputs where `names` is empty."""
        self._numbers = numbers if numbers is not None else np.zeros(0)
        self._names, self._true = names, true
        self.setFixedHeight(max(1, ROW * len(self._numbers)))
        self.setAccessibleDescription(self.told())
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(260, max(1, ROW * len(self._numbers)))

    def _name(self, place: int) -> str:
        if place < len(self._names):
            return self._names[place]
        return QCoreApplication.translate("TrainPictures", "output {at}").format(at=place)

    def told(self) -> str:
        """The answer in words, likeliest first."""
        order = np.argsort(-self._numbers, kind="stable").tolist()
        return ", ".join(f"{self._name(at)} {self._number(at)}" for at in order)

    def _number(self, place: int) -> str:
        number = float(self._numbers[place])
        if not np.isfinite(number):
            return "–" if self._names else f"{number:g}"
        return percent(number) if self._names else f"{number:.5g}"

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        known = bool(len(self._numbers)) and bool(np.isfinite(self._numbers).all())
        best = int(np.argmax(self._numbers)) if known else -1
        try:
            for place in range(len(self._numbers)):
                self._paint(painter, place, best=self._names != () and place == best)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, place: int, *, best: bool) -> None:
        top = place * ROW
        font = fonts.sans(13, bold=best)
        painter.setFont(font)
        true = place == self._true
        painter.setPen(QColor(ink(self._colours, "leaf") if true else self._colours.text))
        name = f"✓ {self._name(place)}" if true else self._name(place)
        room = QRectF(0, top, NAMES - 8, ROW)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            room, middle | Qt.AlignmentFlag.AlignRight, fitted(name, font, room.width())
        )
        bar = QRectF(NAMES, top + 4, max(1.0, self.width() - NAMES - NUMBERS), ROW - 8)
        if self._names:
            painter.fillRect(bar, QColor(self._colours.value_tint))
            filled = QRectF(bar)
            share = float(np.nan_to_num(self._numbers[place]))
            filled.setWidth(bar.width() * min(1.0, max(0.0, share)))
            painter.fillRect(filled, QColor(self._colours.value))
        painter.setPen(QColor(self._colours.text))
        numbers = QRectF(self.width() - NUMBERS, top, NUMBERS - 2, ROW)
        painter.drawText(numbers, middle | Qt.AlignmentFlag.AlignRight, self._number(place))
