"""Modules that were never used are left out, and only those."""

from __future__ import annotations

import pytest

from graphviewer.graphs.expression import expression_graph
from graphviewer.graphs.unused import unused_modules
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import End
from tests.record.oracle import plain, recorded

HEAD = "import torch\nfrom torch import nn\n"
COPIED = (
    HEAD
    + """
layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True)
enc = nn.TransformerEncoder(layer, 2)
loss = enc(torch.ones(1, 3, 4)).square().mean()
loss.backward()
"""
)
SPARE = (
    HEAD
    + """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(3, 3), nn.Linear(3, 3)
        self.never = nn.Sequential(nn.Linear(3, 3), nn.ReLU())
        self.extra = nn.Parameter(torch.ones(2))
    def forward(self, x):
        return self.b(torch.relu(self.a(x)))
net, spare = Net(), nn.Linear(4, 4)
alone = nn.Parameter(torch.ones(2))
loss = net(torch.ones(2, 3)).square().mean()
loss.backward()
"""
)


@pytest.mark.parametrize(
    ("source", "paths"), [(COPIED, {"layer"}), (SPARE, {"net.never", "spare"})]
)
def test_what_is_left_out_belongs_to_modules_that_got_no_gradient(
    source: str, paths: set[str]
) -> None:
    tape = recorded(source)
    index = TapeIndex(tape)
    found = unused_modules(tape, index)
    assert set(found) == paths
    drawn = {one.ref for one in expression_graph(tape, index).vertices if one.kind == "tensor"}
    space, _, _ = plain(source)
    for path, tensors in found.items():
        name, _, rest = path.partition(".")
        module = space[name].get_submodule(rest)
        assert len(tensors) == len(list(module.parameters()))
        assert all(one.grad is None for one in module.parameters())
        assert not tensors & drawn


def test_a_single_parameter_that_was_forgotten_keeps_its_card() -> None:
    tape = recorded(SPARE)
    index = TapeIndex(tape)
    names = {index.name(v.ref) for v in expression_graph(tape, index).vertices}
    assert {"net.extra", "alone"} <= names


def test_what_only_ran_without_gradients_was_used() -> None:
    source = COPIED + "with torch.no_grad():\n    y = layer(torch.ones(1, 3, 4))\n"
    tape = recorded(source)
    assert unused_modules(tape, TapeIndex(tape)) == {}


def test_what_an_in_place_operation_read_was_used() -> None:
    source = HEAD + "net = nn.Linear(2, 2)\ny = torch.ones(2, 2) * 2\ny += net.bias\n"
    tape = recorded(source + "y.add_(net.weight)\ny.sum().backward()\n")
    assert unused_modules(tape, TapeIndex(tape)) == {}


def test_where_there_is_nothing_else_its_parameters_are_drawn() -> None:
    tape = recorded(HEAD + "spare = nn.Linear(2, 2)\n")
    assert len(expression_graph(tape, TapeIndex(tape)).vertices) == 2


def test_of_what_was_not_recorded_to_its_end_nothing_is_known() -> None:
    tape = recorded(SPARE)
    tape.end = End(reason="limit")
    assert unused_modules(tape, TapeIndex(tape)) == {}
