"""Words beside arrows are read as what their own arrow says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.beside import GAPS, Around, Floats, ink_of
from graphviewer.gui.canvas.labels import LONGEST, widest_contributions
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.chips import LINE
from graphviewer.gui.canvas.marks.spots import ICON
from graphviewer.gui.canvas.scene import Scene
from graphviewer.layout.data import Direction
from tests.canvas.marked import LOST, MIXED, OFTEN, TWICE, VIEWS, moment

pytestmark = pytest.mark.usefixtures("qtbot")

APART = """
import torch
x = torch.tensor([1., -2., 3.], requires_grad=True)
w = torch.tensor([4., 5., 6.], requires_grad=True)
L = (x * 2 + x ** 2 + x.sin() * w + w).sum()
L.backward()
"""
STRETCHED = """
import torch
X = torch.arange(6.).reshape(2, 3).requires_grad_()
b = torch.tensor([1., 2., 3.], requires_grad=True)
s = torch.tensor(2., requires_grad=True)
y = (X + b) * s
h = torch.nn.functional.linear(y, torch.ones(5, 3, requires_grad=True),
                               torch.ones(5, requires_grad=True))
h.sum().backward()
"""


def _off(ink: Floats, rect: QRectF) -> float:
    """How far a rectangle is from the nearest of some points."""
    across = np.maximum(0, np.maximum(rect.left() - ink[:, 0], ink[:, 0] - rect.right()))
    along = np.maximum(0, np.maximum(rect.top() - ink[:, 1], ink[:, 1] - rect.bottom()))
    return float(np.hypot(across, along).min(initial=math.inf))


@pytest.mark.parametrize("direction", ["down", "right"])
@pytest.mark.parametrize("source", [APART, MIXED, TWICE, LOST, OFTEN])
def test_a_contribution_stands_at_its_own_arrow(source: str, direction: Direction) -> None:
    for view in VIEWS:
        scene = moment(source, view=view, direction=direction).scene
        ink = ink_of(scene.lines)
        for label in scene.labels:
            own = np.isin(ink[:, 2], label.links)
            near = _off(ink[own], label.rect)
            assert near <= _off(ink[~own], label.rect)
            assert near <= (GAPS[-1] if direction == "right" else 24.0)


@pytest.mark.parametrize("direction", ["down", "right"])
def test_contributions_to_a_sum_are_told_but_where_arrows_are_all_round(
    direction: Direction,
) -> None:
    scene = moment(APART, direction=direction).scene
    widest = widest_contributions(scene.tape, scene.graph)
    summed = {"x", "w"}
    wanted = {
        place
        for place, link in enumerate(scene.graph.links)
        if link.edges and link.tensor is not None and 0 < widest[place] <= LONGEST
        if scene.index.name(link.tensor) in summed
    }
    told = {link for label in scene.labels for link in label.links}
    assert told <= wanted
    assert (len(told), len(wanted)) == (4, 5)


@pytest.mark.parametrize("direction", ["down", "right"])
def test_what_was_stretched_is_told_in_words(direction: Direction) -> None:
    for view in VIEWS:
        scene: Scene = moment(STRETCHED, view=view, direction=direction).scene
        told = [chip for chip in book_of(scene).chips(scene) if chip.lines]
        assert len(told) == 3
        assert all(chip.rect.width() > ICON for chip in told)
        # where only one line fits it is the last, once that has happened
        assert sum(chip.rect.height() == 2 * LINE for chip in told) >= 1


def test_where_nothing_is_free_nothing_is_written() -> None:
    scene = moment(APART).scene
    whole = np.array([[-1e4, -1e4, 1e4, 1e4]])
    ink = ink_of(scene.lines)
    assert Around(whole, scene.lines, ink).place([0], (30.0, 18.0)) is None
    free = Around(np.zeros((0, 4)), scene.lines, ink)
    rect = free.place([0], (30.0, 18.0))
    assert rect is not None
    free.take(rect)
    other = free.place([0], (30.0, 18.0))
    assert other is not None
    assert not rect.intersects(other)
