"""Blocks and calls recorded in this very process."""

# ruff: noqa: F841  # a variable is there for its name
# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

import graphviewer as gv
from graphviewer.record.inline import NO_SOURCE, recording
from graphviewer.tape import law
from tests.api import elsewhere


def leaf(*numbers: float) -> Tensor:
    """A leaf that wants a gradient."""
    return torch.tensor(numbers, requires_grad=True)


def same(one: Any, other: Tensor) -> bool:
    """Whether an array has a tensor's numbers, bit for bit."""
    return bool(one.tobytes() == other.detach().numpy().tobytes())


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


def work(x: Tensor, *, times: int) -> Tensor:
    """What the calls below record."""
    h = x
    for _ in range(times):
        h = torch.tanh(h * 2)
    out = h.sum()
    out.backward()
    return out


def test_a_call_gives_its_result_and_the_names_inside() -> None:
    x = leaf(0.1, 0.2)
    tape = gv.record(work, x, times=2)
    assert tape.result.grad_fn is not None
    assert float(tape.result.detach()) == float(tape.value("out"))
    assert {"x", "h₁", "h₂", "out"} <= set(tape.names)
    assert same(tape.gradient("x"), x.grad)  # type: ignore[arg-type]


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


def test_a_function_of_another_file_is_recorded_where_it_is_written() -> None:
    tape = gv.record(elsewhere.square, leaf(3.0))
    assert tape.rows.meta.filename == "elsewhere.py"
    assert tape.rows.ops[0].code == "x * x"
    assert "squared" in tape.names


def test_work_in_another_file_stands_at_the_line_that_called_it() -> None:
    x = leaf(3.0)
    with gv.record() as tape:
        y = elsewhere.square(x)
    assert tape.rows.ops[0].code == "elsewhere.square(x)"
    assert tape.value("y") == 9.0


def test_the_parameters_of_a_module_are_called_by_their_paths() -> None:
    net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
    unused = torch.nn.Linear(5, 5)
    with gv.record() as tape:
        out = net(torch.ones(1, 2))
        out.sum().backward()
    assert {f"net.{i}.{kind}" for i in (0, 2) for kind in ("weight", "bias")} <= set(tape.names)
    assert not any("unused" in name for name in tape.names)
    assert [op.module for op in tape.rows.ops if op.module] == ["net.0", "net.1", "net.2"]
    assert unused.weight.grad is None


def test_what_a_variable_held_in_between_is_named_from_the_text() -> None:
    x = leaf(1.0)
    with gv.record() as tape:
        h = x * 2
        h = torch.exp(h)
        h: Tensor = -h  # type: ignore[no-redef]
        if (k := h + 1).sum() < 0:
            k = k.abs()
    assert [name for name in tape.names if name[0] in "hk"] == ["h₁", "h₂", "h₃", "k₁", "k₂"]
    assert tape.value("h") == h.detach().numpy()
    assert tape.value("h₁") == 2.0


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


def test_no_tensor_is_kept_alive() -> None:
    def recorded() -> tuple[weakref.ref[Tensor], gv.Tape[None]]:
        x = leaf(1.0)
        with gv.record() as tape:
            y = (x * 2).exp()
            y.backward()
        ref = weakref.ref(y)
        del y
        assert ref() is None  # though the function that held it still runs
        return weakref.ref(x), tape

    gc.collect()
    gc.disable()
    try:
        ref, tape = recorded()
        assert ref() is None
    finally:
        gc.enable()
    assert len(tape)


def test_locals_that_the_code_has_asked_for_stay() -> None:
    x = leaf(1.0)
    before = locals()
    with gv.record():
        (x * 2).backward()
    assert before["x"] is x


def test_code_without_text_is_recorded_with_names_and_numbers() -> None:
    space: dict[str, Any] = {"gv": gv, "torch": torch, "x": leaf(2.0)}
    code = "with gv.record() as tape:\n    y = (x * x).exp()\n    y.backward()\n"
    exec(compile(code, "<stdin>", "exec"), space)
    tape = space["tape"]
    law.check_tape(tape.rows)
    assert tape.rows.meta.source == NO_SOURCE
    assert tape.names == ("x", "mul(x, x)", "y")
    assert {step.line for step in tape.steps} == {None}
    assert same(tape.gradient("x"), space["x"].grad)


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
