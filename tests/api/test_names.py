"""What recorded tensors are called, and that nothing of a variable is kept."""

# ruff: noqa: F841  # a variable is there for its name
# mypy: disable-error-code="no-untyped-call"
# PyTorch's stubs leave backward() without types
from __future__ import annotations

import gc
import weakref
from typing import Any

import torch
from torch import Tensor

import graphviewer as gv
from graphviewer.record.inline import NO_SOURCE
from graphviewer.tape import law
from tests.api import elsewhere
from tests.api.elsewhere import leaf, same, work


def test_a_call_gives_its_result_and_the_names_inside() -> None:
    x = leaf(0.1, 0.2)
    tape = gv.record(work, x, times=2)
    assert tape.result.grad_fn is not None
    assert float(tape.result.detach()) == float(tape.value("out"))
    assert {"x", "h₁", "h₂", "out"} <= set(tape.names)
    assert same(tape.gradient("x"), x.grad)  # type: ignore[arg-type]


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


COMMON = leaf(4.0)


def uses_common() -> Tensor:
    """Uses a global leaf."""
    doubled = COMMON * 2
    return doubled.sum()


def test_a_leaf_has_the_name_of_a_global_variable() -> None:
    assert gv.record(uses_common).names == ("COMMON", "doubled", "doubled.sum()")

    def block() -> gv.Tape[None]:
        with gv.record() as tape:
            y = COMMON * 3
        return tape

    assert block().names == ("COMMON", "y")


def test_an_argument_without_a_variable_has_the_parameters_name() -> None:
    tape = gv.record(elsewhere.square, leaf(3.0))
    assert tape.names == ("x", "squared")
