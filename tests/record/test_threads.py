"""Work in threads of the program: what it left in gradients is on the tape."""

from __future__ import annotations

from graphviewer.explain.explain import explain
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import bound, grad_of

FOUR = """import threading, torch
a = torch.tensor(2., requires_grad=True)
threads = [threading.Thread(target=lambda: (a * 3).backward()) for _ in range(4)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(a.grad)
"""


def test_a_gradient_made_in_threads_is_told_with_its_line() -> None:
    tape = record(FOUR)
    grad = grad_of(tape, "a")
    assert grad is not None
    assert grad.array().tolist() == 12.0
    assert tape.output == "tensor(12.)\n"
    unseen = [step for step in tape.steps if step.text == "unseen"]
    assert unseen
    assert all(step.of_grad and step.line in (5, 7) for step in unseen)
    assert unseen[-1].index < tape.steps[-1].index
    assert tape.end is not None
    assert "another thread" in tape.end.message
    index = TapeIndex(tape)
    assert "another thread" in explain(tape, index, unseen[0].index, "en").why
    assert "스레드" in explain(tape, index, unseen[0].index, "ko").why


def test_what_came_before_and_after_is_added_up() -> None:
    source = """import threading, torch
w = torch.ones(2, requires_grad=True)
w.sum().backward()
def work():
    (w * 2).sum().backward()
one = threading.Thread(target=work); one.start(); one.join()
w.sum().backward()
"""
    tape = record(source)
    grad = grad_of(tape, "w")
    assert grad is not None
    assert grad.array().tolist() == [4.0, 4.0]
    last = tape.steps[-1]
    assert last.kind == "accumulate"
    assert last.before is not None
    assert tape.values[last.before].array().tolist() == [3.0, 3.0]
    assert bound(tape, "w") == last.tensor


def test_a_gradient_cleared_in_a_thread_is_told() -> None:
    source = """import threading, torch
w = torch.ones(2, requires_grad=True)
w.sum().backward()
def work():
    w.grad = None
one = threading.Thread(target=work)
one.start()
one.join()
"""
    assert grad_of(record(source), "w") is None


def test_programs_without_threads_say_nothing_of_them() -> None:
    tape = record("import torch\nw = torch.ones(2, requires_grad=True)\nw.sum().backward()\n")
    assert tape.end is not None
    assert tape.end.message == ""
    assert all(step.text == "" for step in tape.steps)
