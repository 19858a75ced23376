"""What is said of a step beside its picture: which it is, what happened, the equations and why."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout

from graphviewer.explain.equation import Math
from graphviewer.explain.explain import explain
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.gui.panels.words import Span, laid_out, paragraph
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import hue, ink, mix, tint
from graphviewer.gui.typeset.typeset import Typeset
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

GAP, PAD = 10.0, 14.0
EM = 1.25  # of an equation, in sizes of the text
SHRINKS = (1.0, 0.85, 0.7, 0.55)
_PLACES = {"en": "Step {step} of {count}", "ko": "스텝 {step} / {count}"}
_LANGUAGES: dict[str, Language] = {"en": "en", "ko": "ko"}


class Told(Struct, frozen=True):
    """A step in words, and where it stands, counted from 1 as people read it."""

    place: str  # "Step 3 of 13"
    told: Explanation

    @property
    def phrase(self) -> str:
        """What the program wrote, unless a better word stands for it."""
        return "" if self.told.kind == "error" and self.told.why else self.told.phrase


def tell(tape: Tape, index: TapeIndex, step: int, language: str) -> Told:
    """A step in words."""
    place = _PLACES[language].format(step=step + 1, count=len(tape.steps))
    return Told(place, explain(tape, index, step, _LANGUAGES[language]))


class Block:
    """A step's words set for a width. `height` is what they need."""

    def __init__(
        self,
        told: Told,
        width: float,
        colours: Colours,
        size: float = 16.0,
        *,
        equations: bool = True,
        place: bool = False,
    ) -> None:
        """`size` is the text's, in pixels; `place` says which step it is.

        Without `equations` those of a step are left out, but not what a program printed.
        """
        self.height = 0.0
        self._colours, self._kind, self._width = colours, told.told.kind, width
        self._texts: list[tuple[QPointF, QTextLayout]] = []
        self._maths: list[tuple[QPointF, Typeset]] = []
        self._box = QRectF()
        quiet, plain = ink(colours, "quiet"), ink(colours, "text")
        if place:
            self._say(Span(f"{told.place} · {told.told.phase}", fonts.sans(size * 0.8), quiet))
        phrase = f"   {told.phrase}" if told.phrase else ""
        heading = Span(told.told.heading, fonts.sans(size * 1.25, bold=True), plain)
        self._say(heading, Span(phrase, fonts.mono(size * 0.92), quiet))
        if told.told.equations and (equations or told.told.kind == "print"):
            self._equations(told.told, size)  # what was printed is no equation, but words
        if told.told.why:
            self.height += GAP
            self._say(Span(told.told.why, fonts.sans(size), plain))

    def _say(self, *spans: Span, inset: float = 0.0) -> None:
        kept = [span for span in spans if span.text]
        layout = paragraph(kept)
        at = QPointF(inset, self.height)
        self.height += laid_out(layout, kept, self._width - 2 * inset)
        self._texts.append((at, layout))

    def _equations(self, told: Explanation, size: float) -> None:
        top = self.height + GAP
        self.height = top + PAD
        small = fonts.sans(size * 0.8)
        for line in told.equations:
            if line.label:
                self._say(Span(line.label, small, ink(self._colours, "quiet")), inset=PAD)
            self._equation(line.maths, size * EM)
        self.height += PAD - GAP
        self._box = QRectF(0, top, self._width, self.height - top)

    def _equation(self, maths: Math, em: float) -> None:
        room = self._width - 2 * PAD
        tried = (Typeset(maths, em * part, room) for part in SHRINKS)
        found = next((one for one in tried if one.width <= room), None)
        found = found or Typeset(maths, em * SHRINKS[-1], room, anywhere=True)
        self._maths.append((QPointF(PAD, self.height + 2), found))
        self.height += found.height + GAP

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paint it with its top left corner at a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(at)
        if not self._box.isEmpty():
            ground = tint(self._colours, self._kind)
            painter.setPen(QPen(QColor(mix(ground, hue(self._colours, self._kind), 0.3)), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self._box, 8, 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, layout in self._texts:
            layout.draw(painter, place)
        for place, equation in self._maths:
            equation.paint(painter, place, self._colours)
        painter.restore()


def line(painter: QPainter, at: QPointF, text: str, font: QFont, colour: str) -> None:
    """A line of text with its baseline at a point."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(at, text)
