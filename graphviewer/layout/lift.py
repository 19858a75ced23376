"""Many leaves beside a chain stand in two rows, which is half the way for their wires.

The inputs of an operation stand in order, so all but the first of a batch norm's five are at one
side of the chain that runs straight on through it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphviewer.layout.data import Box, Spacing
from graphviewer.layout.sheet import Strands

MANY = 4  # leaves at one side of the chain
WORTH = 3.0  # px that wires must run less sideways for each that they run further down


def lifted(
    rows: list[int], strands: Strands, boxes: Sequence[Box], edge: Sequence[int], spacing: Spacing
) -> list[int]:
    """The rows, with the nearer half of many leaves at one side of a chain one row higher.

    A leaf is what nothing feeds and one strand leaves. `edge` are the boxes on the upper edge of a
    frame: they are no leaves, and stay above all else. Boxes of a block stay in one row.
    """
    raised: list[int] = []
    for side in _sides(strands, len(rows), edge):
        near, far = side[: len(side) // 2], side[len(side) // 2 :]
        sideways = sum(boxes[box].width + spacing.sibling for box in near) * len(far)
        down = (max(boxes[box].height for box in near) + spacing.rank) * len(near)
        if sideways > WORTH * down and all(boxes[box].block is None for box in side):
            raised += near
    if not raised:
        return rows
    found = list(rows)
    for box in raised:
        found[box] -= 1
    top = min(found[box] for box in raised)
    for box in edge:
        found[box] = min(found[box], top - 1)
    top = min(found)
    return [row - top for row in found]


def _sides(strands: Strands, count: int, edge: Sequence[int]) -> list[list[int]]:
    """The leaves at either side of what else comes to a box, where there are many, from there."""
    source, target, _, port = strands.ends
    coming = np.bincount(target, minlength=count)
    some = np.flatnonzero(coming[target] > MANY)
    if not len(some):
        return []
    some = some[np.lexsort((port[some], target[some]))]
    leaf = (coming == 0) & (np.bincount(source, minlength=count) == 1)
    leaf[list(edge)] = False
    leaves: list[bool] = leaf.tolist()
    feeds: dict[int, list[int]] = {}
    for box, feed in zip(target[some].tolist(), source[some].tolist(), strict=True):
        feeds.setdefault(box, []).append(feed)
    found: list[list[int]] = []
    for along in feeds.values():
        chains = [place for place, feed in enumerate(along) if not leaves[feed]]
        if chains:
            found += [along[: chains[0]][::-1], along[chains[-1] + 1 :]]
    return [side for side in found if len(side) >= MANY]
