"""Breaks an equation that is too wide: before a relation if it can, else before an operator."""

from __future__ import annotations

from graphviewer.explain.equation import Math, Row, Text
from graphviewer.gui.typeset.box import Box, joined
from graphviewer.gui.typeset.setter import RELATIONS, set_math, space_around, spaces

INDENT = 1.1  # of a line that goes on, where it cannot be aligned, in ems
ALIGNED = 0.4  # the share of the width within which it can
LEADING = 0.42  # between the lines of one equation, in ems


def set_within(math: Math, size: float, width: float) -> Box:
    """The box of an equation, broken into lines of at most `width` where operators allow."""
    whole = set_math(math, size)
    if whole.width <= width or not isinstance(math, Row) or math.ref is not None:
        return whole
    items = _flat(math)
    lines = _broken(items, [set_math(item, size, math.role) for item in items], size, width)
    return _stacked(lines, size)


def _flat(row: Row) -> tuple[Math, ...]:
    """The items of a row with plain rows inside it opened."""
    items: list[Math] = []
    for item in row.items:
        if isinstance(item, Row) and item.ref is None and item.role == "plain":
            items.extend(_flat(item))
        else:
            items.append(item)
    return tuple(items)


def _is_break(item: Math) -> bool:
    return isinstance(item, Text) and item.style == "operator" and space_around(item.text) > 0


def _is_sum(item: Math) -> bool:
    return isinstance(item, Text) and item.text.strip() in RELATIONS | frozenset("+-−±")


def _broken(items: tuple[Math, ...], boxes: list[Box], size: float, width: float) -> list[Box]:
    lines: list[list[tuple[Box, float, float]]] = [[]]
    ends = [0.0]
    sums, products = -1, -1  # places in the present line where an operator of a kind stands
    for place, box in enumerate(boxes):
        before, after = spaces(items, place)
        line = lines[-1]
        x = ends[-1] + (before * size if line else 0.0)
        if len(line) > 1 and _is_break(items[place]):
            if _is_sum(items[place]):
                sums = len(line)
            else:
                products = len(line)
        line.append((box, x, 0.0))
        ends[-1] = x + box.width + after * size
        at = sums if sums > 0 else products
        if x + box.width > width and at > 0:
            tail = line[at:]
            del line[at:]
            shift = tail[0][1] - _indent(items, boxes, place - len(tail) + 1, size, width)
            lines.append([(each, left - shift, y) for each, left, y in tail])
            ends.append(ends[-1] - shift)
            sums = products = -1
    return [joined(line, line[-1][1] + line[-1][0].width) for line in lines if line]


def _indent(
    items: tuple[Math, ...], boxes: list[Box], place: int, size: float, width: float
) -> float:
    """Where a line goes on that is broken before an item: a relation under the first one.

    Anything else stands under what follows that relation; a little in, if that is too far right.
    """
    x = 0.0
    for number, item in enumerate(items[:place]):
        before, after = spaces(items, number)
        x += before * size if number else 0.0
        end = x + boxes[number].width + after * size
        if _is_relation(item):
            found = x if _is_relation(items[place]) else end + spaces(items, number + 1)[0] * size
            return found if found <= ALIGNED * width else INDENT * size
        x = end
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
