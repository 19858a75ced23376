"""Threads that wait for each other or go on after the recording; nothing locks up or is left."""

from __future__ import annotations

import sys
import threading
from functools import partial

import pytest
import torch

from graphviewer.record import running, turn
from graphviewer.record.inline import recording
from graphviewer.record.program import record
from graphviewer.tape.law import check_tape


def started(work: threading.Thread) -> None:
    work.start()
    work.join(60)
    assert not work.is_alive()


def test_a_thread_that_outlives_the_recording_goes_on_unrecorded() -> None:
    w = torch.ones(3, requires_grad=True)
    go, done, failed = threading.Event(), threading.Event(), []

    def work() -> None:
        try:
            torch.autograd.backward((w * 2).sum())
            done.set()
            go.wait(60)
            torch.autograd.backward((w * 2).sum())
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test must see it
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    with recording(__file__, sys._getframe()) as tape:
        thread.start()
        done.wait(60)
    steps = len(tape.steps)
    go.set()
    thread.join(60)
    assert not failed
    assert w.grad is not None
    assert w.grad.tolist() == [4.0, 4.0, 4.0]
    assert len(tape.steps) == steps
    check_tape(tape)


def test_nothing_is_left_behind() -> None:
    begin = threading.Thread.start
    left: list[int] = []
    w = torch.ones(3, requires_grad=True)

    def work() -> None:
        torch.autograd.backward((w * 2).sum())
        left.append(torch._C._len_torch_function_stack())

    one = threading.Thread(target=work)
    with recording(__file__, sys._getframe()):
        started(one)
    assert left == [1]
    assert threading.Thread.start is begin
    assert "_bootstrap_inner" not in vars(one)
    assert torch._C._len_torch_function_stack() == 0
    started(threading.Thread(target=work))
    assert left == [1, 0]


def test_a_thread_may_wait_for_another_within_a_custom_function() -> None:
    class Waits(torch.autograd.Function):
        @staticmethod
        def forward(_context: object, x: torch.Tensor) -> torch.Tensor:
            started(threading.Thread(target=partial(torch.mul, x.detach(), 2)))
            return x.clone()

        @staticmethod
        def backward(_context: object, gradient: torch.Tensor) -> torch.Tensor:
            started(threading.Thread(target=partial(torch.mul, gradient, 2)))
            return gradient

    def work() -> None:
        torch.autograd.backward(Waits.apply(w).sum())  # type: ignore[no-untyped-call]

    w = torch.ones(3, requires_grad=True)
    with recording(__file__, sys._getframe()) as tape:
        started(threading.Thread(target=work))
    check_tape(tape)
    assert w.grad is not None
    assert w.grad.tolist() == [1.0, 1.0, 1.0]


def test_who_waits_in_vain_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook that is older than the recording keeps the turn, and waits for a thread."""
    monkeypatch.setattr(turn, "PATIENCE", 0.2)
    monkeypatch.setattr(running, "PATIENCE", 0.2)
    w = torch.ones(3, requires_grad=True)
    node = torch.autograd.graph.get_gradient_edge(w).node

    def wait(*_: object) -> None:
        started(threading.Thread(target=lambda: torch.ones(2) * 3))

    def work() -> None:
        torch.autograd.backward((w * 2).sum())

    handle = node.register_hook(wait)
    with recording(__file__, sys._getframe()) as tape:
        started(threading.Thread(target=work))
    handle.remove()
    check_tape(tape)
    assert w.grad is not None
    assert w.grad.tolist() == [2.0, 2.0, 2.0]
    assert tape.end is not None
    assert "another thread" in tape.end.message


def test_an_error_in_a_thread_reads_as_python_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    tape = record(
        "import threading\n"
        "def work():\n"
        "    raise ValueError('no')\n"
        "one = threading.Thread(target=work, name='w')\n"
        "one.start()\n"
        "one.join()\n"
    )
    assert tape.end is not None
    assert tape.end.reason == "finished"
    assert "ValueError: no" in tape.output
    assert "graphviewer" not in tape.output
