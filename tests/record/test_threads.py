"""Work in threads of the program is recorded as its own; what cannot be is told of."""

from __future__ import annotations

from graphviewer.explain.explain import explain
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import bound, grad_of, recorded

FOUR = """import threading, torch
a = torch.tensor(2., requires_grad=True)
threads = [threading.Thread(target=lambda: (a * 3).backward(), name=f"w{i}") for i in range(4)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(a.grad)
"""
INSIDE = """import threading, torch
a = torch.tensor(2., requires_grad=True)
def start(_gradient):
    one = threading.Thread(target=lambda: (a * 3).backward())
    one.start()
    one.join()
b = a * 1
b.register_hook(start)
b.backward()
print(a.grad)
"""


def test_steps_tell_their_thread() -> None:
    tape = recorded(FOUR)
    grad = grad_of(tape, "a")
    assert grad is not None
    assert grad.array().tolist() == 12.0
    assert tape.output == "tensor(12.)\n"
    named = [step.thread for step in tape.steps if step.kind == "accumulate"]
    assert sorted(named) == ["w0", "w1", "w2", "w3"]
    assert tape.steps[-1].thread == ""


def test_a_thread_that_a_hook_starts_first_of_all_is_told_of() -> None:
    tape = record(INSIDE)
    grad = grad_of(tape, "a")
    assert grad is not None
    assert grad.array().tolist() == 4.0
    unseen = [step for step in tape.steps if step.text == "unseen"]
    assert unseen
    assert all(step.of_grad for step in unseen)
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


def test_iterations_do_not_cut_a_run_of_another_thread() -> None:
    tape = recorded("""import threading, torch
v = torch.ones(3, requires_grad=True)
ready = threading.Event()
go = threading.Event()
def wait(_gradient):
    ready.set()
    go.wait()
def work():
    y = v * 2
    y.register_hook(wait)
    y.sum().backward()
other = threading.Thread(target=work)
other.start()
ready.wait()
w = torch.zeros(3, requires_grad=True)
for epoch in range(4):
    (w - 1).square().sum().backward()
go.set()
other.join()
""")
    assert not tape.iterations
    ends = [step.thread != "" for step in tape.steps if step.kind == "accumulate"]
    assert ends == [False, False, False, False, True]
