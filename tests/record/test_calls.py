"""What an op row says of a call: its code and its constants."""

from __future__ import annotations

from graphviewer.record.program import record
from graphviewer.tape.rows import Op

HEAD = "import torch\nfrom torch import nn\nx = torch.ones(2, 2)\n"


def last(program: str, name: str) -> Op:
    return next(op for op in reversed(record(HEAD + program).ops) if op.name == name)


def test_setting_an_item_is_given_as_the_whole_statement() -> None:
    op = last("y = x * 1\nw = x.clone().requires_grad_()\ny[:, 0] = w[0]\n", "setitem")
    assert op.code == "y[:, 0] = w[0]"


def test_a_loop_over_a_tensor_is_given_by_what_it_goes_over() -> None:
    op = last("for row in x * 2:\n    y = row + 1\n    z = y\n", "unbind")
    assert op.code == "x * 2"
    assert op.place is not None
    assert op.place.line == op.place.end_line == 4


def test_defaults_that_the_code_does_not_write_are_left_out() -> None:
    call = "nn.functional.cross_entropy(x, torch.tensor([0, 1])"
    assert last(f"l = {call})", "cross_entropy").constants == ()
    sums = last(f"l = {call}, reduction='sum')", "cross_entropy")
    assert sums.constants == ("reduction='sum'",)
    written = last(f"l = {call}, weight=None)", "cross_entropy")
    assert written.constants == ("weight=None",)


def test_a_missing_bias_is_no_constant() -> None:
    assert last("m = nn.Linear(2, 1, bias=False)\ny = m(x)", "linear").constants == ()
