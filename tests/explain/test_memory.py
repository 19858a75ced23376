"""What is said about memory and identity, against PyTorch's own: who changes with whom."""

from __future__ import annotations

import pytest
import torch

from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.memory import lies, sharing
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

VIEWS = {
    "x": "torch.arange(12).reshape(3, 4)",
    "whole": "x.view(12)",
    "turned": "x.t()",
    "column": "x[:, 1]",
    "first": "x[0]",
    "rest": "x[1:]",
    "copy": "x.clone()",
    "picked": "x[[0, 1]]",
}
PROGRAM = "import torch\n" + "".join(f"{name} = {code}\n" for name, code in VIEWS.items())


@pytest.fixture(scope="module")
def tape() -> Tape:
    return record(PROGRAM)


def numbered(tape: Tape, name: str) -> int:
    return next(one.tensor for one in tape.bindings if one.name == name)


@pytest.mark.parametrize("name", VIEWS)
def test_who_changes_with_a_tensor_is_who_pytorch_changes(tape: Tape, name: str) -> None:
    held: dict[str, torch.Tensor] = {}
    exec(PROGRAM, held)  # the program above, to change it
    before = {other: held[other].clone() for other in VIEWS}
    held[name].fill_(-1)
    changed = {one for one in VIEWS if one != name and not torch.equal(held[one], before[one])}
    index = TapeIndex(tape)
    found = sharing(tape, index, numbered(tape, name), len(tape.steps) - 1)
    assert {index.name(one) for one in found.with_cells} == changed
    wholly = {one for one in changed if bool((held[one] == -1).all())}
    same_size = all(held[one].numel() == held[name].numel() for one in changed)
    assert found.whole is (wholly == changed and same_size if changed else None)


def test_rows_of_one_matrix_lie_beside_each_other(tape: Tape) -> None:
    index = TapeIndex(tape)
    found = sharing(tape, index, numbered(tape, "first"), len(tape.steps) - 1)
    assert [index.name(one) for one in found.beside] == ["rest"]


def test_where_a_view_lies_is_its_offset_and_its_strides(tape: Tape) -> None:
    x = torch.arange(12).reshape(3, 4)
    row = tape.tensors[numbered(tape, "column")]
    assert (row.offset, row.strides) == (x[:, 1].storage_offset(), x[:, 1].stride())
    assert lies(row, "en") == "starts at place 1; steps of 4 along dim 0"
    assert lies(tape.tensors[numbered(tape, "copy")], "en") == ""


def test_what_memory_means_stands_among_the_facts(tape: Tape) -> None:
    index, last = TapeIndex(tape), len(tape.steps) - 1
    rows = describe_tensor(tape, index, numbered(tape, "column"), last, "en").rows
    told = {row.key: row.text for row in rows}
    assert (
        told["shares"] == "x, whole, turned, first, rest: a change in a common cell shows in each"
    )
    rows = describe_tensor(tape, index, numbered(tape, "whole"), 2, "en").rows
    assert {row.key: row.text for row in rows}["shares"] == "x: a change in one shows in the other"


def whys(program: str) -> list[str]:
    tape = record("import torch\n" + program)
    index = TapeIndex(tape)
    return [explain(tape, index, step.index, "en").why for step in tape.steps]


def test_a_name_that_moves_and_a_tensor_that_changes_are_told_apart() -> None:
    told = whys("Y = torch.zeros(2)\nY = Y + 1\nY += 1\nY[:] = 5\nY = Y[1:]\n")
    assert told[1].startswith("Y is now a new tensor, Y₂, with memory of its own; Y₁, which")
    assert "No new tensor is made: Y₂ stays the same one" in told[2]
    assert "its version goes from 0 to 1" in told[2]
    assert "its version goes from 1 to 2" in told[3]
    assert "Y is now a new tensor, Y₃, on the memory of Y₂." in told[4]


def test_a_name_given_later_moves_nothing() -> None:
    told = whys("a = torch.zeros(2)\nt = a + 1\nt = a\n")
    assert not any("is now a new tensor" in why for why in told)


def test_a_part_of_a_tensor_is_not_said_to_be_all_of_it() -> None:
    tape = record("import torch\nx = torch.ones(4)\nv = x[:2]\n")
    index = TapeIndex(tape)
    for name in ("x", "v"):
        assert sharing(tape, index, numbered(tape, name), len(tape.steps) - 1).whole is False
