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
from graphviewer.gui.theme.ink import legible
from graphviewer.gui.theme.style import mix
from graphviewer.session.iterations import Iterations, Spot, shown
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
BAND_LEAST = 14.0  # pixels; bands narrower than this are painted as one with their neighbours
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
    """Where iterations were not kept the bar is broken by two slanted strokes."""
    assert look.iterations is not None
    first, last = look.scale.visible()
    painter.setPen(QPen(QColor(look.colours.quiet), 1.4))
    bar, seen = look.bar, -1e9
    for gap in look.iterations.gaps:
        if first <= gap.step <= last:
            x = (look.scale.x_of(gap.step) + look.scale.x_of(gap.step + 1)) / 2
            if x - seen < 6:
                continue  # strokes that touch say no more than one pair
            seen = x
            for shift in (-2.5, 2.5):
                foot, head = QPointF(x + shift - 2, bar.bottom()), QPointF(x + shift + 2, bar.top())
                painter.drawLine(foot, head)


def paint_bands(painter: QPainter, look: Look, spot: Spot) -> None:
    """Under the bar a band an iteration with its number, the present one marked."""
    assert look.iterations is not None
    kept = look.iterations.kept
    firsts = np.fromiter((row.first_step for row in kept), np.int64, len(kept))
    lasts = np.fromiter((row.last_step for row in kept), np.int64, len(kept))
    first, last = look.scale.visible()
    begin = int(np.searchsorted(lasts, first))
    end = int(np.searchsorted(firsts, last, side="right"))
    lefts = np.maximum(look.bands.left(), look.scale.xs_of(firsts[begin:end]))
    rights = np.minimum(look.bands.right(), look.scale.xs_of(lasts[begin:end] + 1))
    numbers = [row.number for row in kept[begin:end]]
    _paint_boxes(painter, look, lefts, rights)
    taken = _paint_present(painter, look, spot, (numbers, lefts, rights))
    _paint_numbers(painter, look, (numbers, lefts, rights), taken)
    _paint_gaps(painter, look)


_Bands = tuple[list[int], npt.NDArray[np.float64], npt.NDArray[np.float64]]


def _paint_boxes(
    painter: QPainter,
    look: Look,
    lefts: npt.NDArray[np.float64],
    rights: npt.NDArray[np.float64],
) -> None:
    """A box a band; neighbours too narrow for that are one box."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(look.colours, "print"))
    begin = 0
    for at in range(len(lefts)):
        wide = rights[at] - lefts[at] >= BAND_LEAST
        last = at + 1 == len(lefts)
        if not wide and not last and lefts[at + 1] - rights[at] < 1:
            continue
        left, right = float(lefts[begin]), float(rights[at])
        box = QRectF(left, look.bands.top(), max(1.0, right - left), look.bands.height())
        radius = min(3.0, box.width() / 3)
        edge = 0.75 if box.width() > 4 else 0.0
        painter.drawRoundedRect(box.adjusted(edge, 0, -edge, 0), radius, radius)
        begin = at + 1


def _paint_present(
    painter: QPainter, look: Look, spot: Spot, bands: _Bands
) -> tuple[float, float] | None:
    """The iteration the playhead stands in; the room its number takes."""
    numbers, lefts, rights = bands
    if spot.kind != "in" or spot.number not in numbers:
        return None
    at = numbers.index(spot.number)
    left, right = float(lefts[at]), float(rights[at])
    text = f"{shown(spot.number):,}"
    half = QFontMetricsF(look.font).horizontalAdvance(text) / 2 + 6
    middle = max(look.bands.left() + half, min((left + right) / 2, look.bands.right() - half))
    painter.setPen(Qt.PenStyle.NoPen)
    if right - left > 2 * half:
        painter.setBrush(QColor(mix(look.colours.accent, look.colours.surface, 0.3)))
        whole = QRectF(left + 0.75, look.bands.top(), right - left - 1.5, look.bands.height())
        painter.drawRoundedRect(whole, 3, 3)
    box = QRectF(middle - half, look.bands.top(), 2 * half, look.bands.height())
    painter.setBrush(QColor(look.colours.accent))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(look.font)
    painter.setPen(QColor(legible(look.colours.on_accent, look.colours.accent, "#000000")))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box.left(), box.right()


def _paint_numbers(
    painter: QPainter, look: Look, bands: _Bands, taken: tuple[float, float] | None
) -> None:
    """The numbers of iterations at even distances, as many as stand beside each other."""
    numbers, lefts, rights = bands
    metrics = QFontMetricsF(look.font)
    painter.setFont(look.font)
    painter.setPen(QColor(look.colours.text))
    widest = metrics.horizontalAdvance(f"{shown(numbers[-1]):,}") + 14 if numbers else 1.0
    edge = look.bands.left() - 6
    for at in even(numbers, lefts, widest):
        text = f"{shown(numbers[at]):,}"
        width = metrics.horizontalAdvance(text)
        left, right = float(lefts[at]), float(rights[at])
        start = max(left + 4, (left + right - width) / 2) if right - left > width else left + 2
        if start < edge + 6 or start + width > look.bands.right():
            continue
        if taken is not None and start - 4 < taken[1] and start + width + 4 > taken[0]:
            continue
        painter.drawText(
            QRectF(start, look.bands.top(), width + 2, look.bands.height()), LEFT, text
        )
        edge = start + width


def even(numbers: list[int], lefts: npt.NDArray[np.float64], room: float) -> list[int]:
    """The places of numbers to write, evenly apart and with room: round numbers where all stand."""
    count = len(numbers)
    apart = float(lefts[-1] - lefts[0]) / (count - 1) if count > 1 else room
    stride = next((n for n in _STRIDES if n * apart >= room), _STRIDES[-1])
    if stride > 1 and numbers[-1] - numbers[0] == count - 1:
        return [at for at, number in enumerate(numbers) if shown(number) % stride == 0]
    return list(range(0, count, stride))


_STRIDES = tuple(m * 10**e for e in range(7) for m in (1, 2, 5))


def _paint_gaps(painter: QPainter, look: Look) -> None:
    """What a break stands for, where there is room to say it."""
    assert look.iterations is not None
    metrics = QFontMetricsF(look.font)
    first, last = look.scale.visible()
    painter.setPen(QColor(look.colours.quiet))
    for gap in look.iterations.gaps:
        if not first <= gap.step <= last:
            continue
        after = look.iterations.nearest(gap.last + 1)
        until = after.first_step if after is not None and after.number > gap.last else gap.step + 1
        left, right = look.scale.x_of(gap.step), look.scale.x_of(until)
        for text in (words.not_kept(gap), f"+{gap.count:,}", "⋯"):
            width = metrics.horizontalAdvance(text)
            if width <= right - left:
                box = QRectF(left, look.bands.top(), right - left, look.bands.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                break


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
