"""The title of an opened module stands beside the wire that enters, and the frame is even."""

from __future__ import annotations

import pytest

from graphviewer.graphs.data import Shaping
from graphviewer.gui.canvas.group_frames import frame_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
ENCODER = """
import torch
from torch import nn
layer = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)
net = nn.TransformerEncoder(layer, 4, enable_nested_tensor=False)
net(torch.linspace(-1, 1, 48).reshape(2, 3, 8)).square().mean().backward()
"""


def test_a_frame_is_as_wide_at_either_side_of_what_stands_in_it() -> None:
    tape = recorded(ENCODER)
    shaping = Shaping(opened=frozenset({"net#1"}))
    scene = Scene(tape, TapeIndex(tape), "modules", shaping=shaping)
    frame = frame_of(scene, 0)
    inside = [place for place, one in enumerate(scene.graph.vertices) if one.group == 0]
    assert len(inside) == 4
    left = min(scene.rect(place).left() for place in inside) - frame.left()
    right = frame.right() - max(scene.rect(place).right() for place in inside)
    assert left == pytest.approx(right, abs=1)
