"""What stands beside signs, and what is left of names that are too long."""

from __future__ import annotations

import pytest

from graphviewer.gui.canvas.op_notes import op_notes
from graphviewer.gui.canvas.texts import cut_name
from graphviewer.record.program import record

START = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n"
IMAGE = "x, w = torch.ones(1, 1, 5, 5), torch.ones(1, 1, 2, 2)\n"


def notes(source: str, name: str) -> tuple[str, ...]:
    tape = record(START + source, "notes.py")
    return op_notes(next(op for op in tape.ops if op.name == name))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("F.conv2d(x, w)", ()),
        ("F.conv2d(x, w, None, 2, 1)", ("stride=2, padding=1",)),
        ("F.conv2d(x, w, padding=1)", ("padding=1",)),
        ("nn.Conv2d(1, 1, 2)(x)", ()),
        ("nn.Conv2d(1, 1, 2, stride=2, padding=1)(x)", ("stride=2, padding=1",)),
        ("nn.Conv2d(1, 1, 2, dilation=(1, 2))(x)", ("dilation=(1, 2)",)),
    ],
)
def test_a_convolution_says_by_name_what_is_not_as_usual(call: str, said: tuple[str, ...]) -> None:
    assert notes(f"{IMAGE}y = {call}\n", "conv2d") == said


def test_what_only_a_module_passes_on_is_left_out() -> None:
    assert notes("nn.LSTM(2, 2)(torch.ones(3, 1, 2))\n", "lstm") == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("W", "W"),
        ("encoder.layers.3.self_attn.in_proj_weight", "…3.self_attn.in_proj_weight"),
        ("encoder.layers.3.self_attn.in_proj_bias", "…3.self_attn.in_proj_bias"),
        ("a_very_long_name_of_an_embedding.weight", "a_very_long_name_of_….weight"),
        ("net.with_one_part_that_is_far_too_long", "net.with_one_part_that_is_f…"),
        ("a_name_without_any_dot_in_all_of_it", "a_name_without_any_dot_in_a…"),
    ],
)
def test_of_a_long_name_the_parts_stay_that_tell_it_from_others(name: str, said: str) -> None:
    assert cut_name(name, 28) == said
