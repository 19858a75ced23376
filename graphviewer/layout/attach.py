"""Where wires meet the edges of boxes: in port order, a wire straight on in the middle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.layout.data import Box
from graphviewer.layout.sheet import Floats, Ints, Strands, begins

STRAIGHT = 0.01  # centres this near stand above each other, px
JOG = 1.0  # a wire alone at its box bends to its middle for so much at least, px
EDGE_SHARE = 0.8  # the part of a box's edge that wires may use


class Placed(Struct):
    """Axes of all knots, and top and bottom of each box and each row."""

    axis: Floats
    top: Floats
    bottom: Floats
    row_top: Floats
    row_bottom: Floats


class Ways(Struct):
    """Wires with the upright runs that each makes between its ends.

    Run i goes at `x[i]` from row `first[i]` to row `last[i]`; wire w has the runs from `at[w]` up
    to `at[w + 1]`.
    """

    strands: Strands
    at: Ints
    x: Floats
    first: Ints
    last: Ints


class _Ends(Struct):
    """One end of each wire: its box and port there, and where the wire comes from or goes to."""

    box: Ints
    port: Ints
    far: Floats
    far_port: Ints
    far_box: Ints  # the box at the other end if the wire has no run, else -1
    by_port: npt.NDArray[np.bool_]  # whether it has to share the edge with others


def attachments(
    ways: Ways, placed: Placed, boxes: Sequence[Box], gap: float
) -> tuple[Floats, Floats]:
    """For each wire the points where it leaves its source and where it meets its target."""
    u, v, p, q = ways.strands.ends
    start, end = ways.strands.meets
    axis = placed.axis
    aside = ways.strands.aside
    leaves, comes = axis[u] + aside[0], axis[v] + aside[1]
    bent = np.diff(ways.at) > 0
    runs = np.append(ways.x, 0.0)
    outs = _Ends(
        u, p, np.where(bent, runs[ways.at[:-1]], comes), np.where(bent, 0, q),
        np.where(bent, -1, v), np.isnan(start),
    )  # fmt: skip
    ins = _Ends(
        v, q, np.where(bent, runs[ways.at[1:] - 1], leaves), np.where(bent, 0, p),
        np.where(bent, -1, u), np.isnan(end),
    )  # fmt: skip
    width = np.array([box.width for box in boxes])
    radius = np.array([np.nan if box.radius is None else box.radius for box in boxes])
    half = EDGE_SHARE * np.where(radius > 0, radius, width / 2)
    out = _shifts(outs, axis, half, gap, bundled=True)
    into = _shifts(ins, axis, half, gap, bundled=False)
    low, high = placed.bottom[u], placed.top[v]
    if not np.isnan(radius).all():
        middle = np.array([box.height / 2 for box in boxes])
        low -= _inset(radius[u], middle[u], out)
        high += _inset(radius[v], middle[v], into)
    return np.column_stack((leaves + out, low)), np.column_stack((comes + into, high))


def _inset(radius: Floats, middle: Floats, shift: Floats) -> Floats:
    """How far below the boxes' top edges their shapes begin, `shift` from the middle."""
    rim = np.sqrt(np.maximum(0.0, radius**2 - shift**2))
    return np.where(np.isnan(radius), 0.0, middle - rim)


def _shifts(ends: _Ends, axis: Floats, half: Floats, gap: float, *, bundled: bool) -> Floats:
    """For each wire how far from the axis its end is. Ends of all boxes are shared out at once.

    Groups of ends stand along an edge in order; the only one with a wire straight on gets the
    middle. A group is one wire, or where `bundled` those that leave at one point.
    """
    aside = ends.far - axis[ends.box]
    found = np.where(ends.by_port & (ends.far_box < 0) & (np.abs(aside) < JOG), aside, 0.0)
    some = np.flatnonzero(ends.by_port & (np.bincount(ends.box)[ends.box] > 1))
    if not len(some):
        return found
    keys = (ends.far_port[some], ends.far[some], ends.port[some], ends.box[some])
    some = some[np.lexsort(keys)]  # stable: what is equal stays in the order of wires
    box = ends.box[some]
    first = begins(box)
    fresh = first | _alone(ends, some) if bundled else np.ones(len(some), np.bool_)
    heads = np.flatnonzero(fresh)
    ahead = np.abs(aside[some]) < STRAIGHT
    ahead_of = np.logical_or.reduceat(ahead, heads).astype(np.int64)
    firsts = np.flatnonzero(first[heads])  # of each box the first group
    counts = np.diff(np.append(firsts, len(heads)))
    index = np.arange(len(heads)) - np.repeat(firsts, counts)
    straight_on = np.add.reduceat(ahead_of, firsts)
    anchor = np.where(straight_on == 1, np.add.reduceat(ahead_of * index, firsts), (counts - 1) / 2)
    farthest = np.maximum(anchor, counts - 1 - anchor)
    step = np.minimum(gap, half[box[heads[firsts]]] / np.maximum(farthest, 0.5))
    shift = (index - np.repeat(anchor, counts)) * np.repeat(step, counts)
    found[some] = np.repeat(shift, np.diff(np.append(heads, len(some))))
    return found


def _alone(ends: _Ends, some: Ints) -> npt.NDArray[np.bool_]:
    """Which ends, in order, do not leave where the one before them does.

    Those of one port leave at one point, unless two of the box's wires run side by side.
    """
    box, port, far_box = ends.box[some], ends.port[some], ends.far_box[some]
    by = np.lexsort((far_box, box))
    same = (np.diff(box[by]) == 0) & (np.diff(far_box[by]) == 0) & (far_box[by][1:] >= 0)
    found = begins(port)
    if same.any():
        found |= np.isin(box, box[by][1:][same])
    return found
