"""Where the local derivatives of Scalars are written: only where one sees what they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.scalar_labels import MOST_CROSSED, _spots, text_of
from graphviewer.gui.canvas.scalar_tips import link_tip
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.tips import tip
from graphviewer.tape.index import TapeIndex
from tests.canvas.drawn import points
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
LESSON = Path(__file__).resolve().parents[2] / "examples" / "mlp" / "3_02_two_layers.py"
BATCH = """import torch
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 3))
loss = net(torch.randn(8, 2)).square().mean()
loss.backward()
"""


@pytest.fixture(scope="module")
def scene() -> Scene:
    """The scalars of a batch of 8."""
    tape = recorded(BATCH, jacobians=4096)
    return Scene(tape, TapeIndex(tape), "scalars", "en")


def _wanted(scene: Scene) -> set[int]:
    """The links that have a number at the last step."""
    last = len(scene.tape.steps) - 1
    return {link for link in range(len(scene.lines)) if text_of(scene, link, last)}


def _under(scene: Scene, spot: QRectF) -> int:
    """How many forward arrows with a number run under a label, and not just across a corner."""
    spot = spot.adjusted(4, 4, -4, -4)
    inside = [
        ((at[:, 0] > spot.left()) & (at[:, 0] < spot.right())
         & (at[:, 1] > spot.top()) & (at[:, 1] < spot.bottom())).any()
        for at in (points(scene.lines[link].forward) for link in _wanted(scene))
    ]  # fmt: skip
    return sum(map(bool, inside))


def test_among_many_lines_no_number_is_written(scene: Scene) -> None:
    spots = _spots(scene)
    assert 0 < len(spots) < len(_wanted(scene)) / 2
    assert all(_under(scene, spot) <= 1 + MOST_CROSSED for spot in spots.values())


def test_what_is_not_written_stands_in_the_tooltip_of_its_sign(scene: Scene) -> None:
    left_out = min(_wanted(scene) - _spots(scene).keys())
    last = len(scene.tape.steps) - 1
    assert link_tip(scene, left_out, last) in tip(scene, scene.graph.links[left_out].target, last)


def test_where_lines_are_few_every_number_is_written() -> None:
    tape = recorded(LESSON.read_text("utf-8"), jacobians=4096)
    few = Scene(tape, TapeIndex(tape), "scalars", "en")
    assert _spots(few).keys() == _wanted(few)
