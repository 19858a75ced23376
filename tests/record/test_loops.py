"""The iterations of training loops, and the scalar variables in them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from graphviewer.record.program import record
from graphviewer.session.iterations import Iterations
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.thin import Budget
from tests.record.thinned import both

HEAD = """
import torch
w = torch.tensor([1.0, -1.0], requires_grad=True)
x = torch.tensor([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]])
opt = torch.optim.SGD([w], lr=0.01)
"""


def spans(tape: Tape) -> list[tuple[int, int]]:
    return [(row.first_step, row.last_step) for row in tape.iterations]


def series(tape: Tape, name: str) -> list[float]:
    number = next(row.id for row in tape.series if row.name == name)
    return [point.value for point in tape.points if point.series == number]


def ran(body: str) -> Tape:
    tape = record(HEAD + body)
    assert tape.end is not None
    assert [row.number for row in tape.iterations] == list(range(len(tape.iterations)))
    for one, other in zip(tape.iterations, tape.iterations[1:], strict=False):
        assert one.last_step < other.first_step
    return tape


def test_an_iteration_is_a_pass_of_the_loop() -> None:
    tape = ran("""
for i in range(3):
    print("begin", i)
    loss = (x @ w).square().sum()
    loss.backward()
    opt.step()
    opt.zero_grad()
    print("end", i)
print("done")
""")
    texts = [(tape.steps[a].text, tape.steps[b].text) for a, b in spans(tape)]
    assert texts == [(f"begin {i}\n", f"end {i}\n") for i in range(3)]
    assert {row.line for row in tape.iterations} == {10}


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("(x @ w).sum().backward()", 0),
        ("for i in range(1):\n    (x @ w).sum().backward()", 0),
        ("for i in range(2):\n    (x @ w).sum().backward()", 2),
        ("for e in range(3):\n    for i in range(2):\n        (x @ w).sum().backward()", 6),
        ("for e in range(3):\n    for i in range(1):\n        (x @ w).sum().backward()", 3),
        ("i = 0\nwhile i < 4:\n    (x @ w).sum().backward()\n    i += 1", 4),
        ("for i in range(9):\n    (x @ w).sum().backward()\n    if i == 4: break", 5),
        (
            "for i in range(3):\n    (x @ w).sum().backward()\n    (x @ w).mean().backward()",
            3,
        ),
        (
            (
                "for i in range(6):\n    (x @ w).sum().backward()\n    if i % 3 == 2:\n"
                "        opt.step()\n        opt.zero_grad()"
            ),
            6,
        ),
        (
            (
                "for i in range(2):\n    for k in range(5):\n        (x @ w).sum().backward()\n"
                "    (x @ w).mean().backward()"
            ),
            2,
        ),
        ("def f():\n    (x @ w).sum().backward()\nfor i in range(4): f()", 4),
        (
            (
                "def fit():\n    for i in range(9):\n        (x @ w).sum().backward()\n"
                "        if i == 2:\n            return i\nfit()\nprint('after')"
            ),
            3,
        ),
        ("for i in range(3):\n    torch.autograd.grad((x @ w).sum(), w)", 3),
        ("for i in range(6):\n    y = (x @ w).sum()\n    if i % 3 == 0: y.backward()", 6),
        ("for i in range(6):\n    y = (x @ w).sum()\n    if i == 2: y.backward()", 4),
        (
            (
                "def run(train):\n    for i in range(4):\n        y = (x @ w).sum()\n"
                "        if train: y.backward()\nrun(True)\nrun(False)\nrun(True)"
            ),
            8,
        ),
    ],
)
def test_how_many_there_are(body: str, count: int) -> None:
    assert len(ran(body).iterations) == count


@pytest.mark.parametrize("budget", [Budget(), Budget(steps=30, bytes=400)])
def test_a_pass_counts_though_it_went_on_without_backward(budget: Budget) -> None:
    """Its number is that of the pass, and so is that of every one after it."""
    source = """
for i in range(40):
    if i % 7 == 3:
        continue
    loss = (x @ w).square().sum() * i
    if i % 3:
        continue
    loss.backward()
    w.grad = None
"""
    tape = both(HEAD + source, budget).thinned
    (watched,) = (row.id for row in tape.series if row.name == "i")
    told = [(one.iteration, one.value) for one in tape.points if one.series == watched]
    assert told == [(i, float(i)) for i in range(40)]
    index, iterations = TapeIndex(tape), Iterations(tape)
    assert (iterations.total, len(iterations) < 34) == (40, budget != Budget())
    for row in tape.iterations:
        assert row.number % 7 != 3
        backward = any(s.run is not None for s in tape.steps[row.first_step : row.last_step + 1])
        assert backward is (row.number % 3 == 0)
        ops = [one for one in tape.ops if row.first_step <= one.step <= row.last_step]
        value = index.value_at(ops[3].outputs[0], row.last_step)
        assert value is not None
        assert float(tape.values[value].array()) == row.number * 12.25
    ends = [(gap.first - 1, gap.last + 1) for gap in iterations.gaps]
    numbers = [row.number for row in tape.iterations]
    assert all(end in pairwise(numbers) for end in ends)


INNER = """
def inner():
    for j in range(3):
        (w * j).sum().backward()
"""
CALLING = {  # a loop's body, and which backward run is that of its first pass
    "before": ("    (w * i).sum().backward()\n    inner()\n", 0),
    "after": ("    inner()\n    (w * i).sum().backward()\n", 3),
    "between": ("    y = w * i\n    inner()\n    y.sum().backward()\n    z = w * 2\n", 3),
}


@pytest.mark.parametrize("name", CALLING)
def test_a_loop_may_call_another_that_trains_too(name: str) -> None:
    """Each pass of either has a row, in order, but the first one outside: rows came between."""
    body, waits = CALLING[name]
    source = f"{INNER}for i in range(3):\n{body}"
    tape = ran(source)
    runs = [step.index for step in tape.steps if step.kind == "accumulate"]
    del runs[waits]
    for row, step in zip(tape.iterations, runs, strict=True):
        assert row.first_step <= step <= row.last_step
    thinned = both(HEAD + source, Budget(steps=30, bytes=400)).thinned
    assert thinned.iterations[-1].number == len(runs) - 1


def test_a_pass_that_raised_takes_nothing_of_the_next_loop() -> None:
    tape = ran("""
def fit(most):
    for i in range(3):
        (w * i).sum().backward()
        if i == most:
            raise ValueError
try:
    fit(1)
except ValueError:
    pass
for j in range(3):
    (w * j).sum().backward()
""")
    steps = [step.index for step in tape.steps if step.kind == "accumulate"]
    assert [row.last_step for row in tape.iterations] == steps


def test_what_follows_a_loop_is_in_no_iteration() -> None:
    tape = ran("""
def fit():
    for i in range(9):
        (x @ w).sum().backward()
        if i == 2:
            return i
fit()
print("after")
for i in range(2):
    (x @ w).sum().backward()
    if i == 1: break
print("at last")
""")
    held = {step for first, last in spans(tape) for step in range(first, last + 1)}
    prints = {step.index for step in tape.steps if step.kind == "print"}
    assert len(prints) == 2
    assert not held & prints


def test_every_scalar_has_a_point_in_every_iteration() -> None:
    tape = ran("""
before = 7
def part(k):
    inside = k / 4
    return inside
for epoch in range(2):
    for i in range(3):
        loss = (x @ w).square().sum()
        loss.backward()
        value = loss.item()
        good = value > 100
        rate = part(i)
        vector, mixed = x * 2, 1j
        _hidden = i
""")
    assert [row.name for row in tape.series] == [
        "epoch", "i", "loss", "value", "good", "inside", "rate",
    ]  # fmt: skip
    assert series(tape, "epoch") == [0, 0, 0, 1, 1, 1]
    assert series(tape, "inside") == series(tape, "rate") == [0, 0.25, 0.5] * 2
    assert series(tape, "loss") == series(tape, "value")
    assert series(tape, "good") == [0] * 6


def test_nan_infinity_and_what_no_float_holds() -> None:
    tape = ran("""
for i in range(3):
    (x @ w).sum().backward()
    a = float("nan")
    b = torch.tensor(1.0) / 0
    c = 10 ** (i * 400)
""")
    assert all(math.isnan(value) for value in series(tape, "a"))
    assert series(tape, "b") == [math.inf] * 3
    assert series(tape, "c") == [1.0]


def test_a_name_that_holds_no_number_has_no_point_there() -> None:
    tape = ran("""
for i in range(6):
    (x @ w).sum().backward()
    a = float(i) if i % 2 else None
    b = torch.tensor(i) if i % 3 else torch.zeros(2)
    c = i if i % 3 else "none"
""")
    a, b, c = (
        {point.iteration: point.value for point in tape.points if point.series == number}
        for number in range(1, 4)
    )
    assert a == {1: 1, 3: 3, 5: 5}
    assert b == c == {1: 1, 2: 2, 4: 4, 5: 5}


def test_a_tensor_changed_in_place_has_its_latest_value() -> None:
    tape = ran("""
for i in range(3):
    total = torch.zeros(1)
    total.add_(i)
    (x @ w).sum().backward()
""")
    assert series(tape, "total") == [0, 1, 2]


def test_series_are_bounded() -> None:
    body = "".join(f"    a{k} = {k}.0\n" for k in range(60))
    tape = ran("for i in range(2):\n    (x @ w).sum().backward()\n" + body)
    assert len(tape.series) == 48


def test_an_error_in_the_loop_ends_the_last_iteration() -> None:
    tape = ran("""
for i in range(5):
    (x @ w).sum().backward()
    if i == 3:
        raise ValueError("enough")
""")
    assert len(tape.iterations) == 4
    assert tape.error is not None
