"""Frames: each one's inside is a sheet of its own, and then one box on the sheet of its parent.

What is equal inside is laid out once. A wire that crosses frames is a strand on each sheet on its
way; strands meet at pins on the frames' edges.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphviewer.layout.data import Box, Frame, Point, Rectangle, Spacing, Wire
from graphviewer.layout.parts import draw
from graphviewer.layout.places import ROOT, Place, places_of
from graphviewer.layout.ranks import backward_wires
from graphviewer.layout.sheet import Drawn, Sheet, Strands
from graphviewer.layout.sheets import sheet_of

Made = tuple[list[Point], list[Sequence[Point]], list[Rectangle], float, float]


def nested(
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    frames: Sequence[Frame],
    spacing: Spacing,
    *,
    across: bool,
) -> Made:
    """Corners, routes, frames, width and height. `across`: titles stand at the left of rows."""
    if not frames:
        return _alone(boxes, wires, spacing)
    places = places_of(boxes, wires, frames)
    known: dict[tuple[object, ...], Drawn] = {}
    for number, frame in reversed(list(enumerate(frames))):
        place = places[number]
        sheet = sheet_of(place, places, boxes, wires, frame, across=across)
        key = (frame.title, frame.width, frame.padding, *_key(sheet))
        drawn = known.get(key)
        if drawn is None:
            drawn = _framed(draw(sheet, spacing), sheet, frame, across=across)
            known[key] = drawn
        place.drawn = drawn
        _pin(place)
    whole = draw(sheet_of(places[ROOT], places, boxes, wires, None, across=across), spacing)
    places[ROOT].drawn = whole
    corners, rectangles = _standing(places, len(boxes))
    return corners, _joined(places, len(wires), rectangles), rectangles, whole.width, whole.height


def _alone(boxes: Sequence[Box], wires: Sequence[Wire], spacing: Spacing) -> Made:
    """The whole where there are no frames: one sheet, as it is."""
    strands = Strands.of(wires)
    source, target = strands.ends[:2].tolist()
    turned = backward_wires(len(boxes), source, target)
    back = np.flatnonzero(turned)
    strands.ends[:, back] = strands.ends[[1, 0, 3, 2]][:, back]
    axes = [box.width / 2 if box.axis is None else box.axis for box in boxes]
    drawn = draw(Sheet(list(boxes), axes, strands), spacing)
    for wire in back.tolist():
        drawn.ways[wire] = drawn.ways[wire][::-1]
    return drawn.corners, drawn.ways, [], drawn.width, drawn.height


def _key(sheet: Sheet) -> tuple[object, ...]:
    """Equal for sheets that are drawn equally."""
    looks = tuple((b.width, b.height, b.radius, b.gap, b.free) for b in sheet.boxes)
    strands = sheet.strands.ends.tobytes(), sheet.strands.meets.tobytes()
    return looks, tuple(sheet.axes), strands, sheet.tops, sheet.bottoms


def _framed(drawn: Drawn, sheet: Sheet, frame: Frame, *, across: bool) -> Drawn:
    """With the frame round it, from the frame's corner; strands to pins reach its edge."""
    pad, title = frame.padding, frame.title
    left, top = (pad + title, pad) if across else (pad, pad + title)
    least = frame.width + 2 * pad
    if sheet.tops:
        top = 0.0
    width = left + drawn.width + pad
    height = top + drawn.height + (0.0 if sheet.bottoms else pad)
    if across:
        height = max(height, least)
    else:
        width = max(width, least)
    corners = [(x + left, y + top) for x, y in drawn.corners]
    solid = len(sheet.boxes) - sheet.pins
    ways: list[Sequence[Point]] = []
    for drawn_way, (source, target) in zip(
        drawn.ways, sheet.strands.ends[:2].T.tolist(), strict=True
    ):
        way = [(x + left, y + top) for x, y in drawn_way]
        if source >= solid:
            way[:0] = _straight((way[0][0], 0.0), way[0])
        if target >= solid:
            way.extend(_straight(way[-1], (way[-1][0], height), last=True))
        ways.append(way)
    return Drawn(corners, ways, width, height)


def _straight(start: Point, end: Point, *, last: bool = False) -> list[Point]:
    """The points of a straight piece but the one it shares with what it is joined to."""
    third = (end[1] - start[1]) / 3
    if third <= 0:
        return []
    inner = [(start[0], start[1] + third), (start[0], end[1] - third)]
    return [*inner, end] if last else [start, *inner]


def _pin(place: Place) -> None:
    """Where wires cross the edge, in which order, and which of them the axis runs through."""
    assert place.drawn is not None
    first = len(place.strands)
    for index, one in enumerate(place.crossings):
        way = place.drawn.ways[first + index]
        place.pins[one.wire] = way[0][0] if one.top else way[-1][0]
    tops = [place.pins[one.wire] for one in place.crossings if one.top]
    bottoms = [place.pins[one.wire] for one in place.crossings if not one.top]
    for edge in (True, False):
        ordered = sorted(
            (one.wire for one in place.crossings if one.top == edge), key=place.pins.__getitem__
        )
        place.ports.update({wire: port for port, wire in enumerate(ordered)})
    through = [x for x in bottoms if any(abs(x - other) < 1 for other in tops)]
    place.axis = next(iter(through or bottoms or tops), place.drawn.width / 2)


# --- all together


def _standing(places: list[Place], boxes: int) -> tuple[list[Point], list[Rectangle]]:
    """Where boxes and frames stand in the whole."""
    corners: list[Point] = [(0.0, 0.0)] * boxes
    rectangles: list[Rectangle] = [(0.0, 0.0, 0.0, 0.0)] * (len(places) - 1)
    for number in range(ROOT, len(rectangles)):
        place = places[number]
        assert place.drawn is not None
        x, y = rectangles[number][:2] if number != ROOT else (0.0, 0.0)
        found = place.drawn.corners
        titled = len(found) - len(place.members) - len(place.crossings)
        for member, (left, top) in zip(place.members, found[titled:], strict=False):
            if member >= 0:
                corners[member] = (left + x, top + y)
            else:
                size = places[~member].drawn
                assert size is not None
                rectangles[~member] = (left + x, top + y, size.width, size.height)
    return corners, rectangles


def _joined(
    places: list[Place], wires: int, rectangles: Sequence[Rectangle]
) -> list[Sequence[Point]]:
    """The route of each wire, of the parts it has in each place."""
    leaving: list[list[Sequence[Point]]] = [[] for _ in range(wires)]
    inner: list[Sequence[Point]] = [[] for _ in range(wires)]
    entering: list[list[Sequence[Point]]] = [[] for _ in range(wires)]
    for number in range(ROOT, len(rectangles)):
        place = places[number]
        assert place.drawn is not None
        x, y = rectangles[number][:2] if number != ROOT else (0.0, 0.0)
        ways = place.drawn.ways
        if x or y:
            ways = [[(px + x, py + y) for px, py in way] for way in ways]
        for (wire, _, _), turned, way in zip(place.strands, place.turned, ways, strict=False):
            inner[wire] = way[::-1] if turned else way
        for one, way in zip(place.crossings, ways[len(place.strands) :], strict=True):
            # a strand runs down: out through the lower edge, in through the upper one
            along = way if one.leaves != one.top else way[::-1]
            (leaving if one.leaves else entering)[one.wire].append(along)
    routes: list[Sequence[Point]] = []
    for out, middle, into in zip(leaving, inner, entering, strict=True):
        if not (out or into):
            routes.append(middle)
            continue
        # frames come from the outside in: so do the parts of a wire
        pieces = [*out[::-1], middle, *into]
        routes.append([*pieces[0], *(point for piece in pieces[1:] for point in piece[1:])])
    return routes
