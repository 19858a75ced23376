"""Blocks and calls recorded in this very process."""

# ruff: noqa: F841  # a variable is there for its name
# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, overrides

import graphviewer as gv
from graphviewer.record.inline import recording
from graphviewer.tape import law
from tests.api import elsewhere
from tests.api.elsewhere import leaf, same, work


def test_a_block_leaves_values_and_gradients_as_pytorch_has_them() -> None:
    a, b = leaf(2.0, -1.5), leaf(0.3, 7.0)
    with gv.record() as tape:
        c = torch.sin(a * b)
        loss = (c / b).sum()
        loss.backward()
    law.check_tape(tape.rows)
    assert a.grad is not None
    assert b.grad is not None
    assert same(tape.gradient("a"), a.grad)
    assert same(tape.gradient("b"), b.grad)
    assert same(tape.value("c"), c)
    assert tape.result is None


def test_the_gradient_of_an_intermediate_is_autograds() -> None:
    x = leaf(1.0, 2.0, 3.0)
    with gv.record() as tape:
        h = torch.tanh(x)
        (h * h).sum().backward()
    y = torch.tanh(x)
    (wanted,) = torch.autograd.grad((y * y).sum(), [y])
    assert same(tape.gradient("h"), wanted)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda: partial(work, times=1),
        lambda: torch.no_grad()(lambda x: x * 2),
        lambda: torch.nn.Linear(2, 1),
        lambda: torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.ReLU()),
        lambda: torch.exp,
        lambda: elsewhere.Doubler(),  # noqa: PLW0108  # the others are lambdas too
        lambda: elsewhere.Doubler().forward,
    ],
    ids=["partial", "decorated", "torch module", "sequential", "builtin", "module", "method"],
)
def test_anything_callable_can_be_recorded(wrap: Callable[[], Callable[..., Any]]) -> None:
    tape = gv.record(wrap(), leaf(0.5, 1.5))
    law.check_tape(tape.rows)
    assert [step.kind for step in tape.steps if step.kind == "forward"]


def test_an_exception_passes_on_and_the_tape_stands() -> None:
    x = leaf(1.0, 2.0)
    with pytest.raises(ZeroDivisionError), gv.record() as tape:  # noqa: PT012  # both are recorded
        y = x * 2
        1 / 0  # noqa: B018
    law.check_tape(tape.rows)
    assert tape.error == "ZeroDivisionError: division by zero"
    assert tape.steps[-1].kind == "error"
    assert tape.rows.meta.source.splitlines()[(tape.steps[-1].line or 0) - 1].strip() == (
        "1 / 0  # noqa: B018"
    )
    assert tape.value("y").tolist() == [2.0, 4.0]


def test_one_recording_at_a_time_and_the_first_goes_on() -> None:
    x = leaf(1.0)
    with gv.record() as tape:
        with pytest.raises(RuntimeError, match="already under way"), gv.record():
            pass
        with pytest.raises(RuntimeError, match="already under way"):
            gv.record(work, x, times=1)
        y = x * 3
    assert "y" in tape.names
    with gv.record() as second:
        z = x * 4
    assert second.names == ("x", "z")


def test_a_recording_can_be_entered_again_for_another_tape() -> None:
    x, recorder = leaf(1.0), gv.record()
    with recorder as first:
        y = x * 2
    with recorder as second:
        z = x * 3
    assert ("y" in first.names, "z" in first.names, "z" in second.names) == (True, False, True)


def test_a_tape_is_not_read_while_it_is_recorded() -> None:
    with gv.record() as tape:
        assert "under way" in repr(tape)
        for read in (tape.to_dot, lambda: tape.value("x"), lambda: len(tape), lambda: tape.names):
            with pytest.raises(RuntimeError, match="under way"):
                read()
    assert len(tape) == 0
    assert tape  # an empty tape is still a tape


def test_generators_run_as_they_do() -> None:
    def batches(x: Tensor) -> Iterator[Tensor]:
        for scale in (1.0, 2.0):
            scaled = x * scale
            yield scaled

    x = leaf(1.0, 2.0)
    with gv.record() as tape:
        total = torch.stack([batch.sum() for batch in batches(x)]).sum()
        total.backward()
    assert same(tape.gradient("x"), x.grad)  # type: ignore[arg-type]
    assert {"scaled₁", "scaled₂"} <= set(tape.names)


def test_a_block_in_a_generator_that_is_given_up_is_no_failure() -> None:
    x, tapes = leaf(1.0), []

    def recorded() -> Iterator[Tensor]:
        with gv.record() as tape:
            tapes.append(tape)
            y = x * 2
            yield y

    running = recorded()
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert (tapes[0].error, len(tapes[0])) == ("", 1)
    assert torch._C._len_torch_function_stack() == 0


def test_prints_go_where_they_always_go(capsys: pytest.CaptureFixture[str]) -> None:
    with gv.record() as tape:
        print("hello")
    assert capsys.readouterr().out == "hello\n"
    assert "print" not in {step.kind for step in tape.steps}


def test_large_tensors_are_sampled_unless_more_is_asked_for() -> None:
    x = torch.arange(5000.0, requires_grad=True)
    with gv.record() as tape:
        y = x * 2
    with pytest.raises(ValueError, match=r"2,500 of the 5,000 .*value_cap=5000"):
        tape.value("y")
    with gv.record(value_cap=5000) as tape:
        y = x * 2
    assert same(tape.value("y"), y)


def test_a_full_tape_lets_the_code_go_on() -> None:
    x, count = leaf(1.0), 0
    with gv.record(max_steps=5) as tape:
        for _ in range(100):
            x = x + 1
            count += 1
        x.sum().backward()
    assert (count, len(tape)) == (100, 5)
    assert "stopped after 5 steps" in tape.notice
    law.check_tape(tape.rows)


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda: gv.record(3), TypeError, "takes a function"),  # type: ignore[call-overload]
        (lambda: gv.record("x = 1"), TypeError, "with gv.record"),  # type: ignore[call-overload]
        (lambda: gv.record(value_cap=0), ValueError, "at least 1"),
        (lambda: gv.record(max_steps=1.5), TypeError, "whole number"),  # type: ignore[call-overload]
        (lambda: gv.record(value_cap=True), TypeError, "whole number, not bool"),
        (lambda: gv.record(values=1), TypeError, "values"),  # type: ignore[call-overload]
        (lambda: gv.record(elsewhere.numbers), TypeError, "generator"),
        (lambda: gv.record(elsewhere.later), TypeError, "coroutine"),
    ],
)
def test_wrong_use_is_told(call: Callable[[], object], error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        call()
    with gv.record():  # and nothing is left behind
        pass


def test_nothing_is_left_behind() -> None:
    before = (torch.autograd.graph._engine_run_backward, torch.compile, sys.gettrace())
    x = leaf(1.0)
    for _ in range(2):
        with gv.record():
            (x * 2).backward()
    assert (torch.autograd.graph._engine_run_backward, torch.compile, sys.gettrace()) == before
    assert torch._C._len_torch_function_stack() == 0


def test_recording_changes_no_bit() -> None:
    def train(record: bool) -> list[bytes]:
        torch.manual_seed(0)
        net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
        steps = torch.optim.SGD(net.parameters(), lr=0.1)

        def round_() -> None:
            steps.zero_grad()
            net(torch.ones(3, 4)).square().mean().backward()
            steps.step()

        for _ in range(3):
            gv.record(round_) if record else round_()
        return [one.detach().numpy().tobytes() for one in net.parameters()]

    assert train(record=True) == train(record=False)


def test_the_lower_door_gives_a_plain_tape() -> None:
    x = leaf(1.0)
    with recording(__file__, sys._getframe()) as rows:
        y = x * 2
    assert np.array_equal(rows.values[rows.tensors[1].value or 0].array(), y.detach().numpy())


@pytest.mark.filterwarnings("ignore")  # of PyTorch's own compiler
def test_what_was_compiled_before_runs_as_it_was_written() -> None:
    x = leaf(2.0)
    twice = torch.compile(lambda t: t * 2 + 1, backend="eager")
    twice(x)
    frames = torch._dynamo.utils.counters["frames"]["total"]
    with gv.record() as tape:
        y = twice(x)
        y.backward()
    assert torch._dynamo.utils.counters["frames"]["total"] == frames  # nothing was compiled anew
    assert [node.name for node in tape.rows.nodes].count("MulBackward0") == 1
    assert same(tape.gradient("x"), torch.tensor([2.0]))


def test_a_mode_that_is_left_late_leaves_nothing_of_ours() -> None:
    class Mode(overrides.TorchFunctionMode):
        def __torch_function__(
            self,
            func: Callable[..., Any],
            types: Any,
            args: Any = (),
            kwargs: Any = None,
        ) -> Any:
            return func(*args, **(kwargs or {}))

    x, mode = leaf(2.0), Mode()
    with gv.record() as tape:
        y = x * 2
        mode.__enter__()
    try:
        assert overrides._get_current_function_mode_stack() == [mode]
    finally:
        mode.__exit__(None, None, None)
    assert torch._C._len_torch_function_stack() == 0
    assert tape.names == ("x", "y")
