"""Iterations and series of code that carries no marks."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from graphviewer.record.inline import recording
from graphviewer.record.loops_unmarked import UnmarkedLoops
from graphviewer.tape.tape import Part, Tape

HEAD = """import torch
w = torch.tensor([1.0, -1.0], requires_grad=True)
x = torch.tensor([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]])
opt = torch.optim.SGD([w], lr=0.01)
net = torch.nn.Linear(2, 1)
"""


@pytest.fixture
def ran(tmp_path: Path) -> Iterator[Any]:
    def run(body: str) -> Tape:
        path = tmp_path / "code.py"
        text = f"{HEAD}with block as tape:\n{indent(body, '    ')}\n    end()\n"
        path.write_text(text, encoding="utf-8")
        linecache.checkcache(str(path))
        block = recording(str(path))
        recorder = block._recorder
        loops = UnmarkedLoops(recorder, text)
        recorder.after_run = loops.after_run
        emit = recorder.writer._emit

        def send(part: Part) -> None:
            loops.passing(part)
            emit(part)

        recorder.writer._emit = send
        space: dict[str, Any] = {"block": block, "end": lambda: loops.end(sys._getframe(1))}
        exec(compile(text, str(path), "exec"), space)
        return block.tape

    yield run
    linecache.clearcache()


def lines(tape: Tape) -> list[tuple[int | None, int | None]]:
    return [
        (tape.steps[row.first_step].line, tape.steps[row.last_step].line) for row in tape.iterations
    ]


def series(tape: Tape) -> dict[str, list[float]]:
    return {
        row.name: [point.value for point in tape.points if point.series == row.id]
        for row in tape.series
    }


def test_a_pass_is_an_iteration(ran: Any) -> None:
    tape = ran("""
for i in range(4):
    opt.zero_grad()
    loss = (x @ w).square().sum()
    loss.backward()
    opt.step()
    value = loss.item() * 2
after = w * 1
""")
    assert [row.number for row in tape.iterations] == [0, 1, 2, 3]
    assert lines(tape) == [(10, 12)] + [(9, 12)] * 3
    assert tape.iterations[-1].last_step < tape.ops[-1].step
    found = series(tape)
    assert found["i"] == [0, 1, 2, 3]
    assert found["value"] == [2 * value for value in found["loss"]]


def test_what_autograd_grad_returns_belongs_to_the_pass(ran: Any) -> None:
    tape = ran("""
for i in range(4):
    loss = (x @ w).square().sum()
    (g,) = torch.autograd.grad(loss, w)
    w.data -= 0.1 * g
""")
    assert lines(tape) == [(9, 11)] * 4
    calls = [one.step for one in tape.ops if one.name == "grad"]
    assert all(
        row.first_step < call < row.last_step
        for row, call in zip(tape.iterations, calls, strict=True)
    )


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("for i in range(5): (x @ w).sum().backward()", 5),
        ("for e in range(3):\n    for i in range(2):\n        (x @ w).sum().backward()", 6),
        ("for i in range(3):\n    (x @ w).sum().backward()\n    (x @ w).mean().backward()", 3),
        ("def f():\n    (x @ w).sum().backward()\nfor i in range(4): f()", 4),
        ("def f():\n    for i in range(4):\n        net(x).sum().backward()\nf()\nf()", 8),
        ("(x @ w).sum().backward()\n(x @ w).sum().backward()", 0),
        ("for i in range(1): (x @ w).sum().backward()", 0),
    ],
)
def test_how_many_there_are(ran: Any, body: str, count: int) -> None:
    assert len(ran("\n" + body).iterations) == count


def test_scalars_of_a_function_that_the_loop_calls(ran: Any) -> None:
    tape = ran("""
def step(k):
    rate = k / 2
    loss = (x @ w).square().sum() * rate
    loss.backward()
    return loss.item()
for i in range(3):
    value = step(i)
""")
    found = series(tape)
    assert found["rate"] == [0, 0.5, 1]
    assert found["value"] == found["loss"]


def test_what_a_function_that_has_ended_assigned_last_has_no_point(ran: Any) -> None:
    tape = ran("""
def fit():
    for i in range(3):
        loss = (x @ w).square().sum() * i
        loss.backward()
        after = i * 2
for epoch in range(2):
    fit()
""")
    assert len(tape.iterations) == 6
    number = next(row.id for row in tape.series if row.name == "after")
    points = {point.iteration: point.value for point in tape.points if point.series == number}
    assert points == {0: 0, 1: 2, 3: 0, 4: 2}
