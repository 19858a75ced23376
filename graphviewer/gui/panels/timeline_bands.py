"""Paints the bands under a timeline: an iteration each, with its number, and what was not kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from graphviewer.gui.panels import timeline_words as words
from graphviewer.gui.panels.timeline_paint import Look, tint
from graphviewer.gui.theme.ink import legible
from graphviewer.gui.theme.style import mix
from graphviewer.session.iterations import Gap, Iterations, Spot, shown

LEAST = 14.0  # pixels; bands narrower than this are painted as one with their neighbours
_BRIEFEST = "⋯"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
        wide = rights[at] - lefts[at] >= LEAST
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
    gaps = [gap for gap in look.iterations.gaps if first <= gap.step <= last]
    steps = np.fromiter((gap.step for gap in gaps), np.int64, len(gaps))
    lefts = look.scale.xs_of(steps)
    rooms = look.scale.xs_of(_ends(look.iterations, gaps, steps)) - lefts
    for at in np.flatnonzero(rooms >= metrics.horizontalAdvance(_BRIEFEST)):  # of many few have any
        gap, room = gaps[at], float(rooms[at])
        for text in (words.not_kept(gap), f"+{gap.count:,}", _BRIEFEST):
            if metrics.horizontalAdvance(text) <= room:
                box = QRectF(float(lefts[at]), look.bands.top(), room, look.bands.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                break


def _ends(
    iterations: Iterations, gaps: list[Gap], steps: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Where each gap's room ends: where the next iteration begins, else after the skip."""
    kept = iterations.kept
    numbers = np.fromiter((row.number for row in kept), np.int64, len(kept))
    firsts = np.fromiter((row.first_step for row in kept), np.int64, len(kept))
    following = np.fromiter((gap.last + 1 for gap in gaps), np.int64, len(gaps))
    places = np.searchsorted(numbers, following)
    ends = steps + 1
    there = places < len(kept)
    there[there] = numbers[places[there]] == following[there]
    ends[there] = firsts[places[there]]
    return ends
