"""`graphviewer show` of a file of weights prints its tensors, or why it does not."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from graphviewer.cli import FINE, MISUSED, main


def test_the_tensors_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_file({"fc.weight": np.full((2, 3), 2, np.float32)}, tmp_path / "m.safetensors")
    assert main(["show", str(tmp_path / "m.safetensors")]) == FINE
    row = capsys.readouterr().out.splitlines()[1]
    assert row.split() == ["fc.weight", "float32", "2", "×", "3", "6", f"{24**0.5:.4g}"]


def test_a_pickle_is_refused_with_the_lines_that_convert_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.pkl").write_bytes(pickle.dumps(Path(), protocol=2))
    assert main(["show", str(tmp_path / "m.pkl")]) == MISUSED
    assert "pickle.load(open('m.pkl'" in capsys.readouterr().err
