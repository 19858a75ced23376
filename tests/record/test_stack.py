"""A graph longer than the stack is deep: recording it does not end the process when it goes."""

from __future__ import annotations

import subprocess
import sys

import pytest

LONG = """import sys, torch
from graphviewer.record.inline import recording
with recording("<none>") as tape:
    x = torch.ones(1, requires_grad=True)
    y = x
    for _ in range(60_000):
        y = y + 1
        y.grad_fn
del y
print("freed")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the stack can be let grow on Linux only")
def test_a_long_graph_is_freed_without_a_crash() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LONG], capture_output=True, text=True, check=False, timeout=100
    )
    assert (done.returncode, done.stdout) == (0, "freed\n"), done.stderr[-2000:]
