"""Paints one card or sign, its top left corner at the origin, in scene pixels."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from graphviewer.gui.canvas.heat import paint_heat
from graphviewer.gui.canvas.plan import (
    CIRCLE,
    GRAD_LINE,
    HEIGHTS,
    META,
    MORE,
    NOTE,
    PAD,
    ROW,
    SIGN,
    THUMB,
    TITLE,
    TITLE_LINE,
    VALUE_LINE,
    Plan,
    metrics_of,
    row_label,
    width_of,
)
from graphviewer.gui.canvas.state import Face
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.tape.value import Value

FAINT = 0.42  # opacity of what has not happened yet
ROUNDING = 10.0
RIMS = {"plain": "arrow", "leaf": "leaf", "loss": "loss", "constant": "constant"}
TINTS = {"plain": "surface", "leaf": "leaf_tint", "loss": "loss_tint", "constant": "surface"}


@lru_cache(maxsize=32)
def font(px: int, bold: bool = False) -> QFont:
    """A scene font, kept."""
    return sans(px, bold)


def rim_pen(plan: Plan, face: Face, colours: Colours) -> QPen:
    """The outline: thick in the phase's colour where the step is about it."""
    if face.light:
        return QPen(QColor(getattr(colours, face.light)), 3.0)
    width = 2.0 if plan.rim in ("leaf", "loss") else 1.5
    pen = QPen(QColor(getattr(colours, RIMS[plan.rim])), width)
    if plan.rim == "constant":
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.5, 2.5])
    return pen


def paint(
    painter: QPainter,
    plan: Plan,
    face: Face,
    colours: Colours,
    language: str,
    values: list[Value],
) -> None:
    """Paint a vertex in full."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if face.faint:
        painter.setOpacity(painter.opacity() * FAINT)
    if plan.round:
        _sign(painter, plan, face, colours)
    else:
        _body(painter, plan, face, colours)
        if plan.vertex.kind == "node":
            _node(painter, plan, face, colours, language)
        else:
            _tensor(painter, plan, face, colours, language)
            if plan.thumb:
                _thumbs(painter, plan, face, colours, values)
    painter.restore()


def paint_named(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """Paint a vertex as a box with its name only, large, for a scene seen from afar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if face.faint:
        painter.setOpacity(painter.opacity() * FAINT)
    if plan.round:
        _sign(painter, plan, face, colours, beside=False)
    else:
        _body(painter, plan, face, colours)
        painter.setPen(QColor(colours.text))
        painter.setFont(font(26, bold=True))
        room = plan.width - 2 * 10
        text = metrics_of(26, bold=True).elidedText(plan.title, Qt.TextElideMode.ElideRight, room)
        rect = QRectF(10, 0, room, plan.height)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _body(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    painter.setPen(rim_pen(plan, face, colours))
    painter.setBrush(QColor(getattr(colours, TINTS[plan.rim])))
    painter.drawRoundedRect(QRectF(0, 0, plan.width, plan.height), ROUNDING, ROUNDING)


def _text(
    painter: QPainter, x: float, y: float, text: str, px: int, ink: str, bold: bool = False
) -> None:
    painter.setFont(font(px, bold))
    painter.setPen(QColor(ink))
    painter.drawText(QPointF(x, y), text)


def _tensor(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    _text(painter, PAD, TITLE_LINE, plan.title, TITLE, colours.text, bold=True)
    right = plan.width - PAD - width_of(plan.meta, META)
    _text(painter, right, TITLE_LINE - 1, plan.meta, META, colours.quiet)
    ink = colours.quiet if face.faint else colours.value
    _row(painter, plan, VALUE_LINE, word("value", language), face.value, ink, "", colours, language)
    if plan.wants:
        _grad_row(painter, plan, face, GRAD_LINE, colours, language)


def _grad_row(
    painter: QPainter, plan: Plan, face: Face, line: float, colours: Colours, language: str
) -> None:
    ink = colours.gradient if face.has_grad else colours.quiet
    _row(
        painter, plan, line, word("grad", language), face.grad, ink, face.note, colours, language,
        bold=face.has_grad, more=face.more,
    )  # fmt: skip


def _row(
    painter: QPainter,
    plan: Plan,
    line: float,
    label: str,
    text: str,
    ink: str,
    note: str,
    colours: Colours,
    language: str,
    *,
    bold: bool = False,
    more: str = "",
) -> None:
    """A word and what it says, what comes to it in regular weight, then a note at the right."""
    _text(painter, PAD, line, label, ROW, ink, bold)
    x = PAD + row_label(language)
    room = plan.width - PAD - x
    if note:
        across = width_of(note, META)
        _text(painter, plan.width - PAD - across, line, note, META, colours.quiet)
        room -= across + 8
    if width_of(text, ROW, bold) > room + 0.5:
        text = metrics_of(ROW, bold).elidedText(text, Qt.TextElideMode.ElideRight, room)
    _text(painter, x, line, text, ROW, ink, bold)
    if more:
        used = width_of(text, ROW, bold) + MORE
        _text(painter, x + used, line, _shortened(more, room - used), ROW, colours.gradient)


def _shortened(text: str, room: float) -> str:
    """A number and its word; where they do not fit the number gives way."""
    number, last = text.rsplit(" ", 1)
    left = room - width_of(f" {last}", ROW) + 0.5
    number = metrics_of(ROW).elidedText(number, Qt.TextElideMode.ElideRight, left)
    return f"{number} {last}"


def _node(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    ink = colours.gradient if face.light == "gradient" else colours.text
    _text(painter, PAD, 26.0, plan.title, ROW, ink, bold=True)
    if plan.meta:
        right = plan.width - PAD - width_of(plan.meta, ROW)
        leaf = plan.rim == "leaf"
        _text(painter, right, 26.0, plan.meta, ROW, colours.leaf if leaf else colours.quiet)
    _grad_row(painter, plan, face, 50.0, colours, language)


def _sign(
    painter: QPainter, plan: Plan, face: Face, colours: Colours, *, beside: bool = True
) -> None:
    left = (plan.width - plan.sign) / 2
    pen = rim_pen(plan, face, colours)
    if plan.rim == "plain" and not face.light:
        pen = QPen(QColor(colours.quiet), 1.7)
    painter.setPen(pen)
    tint = getattr(colours, f"{face.light}_tint") if face.light else colours.surface
    painter.setBrush(QColor(tint))
    circle = QRectF(left, 0, plan.sign, plan.height)
    painter.drawRoundedRect(circle, CIRCLE / 2, CIRCLE / 2)
    painter.setPen(QColor(colours.text))
    painter.setFont(font(SIGN))
    metrics = metrics_of(SIGN)
    ink = metrics.tightBoundingRect(plan.title)
    # the sign's ink is centred, not its line: "+" and "·" sit on different heights
    x = circle.center().x() - ink.center().x()
    y = circle.center().y() - ink.center().y()
    painter.drawText(QPointF(x, y), plan.title)
    if beside:
        _beside(painter, plan, face, colours, left + plan.sign + 12)


def _beside(painter: QPainter, plan: Plan, face: Face, colours: Colours, x: float) -> None:
    """The constants and the true grad_fn name at the right of a sign."""
    lit = face.light == "gradient"
    ink = colours.gradient if face.ran else colours.quiet
    lines = [(note, colours.text, False) for note in plan.notes]
    lines.append((plan.name, ink, lit))
    step = 17.0
    y = plan.height / 2 - step * (len(lines) - 1) / 2 + 4.6
    for text, colour, bold in lines:
        _text(painter, x, y, text, NOTE, colour, bold)
        y += step


def _thumbs(
    painter: QPainter, plan: Plan, face: Face, colours: Colours, values: list[Value]
) -> None:
    top = HEIGHTS[plan.wants] - 4
    room = (plan.width - 2 * PAD - 12) / 2 if plan.wants else plan.width - 2 * PAD
    leaf = plan.rim == "leaf"
    if face.value_id is not None and not face.faint:
        area = QRectF(PAD, top, room, THUMB)
        paint_heat(painter, area, values[face.value_id], colours, centred=leaf)
    if face.grad_id is not None and face.has_grad:
        area = QRectF(PAD + room + 12, top, room, THUMB)
        paint_heat(painter, area, values[face.grad_id], colours, centred=True)
