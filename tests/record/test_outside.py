"""What NumPy writes into memory that it shares with tensors shows on the tape, at its line."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.explain.explain import explain
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import OUTSIDE
from graphviewer.tape.tape import Tape

HEAD = "import numpy as np\nimport torch\narray = np.array([1.0, 2.0])\n"


def taped(program: str) -> tuple[Tape, TapeIndex]:
    tape = record(HEAD + program)
    check_tape(tape)
    assert tape.end is not None
    assert tape.end.message == ""
    return tape, TapeIndex(tape)


def at_end(tape: Tape, index: TapeIndex, name: str) -> object:
    tensor = max(one.tensor for one in tape.bindings if one.name == name)
    value = index.value_at(tensor, len(tape.steps) - 1)
    assert value is not None
    return tape.values[value].array().tolist()


@pytest.mark.parametrize("maker", ["from_numpy", "as_tensor", "asarray", "from_dlpack"])
def test_a_write_by_numpy_is_a_step_at_its_line(maker: str) -> None:
    tape, index = taped(f"a = torch.{maker}(array)\narray[0] = 100\nprint(a)\n")
    (step,) = [step for step in tape.steps if step.text == OUTSIDE]
    assert (step.kind, step.line, tape.steps[-1].kind) == ("update", 5, "print")
    assert at_end(tape, index, "a") == [100.0, 2.0]


def test_the_last_line_may_write() -> None:
    tape, index = taped("a = torch.from_numpy(array)\narray += 1\n")
    assert at_end(tape, index, "a") == [2.0, 3.0]
    assert tape.steps[-1].line == 5


def test_a_copy_does_not_change() -> None:
    tape, index = taped("a = torch.tensor(array)\narray[0] = 100\nb = a + 1\n")
    assert at_end(tape, index, "a") == [1.0, 2.0]
    assert all(step.kind != "update" for step in tape.steps)


def test_an_array_got_from_a_tensor_writes_to_it() -> None:
    tape, index = taped("a = torch.zeros(2)\na.numpy()[1] = 7\nview = a[1]\n")
    assert at_end(tape, index, "a") == [0.0, 7.0]


def test_tensors_of_one_array_share_their_memory_on_the_tape() -> None:
    program = "a = torch.from_numpy(array)\nb = torch.as_tensor(array)\nc = torch.tensor(array)\n"
    tape, index = taped(program + "array[0] = 100\n")
    a, b, c = (row.storage for row in tape.tensors)
    assert a == b != c
    story = explain(tape, index, len(tape.steps) - 1, "en")
    assert "b shares its memory and changes with it" in story.why
    assert at_end(tape, index, "b") == [100.0, 2.0]


def test_a_change_by_torch_reaches_the_other_tensor_of_the_array_in_one_step() -> None:
    program = "a = torch.from_numpy(array)\nb = torch.as_tensor(array)\na += 1\n"
    tape, index = taped(program)
    assert [step.kind for step in tape.steps] == ["forward", "forward", "update"]
    assert at_end(tape, index, "b") == (np.array([1.0, 2.0]) + 1).tolist()
