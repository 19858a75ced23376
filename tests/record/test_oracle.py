"""Recorded runs are held against plain PyTorch."""

from __future__ import annotations

import pytest
import torch

from tests.record.oracle import FOOTER, grad_of, plain, recorded, same, value_of
from tests.record.programs import HEAD, PROGRAMS, RAISING


@pytest.mark.parametrize("name", PROGRAMS)
def test_recording_changes_no_bit_of_what_a_program_computes(name: str) -> None:
    source = HEAD + PROGRAMS[name] + ("" if name in RAISING else FOOTER)
    _, output, raised = plain(source)
    tape = recorded(source)
    assert tape.output == output
    assert (tape.error.message if tape.error else None) == (str(raised) if raised else None)


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name not in RAISING])
def test_the_tape_ends_with_the_values_and_gradients_of_a_plain_run(name: str) -> None:
    source = HEAD + PROGRAMS[name]
    space, _, _ = plain(source)
    tape = recorded(source)
    for variable, tensor in space.items():
        if isinstance(tensor, torch.Tensor):
            assert same(value_of(tape, variable), tensor), variable
            if tensor.is_leaf and tensor.grad is not None:
                assert same(grad_of(tape, variable), tensor.grad), variable
