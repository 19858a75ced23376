"""Ancestors and descendants, held against networkx; what is hidden."""

from __future__ import annotations

import networkx as nx
import pytest

from graphviewer.graphs.build import build
from graphviewer.graphs.data import PLAIN, Focus, Shaping
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from tests.graphs.programs import random_program


@pytest.mark.parametrize("seed", range(8))
def test_a_focus_leaves_ancestors_descendants_or_both(seed: int) -> None:
    tape = record(random_program(seed))
    index = TapeIndex(tape)
    whole = build(tape, index, "grad_fn", None, PLAIN)
    drawn = nx.DiGraph((k.source, k.target) for k in whole.links)
    for place, vertex in enumerate(whole.vertices):
        if place not in drawn or vertex.copy or place % 5:
            continue
        alike = [n for n, one in enumerate(whole.vertices) if one.ref == vertex.ref]
        before = set(alike).union(*(nx.ancestors(drawn, one) for one in alike))
        after = set(alike).union(*(nx.descendants(drawn, one) for one in alike))
        expected = {"ancestors": before, "descendants": after, "both": before | after}
        for toward, places in expected.items():
            focus = Focus("node", vertex.ref, toward)  # type: ignore[arg-type]
            left = build(tape, index, "grad_fn", None, Shaping(focus=focus))
            assert left.vertices == tuple(whole.vertices[n] for n in sorted(places))
            inside = [k for k in whole.links if k.source in places and k.target in places]
            assert len(left.links) == len(inside)


def test_a_focus_on_what_is_not_there_leaves_everything() -> None:
    tape = record(random_program(0))
    index = TapeIndex(tape)
    focus = Focus("op", 10**6)
    assert build(tape, index, "expression", None, Shaping(focus=focus)) == build(
        tape, index, "expression"
    )


def test_what_is_hidden_goes_with_its_arrows() -> None:
    tape = record("import torch\na = torch.ones(2, requires_grad=True)\nb = (a * 2).sum()\n")
    index = TapeIndex(tape)
    whole = build(tape, index, "expression")
    op = next(v for v in whole.vertices if v.kind == "op")
    left = build(tape, index, "expression", None, Shaping(hidden=frozenset({("op", op.ref)})))
    assert left.vertices == tuple(v for v in whole.vertices if v != op)
    gone = sum(op in (whole.vertices[k.source], whole.vertices[k.target]) for k in whole.links)
    assert len(left.links) == len(whole.links) - gone
