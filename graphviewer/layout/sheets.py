"""From what stands in a frame to the sheet that is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from graphviewer.layout.data import Box, Frame, Wire
from graphviewer.layout.places import Place
from graphviewer.layout.sheet import Sheet, Strands

PIN_GAP = 8.0  # from a frame's padding to what a straight wire meets first
End = tuple[int, int, float]  # a box of a sheet, a port, and where on a frame's edge, or NaN


def sheet_of(
    place: Place,
    places: Sequence[Place],
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    frame: Frame | None,
    *,
    across: bool,
) -> Sheet:
    """What is drawn of a place: its strands first, then its crossings. What it holds is drawn."""
    tops = [one.wire for one in place.crossings if one.top]
    bottoms = [one.wire for one in place.crossings if not one.top]
    sheet = Sheet([], [], Strands.of(()), len(tops), len(bottoms))
    if frame is not None:
        _keep_free(sheet, frame, across=across)
    local = _put(sheet, place, places, boxes)

    def end(member: int, wire: int, port: int) -> End:
        if member >= 0:
            return local[member], port, nan
        inner = places[~member]
        return local[member], inner.ports[wire], inner.pins[wire] - inner.axis

    ends: list[tuple[End, End]] = []
    for (number, u, v), turned in zip(place.strands, place.turned, strict=True):
        wire = wires[number]
        pair = end(u, number, wire.source_port), end(v, number, wire.target_port)
        ends.append(pair[::-1] if turned else pair)
    pin = {wire: len(sheet.boxes) + index for index, wire in enumerate(tops + bottoms)}
    for one in place.crossings:
        wire = wires[one.wire]
        port = wire.source_port if one.leaves else wire.target_port
        inner, outer = end(one.inside, one.wire, port), (pin[one.wire], 0, nan)
        ends.append((outer, inner) if one.top else (inner, outer))
    if ends:
        columns = np.array([(u, v, p, q, x, y) for (u, p, x), (v, q, y) in ends]).T
        sheet.strands = Strands(columns[:4].astype(np.int64), columns[4:])
    _pin(sheet, frame.padding if frame is not None else 0.0)
    return sheet


def _pin(sheet: Sheet, padding: float) -> None:
    """Boxes without width where wires cross the frame's edge."""
    sheet.boxes += [Box(0.0, padding, gap=PIN_GAP)] * sheet.pins
    sheet.axes += [0.0] * sheet.pins


def _keep_free(sheet: Sheet, frame: Frame, *, across: bool) -> None:
    """Room for the title, and for what is not joined to the edge."""
    if sheet.tops and frame.title and not across:
        sheet.titled = True
        sheet.boxes.append(Box(frame.width, frame.title))
        sheet.axes.append(frame.width / 2)
    if sheet.tops:
        sheet.head = frame.padding + (0.0 if across else frame.title)
    if sheet.bottoms:
        sheet.foot = frame.padding


def _put(
    sheet: Sheet, place: Place, places: Sequence[Place], boxes: Sequence[Box]
) -> dict[int, int]:
    """Put its members on the sheet; the box there of each."""
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
    return local
