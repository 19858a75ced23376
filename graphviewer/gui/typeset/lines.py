"""Breaks an equation that is too wide: at relations, then operators, then inside a vector."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphviewer.explain.equation import Fence, Math, Matrix, Role, Row, Script, Text, plain
from graphviewer.gui.typeset.box import Box, joined
from graphviewer.gui.typeset.mathfont import math_font
from graphviewer.gui.typeset.setter import (
    RELATIONS,
    THICK,
    fenced,
    scripted,
    set_math,
    space_around,
    spaces,
)

INDENT = 1.1  # of a line that goes on, where it cannot be aligned, in ems
ALIGNED = 0.4  # the share of the width within which it can
LEADING = 0.42  # between the lines of one equation, in ems
SPACE, COLUMN = 0.26, 0.55  # between the numbers of a vector as text and as a matrix, in ems
SUM, PRODUCT, VECTOR = range(3)  # how gladly a line begins there, most gladly first
BRACKETS, SCRIPTED = 1.0, 0.6  # room for a pair of brackets, and for a script, in ems
NARROWEST = 0.4  # share of the width below which brackets are not broken any further
GAPS = re.compile(r"(?<!mean) (?=\S)")  # between the parts of a number as written


class Item(NamedTuple):
    """A piece of a line. `gap`, in ems, is before a number that goes on a vector, else None."""

    math: Math
    gap: float | None = None


class Placed(NamedTuple):
    """A box of a line, where it stands, and where its item stands in the whole equation."""

    box: Box
    x: float
    place: int


def set_within(math: Math, size: float, width: float, *, anywhere: bool = False) -> Box:
    """The box of an equation, broken into lines of at most `width` where that can be.

    Before a relation or a sum if it can, else before a product or after a comma. Only with
    `anywhere` also inside a vector, inside brackets, and inside what can be pointed at as a whole.
    """
    whole = set_math(math, size)
    row = math if isinstance(math, Row) else Row((math,))
    if whole.width <= width or (row.ref is not None and not anywhere):
        return whole
    lines = _broken(_flat(row, opened=False), row.role, size, width)
    if anywhere and max(line.width for line in lines) > width:
        lines = _broken(_flat(row, opened=True), row.role, size, width, inside=True)
    return _stacked(lines, size)


def _set_item(item: Math, role: Role, size: float, room: float) -> Box:
    """A piece by itself; what is in brackets is broken where it does not fit into its room."""
    box = set_math(item, size, role)
    if box.width <= room:
        return box
    if isinstance(item, Script) and isinstance(item.base, Fence):
        base = _set_item(item.base, role, size, room - SCRIPTED * size)
        return scripted(base, item, size, role, 0)
    if not isinstance(item, Fence):
        return box
    body = set_within(item.body, size, room - BRACKETS * size, anywhere=True)
    axis = math_font().constant("axis") * size
    sunk = (body.up - axis - body.down - axis) / 2  # its middle comes to the line's
    return fenced(joined(((body, 0.0, sunk),), body.width), item.left, item.right, size, role)


def _flat(row: Row, *, opened: bool) -> list[Item]:
    """The items of a row with plain rows inside it opened; with `opened` also what is pointed at
    as a whole, and vectors."""
    items: list[Item] = []
    for item in row.items:
        if isinstance(item, Row) and item.role == "plain" and (opened or item.ref is None):
            items.extend(_flat(item, opened=opened))
        else:
            items.extend(_opened(item) if opened else (Item(item),))
    return items


def _opened(item: Math) -> list[Item]:
    """The numbers of a vector each by itself; anything else as it is."""
    if isinstance(item, Text) and item.style == "number":
        texts, gap = GAPS.split(item.text), SPACE
    elif isinstance(item, Matrix) and len(item.rows) == 1:
        cells = item.rows[0]
        if not all(isinstance(cell, Text) for cell in cells):
            return [Item(item)]
        texts, gap = [plain(cell) for cell in cells], COLUMN
        texts[0], texts[-1] = item.left + texts[0], texts[-1] + item.right
    elif isinstance(item, Script) and len(opened := _opened(item.base)) > 1:
        last = opened[-1]
        return [*opened[:-1], last._replace(math=Script(last.math, item.sup, item.sub))]
    else:
        return [Item(item)]
    if len(texts) == 1:
        return [Item(item)]
    numbers = [Text(text, "number", item.role, item.ref) for text in texts]
    return [Item(numbers[0]), *(Item(number, gap) for number in numbers[1:])]


def _may_begin(items: list[Item], place: int) -> int | None:
    """How gladly a line begins with an item; None if it may not."""
    item, before = items[place], items[place - 1].math if place else None
    if item.gap is not None:
        return VECTOR
    if isinstance(before, Text) and before.style == "operator" and before.text.strip() == ",":
        return PRODUCT
    sign = item.math
    if not isinstance(sign, Text) or sign.style != "operator" or not space_around(sign.text):
        return None
    return SUM if sign.text.strip() in RELATIONS | frozenset("+-−±") else PRODUCT


def _broken(
    items: list[Item], role: Role, size: float, width: float, *, inside: bool = False
) -> list[Box]:
    """The lines; with `inside` brackets are broken that do not fit beside what is before them."""
    maths = tuple(item.math for item in items)
    boxes = [set_math(math, size, role) for math in maths]
    lines: list[list[Placed]] = [[]]
    end = 0.0
    for place in range(len(items)):
        before, after = spaces(maths, place)
        before += items[place].gap or 0.0
        x = end + (before * size if lines[-1] else 0.0)
        if inside:
            room = max(width - _bound(items, boxes, place, size), NARROWEST * width)
            boxes[place] = _set_item(maths[place], role, size, room)
        lines[-1].append(Placed(boxes[place], x, place))
        end = x + boxes[place].width + after * size
        while lines[-1][-1].x + boxes[place].width > width:
            line = lines[-1]
            at = _break_at(items, line, width)
            if at is None:
                break
            shift = line[at].x - _indent(items, boxes, line, at, size, width)
            if shift <= 0:
                break
            lines[-1] = line[:at]
            lines.append([one._replace(x=one.x - shift) for one in line[at:]])
            end -= shift
    return [
        joined([(one.box, one.x, 0.0) for one in line], line[-1].x + line[-1].box.width)
        for line in lines
    ]


def _bound(items: list[Item], boxes: list[Box], place: int, size: float) -> float:
    """The width of what must stay in one line before an item."""
    first = next((n for n in range(place - 1, 1, -1) if _may_begin(items, n) is not None), None)
    wide = sum(boxes[n].width for n in range(first or 0, place))
    return wide + (THICK * size * 2 if first is None else INDENT * size)


def _break_at(items: list[Item], line: list[Placed], width: float) -> int | None:
    """Before which box of a line it is best broken: the last of those most gladly."""
    goes_on = items[line[0].place].gap is not None
    found: list[tuple[int, int]] = []
    for at, one in enumerate(line):
        rank = _may_begin(items, one.place)
        # What follows the first piece stays with it, unless a vector is broken between them.
        if rank is not None and (at > 1 or (at == 1 and (rank == VECTOR or goes_on))):
            found.append((rank, -at))
    rank, best = min(found, default=(VECTOR, 0))
    named = len(line) > 1 and line[0].place == 0 and _is_relation(items[line[1].place].math)
    if rank == VECTOR and named and line[0].box.width > ALIGNED * width:
        return 1  # a long name leaves its line rather than a vector is torn
    return -best or None


def _indent(
    items: list[Item], boxes: list[Box], line: list[Placed], at: int, size: float, width: float
) -> float:
    """Where a line goes on that is broken before a box: a relation under the first one.

    A vector's number stands under its first one, anything else under what follows that relation;
    a little in, if that is too far right.
    """
    place = line[at].place
    if items[place].gap is None:
        return _under(items, boxes, place, size, width)
    first = max(n for n in range(at) if n == 0 or items[line[n].place].gap is None)
    opening = items[line[first].place]
    if opening.gap is not None:
        return line[first].x  # this line goes on in the vector already
    text = plain(opening.math)
    brackets = Text("[" * (len(text) - len(text.lstrip("["))), "number")
    found = line[first].x + set_math(brackets, size).width
    return found if found <= ALIGNED * width else INDENT * size


def _under(items: list[Item], boxes: list[Box], place: int, size: float, width: float) -> float:
    """Where a line goes on that begins with an operator or what follows a comma."""
    maths = tuple(item.math for item in items)
    x = 0.0
    for number, item in enumerate(maths[:place]):
        before, after = spaces(maths, number)
        before += items[number].gap or 0.0
        x += before * size if number else 0.0
        end = x + boxes[number].width + after * size
        if _is_relation(item):
            found = x if _is_relation(maths[place]) else end + spaces(maths, number + 1)[0] * size
            return found if found <= ALIGNED * width else INDENT * size
        x = end
    if isinstance(maths[place - 1], Text) and plain(maths[place - 1]).strip() == ",":
        return 0.0  # the arguments of a function below each other
    return INDENT * size


def _is_relation(item: Math) -> bool:
    return isinstance(item, Text) and item.text.strip() in RELATIONS


def _stacked(lines: list[Box], size: float) -> Box:
    placed: list[tuple[Box, float, float]] = []
    y = 0.0
    for place, line in enumerate(lines):
        if place:
            y += lines[place - 1].down + LEADING * size + line.up
        placed.append((line, 0.0, y))
    return joined(placed, max((line.width for line in lines), default=0.0))


def starts_with_relation(math: Math) -> bool:
    """Whether an equation goes on from the line above it: `= ...`."""
    return _is_relation(math.items[0] if isinstance(math, Row) and math.items else math)
