"""A device's gradients arrive in a thread of the engine, not in the program's: hooks must not mind.

Without such a device, backward runs stand for it whose hooks are called from another thread.
"""

from __future__ import annotations

import _thread
import queue
import sys
from typing import Any

import pytest
import torch

from graphviewer.record.inline import recording
from graphviewer.tape.law import check_tape
from tests.record.oracle import grad_of


def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine work in a thread of its own while its caller waits, as devices have it."""
    door = torch.autograd.graph._engine_run_backward

    def run(*args: Any, **kwargs: Any) -> Any:
        found: queue.SimpleQueue[Any] = queue.SimpleQueue()
        # unlike `threading.Thread` nothing that Python's library or a recording knows of
        _thread.start_new_thread(lambda: found.put(door(*args, **kwargs)), ())
        return found.get()

    monkeypatch.setattr(torch.autograd.graph, "_engine_run_backward", run)
    monkeypatch.setattr(torch.autograd, "_engine_run_backward", run)


@pytest.mark.filterwarnings("ignore:Using backward")
@pytest.mark.parametrize("create", [False, True])
def test_steps_of_another_thread_are_all_written(
    create: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere(monkeypatch)
    a = torch.randn(40, 60, requires_grad=True)
    b = torch.randn(60, 50, requires_grad=True)
    with recording(__file__, sys._getframe()) as tape:
        c = torch.tanh(a @ b)
        d = c.square().sum()
        torch.autograd.backward(d, create_graph=create)
    check_tape(tape)
    assert tape.end is not None
    assert tape.end.message == ""
    ran = [
        tape.nodes[step.node].name for step in tape.steps if step.run == 0 and step.node is not None
    ]
    assert sorted(ran) == sorted(node.name for node in tape.nodes if node.run is None)
    for name, leaf in (("a", a), ("b", b)):
        gradient = grad_of(tape, name)
        assert gradient is not None
        assert leaf.grad is not None
        kept = leaf.grad.detach().reshape(-1)[:: gradient.stride].contiguous()
        assert gradient.data == bytes(kept.view(torch.uint8).tolist())
