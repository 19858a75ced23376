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


def test_a_chain_stays_straight_where_one_box_is_three_inputs_of_the_next() -> None:
    """As the query, key and value of an attention: parameters stand at its right."""
    boxes: list[Box] = []
    wires: list[Wire] = []
    for layer in range(3):
        first = len(boxes)
        boxes += [Box(120, 44), Box(60, 40), Box(180, 80), Box(160, 44), Box(180, 60)]
        card, sign, weight, bias, product = range(first, first + 5)
        if layer:
            wires.append(Wire(card - 1, card))
        wires += [Wire(card, sign), Wire(weight, product, 0, 3), Wire(bias, product, 0, 4)]
        wires += [Wire(sign, product, 0, port) for port in range(3)]
    drawn = layered(boxes, wires)
    middles = [x + box.width / 2 for x, box in zip(drawn.x, boxes, strict=True)]
    chain = [at for at in range(len(boxes)) if at % 5 not in (2, 3)]
    assert np.ptp([middles[at] for at in chain]) < 1e-6


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
