"""Many leaves at one side of a chain stand in two rows, near it and in order."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from graphviewer.layout.layered import Box, Direction, Frame, Layout, Wire, layered
from tests.layout.geometry import overlaps, sampled, trespasses
from tests.layout.graphs import CARD, SIGN

LAYERS = 3


def normalised(leaves: int, card: Box = CARD) -> tuple[list[Box], list[Wire]]:
    """A chain of signs and cards; each second sign has so many leaves behind its first input."""
    boxes: list[Box] = [card]
    wires: list[Wire] = []
    for _ in range(LAYERS):
        last = len(boxes) - 1
        boxes += [SIGN, card, *[card] * leaves, SIGN, card]
        sign = len(boxes) - 2
        wires += [Wire(last, last + 1), Wire(last + 1, last + 2), Wire(sign, sign + 1)]
        wires += [Wire(last + 2 + port, sign, 0, port) for port in range(leaves + 1)]
    return boxes, wires


def heights(drawn: Layout, boxes: list[Box], leaves: int) -> list[float]:
    """Middles of the first layer's leaves."""
    return [drawn.y[box] + boxes[box].height / 2 for box in range(3, 3 + leaves)]


def test_of_four_leaves_the_first_two_stand_a_row_higher() -> None:
    boxes, wires = normalised(4)
    drawn = layered(boxes, wires)
    first, second, third, fourth = heights(drawn, boxes, 4)
    assert first == second < third == fourth
    assert third == drawn.y[2] + CARD.height / 2  # beside the card of the chain


def test_three_leaves_stand_in_one_row() -> None:
    boxes, wires = normalised(3)
    assert len(set(heights(layered(boxes, wires), boxes, 3))) == 1


@pytest.mark.parametrize(
    ("card", "direction"), [(CARD, "right"), (Box(40.0, 90.0), "down")], ids=["right", "narrow"]
)
def test_leaves_stand_in_one_row_where_two_save_nothing(card: Box, direction: Direction) -> None:
    boxes, wires = normalised(4, card)
    drawn = layered(boxes, wires, direction=direction)
    at = drawn.x if direction == "right" else drawn.y
    assert len({at[box] for box in range(3, 7)}) == 1


def test_the_chain_stays_straight_and_inputs_come_in_order() -> None:
    boxes, wires = normalised(4)
    drawn = layered(boxes, wires)
    assert overlaps(boxes, drawn, 1.0) == []
    assert trespasses(boxes, wires, drawn) == []
    middles = [x + box.width / 2 for x, box in zip(drawn.x, boxes, strict=True)]
    leaves = {wire.source for wire in wires if wire.target_port}
    assert np.ptp([at for box, at in enumerate(middles) if box not in leaves]) < 1e-6
    for sign in {wire.target for wire in wires if wire.target_port}:
        ends = [
            (wire.target_port, route[-1][0])
            for wire, route in zip(wires, drawn.routes, strict=True)
            if wire.target == sign
        ]
        places = [x for _, x in sorted(ends)]
        assert places == sorted(set(places))


def test_two_rows_have_shorter_wires_and_less_width(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured() -> tuple[float, float]:
        drawn = layered(*normalised(4))
        ways = [np.diff(sampled(route), axis=0) for route in drawn.routes]
        return sum(float(np.hypot(*way.T).sum()) for way in ways), drawn.width

    length, width = measured()
    monkeypatch.setattr("graphviewer.layout.lift.MANY", 5)
    assert length < 0.8 * measured()[0]
    assert width < 0.8 * measured()[1]


def test_in_a_frame_leaves_stay_below_its_title() -> None:
    boxes, wires = normalised(4)
    inner = [replace(box, group=0) if 3 <= at <= 7 else box for at, box in enumerate(boxes)]
    drawn = layered(inner, wires, groups=[Frame(title=24.0, width=90.0)])
    first, second, third, fourth = heights(drawn, boxes, 4)
    assert first == second < third == fourth
    _, top, _, _ = drawn.groups[0]
    assert first - CARD.height / 2 >= top + 24.0
    assert trespasses(inner, wires, drawn) == []
