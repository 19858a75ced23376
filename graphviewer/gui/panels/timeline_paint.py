"""Paints a timeline: phases, iterations, marks and the playhead; only what is in view."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from graphviewer.gui.panels import timeline_words as words
from graphviewer.gui.panels.timeline_scale import Scale
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.style import mix
from graphviewer.session.iterations import Iterations
from graphviewer.session.phases import PHASES, Phase, Phases, Stretch

# Phase -> the field of Colours it is tinted with, and how strongly.
_HUES: dict[Phase, tuple[str, float]] = {
    "forward": ("value", 0.20),
    "backward": ("gradient", 0.25),
    "update": ("leaf", 0.26),
    "print": ("constant", 0.30),
    "error": ("error", 0.45),
    "skip": ("constant", 0.10),
}
GAP = 7  # pixels between stretches where there is room
LEAST_PIXELS = 12  # a stretch narrower than this on average: columns are painted instead
TICK_PIXELS = 9  # room a step needs to have its own tick
TIGHT = 24.0  # pixels; breaks nearer to each other than this are one light stroke each


class Look(Struct, frozen=True):
    """What a picture of the timeline is made from."""

    phases: Phases
    iterations: Iterations | None  # None where the tape has none
    scale: Scale
    colours: Colours
    font: QFont
    bar: QRectF
    bands: QRectF
    position: int


def tint(colours: Colours, phase: Phase) -> QColor:
    """The colour a phase has in the bar."""
    field, amount = _HUES[phase]
    return QColor(mix(str(getattr(colours, field)), colours.surface, amount))


def paint_phases(painter: QPainter, look: Look) -> None:
    """The bar: each stretch of a phase with its words, or columns where there are too many."""
    first, last = look.scale.visible()
    begin, end = look.phases.within(first, last)
    if (end - begin) * LEAST_PIXELS <= look.bar.width():
        for place in range(begin, end):
            _paint_stretch(painter, look, look.phases.stretch(place))
    else:
        _paint_columns(painter, look)
    if look.iterations is not None:
        _paint_breaks(painter, look)


def _paint_stretch(painter: QPainter, look: Look, stretch: Stretch) -> None:
    bar, whole = look.bar, len(look.phases)
    left = max(bar.left(), look.scale.x_of(stretch.first))
    right = min(bar.right(), look.scale.x_of(stretch.last + 1))
    if stretch.phase == "skip" or right <= left:
        return
    gap = GAP / 2 if right - left > 3 * GAP else 0.5
    box = QRectF(left, bar.top(), right - left, bar.height()).adjusted(
        gap if stretch.first else 0, 0, -gap if stretch.last + 1 < whole else 0, 0
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(look.colours, stretch.phase))
    radius = min(bar.height() / 2, box.width() / 2)
    painter.drawRoundedRect(box, radius, radius)
    wide = look.scale.x_of(stretch.first + 1) - look.scale.x_of(stretch.first)
    if wide >= TICK_PIXELS and stretch.length > 1:
        _paint_ticks(painter, look, stretch)
    _paint_label(painter, look, stretch, box)


def _paint_label(painter: QPainter, look: Look, stretch: Stretch, box: QRectF) -> None:
    metrics = QFontMetricsF(look.font)
    text = words.label(stretch)
    width = metrics.horizontalAdvance(text)
    if width + 18 > box.width():
        text = words.phase_word(stretch.phase)
        width = metrics.horizontalAdvance(text)
    if width + 14 > box.width():
        return
    painter.setFont(look.font)
    painter.setPen(QColor(look.colours.text))
    inner = box.adjusted(min(11, (box.width() - width) / 2), 0, 0, 0)
    head = look.scale.x_of(look.position + 0.5)  # the words step aside for the playhead
    if inner.left() - 6 < head < inner.left() + width + 6 and head + 9 + width <= box.right():
        inner.setLeft(head + 9)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_ticks(painter: QPainter, look: Look, stretch: Stretch) -> None:
    painter.setPen(QPen(QColor(look.colours.arrow), 1))
    bottom, (first, last) = (
        look.bar.bottom() + (3 if look.iterations is None else 2),
        (look.scale.visible()),
    )
    for step in range(max(first, stretch.first), min(last, stretch.last) + 1):
        x = look.scale.x_of(step + 0.5)
        painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 3))


def _paint_columns(painter: QPainter, look: Look) -> None:
    """Each pixel column in the colour of its middle step, runs of one colour at once."""
    columns = max(1, int(look.bar.width()))
    steps = look.scale.steps_at(np.arange(columns, dtype=np.float64) + look.bar.left() + 0.5)
    codes = look.phases.codes[steps]
    starts = np.flatnonzero(np.diff(codes, prepend=np.int8(-1)))
    ends = np.append(starts[1:], columns)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        phase = PHASES[int(codes[start])]
        if phase != "skip":
            box = QRectF(look.bar.left() + start, look.bar.top(), end - start, look.bar.height())
            painter.fillRect(box, tint(look.colours, phase))


# --- iterations


def _paint_breaks(painter: QPainter, look: Look) -> None:
    """Where iterations were not kept the bar is broken by slanted strokes: two, or one if tight."""
    assert look.iterations is not None
    first, last = look.scale.visible()
    gaps = [gap.step for gap in look.iterations.gaps if first <= gap.step <= last]
    xs = look.scale.middles_of(np.asarray(gaps, np.int64))
    tight = len(xs) > 1 and float(np.min(np.diff(xs))) < TIGHT
    colours, bar, seen = look.colours, look.bar, -1e9
    painter.setPen(QPen(QColor(colours.constant if tight else colours.quiet), 1.4))
    for x in xs.tolist():
        if x - seen < 6:
            continue  # strokes that touch say no more than one
        seen = x
        for shift in (0.0,) if tight else (-2.5, 2.5):
            foot, head = QPointF(x + shift - 2, bar.bottom()), QPointF(x + shift + 2, bar.top())
            painter.drawLine(foot, head)


# --- the playhead


def paint_marks(painter: QPainter, look: Look, marks: npt.NDArray[np.int64]) -> None:
    """Dots over the steps of the selected item."""
    first, last = look.scale.visible()
    seen = marks[(marks >= first) & (marks <= last)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.colours.accent))
    for x in np.unique(np.floor(look.scale.middles_of(seen))).tolist():
        painter.drawEllipse(QPointF(x, look.bar.top() - 5), 2.6, 2.6)


def paint_playhead(painter: QPainter, look: Look, hover: int) -> None:
    """The playhead, and a thin line where the pointer is."""
    bar = look.bar
    below = 9 if look.iterations is None else 4
    painter.setPen(Qt.PenStyle.NoPen)
    if hover >= 0:
        painter.setBrush(QColor(look.colours.arrow))
        x = look.scale.x_of(hover + 0.5)
        painter.drawRoundedRect(QRectF(x - 1, bar.top() - 4, 2, bar.height() + 8), 1, 1)
    painter.setBrush(QColor(look.colours.text))
    x = look.scale.x_of(look.position + 0.5)
    if bar.left() - 4 <= x <= bar.right() + 4:
        top = bar.top() - (9 if look.iterations is None else 8)
        painter.drawRoundedRect(QRectF(x - 3, top, 6, bar.bottom() + below - top), 2.5, 2.5)
