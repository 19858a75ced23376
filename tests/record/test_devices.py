"""A program on a device that is not there."""

from __future__ import annotations

import pytest
import torch

from graphviewer.record.program import record
from graphviewer.tape.law import check_tape


@pytest.mark.parametrize("device", ["cuda:7", "nonsense", "meta:3:1"])
def test_an_absent_device_ends_a_legal_tape_with_a_clear_error(device: str) -> None:
    tape = record("print(1)\n", device=device)
    check_tape(tape)
    assert tape.end is not None
    assert tape.end.reason == "failed"
    assert tape.error is not None
    assert tape.error.message.startswith(f"The device {device!r} cannot be used here")
    assert len(tape.error.message) < 300
    assert torch.get_default_device().type == "cpu"
