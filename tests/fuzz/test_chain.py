"""A chain of 100,000 operations is recorded whole, in less than two gigabytes."""

from __future__ import annotations

import subprocess
import sys

import pytest

_GIGABYTE = 2**20  # in the kilobytes that getrusage tells on Linux
_CHAINS = {
    "one tensor": ("y = x", "y = y * 1.0001", 100_000),
    "a shared tensor": ("y = x", "y = y + x", 100_000),
    "layers": (
        "net = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.Tanh())\ny = x[None]",
        "y = net(y)",
        50_000,
    ),
}
_RECORD = """
import resource, sys
import torch
from graphviewer.record.program import Limits, record
torch.set_num_threads(1)
before, round, count = sys.argv[1:]
source = f'''import torch
x = torch.ones(3, requires_grad=True)
{before}
for _ in range({count}):
    {round}
y.sum().backward()
'''
tape = record(source, limits=Limits(steps=1_000_000))
assert tape.end is not None and tape.end.reason == "finished", tape.end
print(len(tape.ops), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="getrusage counts in other units elsewhere")
@pytest.mark.parametrize("name", _CHAINS)
def test_a_chain_of_100_000_operations_is_recorded_whole(name: str) -> None:
    before, round_, count = _CHAINS[name]
    command = [sys.executable, "-c", _RECORD, before, round_, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    ops, memory = map(int, done.stdout.split())
    assert ops >= 100_000
    assert memory < 2 * _GIGABYTE
