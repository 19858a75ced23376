"""Where boxes stand in their rows: straight chains in small tangles, rows drawn to their wishes."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.layout.layered import Box, Wire, layered
from graphviewer.layout.relax import pooled

SOURCES, CHAINS, LINKS = 6, 3, 4


def test_chains_below_a_small_tangle_stand_straight() -> None:
    boxes = [Box(120, 40) for _ in range(SOURCES)]
    wires: list[Wire] = []
    ends: list[int] = []
    for _ in range(CHAINS):  # each is fed by all sources
        head = len(boxes)
        boxes.append(Box(40, 40))
        wires += [Wire(source, head, len(ends), source) for source in range(SOURCES)]
        for link in range(head, head + LINKS):
            boxes.append(Box(90, 40))
            wires.append(Wire(link, link + 1))
        ends.append(len(boxes) - 1)
    boxes.append(Box(60, 40))
    wires += [Wire(end, len(boxes) - 1, 0, port) for port, end in enumerate(ends)]
    drawn = layered(boxes, wires)
    middles = [x + box.width / 2 for x, box in zip(drawn.x, boxes, strict=True)]
    for end in ends:
        chain = middles[end - LINKS : end + 1]
        assert np.ptp(chain) < 1e-6


@pytest.mark.parametrize("seed", range(20))
def test_pooled_rows_are_the_isotonic_regressions(seed: int) -> None:
    """Held against the max-min formula: the highest of the lowest means of what holds a place."""
    pick = np.random.default_rng(seed)
    sizes = pick.integers(1, 12, 6)
    wish = pick.integers(-5, 6, sizes.sum()).astype(np.float64)
    weight = pick.choice([0.05, 1.0, 2.0, 8.0], len(wish))
    inner = np.ones(len(wish), np.bool_)
    inner[np.cumsum(sizes) - sizes] = False
    found = pooled(wish, weight, inner)
    first = 0
    for size in sizes:
        for at in range(first, first + size):
            means = [
                min(
                    np.average(wish[low : high + 1], weights=weight[low : high + 1])
                    for high in range(at, first + size)
                )
                for low in range(first, at + 1)
            ]
            assert found[at] == pytest.approx(max(means), abs=1e-9)
        first += size
