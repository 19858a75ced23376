"""After `x.data = y` a tensor is told as what it then is: dtype, shape and memory of `y`."""

from __future__ import annotations

from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.oracle import plain, recorded

SET = """
import torch
w = torch.tensor([1., 2.], requires_grad=True)
o = torch.tensor([5., 6., 7.])
w.data = o
o[0] = 9
u = torch.ones(2, 3) * w
w.data = w.data.double()
v = w + 1
"""


def facts(tape: Tape, name: str, step: int) -> dict[str, str]:
    index = TapeIndex(tape)
    (tensor,) = {one.tensor for one in tape.bindings if one.name == name}
    return {row.key: row.text for row in describe_tensor(tape, index, tensor, step, "en").rows}


def last(tape: Tape, line: int) -> int:
    return max(step.index for step in tape.steps if step.line == line)


def test_its_dtype_and_shape_are_those_of_the_moment() -> None:
    tape = recorded(SET)
    told = [facts(tape, "w", last(tape, line)) for line in (3, 5, 8)]
    assert [one["shape"] for one in told] == ["[2]", "[3]", "[3]"]
    assert [one["dtype"] for one in told] == ["float32", "float32", "float64"]


def test_it_shares_memory_with_what_it_was_set_to_until_it_is_set_again() -> None:
    tape = recorded(SET)
    assert facts(tape, "w", last(tape, 5))["shares"] == "o"
    assert facts(tape, "o", last(tape, 6))["shares"] == "w"
    assert "shares" not in facts(tape, "o", last(tape, 8))


def test_broadcasting_is_told_with_the_shape_it_has() -> None:
    tape = recorded(SET)
    why = explain(tape, TapeIndex(tape), last(tape, 7), "en").why
    assert "w of shape [3] is stretched to [2×3]" in why


def test_a_shape_that_changes_in_place_is_that_of_the_moment() -> None:
    tape = recorded(
        "import torch\na = torch.arange(6.).reshape(2, 3).clone()\na.t_()\na.unsqueeze_(0)\n"
        "o = torch.empty(0)\ntorch.add(a, a, out=o)\n"
    )
    assert [facts(tape, "a", last(tape, line))["shape"] for line in (2, 3, 4)] == [
        "[2×3]",
        "[3×2]",
        "[1×3×2]",
    ]
    assert [facts(tape, "o", last(tape, line))["shape"] for line in (5, 6)] == ["[0]", "[1×3×2]"]


def test_a_shape_that_changes_after_it_was_taken_over_is_that_of_the_moment() -> None:
    tape = recorded(
        "import torch\na = torch.zeros(3, 2, requires_grad=True)\nx = a * 1\n"
        "x.data = torch.ones(2, 3)\nx.t_()\ny = x.sum()\n"
    )
    index, end = TapeIndex(tape), len(tape.steps) - 1
    shapes = [row_at(tape, index, row, end).shape for row in index.relations.of_object(1)]
    assert shapes == [(2, 3), (3, 2)]


def test_memory_may_go_through_many_tensors() -> None:
    tape = recorded(
        "import torch\nall = [torch.full((1 + k,), 1.) for k in range(1500)]\n"
        "for k in range(1, 1500):\n    all[k].data = all[k - 1]\n"
    )
    last = max(one.inputs[0] for one in tape.ops if one.name == "data")
    assert row_at(tape, TapeIndex(tape), last, len(tape.steps) - 1).shape == (1,)


def test_a_retained_grad_stays_with_a_tensor_that_is_written_in_place() -> None:
    program = (
        "import torch\nx = torch.tensor([1., 2.], requires_grad=True)\ny = x * 3\n"
        "y.retain_grad()\n(y * y).sum().backward(retain_graph=True)\ny += 1\nz = y * 2\n"
        "z.sum().backward()\n"
    )
    space, _, _ = plain(program)
    tape = recorded(program)
    index, end = TapeIndex(tape), len(tape.steps) - 1
    before, after = (one.id for one in tape.tensors if one.object == 1)

    def kept(row: int, step: int) -> object:
        grad = index.leaf_grad_at(row, step)
        return None if grad is None or grad.value is None else tape.values[grad.value].array()

    written = tape.tensors[after].step
    assert repr(kept(before, written)) == repr(kept(after, written)) == repr(kept(before, end))
    assert repr(kept(after, end)) == repr(space["y"].grad.numpy())
