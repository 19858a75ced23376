"""A layout made in a process of its own is the one made here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import graphviewer
from graphviewer.layout.data import Spacing
from graphviewer.layout.layered import layered
from graphviewer.layout.serve import MODULE, answer, asked
from tests.layout.graphs import mlp


def test_the_process_answers_what_was_asked() -> None:
    boxes, wires = mlp(4)
    found = subprocess.run(
        [sys.executable, "-P", "-m", MODULE],
        input=asked(boxes, wires, Spacing()),
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(graphviewer.__file__).parent.parent)},
    )
    assert answer(found.stdout) == layered(boxes, wires)
