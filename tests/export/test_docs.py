"""What docs/export.md shows is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from graphviewer.files.graph_files.table import Thing
from graphviewer.graphs.data import VertexKind
from graphviewer.gui.export.options import KINDS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")


def test_the_example_runs(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)[0])
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "example.py"], check=True, cwd=tmp_path, env=environment)
    assert {one.name for one in tmp_path.glob("[gs]*")} == {"graph.png", "graph.html", "steps.gif"}


@pytest.mark.parametrize("word", [
    *(kind.suffixes[0] for kind in KINDS.values()), *Thing.__struct_fields__, *get_args(VertexKind),
])  # fmt: skip
def test_every_format_field_and_kind_is_told_of(word: str) -> None:
    assert f"`{word}`" in TEXT
