"""Training loops recorded where they run: iterations, scalars, and a tape that does not grow."""

# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

import graphviewer as gv
from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.files.show import show
from graphviewer.record import inline
from graphviewer.tape import law
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import is_rest
from graphviewer.tape.thin import Budget, Thinner


def points(tape: gv.Tape[None], name: str) -> list[float]:
    """A series by its name, in the order of iterations."""
    (series,) = (row.id for row in tape.rows.series if row.name == name)
    found = {one.iteration: one.value for one in tape.rows.points if one.series == series}
    assert list(found) == sorted(found)
    return list(found.values())


def descend(rounds: int) -> tuple[gv.Tape[None], list[float], Tensor]:
    """Gradient descent on a parabola: the tape, the losses and where it ended."""
    w = torch.tensor([3.0, -2.0], requires_grad=True)
    rate, losses = 0.1, []
    with gv.record() as tape:
        before = (w * 2).sum()
        before.backward()
        assert w.grad is not None
        w.grad.zero_()
        for round_ in range(rounds):  # noqa: B007  # a variable is there to be watched
            loss = (w * w).sum()
            loss.backward()
            losses.append(loss.item())
            with torch.no_grad():
                w -= rate * w.grad
                w.grad.zero_()
    law.check_tape(tape.rows)
    return tape, losses, w


def test_each_pass_of_a_loop_is_an_iteration() -> None:
    tape, losses, _ = descend(4)
    rows = tape.rows.iterations
    assert [row.number for row in rows] == [0, 1, 2, 3]
    assert [one.last_step + 1 for one in rows[:-1]] == [one.first_step for one in rows[1:]]
    assert len({row.line for row in rows}) == 1
    assert points(tape, "loss") == losses
    assert points(tape, "round_") == [0.0, 1.0, 2.0, 3.0]
    assert {row.name for row in tape.rows.series} == {"loss", "round_"}  # the rate never changed


def test_backward_that_is_called_once_is_no_loop() -> None:
    tape, _, _ = descend(1)
    assert (tape.rows.iterations, tape.rows.series) == ([], [])


def test_a_long_loop_is_thinned_and_ends_as_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(steps=120, bytes=1 << 20)
    monkeypatch.setattr(inline, "_INTERVAL", 0.0)
    monkeypatch.setattr(inline, "Thinner", lambda emit: Thinner(emit, budget))
    tape, losses, w = descend(200)
    assert len(tape) < 1000
    assert len(tape.rows.iterations) < 100
    assert points(tape, "loss") == losses
    assert tape.value("w").tolist() == w.tolist()
    assert "skip" in {step.kind for step in tape.steps}


TYPED = """
with gv.record() as tape:
    for n in range(3):
        loss = (w * n).sum()
        loss.backward()
        losses.append(loss.item())
"""


def test_without_text_each_backward_run_closes_an_iteration() -> None:
    w = torch.ones(2, requires_grad=True)
    space: dict[str, Any] = {"gv": gv, "w": w, "losses": []}
    exec(compile(TYPED, "<stdin>", "exec"), space)
    tape = space["tape"]
    law.check_tape(tape.rows)
    assert [row.number for row in tape.rows.iterations] == [0, 1, 2]
    assert tape.rows.iterations[0].first_step == 0
    assert points(tape, "loss") == space["losses"]
    assert points(tape, "n") == [0.0, 1.0, 2.0]


def test_what_a_left_out_run_leaves_is_not_counted_as_a_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    budget = Budget(steps=120, bytes=1 << 20)
    monkeypatch.setattr(inline, "_INTERVAL", 0.0)
    monkeypatch.setattr(inline, "Thinner", lambda emit: Thinner(emit, budget))
    w = torch.tensor([3.0, -2.0], requires_grad=True)
    with gv.record() as tape:
        h = w * 2
        for _ in range(200):
            loss = (h * h).sum()
            loss.backward(retain_graph=True)
    shown = show(tape.rows)
    runs = [(row, is_rest(tape.rows, row)) for row in tape.rows.runs]
    assert any(rest for _, rest in runs)
    counted = sum(not rest for _, rest in runs)
    assert f", {counted} backward runs" in repr(tape)
    assert isinstance(shown["runs"], list)
    assert [row["skipped"] for row in shown["runs"] if isinstance(row, dict)] == [
        rest for _, rest in runs
    ]
    assert tape.gradient("h") is None  # of the 200 gradients that h got only some are known
    assert w.grad is not None
    kept = tape.gradient("w")
    assert kept is not None
    assert kept.tolist() == w.grad.tolist()
    index = TapeIndex(tape.rows)
    rests = {row.id for row, rest in runs if rest}
    for step in tape.rows.steps:
        if step.run in rests:
            told = explain(tape.rows, index, step.index, "en")
            assert "The run starts here" not in told.why
            assert not any("∂L/∂L" in plain(line.maths) for line in told.equations)
