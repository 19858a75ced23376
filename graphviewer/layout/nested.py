"""Frames: each one's inside is a sheet of its own, and then one box on the sheet of its parent.

What is equal inside is laid out once. A wire that crosses frames is a strand on each sheet on its
way; strands meet at pins on the frames' edges.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from graphviewer.layout.data import Box, Frame, Point, Rectangle, Spacing, Wire
from graphviewer.layout.parts import draw
from graphviewer.layout.ranks import backward_wires
from graphviewer.layout.sheet import Drawn, Sheet, Strand

ROOT = -1
PIN_GAP = 8.0  # from a frame's padding to what a straight wire meets first
Made = tuple[list[Point], list[list[Point]], list[Rectangle], float, float]
Inset = tuple[float, float, float]  # left, top, and how wide at least, of what is in a frame


class Crossing(Struct, frozen=True):
    """A wire on its way through a frame's edge, from or to something that stands in it."""

    wire: int
    inside: int  # a box, or ~frame
    leaves: bool  # its source is inside
    top: bool  # through the upper edge


class Place(Struct):
    """A frame, or the whole, while it is worked on."""

    members: list[int] = []  # boxes, and ~frames
    strands: list[tuple[int, int, int]] = []  # wires that cross no edge here: wire, ends
    turned: list[bool] = []
    crossings: list[Crossing] = []
    drawn: Drawn | None = None
    pins: dict[int, float] = {}  # by wire, where it crosses the edge
    ports: dict[int, int] = {}  # by wire, the order of that along its edge
    axis: float = 0.0


def nested(
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    frames: Sequence[Frame],
    spacing: Spacing,
    *,
    across: bool,
) -> Made:
    """Corners, routes, frames, width and height. `across`: titles stand at the left of rows."""
    places = _places(boxes, wires, frames)
    known: dict[tuple[object, ...], Drawn] = {}
    for number in reversed(range(ROOT, len(frames))):
        place = places[number]
        frame = frames[number] if number != ROOT else None
        sheet = _sheet(place, places, boxes, wires, frame, across=across)
        key = (frame and (frame.title, frame.width, frame.padding), *_key(sheet))
        drawn = known.get(key)
        if drawn is None:
            drawn = draw(sheet, spacing)
            if frame is not None:
                drawn = _framed(drawn, sheet, frame, across=across)
            known[key] = drawn
        place.drawn = drawn
        _pin(place)
    return _composed(places, boxes, wires, frames)


# --- what stands where


def _places(boxes: Sequence[Box], wires: Sequence[Wire], frames: Sequence[Frame]) -> list[Place]:
    """The frames in order and the whole last, so that it is number -1."""
    places = [Place() for _ in range(len(frames) + 1)]
    parents = [ROOT if frame.parent is None else frame.parent for frame in frames]
    homes = [ROOT if box.group is None else box.group for box in boxes]
    depth = [0] * len(frames) + [ROOT]
    for number, parent in enumerate(parents):
        depth[number] = depth[parent] + 1
    _fill(places, parents, homes)
    met: list[tuple[list[int], list[int]]] = []
    for number, wire in enumerate(wires):
        out, into, where = _meet(homes[wire.source], homes[wire.target], parents, depth)
        source = ~out[-1] if out else wire.source
        target = ~into[-1] if into else wire.target
        places[where].strands.append((number, source, target))
        met.append((out, into))
    for place in places:
        _turn(place)
        for (number, _, _), turned in zip(place.strands, place.turned, strict=True):
            wire = wires[number]
            for leaves, box, way in (
                (True, wire.source, met[number][0]),
                (False, wire.target, met[number][1]),
            ):
                inside = box
                for frame in way:
                    crossing = Crossing(number, inside, leaves, leaves == turned)
                    places[frame].crossings.append(crossing)
                    inside = ~frame
    for place in places:
        place.crossings.sort(key=lambda one: one.wire)
    return places


def _fill(places: list[Place], parents: list[int], homes: list[int]) -> None:
    """What stands directly in each, in the order of the first box of each."""
    first = [len(homes) + number for number in range(len(parents))]
    for box, home in enumerate(homes):
        places[home].members.append(box)
        outer = home
        while outer != ROOT and first[outer] > box:
            first[outer] = box
            outer = parents[outer]
    for number, parent in enumerate(parents):
        places[parent].members.append(~number)
    if parents:
        for place in places:
            place.members.sort(key=lambda one: one if one >= 0 else first[~one])


def _meet(
    source: int, target: int, parents: list[int], depth: list[int]
) -> tuple[list[int], list[int], int]:
    """The frames left from the inside out, those entered likewise, and the one that holds both."""
    out: list[int] = []
    into: list[int] = []
    while source != target:
        if depth[source] > depth[target]:
            out.append(source)
            source = parents[source]
        else:
            into.append(target)
            target = parents[target]
    return out, into, source


def _turn(place: Place) -> None:
    """Choose the strands to turn round so that no cycle is left."""
    local = {member: number for number, member in enumerate(place.members)}
    proper = [index for index, (_, u, v) in enumerate(place.strands) if u != v]
    found = backward_wires(
        len(local),
        [local[place.strands[index][1]] for index in proper],
        [local[place.strands[index][2]] for index in proper],
    )
    place.turned = [False] * len(place.strands)
    for index, turned in zip(proper, found, strict=True):
        place.turned[index] = turned


# --- sheets


def _sheet(
    place: Place,
    places: list[Place],
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    frame: Frame | None,
    *,
    across: bool,
) -> Sheet:
    """What is drawn of a place: its strands first, then its crossings."""
    tops = [one for one in place.crossings if one.top]
    bottoms = [one for one in place.crossings if not one.top]
    sheet = Sheet([], [], [], len(tops), len(bottoms))
    if frame is not None and tops and frame.title and not across:
        sheet.titled = True
        sheet.boxes.append(Box(frame.width, frame.title))
        sheet.axes.append(frame.width / 2)
    if frame is not None and tops:
        sheet.head = frame.padding + (0.0 if across else frame.title)
    if frame is not None and bottoms:
        sheet.foot = frame.padding
    local: dict[int, int] = {}
    for member in place.members:
        local[member] = len(sheet.boxes)
        if member >= 0:
            sheet.boxes.append(boxes[member])
            axis = boxes[member].axis
            sheet.axes.append(boxes[member].width / 2 if axis is None else axis)
        else:
            inner = places[~member]
            assert inner.drawn is not None
            sheet.boxes.append(Box(inner.drawn.width, inner.drawn.height))
            sheet.axes.append(inner.axis)

    def end(member: int, wire: int, port: int) -> tuple[int, int, float | None]:
        if member >= 0:
            return local[member], port, None
        inner = places[~member]
        return local[member], inner.ports[wire], inner.pins[wire] - inner.axis

    for (number, u, v), turned in zip(place.strands, place.turned, strict=True):
        wire = wires[number]
        ends = (end(u, number, wire.source_port), end(v, number, wire.target_port))
        (s, p, start), (t, q, stop) = ends[::-1] if turned else ends
        sheet.strands.append(Strand(s, t, p, q, start, stop))
    pin = len(sheet.boxes)
    at: dict[int, int] = {one.wire: pin + index for index, one in enumerate(tops + bottoms)}
    for one in place.crossings:
        wire = wires[one.wire]
        port = wire.source_port if one.leaves else wire.target_port
        s, p, offset = end(one.inside, one.wire, port)
        if one.top:
            sheet.strands.append(Strand(at[one.wire], s, 0, p, None, offset))
        else:
            sheet.strands.append(Strand(s, at[one.wire], p, 0, offset, None))
    pad = frame.padding if frame is not None else 0.0
    sheet.boxes += [Box(0.0, pad, gap=PIN_GAP)] * sheet.pins
    sheet.axes += [0.0] * sheet.pins
    return sheet


def _key(sheet: Sheet) -> tuple[object, ...]:
    """Equal for sheets that are drawn equally."""
    looks = tuple((b.width, b.height, b.radius, b.gap, b.free) for b in sheet.boxes)
    return looks, tuple(sheet.axes), tuple(sheet.strands), sheet.tops, sheet.bottoms


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
    ways = [[(x + left, y + top) for x, y in way] for way in drawn.ways]
    solid = len(sheet.boxes) - sheet.pins
    for strand, way in zip(sheet.strands, ways, strict=True):
        if strand.source >= solid:
            way[:0] = _straight((way[0][0], 0.0), way[0])
        if strand.target >= solid:
            way.extend(_straight(way[-1], (way[-1][0], height), last=True))
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


def _composed(
    places: list[Place], boxes: Sequence[Box], wires: Sequence[Wire], frames: Sequence[Frame]
) -> Made:
    corners: list[Point] = [(0.0, 0.0)] * len(boxes)
    rectangles: list[Rectangle] = [(0.0, 0.0, 0.0, 0.0)] * len(frames)
    leaving: list[list[list[Point]]] = [[] for _ in wires]
    inner: list[list[Point]] = [[] for _ in wires]
    entering: list[list[list[Point]]] = [[] for _ in wires]
    for number in range(ROOT, len(frames)):
        place = places[number]
        drawn = place.drawn
        assert drawn is not None
        x, y = rectangles[number][:2] if number != ROOT else (0.0, 0.0)
        titled = len(drawn.corners) - len(place.members) - len(place.crossings)
        for member, (left, top) in zip(place.members, drawn.corners[titled:], strict=False):
            if member >= 0:
                corners[member] = (left + x, top + y)
            else:
                size = places[~member].drawn
                assert size is not None
                rectangles[~member] = (left + x, top + y, size.width, size.height)
        ways = drawn.ways
        if x or y:
            ways = [[(px + x, py + y) for px, py in way] for way in ways]
        for (wire, _, _), turned, way in zip(place.strands, place.turned, ways, strict=False):
            inner[wire] = way[::-1] if turned else way
        for one, way in zip(place.crossings, ways[len(place.strands) :], strict=True):
            # a strand runs down: out through the lower edge, in through the upper one
            along = way if one.leaves != one.top else way[::-1]
            (leaving if one.leaves else entering)[one.wire].append(along)
    routes: list[list[Point]] = []
    for number in range(len(wires)):
        # frames come from the outside in: so do the parts of a wire
        pieces = [*leaving[number][::-1], inner[number], *entering[number]]
        route = pieces[0]
        for piece in pieces[1:]:
            route = route + piece[1:]
        routes.append(route)
    whole = places[ROOT].drawn
    assert whole is not None
    return corners, routes, rectangles, whole.width, whole.height
