"""On a GPU: lessons and programs record as on the CPU, and gradients stay bit for bit PyTorch's.

Needs a CUDA device (`-m gpu` runs only these); without one every test here is skipped and says so.
"""

from __future__ import annotations

from typing import Any

import pytest
import torch

from graphviewer.files.lessons import lessons
from graphviewer.record.program import record
from graphviewer.tape.law import check_tape
from graphviewer.tape.tape import Tape
from tests.record.oracle import bound, grad_of

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(
        not torch.cuda.is_available(), reason="no CUDA device: the GPU paths are not tested here"
    ),
]
OTHERWISE = {
    "7.13": "cuDNN's batch norm is a node of its own",
    "7.15": "it says itself where its tensors are",
}
PROGRAMS = {
    "product": """import torch
a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
(a * b).backward()
""",
    "layer": """import torch
a = torch.randn(64, 300, requires_grad=True)
b = torch.randn(300, 50, requires_grad=True)
torch.relu(a @ b).square().mean().backward()
""",
    "streams": """import torch
a = torch.randn(200, 200, requires_grad=True)
b = torch.randn(200, 200, requires_grad=True)
side = torch.cuda.Stream()
side.wait_stream(torch.cuda.current_stream())
with torch.cuda.stream(side):
    c = a @ b
torch.cuda.current_stream().wait_stream(side)
(c * a).sum().backward()
""",
    "both": """import torch
a = torch.randn(2000, device="cpu", requires_grad=True)
b = torch.randn(2000, requires_grad=True)
(a.cuda() * b).sum().backward()
""",
    "hook": """import torch
a = torch.randn(50, requires_grad=True)
b = torch.randn(50, requires_grad=True)
c = a * b
c.register_hook(lambda g: g * 2)
c.sum().backward()
""",
    "half": """import torch
a = torch.randn(40, 40, dtype=torch.bfloat16, requires_grad=True)
b = torch.randn(40, 40, dtype=torch.float16, requires_grad=True)
(a.float() @ b.float()).tanh().sum().backward()
""",
}


def run_plainly(source: str) -> dict[str, Any]:
    """What the program leaves in its variables when nobody records."""
    space: dict[str, Any] = {}
    torch.manual_seed(0)
    torch.set_default_device("cuda")
    try:
        exec(source, space)
    finally:
        torch.set_default_device(None)
    torch.cuda.synchronize()
    return space


def recorded(source: str) -> Tape:
    """The program's legal tape, recorded on the first GPU, with nothing left out."""
    tape = record(source, device="cuda", seed=0)
    check_tape(tape)
    assert tape.error is None, tape.error
    assert tape.end is not None
    assert tape.end.message == ""
    return tape


@pytest.mark.parametrize("name", PROGRAMS)
def test_gradients_are_pytorchs_bit_for_bit(name: str) -> None:
    space = run_plainly(PROGRAMS[name])
    tape = recorded(PROGRAMS[name])
    for variable in "ab":
        gradient = grad_of(tape, variable)
        assert gradient is not None
        expected = space[variable].grad.detach().cpu().reshape(-1)[:: gradient.stride]
        assert gradient.data == bytes(expected.contiguous().view(torch.uint8).tolist())
    assert any(step.kind == "backward" for step in tape.steps)


def test_tensors_say_their_device() -> None:
    tape = recorded(PROGRAMS["both"])
    devices = {name: tape.tensors[bound(tape, name)].device for name in "ab"}
    assert devices == {"a": "cpu", "b": "cuda:0"}


@pytest.mark.parametrize(
    "lesson",
    [one for one in lessons() if one.id not in OTHERWISE],
    ids=lambda lesson: lesson.path.stem,
)
def test_lessons_take_the_same_steps_as_on_the_cpu(lesson: Any) -> None:
    source = lesson.path.read_text("utf-8")
    cpu, cuda = record(source), recorded(source)
    assert [node.name for node in cuda.nodes] == [node.name for node in cpu.nodes]
    assert [step.kind for step in cuda.steps] == [step.kind for step in cpu.steps]


def test_nothing_on_the_device_is_kept() -> None:
    source = PROGRAMS["layer"]
    recorded(source)
    torch.cuda.synchronize()
    before = torch.cuda.memory_allocated()
    for _ in range(5):
        recorded(source)
    assert torch.cuda.memory_allocated() <= before
