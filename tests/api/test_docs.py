"""The examples of docs/python-api.md run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_runs(example: str, tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text(example, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(file)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    for line in re.findall(r"print\(.*\)  # (<.*|\d.*)", example):
        start = line.split("...")[0]
        assert start in done.stdout


@pytest.mark.parametrize("name", ["gv.record", "gv.show", "gv.read", "gv.NoSuchTensor"])
def test_everything_public_is_told_of(name: str) -> None:
    assert name in TEXT
