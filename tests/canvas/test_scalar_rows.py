"""The elements of one tensor stand side by side in Scalars, in the order of their places."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from pathlib import Path

import pytest

from graphviewer.graphs.data import Shaping
from graphviewer.graphs.scalars import can_open, key_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.canvas import drawn
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
LESSON = Path(__file__).resolve().parents[2] / "examples" / "mlp" / "3_03_batch.py"
PROGRAMS = {
    "lesson": LESSON.read_text("utf-8"),
    "batch of 8": """import torch
from torch import nn
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 3))
loss = nn.functional.cross_entropy(net(torch.randn(8, 2)), torch.randint(0, 3, (8,)))
loss.backward()
""",
}


@pytest.fixture(scope="module", params=list(PROGRAMS))
def tape(request: pytest.FixtureRequest) -> Tape:
    return recorded(PROGRAMS[request.param])


def _rows(scene: Scene) -> list[list[tuple[int, int]]]:
    """The tensor and place of each cell, row by row from left to right."""
    rows: dict[float, list[tuple[float, int, int]]] = defaultdict(list)
    for place, vertex in enumerate(scene.graph.vertices):
        one = scene.graph.scalars.get(vertex.ref) if vertex.kind == "scalar" else None
        if one is not None and one.role == "element":
            middle = scene.rect(place).center()
            rows[round(middle.y(), 3)].append((middle.x(), one.tensor, one.place))
    return [[cell[1:] for cell in sorted(row)] for row in rows.values()]


def test_cells_of_a_tensor_are_together_and_in_order(tape: Tape) -> None:
    for row in _rows(Scene(tape, TapeIndex(tape), "scalars", "en")):
        runs = [list(run) for _, run in groupby(row, key=lambda cell: cell[0])]
        assert len(runs) == len({tensor for tensor, _ in row})
        assert all(run == sorted(run) for run in runs)


def test_nothing_is_drawn_over_a_cell(tape: Tape) -> None:
    scene = Scene(tape, TapeIndex(tape), "scalars", "en")
    assert drawn.overlapping(scene) == []
    assert drawn.crossed(scene) == []


def test_what_is_opened_leaves_the_cells_in_their_order(tape: Tape) -> None:
    index = TapeIndex(tape)
    shut = Scene(tape, index, "scalars", "en")
    key = next(key_of(one.op) for one in shut.graph.scalars.values() if one.op is not None
               and can_open(tape, one))  # fmt: skip
    opened = Scene(tape, index, "scalars", "en", shaping=Shaping(opened=frozenset({key})))
    assert sorted(_rows(opened)) == sorted(_rows(shut))
