"""Where wires meet the edges of boxes."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.layout.attach import Placed, Ways, attachments
from graphviewer.layout.data import Box, Wire
from graphviewer.layout.sheet import Strands


@pytest.mark.parametrize(("run", "met"), [(50.0, 50.0), (50.4, 50.4), (49.1, 49.1), (52.0, 50.0)])
def test_a_long_wire_alone_at_a_box_bends_there_by_a_pixel_or_not_at_all(
    run: float, met: float
) -> None:
    boxes = [Box(100, 40), Box(100, 40)]
    middles, tops = np.array([50.0, 50.0]), np.array([0.0, 200.0])
    rows = np.array([0.0, 100.0, 200.0])
    placed = Placed(middles, tops, tops + 40, rows, rows + 40)
    one = np.array([1])
    ways = Ways(Strands.of([Wire(0, 1)]), np.array([0, 1]), np.array([run]), one, one)
    starts, ends = attachments(ways, placed, boxes, 18.0)
    assert starts[0].tolist() == pytest.approx([met, 40])
    assert ends[0].tolist() == pytest.approx([met, 200])
