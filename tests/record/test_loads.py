"""What torch.load reads is recorded as one call, with the shapes and numbers that it gives."""

from __future__ import annotations

import torch

from graphviewer.record.program import record
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import Tensor
from graphviewer.tape.tape import Tape

PROGRAM = """
import io
import torch
file = io.BytesIO()
torch.save({saved}, file)
file.seek(0)
X = torch.load(file, weights_only=True)
"""


def loaded(saved: str) -> tuple[Tape, list[Tensor]]:
    tape = record(PROGRAM.format(saved=saved))
    check_tape(tape)
    (op,) = [op for op in tape.ops if op.qualified == "torch.load"]
    assert op.code == "torch.load(file, weights_only=True)"
    return tape, [tape.tensors[row] for row in op.outputs]


def test_a_loaded_tensor_has_its_shape_and_numbers() -> None:
    tape, (row,) = loaded("torch.arange(6).reshape(2, 3)")
    assert row.shape == (2, 3)
    assert row.value is not None
    assert tape.values[row.value].array().tolist() == [[0, 1, 2], [3, 4, 5]]
    assert [one.name for one in tape.bindings if one.tensor == row.id] == ["X"]


def test_a_loaded_state_is_one_call_of_several_tensors() -> None:
    _, rows = loaded("torch.nn.Linear(3, 2).state_dict()")
    assert [row.shape for row in rows] == [(2, 3), (2,)]


def test_torchs_own_load_is_put_back() -> None:
    original = torch.load
    loaded("torch.ones(1)")
    assert torch.load is original
