"""A tape whose nodes tell what PyTorch's never do is drawn all the same."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graphviewer.graphs.scalars import scalars_graph
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Fact
from tests.record.oracle import recorded


@pytest.mark.parametrize(
    ("call", "name", "fact"),
    [
        ("x.softmax(0)", "dim", None),
        ("x.sum(0)", "dim", 5),
        ("torch.cat([x, x])", "dim", "last"),
        ("x[0]", "index", 99),
        ("x.reshape(6).sum()", "self_sym_sizes", (2**40, 2**40)),
        ("x.reshape(6).sum()", "self_sym_sizes", (None, -1)),
    ],
)
def test_a_node_that_tells_other_facts_than_pytorchs_is_drawn_all_the_same(
    call: str, name: str, fact: Fact
) -> None:
    tape = recorded(f"import torch\nx = torch.ones(2, 3, requires_grad=True)\ny = {call}")
    for node in tape.nodes:
        saved = tuple(replace(one, fact=fact) if one.name == name else one for one in node.saved)
        tape.nodes[node.id] = replace(node, saved=saved)
    assert scalars_graph(tape, TapeIndex(tape)).vertices
    for node in tape.nodes:
        tape.nodes[node.id] = replace(node, saved=())
    assert scalars_graph(tape, TapeIndex(tape)).vertices
