"""What stands in each frame, and which wires run inside it or through its edge."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from graphviewer.layout.data import Box, Frame, Wire
from graphviewer.layout.ranks import backward_wires
from graphviewer.layout.sheet import Drawn

ROOT = -1


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


def places_of(boxes: Sequence[Box], wires: Sequence[Wire], frames: Sequence[Frame]) -> list[Place]:
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
    place.turned = backward_wires(
        len(local), [local[u] for _, u, _ in place.strands], [local[v] for _, _, v in place.strands]
    )
