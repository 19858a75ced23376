"""Rows stand apart as far as their wires need."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.layout.data import Box, Spacing, Wire
from graphviewer.layout.gaps import gaps
from graphviewer.layout.layered import Layout, layered
from graphviewer.layout.levels import levels
from graphviewer.layout.sheet import Strands

SPACING = Spacing(rank=40.0, slope=0.5, steepest=2.0)


def gap(layout: Layout, boxes: list[Box], upper: int, lower: int) -> float:
    return layout.y[lower] - layout.y[upper] - boxes[upper].height


def test_a_straight_wire_keeps_the_distance_of_rows() -> None:
    boxes = [Box(100, 40), Box(100, 40)]
    assert gap(layered(boxes, [Wire(0, 1)], spacing=SPACING), boxes, 0, 1) == pytest.approx(40)


def test_a_box_that_is_content_with_less_gets_less() -> None:
    boxes = [Box(100, 40), Box(100, 40, gap=24.0), Box(100, 40)]
    layout = layered(boxes, [Wire(0, 1), Wire(1, 2)], spacing=SPACING)
    assert gap(layout, boxes, 0, 1) == pytest.approx(24)
    assert gap(layout, boxes, 1, 2) == pytest.approx(24)


@pytest.mark.parametrize(("width", "low", "high"), [(100.0, 40.0, 60.0), (900.0, 80.0, 80.0)])
def test_a_sweep_widens_the_gap_up_to_a_limit(width: float, low: float, high: float) -> None:
    boxes = [Box(width, 40), Box(width, 40), Box(40, 40, 20.0)]
    layout = layered(boxes, [Wire(0, 2), Wire(1, 2, 0, 1)], spacing=SPACING)
    assert low <= gap(layout, boxes, 0, 2) <= high


def test_a_far_sweep_into_a_lane_has_more_room_than_one_to_a_box() -> None:
    boxes = [Box(100, 40)] * 4
    rows, far = [0, 0, 1, 2], 700.0
    to_box = levels(rows, Strands.of([Wire(0, 2), Wire(1, 2, 0, 1), Wire(2, 3)]))
    to_lane = levels(rows, Strands.of([Wire(0, 2), Wire(1, 3, 0, 1), Wire(2, 3)]))
    middles = np.array([0.0, far, 0.0, 0.0])
    box = gaps(to_box, boxes, middles, SPACING)
    lane = gaps(to_lane, boxes, np.append(middles, 0.0), SPACING)
    assert box[0] < lane[0] < box[0] + SPACING.rank
