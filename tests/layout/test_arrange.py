"""Sums give up the order of their inputs for shorter wires; sources stand at their first use."""

from __future__ import annotations

from graphviewer.layout.layered import Box, Layout, Wire, layered

# the chain 0-1-2-3-4-5 to the loss 7; 8, used by 1 and by 6, is the left input of 1
SIDE = ((0, 1, 1), (1, 2, 0), (2, 3, 0), (3, 4, 0), (4, 5, 0), (5, 7, 0), (8, 1, 0), (8, 6, 0))


def regularised(*, free: bool) -> Layout:
    boxes = [Box(120, 40) for _ in range(9)]
    boxes[7] = Box(46, 46, 23.0, free=free)
    wires = [Wire(u, v, 0, port) for u, v, port in SIDE] + [Wire(6, 7, 0, 1)]
    return layered(boxes, wires)


def length(found: Layout) -> float:
    return sum(abs(way[0][0] - way[-1][0]) for way in found.routes)


def centre(found: Layout, box: int) -> float:
    return found.x[box] + (23 if box == 7 else 60)


def test_a_free_box_turns_its_inputs_round_where_wires_become_much_shorter() -> None:
    fixed, free = regularised(free=False), regularised(free=True)
    assert centre(fixed, 6) > centre(fixed, 5)
    assert centre(free, 6) < centre(free, 5)
    assert length(free) < 0.8 * length(fixed)


def test_a_free_box_keeps_its_order_where_nothing_is_gained() -> None:
    boxes = [Box(100, 40), Box(100, 40), Box(46, 46, 23.0, free=True)]
    found = layered(boxes, [Wire(0, 2, 0, 0), Wire(1, 2, 0, 1)])
    assert found.x[0] < found.x[1]


def test_a_source_with_two_uses_stands_beside_the_first() -> None:
    found = regularised(free=True)
    assert found.y[8] < found.y[1] < found.y[6]
    assert abs(centre(found, 8) - centre(found, 1)) < 160


def test_the_longest_chain_is_straight() -> None:
    found = regularised(free=True)
    assert max(abs(centre(found, box) - centre(found, 3)) for box in (1, 2, 4, 5)) < 1


def test_wires_come_to_a_free_box_in_the_order_in_which_they_stand() -> None:
    found = regularised(free=True)
    chain, side = found.routes[5], found.routes[8]  # from 5 and from 6, which stands left of it
    assert side[-1][0] < chain[-1][0]
