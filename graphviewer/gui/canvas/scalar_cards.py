"""The small cell of one element of a tensor, and the signs between such cells."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.explain.numbers import scalar as written
from graphviewer.explain.symbols import symbol_of
from graphviewer.graphs.data import Graph, Scalar, Vertex
from graphviewer.gui.canvas.drawing import FAINT, draw_text, font, rim_pen, tone_of
from graphviewer.gui.canvas.faces import Face, Light
from graphviewer.gui.canvas.gradline import grad_line
from graphviewer.gui.canvas.planned import Plan, Rim
from graphviewer.gui.canvas.scalar_numbers import (
    SPARE,
    element,
    number_at,
    product_at,
    subscripted,
)
from graphviewer.gui.canvas.texts import cut, cut_name, metrics_of, width_of
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

NAME, SMALL = 15, 12  # text heights
SIDE, TITLE_AT, GRAD_AT = 10.0, 19.0, 38.0  # margin, baselines from the cell's top
TALL, LOW = 46.0, 27.0  # heights with a gradient line and without
NARROWEST, LONGEST = 58.0, 16
RING, ROUNDING = 30.0, 8.0
EQUALS = " = "
ARITHMETIC = frozenset(("+", "−", "×", "÷", "xⁿ", "aˣ"))
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARK = 17  # height of a sign
TINTS: Mapping[Rim, str] = {
    "plain": "surface", "leaf": "leaf_tint", "loss": "loss_tint", "constant": "surface",
}  # fmt: skip


def plan(
    tape: Tape,
    graph: Graph,
    vertex: Vertex,
    name: str,
    rim: Rim,
    numbers: tuple[float, float],
) -> Plan:
    """The plan of a cell or sign. `name` is its tensor's, empty where the program gave it none.

    `numbers` are the widths of the widest value and gradient of any of the tensor's elements.
    """
    one = graph.scalars[vertex.ref]
    if one.role != "element":
        return _sign(tape, vertex, one, rim)
    shape = tape.tensors[one.tensor].shape
    title = subscripted(cut_name(name, LONGEST), shape, one.place)
    # all cells of a tensor are as wide as its widest
    last = subscripted(cut_name(name, LONGEST), shape, int(np.prod(shape, dtype=int)) - 1)
    heading = width_of(last, NAME, bold=bool(name)) + width_of(EQUALS, NAME) + numbers[0]
    wants = rim != "constant"
    below = width_of(word("grad", "en"), SMALL, bold=True) + 6 + max(numbers[1], 26.0)
    width = 2 * SIDE + max(heading, below if wants else 0.0)
    return Plan(
        vertex, round=False, width=max(NARROWEST, round(width)), height=TALL if wants else LOW,
        title=title, rim=rim, wants=wants, compact=not name,
    )  # fmt: skip


def _sign(tape: Tape, vertex: Vertex, one: Scalar, rim: Rim) -> Plan:
    assert one.op is not None
    title = {"sum": "+", "product": "×"}.get(one.role) or _signed(tape.ops[one.op])
    inside = width_of(title, MARK)
    if one.role == "product":
        inside += 6 + width_of(SPARE, NAME)
    width = float(max(RING, round(inside + 18)))
    return Plan(
        vertex, round=True, width=width, height=RING, title=title, rim=rim, sign=width, ring=RING,
        compact=one.role == "product",
    )  # fmt: skip


def _signed(op: Op) -> str:
    """The sign of an op, with the number it was given: `× 0.05`, `1 −`, `x²`."""
    sign = symbol_of(op)
    if len(op.inputs) != 1 or len(op.constants) != 1 or sign not in ARITHMETIC:
        return sign  # what has more arguments, as alpha, does not say all with one of them
    number = cut(op.constants[0].rpartition("=")[2], 8)
    turned = op.name.strip("_").startswith("r")  # the number stood first: 1 - x
    if sign == "xⁿ":
        return f"x{number.translate(RAISED)}" if number.isdigit() else sign
    if sign == "aˣ":
        return f"{number}ˣ"
    return f"{number} {sign}" if turned else f"{sign} {number}"


def face(
    tape: Tape, index: TapeIndex, one: Scalar, plan: Plan, step: int, faint: bool, light: Light
) -> Face:
    """What a cell or sign says at a step: elements of what was recorded."""
    if one.role == "product":
        number = None if faint else product_at(tape, index, one, step)
        return Face(faint, light, written(number) if number is not None else "")
    if one.role != "element":
        return Face(faint, light)
    number = None if faint else number_at(tape, index, one.tensor, one.place, step)
    text = written(number) if number is not None else ""
    if not plan.wants:
        return Face(faint, light, text)
    said: list[str] = []

    def say(value: Value) -> str:
        kept = element(tape, one.tensor, value, one.place)
        said.append("–" if kept is None else written(kept))
        return said[-1]

    ports = index.ports(one.tensor)
    line = grad_line(tape, index, one.tensor, ports, step, "en", say, few=None)
    more = "+ " + said[0] if line.more and said else ""
    grad = line.text if line.has or line.text == word("none", "en") else "–"
    if faint and not line.has:
        grad = ""  # of what is not there yet nothing is said
    return Face(faint, light, text, grad, line.has, more, line.note, grad_id=line.value)


# --- painting


def paint(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """Paint a cell or a sign in full."""
    if plan.round:
        _paint_sign(painter, plan, face, colours)
        return
    _body(painter, plan, face, colours)
    x = SIDE
    named = not plan.compact
    quiet = tone_of(face, colours, "quiet")
    draw_text(
        painter, x, TITLE_AT, plan.title, NAME, tone_of(face, colours, "text") if named else quiet,
        bold=named,
    )  # fmt: skip
    x += width_of(plan.title, NAME, bold=named)
    if face.value:
        if plan.title:
            draw_text(painter, x, TITLE_AT, EQUALS, NAME, quiet)
            x += width_of(EQUALS, NAME)
        _fitted(painter, plan, x, TITLE_AT, face.value, tone_of(face, colours, "value"))
    if plan.wants:
        _gradient(painter, plan, face, colours)


def _gradient(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """What has arrived, bold; what is on its way to a leaf's `.grad` beside it."""
    if not face.grad and not face.more:
        return
    tone = ink(colours, "gradient" if face.has_grad or face.more else "quiet")
    label = word("grad", "en")
    draw_text(painter, SIDE, GRAD_AT, label, SMALL, tone, bold=face.has_grad)
    x = SIDE + width_of(label, SMALL, bold=True) + 6
    if face.has_grad or not face.more:
        _fitted(painter, plan, x, GRAD_AT, face.grad, tone, bold=face.has_grad)
        x += width_of(face.grad, NAME, bold=face.has_grad) + 6
    if face.more:
        _fitted(painter, plan, x, GRAD_AT, face.more, tone)


def _fitted(
    painter: QPainter,
    plan: Plan,
    x: float,
    y: float,
    text: str,
    tone: str,
    *,
    bold: bool = False,
) -> None:
    """A number, smaller where it would not fit: none is ever cut."""
    room, px = plan.width - SIDE / 2 - x, NAME
    while px > SMALL - 3 and width_of(text, px, bold) > room:
        px -= 1
    draw_text(painter, x, y, text, px, tone, bold)


def _body(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    painter.setPen(rim_pen(plan, face, colours))
    tint = f"{face.light}_tint" if face.light else TINTS[plan.rim]
    painter.setBrush(QColor(getattr(colours, tint)))
    painter.setOpacity(FAINT if face.faint else 1.0)
    painter.drawRoundedRect(QRectF(0, 0, plan.width, plan.height), ROUNDING, ROUNDING)
    painter.setOpacity(1.0)


def _paint_sign(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    pen = QPen(QColor(colours.quiet), 1.5)
    if face.light:
        pen = QPen(QColor(getattr(colours, face.light)), 2.6)
    if plan.compact or plan.rim == "constant":
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.0, 2.2])
    painter.setPen(pen)
    tint = getattr(colours, f"{face.light}_tint") if face.light else colours.surface
    painter.setBrush(QColor(tint))
    painter.setOpacity(FAINT if face.faint else 1.0)
    painter.drawRoundedRect(QRectF(0, 0, plan.width, RING), RING / 2, RING / 2)
    painter.setOpacity(1.0)
    tone = tone_of(face, colours, "text")
    metrics = metrics_of(MARK)
    mark = metrics.tightBoundingRect(plan.title)
    x = plan.width / 2 - mark.center().x()
    if plan.compact:
        x = 10.0
        _fitted(painter, plan, x + width_of(plan.title, MARK) + 6, RING / 2 + 5.4, face.value,
                tone_of(face, colours, "value"))  # fmt: skip
    painter.setPen(QColor(tone))
    painter.setFont(font(MARK))
    painter.drawText(QPointF(x, RING / 2 - mark.center().y()), plan.title)


def paint_named(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """Paint a cell with its name only, or a sign, for a scene seen from afar."""
    if plan.round:
        _paint_sign(painter, plan, face, colours)
        return
    _body(painter, plan, face, colours)
    painter.setPen(QColor(tone_of(face, colours, "quiet" if plan.compact else "text")))
    painter.setFont(font(NAME + 3, bold=not plan.compact))
    rect = QRectF(2, 0, plan.width - 4, plan.height)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, plan.title)
