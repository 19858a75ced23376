"""What a text looks for, what it finds, and how the way to it is opened."""

from __future__ import annotations

from functools import cache

import pytest

from graphviewer.graphs.build import build
from graphviewer.graphs.data import Shaping, View
from graphviewer.graphs.opening import shaping_that_shows
from graphviewer.graphs.search import Catalogue, Found, Query, holder, query
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.graphs.programs import LSTM

NET = """import torch
net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.Tanh(), torch.nn.Linear(2, 1))
x = torch.ones(4, 3, dtype=torch.float64)
y = net(x.float())
w = (y * 2).detach()
W = (y ** 2).mean()
W.backward()
"""


@cache
def recorded(source: str) -> tuple[Tape, TapeIndex]:
    tape = record(source)
    return tape, TapeIndex(tape)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("W1", Query(words=("w1",))),
        ("[3, 2]", Query(shape=(3, 2))),
        ("3x2", Query(shape=(3, 2))),
        ("3×2", Query(shape=(3, 2))),
        ("(5,)", Query(shape=(5,))),
        ("[]", Query(shape=())),
        ("line 4", Query(line=4)),
        (":4", Query(line=4)),
        ("4줄", Query(line=4)),
        ("줄 12", Query(line=12)),
        ("float32", Query(dtype="float32")),
        ("torch.int64 leaf", Query(words=("leaf",), dtype="int64")),
        ("relu line 4", Query(words=("relu",), line=4)),
        ("리프 [3,2]", Query(words=("리프",), shape=(3, 2))),
        ("conv2d", Query(words=("conv2d",))),
        ("  ", Query()),
        *(
            (f"{a}{5000 * '9'}{b}", Query(words=(f"{a}{5000 * '9'}{b}",)))
            for a, b in (
                (":", ""),
                ("", "줄"),
                ("[", "]"),
                ("", "x2"),
            )
        ),
    ],
)
def test_a_text_is_read(text: str, asked: Query) -> None:
    assert query(text) == asked


def found(text: str, view: View = "expression", source: str = NET) -> list[str]:
    """What is found, by kind and name."""
    tape, index = recorded(source)
    told = []
    for one in Catalogue(tape, index, view).find(text):
        match one.kind:
            case "tensor":
                told.append(f"tensor {index.name(one.ref)}")
            case "op":
                told.append(f"op {tape.ops[one.ref].name}")
            case _:
                told.append(f"{one.kind} {one.ref}")
    return told


def test_capitals_count_where_both_are_there() -> None:
    assert found("W")[0] == "tensor W"
    assert found("w")[0] == "tensor w"


def test_shapes_dtypes_modules_and_kinds_are_found() -> None:
    assert found("[2, 3]") == ["tensor net.0.weight"]
    assert found("float64") == ["tensor x"]
    assert "op linear" in found("net.2 linear")
    assert set(found("leaf")) == {
        f"tensor net.{k}.{name}" for k in (0, 2) for name in ("weight", "bias")
    }
    assert found("매개변수 [1]") == ["tensor net.2.bias"]
    assert found("loss") == ["tensor W"]
    assert found("line 6") == ["op pow", "tensor y ** 2", "op mean", "tensor W"] or set(
        found("line 6")
    ) >= {"op pow", "op mean", "tensor W"}


def test_nodes_are_found_by_name_variable_and_line() -> None:
    tape, _ = recorded(NET)

    def names(text: str) -> set[str]:
        return {tape.nodes[int(one.split()[1])].name for one in found(text, "grad_fn")}

    assert names("tanhbackward") == {"TanhBackward0"}
    assert names("net.0.weight") == {"AccumulateGrad"}
    assert names("pow line 6") == {"PowBackward0"}


def test_modules_are_found_by_path_and_class() -> None:
    assert found("net.1", "modules")[0].startswith("module")
    assert found("모듈 tanh", "modules")[0].startswith("module")


@pytest.mark.parametrize("view", ["expression", "grad_fn"])
def test_the_way_into_a_fold_is_opened(view: View) -> None:
    tape, index = recorded(LSTM)
    folded = Shaping(repeats=True, opened=frozenset())
    graph = build(tape, index, view, None, folded)
    fold = max(graph.folds, key=lambda one: len(one.members))
    for member in (fold.members[0], fold.members[-1], fold.members[len(fold.members) // 2]):
        one = Found(member.kind, member.ref)
        assert holder(graph, one) is not None
        wanted = shaping_that_shows(lambda s: build(tape, index, view, None, s), folded, one)
        after = build(tape, index, view, None, wanted)
        assert (member.kind, member.ref) in {(v.kind, v.ref) for v in after.vertices}
        assert len(after.groups) == 1


def test_the_way_into_nested_modules_is_opened() -> None:
    tape, index = recorded(NET)
    closed = Shaping(opened=frozenset())
    op = next(op for op in tape.ops if op.name == "tanh")
    wanted = shaping_that_shows(
        lambda s: build(tape, index, "modules", None, s), closed, Found("op", op.id)
    )
    graph = build(tape, index, "modules", None, wanted)
    assert ("op", op.id) in {(v.kind, v.ref) for v in graph.vertices}
    assert graph.groups[0].title == "net"


def test_the_way_to_a_module_inside_closed_ones_is_opened() -> None:
    tape, index = recorded(NET)
    closed = build(tape, index, "modules", None, Shaping(opened=frozenset()))
    inner = [place for place, fold in enumerate(closed.folds) if fold.key.count(".")]
    assert inner
    for place in inner:
        one = Found("module", place)
        wanted = shaping_that_shows(
            lambda s: build(tape, index, "modules", None, s), Shaping(opened=frozenset()), one
        )
        after = build(tape, index, "modules", None, wanted)
        drawn = {(v.kind, v.ref) for v in after.vertices}
        assert ("module", place) in drawn
