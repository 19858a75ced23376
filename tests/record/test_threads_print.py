"""What the threads of a program print, and what a tape says of their steps."""

from __future__ import annotations

import pytest

from graphviewer.explain.explain import explain
from graphviewer.listing import listed
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

SOURCE = """import threading, torch
a = torch.tensor(2., requires_grad=True)
def work(n):
    for i in range(3):
        b = a * n
        print("thread", n, "made", i)
threads = [threading.Thread(target=work, args=(n,), name=f"w{n}") for n in (1, 2)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print("all", "done")
"""


def test_a_print_in_a_thread_is_one_step_of_that_thread() -> None:
    tape = recorded(SOURCE)
    for n in (1, 2):
        mine = [step for step in tape.steps if step.thread == f"w{n}"]
        assert [step.kind for step in mine] == ["forward", "print"] * 3
        printed = [(step.text, step.line) for step in mine if step.kind == "print"]
        assert printed == [(f"thread {n} made {i}\n", 6) for i in range(3)]
    assert (tape.steps[-1].text, tape.steps[-1].thread) == ("all done\n", "")


@pytest.mark.parametrize(("language", "words"), [("en", "in thread w1"), ("ko", "w1 스레드에서")])
def test_explanations_and_listings_name_the_thread(language: str, words: str) -> None:
    tape = recorded(SOURCE)
    index = TapeIndex(tape)
    for step in tape.steps:
        why = explain(tape, index, step.index, "ko" if language == "ko" else "en").why
        assert (words in why) == (step.thread == "w1")
    assert listed(tape).count("[in thread w1]") == 6
