"""Paints one card or sign, its top left corner at the origin, in scene pixels."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas import fold_cards, module_cards, neuron_cards, scalar_cards
from graphviewer.gui.canvas.drawing import FAINT, draw_body, draw_text, font, rim_pen, tone_of
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.grids import taller, wide
from graphviewer.gui.canvas.heat import paint_heat
from graphviewer.gui.canvas.measures import META, MORE, ROW, row_label
from graphviewer.gui.canvas.planned import (
    BESIDE_DROP,
    BESIDE_SIGN,
    BETWEEN,
    CIRCLE,
    EXPRESSION_LINE,
    GAP,
    GRAD_LINE,
    HEIGHTS,
    NOTE,
    NUMBER_LINE,
    PAD,
    SIGN,
    SLIM,
    STACKED,
    THUMB,
    TITLE,
    TITLE_LINE,
    UNDER_GAP,
    UNDER_LINE,
    UNDER_SHIFT,
    VALUE_LINE,
    Plan,
    has_thumb,
)
from graphviewer.gui.canvas.texts import metrics_of, width_of
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.value import Value


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
    if plan.vertex.kind == "scalar":
        scalar_cards.paint(painter, plan, face, colours)
    elif plan.vertex.kind == "neuron":
        neuron_cards.paint(painter, plan, face, colours, language)
    elif plan.round:
        _sign(painter, plan, face, colours)
    elif plan.vertex.kind == "fold":
        fold_cards.paint(painter, plan, face, colours, language)
    elif plan.vertex.kind == "module":
        module_cards.paint(painter, plan, face, colours, language)
    else:
        draw_body(painter, plan, face, colours)
        if plan.compact:
            _compact(painter, plan, face, colours, language)
        elif plan.vertex.kind == "node":
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
    if plan.vertex.kind == "scalar":
        scalar_cards.paint_named(painter, plan, face, colours)
    elif plan.vertex.kind == "module":
        module_cards.paint_named(painter, plan, face, colours)
    elif plan.round:
        _sign(painter, plan, face, colours, beside=False)
    else:
        draw_body(painter, plan, face, colours)
        px = 18 if plan.compact else 26
        painter.setPen(QColor(tone_of(face, colours, "quiet" if plan.compact else "text")))
        painter.setFont(font(px, bold=not plan.compact))
        room = plan.width - 2 * 10
        metrics = metrics_of(px, bold=not plan.compact)
        text = metrics.elidedText(plan.title, Qt.TextElideMode.ElideRight, room)
        rect = QRectF(10, 0, room, plan.height)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _tensor(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    title = tone_of(face, colours, "text")
    draw_text(painter, PAD, TITLE_LINE, plan.title, TITLE, title, bold=True)
    meta = face.meta or plan.meta
    right = plan.width - PAD - width_of(meta, META)
    draw_text(painter, right, TITLE_LINE - 1, meta, META, ink(colours, "quiet"))
    tone = tone_of(face, colours, "value")
    label = word("value", language)
    _row(painter, plan, VALUE_LINE, label, face.value, tone, "", colours, language)
    if plan.wants:
        line = GRAD_LINE + taller(plan.lines)
        _grad_row(painter, plan, face, line, colours, language)


def _compact(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    """The expression, small, and what is known of value and gradient on one line."""
    quiet = ink(colours, "quiet")
    draw_text(painter, SLIM, EXPRESSION_LINE, plan.title, META, quiet)
    if face.note:
        right = plan.width - SLIM - width_of(face.note, META)
        draw_text(painter, right, EXPRESSION_LINE, face.note, META, quiet)
    x, y = SLIM, NUMBER_LINE
    said = [("value", face.value, "value", False)] if face.value_id is not None else []
    if face.has_grad:
        said.append(("grad", face.grad, "gradient", True))
    for label, text, name, bold in said:
        tone = tone_of(face, colours, name)
        if name == "gradient" and plan.stacked:
            x, y = SLIM, NUMBER_LINE + STACKED + taller(plan.lines)
        draw_text(painter, x, y, word(label, language), META, tone, bold)
        x += width_of(word(label, language), META, bold) + GAP
        room = plan.width - SLIM - x + 0.5
        shown = text
        if wide(text, ROW, bold) > room:
            shown = metrics_of(ROW, bold).elidedText(text, Qt.TextElideMode.ElideRight, room)
        draw_text(painter, x, y, shown, ROW, tone, bold)
        x += wide(shown, ROW, bold) + BETWEEN


def _grad_row(
    painter: QPainter, plan: Plan, face: Face, line: float, colours: Colours, language: str
) -> None:
    tone = ink(colours, "gradient" if face.has_grad else "quiet")
    _row(
        painter, plan, line, word("grad", language), face.grad, tone, face.note, colours, language,
        bold=face.has_grad, more=face.more,
    )  # fmt: skip


def _row(
    painter: QPainter,
    plan: Plan,
    line: float,
    label: str,
    text: str,
    tone: str,
    note: str,
    colours: Colours,
    language: str,
    *,
    bold: bool = False,
    more: str = "",
) -> None:
    """A word and what it says, what comes to it in regular weight, then a note at the right."""
    draw_text(painter, PAD, line, label, ROW, tone, bold)
    x = PAD + row_label(language)
    room = plan.width - PAD - x
    if note:
        across = width_of(note, META)
        draw_text(painter, plan.width - PAD - across, line, note, META, ink(colours, "quiet"))
        room -= across + 8
    if wide(text, ROW, bold) > room + 0.5:
        text = metrics_of(ROW, bold).elidedText(text, Qt.TextElideMode.ElideRight, room)
    draw_text(painter, x, line, text, ROW, tone, bold)
    if more:
        used = wide(text, ROW, bold) + MORE
        tone = ink(colours, "gradient")
        draw_text(painter, x + used, line, _shortened(more, room - used), ROW, tone)


def _shortened(text: str, room: float) -> str:
    """A number, if it is written, and its word; where they do not fit the number gives way."""
    number, _, last = text.rpartition(" ")
    left = room - width_of(f" {last}", ROW) + 0.5
    number = metrics_of(ROW).elidedText(number, Qt.TextElideMode.ElideRight, left)
    return f"{number} {last}".strip()


def _node(painter: QPainter, plan: Plan, face: Face, colours: Colours, language: str) -> None:
    title = tone_of(face, colours, "gradient" if face.light == "gradient" else "text")
    draw_text(painter, PAD, 26.0, plan.title, ROW, title, bold=True)
    if plan.meta:
        right = plan.width - PAD - width_of(plan.meta, ROW)
        tone = tone_of(face, colours, "leaf" if plan.rim == "leaf" else "quiet")
        draw_text(painter, right, 26.0, plan.meta, ROW, tone)
    _grad_row(painter, plan, face, 50.0, colours, language)


def _sign(
    painter: QPainter, plan: Plan, face: Face, colours: Colours, *, beside: bool = True
) -> None:
    left = plan.sign_left
    pen = rim_pen(plan, face, colours)
    if plan.rim == "plain" and not face.light:
        pen = QPen(QColor(colours.quiet), 1.7)
    painter.setPen(pen)
    tint = getattr(colours, f"{face.light}_tint") if face.light else colours.surface
    painter.setBrush(QColor(tint))
    circle = QRectF(left, 0, plan.sign, CIRCLE)
    painter.setOpacity(FAINT if face.faint else 1.0)
    painter.drawRoundedRect(circle, CIRCLE / 2, CIRCLE / 2)
    painter.setOpacity(1.0)
    painter.setPen(QColor(tone_of(face, colours, "text")))
    painter.setFont(font(SIGN))
    metrics = metrics_of(SIGN)
    mark = metrics.tightBoundingRect(plan.title)
    # the sign's ink is centred, not its line: "+" and "·" sit on different heights
    x = circle.center().x() - mark.center().x()
    y = circle.center().y() - mark.center().y()
    painter.drawText(QPointF(x, y), plan.title)
    if beside:
        lit = face.light == "gradient"
        for x, y, text, is_name in words_beside(plan):
            hue = ink(colours, "gradient" if face.ran else "quiet")
            colour = hue if is_name else tone_of(face, colours, "text")
            draw_text(painter, x, y, text, NOTE, colour, lit and is_name)


def words_beside(plan: Plan) -> Iterator[tuple[float, float, str, bool]]:
    """The constants and the true grad_fn name at the right of a sign, or below it.

    Where each begins on its baseline, from the sign's box, and whether it is the name.
    """
    lines = [*((note, False) for note in plan.notes), (plan.name, True)]
    x = plan.sign_left + plan.sign + BESIDE_SIGN
    y = CIRCLE / 2 - UNDER_LINE * (len(lines) - 1) / 2 + 4.6 + BESIDE_DROP
    if plan.under:
        lines = [line for line in lines if line[0]]
        x, y = plan.sign_left + UNDER_SHIFT, CIRCLE + UNDER_GAP + UNDER_LINE
    for text, is_name in lines:
        yield x, y, text, is_name
        y += UNDER_LINE


def _thumbs(
    painter: QPainter, plan: Plan, face: Face, colours: Colours, values: list[Value]
) -> None:
    top = HEIGHTS[plan.wants] - 4
    room = (plan.width - 2 * PAD - 12) / 2 if plan.wants else plan.width - 2 * PAD
    shown = [
        (face.value_id if not face.faint else None, PAD, plan.rim == "leaf"),
        (face.grad_id if face.has_grad else None, PAD + room + 12, True),
    ]
    for ref, left, centred in shown:
        value = values[ref] if ref is not None else None
        # the program may have given the tensor another shape since
        if value is not None and has_thumb(value.shape, value.dtype):
            area = QRectF(left, top, room, THUMB)
            paint_heat(painter, area, value, colours, centred=centred)
