"""Steps as pages: on each the graph, what happened, the equations and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas.texts import cut_middle
from graphviewer.gui.export.ending import Ending
from graphviewer.gui.export.gradual import Gradual
from graphviewer.gui.export.job import Aside, Job
from graphviewer.gui.export.options import Paper
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.export.vector import painting, writing
from graphviewer.gui.export.words import Block, Told, line, tell
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

SIZES: dict[Paper, QSizeF] = {"a4": QSizeF(794, 1123), "slides": QSizeF(1280, 720)}
EDGE, HEAD, FOOT = 52.0, 40.0, 30.0  # margins; the title's and the page number's height
GAP = 22.0
LARGEST = 1.35  # a small graph is not blown up beyond this
WORDS = 0.42  # of a slide's width
TEXTS: dict[Paper, tuple[float, ...]] = {"a4": (16, 14, 12, 10), "slides": (18, 16, 14, 12, 10)}
READABLE, CLOSE = 0.45, 0.8  # the scale below which a closer look is added, and its own
OVERVIEW, ROOM = 0.42, 40.0  # share of the height that all of the graph keeps; pixels around a step
MOST, LEAST = 0.55, 0.3  # of a page's height are for the graph


def handout(shots: Shots, steps: range, colours: Colours, paper: Paper, title: str) -> Job:
    """A PDF with a step a page."""
    for part in shots.settle(steps):
        yield part * 0.2
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = writing(buffer, title, SIZES[paper])
    painter = painting(writer)
    ending = Ending(painter, writer, buffer)
    try:
        for number, step in enumerate(steps):
            if number:
                writer.newPage()
            picture = shots.picture(step, colours)
            told = tell(shots.tape, picture.scene.index, step, shots.language)
            page = _Page(painter, paper, colours)
            page.frame(title, told, number + 1, len(steps))
            shown = _Shown(shots.area(step), partial(shots.sight, step))
            for part in page.fill(picture, shown, shots.room, told):
                yield 0.2 + 0.8 * (number + part) / len(steps)
        yield Aside(ending)
    finally:
        ending.give_up()
    return [bytes(buffer.data().data())]


class _Shown(NamedTuple):
    """Of a scene what a page shows, and which part of what the step is about fits somewhere."""

    area: QRectF
    sight: Callable[[Callable[[QRectF], bool]], QRectF]


class _Page:
    """One page, painted from its frame inwards."""

    def __init__(self, painter: QPainter, paper: Paper, colours: Colours) -> None:
        self._painter, self._paper, self._colours = painter, paper, colours
        whole = QRectF(QPointF(), SIZES[paper])
        painter.fillRect(whole, QColor(colours.canvas))
        self._whole = whole.adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def frame(self, title: str, told: Told, number: int, count: int) -> None:
        """The title with the step's place above a rule, the page's number at the foot."""
        painter, colours, whole = self._painter, self._colours, self._whole
        quiet = ink(colours, "quiet")
        name = cut_middle(title, 60)
        line(painter, QPointF(whole.left(), whole.top() + 10), name, fonts.sans(14, bold=True),
             ink(colours, "text"))  # fmt: skip
        strip = QRectF(whole.left(), whole.top() - 4, whole.width(), 20)
        painter.setFont(fonts.sans(13))
        painter.setPen(QColor(quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(strip, right, f"{told.place} · {told.told.phase}")
        painter.setPen(QPen(QColor(colours.border), 1))
        y = whole.top() + 24
        painter.drawLine(QPointF(whole.left(), y), QPointF(whole.right(), y))
        painter.setPen(QColor(quiet))
        foot = QRectF(whole.left(), whole.bottom() - 16, whole.width(), 20)
        painter.drawText(foot, right, f"{number} / {count}")

    def fill(self, picture: Gradual, shown: _Shown, room: QSizeF, told: Told) -> Iterator[float]:
        """The graph with the words below it, or on a slide beside it; yields how far it is."""
        inner = self._whole.adjusted(0, HEAD, 0, -FOOT)
        if self._paper == "slides":
            wide = inner.width() * WORDS
            words = self._words(told, wide, inner.height())
            words.paint(self._painter, QPointF(inner.right() - wide, inner.top()))
            graph = inner.adjusted(0, 0, -wide - GAP, 0)
        else:
            # the same room on every page, but where the words need more than what it leaves
            free = min(inner.width() / room.width(), LARGEST) * room.height()
            free = min(free, inner.height() * MOST)
            words = self._words(told, inner.width(), inner.height() - free - GAP)
            free = max(min(free, inner.height() - words.height - GAP), inner.height() * LEAST)
            graph = QRectF(inner.topLeft(), QSizeF(inner.width(), free))
            words.paint(self._painter, QPointF(inner.left(), graph.bottom() + GAP))
        yield from self._graph(picture, room, graph, shown)

    def _words(self, told: Told, width: float, height: float) -> Block:
        """The words at the largest size that fits."""
        sizes = TEXTS[self._paper]
        tried = (Block(told, width, self._colours, size) for size in sizes)
        fits = next((block for block in tried if block.height <= height), None)
        return fits or Block(told, width, self._colours, sizes[-1])

    def _graph(
        self, picture: Gradual, room: QSizeF, into: QRectF, shown: _Shown
    ) -> Iterator[float]:
        """All of the graph, as large on every page; where that is too small a closer look below."""
        whole = min(into.width() / room.width(), into.height() / room.height(), LARGEST)
        high = into.height() * OVERVIEW
        near = into.adjusted(0, high, 0, 0)
        seen = shown.sight(partial(_fits, near.size() / READABLE)) if whole < READABLE else QRectF()
        if seen.isEmpty():
            yield from self._part(picture, shown.area, whole, into.center())
            return
        whole = min(into.width() / room.width(), (high - GAP) / room.height())
        top = QRectF(into.topLeft(), QSizeF(into.width(), high - GAP))
        seen = seen.adjusted(-ROOM, -ROOM, ROOM, ROOM)
        scale = min(near.width() / seen.width(), near.height() / seen.height(), CLOSE)
        size = QSizeF(near.width() / scale, near.height() / scale)
        seen = QRectF(seen.center() - QPointF(size.width() / 2, size.height() / 2), size)
        yield from self._part(picture, shown.area, whole, top.center(), marked=seen & shown.area)
        self._painter.save()
        try:
            self._painter.setClipRect(near)
            yield from self._part(picture, seen, scale, near.center())
        finally:
            self._painter.restore()
        self._frame_round(near)

    def _part(
        self,
        picture: Gradual,
        area: QRectF,
        scale: float,
        centre: QPointF,
        marked: QRectF | None = None,
    ) -> Iterator[float]:
        painter = self._painter
        painter.save()
        try:
            painter.translate(centre)
            painter.scale(scale, scale)
            painter.translate(-area.center())
            yield from picture.in_parts(painter, area)
            if marked is not None:
                painter.setPen(QPen(QColor(self._colours.accent), 1.5 / scale))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(marked)
        finally:
            painter.restore()

    def _frame_round(self, rect: QRectF) -> None:
        self._painter.setPen(QPen(QColor(self._colours.accent), 1.5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect)


def _fits(room: QSizeF, rect: QRectF) -> bool:
    """Whether a part of a scene with some room round it is readable in a size."""
    return rect.width() + 2 * ROOM <= room.width() and rect.height() + 2 * ROOM <= room.height()
