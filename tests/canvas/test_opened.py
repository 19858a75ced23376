"""Modules opened in place: all else keeps its order, and nothing is drawn over anything."""

from __future__ import annotations

from functools import cache

import pytest

from graphviewer.graphs.data import Shaping
from graphviewer.gui.canvas.scene import Scene
from graphviewer.layout.layered import Direction
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.canvas import drawn

pytestmark = pytest.mark.usefixtures("qtbot")
DIRECTIONS: tuple[Direction, ...] = ("down", "right")
SOURCE = """
import torch
from torch import nn

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 4)
        self.second = nn.Linear(4, 4)

    def forward(self, x):
        return self.second(torch.relu(self.first(x))) + x

net = nn.Sequential(Block(), nn.Tanh(), Block(), Block())
x = torch.randn(2, 4)
loss = net(x).square().mean() + net[0].first.weight.square().sum()
loss.backward()
"""


@cache
def tape() -> Tape:
    return record(SOURCE, "blocks.py")


def scene(opened: frozenset[str], direction: Direction) -> Scene:
    shaping = Shaping(opened=opened)
    return Scene(tape(), TapeIndex(tape()), "modules", shaping=shaping, direction=direction)


def shut(one: Scene) -> list[str]:
    """Keys of modules that are closed."""
    return [one.graph.folds[v.ref].key for v in one.graph.vertices if v.kind == "module"]


def middles(one: Scene) -> dict[tuple[str, int, int], tuple[float, float]]:
    return {
        (v.kind, v.ref, v.copy): (rect.center().x(), rect.center().y())
        for v, rect in ((v, one.rect(place)) for place, v in enumerate(one.graph.vertices))
    }


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_opening_a_module_keeps_the_order_of_all_else(direction: Direction) -> None:
    outer = frozenset(shut(scene(frozenset(), direction))[:1])
    before = scene(outer, direction)
    assert len(shut(before)) >= 3
    was = middles(before)
    for key in shut(before):
        after = scene(outer | {key}, direction)
        group = next(k for k, one in enumerate(after.graph.groups) if one.key == key)
        _, _, width, height = after.geometry.found.groups[group]
        now = middles(after)
        common = [vertex for vertex in was if vertex in now]
        for axis, grown in ((0, width), (1, height)):
            for one in common:
                for other in common:
                    apart = was[one][axis] - was[other][axis]
                    moved = now[one][axis] - now[other][axis]
                    assert apart * moved >= 0 or min(abs(apart), abs(moved)) < 2
                    assert abs(moved - apart) <= 2 * grown + 120


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_with_all_modules_open_nothing_is_drawn_over_anything(direction: Direction) -> None:
    keys: frozenset[str] = frozenset()
    while more := shut(scene(keys, direction)):
        keys |= set(more)
    found = scene(keys, direction)
    assert len(found.graph.groups) >= 9
    assert drawn.overlapping(found) == []
    assert drawn.crossed(found) == []
    assert drawn.written_over(found) == []
    assert drawn.bad_labels(found) == []
    assert drawn.out_of_order(found) == []
