"""`show` says exactly what the tape holds, at any position."""

from __future__ import annotations

import json
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from graphviewer.files.show import NoSuchStep, dumps, show, text_of, value_as_json
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Stats, Value, encode
from tests.files.tape_strategies import tapes, values

SOURCE = """import torch
a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
print(d)
d.backward()
"""


@pytest.fixture(scope="module")
def tape() -> Tape:
    program = pytest.importorskip("graphviewer.record.program")
    recorded = program.record(SOURCE)
    assert isinstance(recorded, Tape)
    return recorded


def _named(shown: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in shown["tensors"] if row["name"] == name)
    return found


def test_the_object_has_the_promised_fields(tape: Tape) -> None:
    shown: dict[str, Any] = json.loads(dumps(show(tape)))
    assert list(shown) == [
        "format", "torch", "device", "tensors", "nodes", "steps", "output", "error", "end",
        "first", "runs", "hooked", "notes", "jacobians", "checks", "iterations", "series",
    ]  # fmt: skip
    assert set(shown["tensors"][0]) == {
        "id", "name", "shape", "dtype", "device", "requires_grad", "is_leaf", "node", "output_nr",
        "value", "grad",
    }  # fmt: skip
    assert set(shown["nodes"][0]) == {
        "id", "name", "edges", "saved", "tensor", "module", "run", "keeps", "freed",
    }  # fmt: skip
    assert set(shown["steps"][0]) == {
        "index", "kind", "line", "op", "module", "run", "node", "inputs", "outputs", "gradients_in",
        "gradients_out",
    }  # fmt: skip
    assert shown["output"] == "tensor(12., grad_fn=<SumBackward0>)\n"
    assert shown["error"] is None


def test_the_numbers_are_autograds(tape: Tape) -> None:
    shown = show(tape)
    assert _named(shown, "d")["value"] == 12.0
    assert _named(shown, "a")["grad"] == [4.0, 4.0, 4.0]
    assert _named(shown, "b")["grad"] == [4.0, 4.0, 4.0]
    assert _named(shown, "c")["grad"] == [1.0, 1.0, 1.0]


def test_a_step_is_the_state_at_it(tape: Tape) -> None:
    first_print = next(step.index for step in tape.steps if step.kind == "print")
    shown: Any = show(tape, first_print - 1)
    assert shown["output"] == ""
    assert len(shown["steps"]) == first_print
    assert all(row["grad"] is None for row in shown["tensors"])
    assert show(tape, -1)["steps"] == []


@pytest.mark.parametrize("step", [-2, 10_000])
def test_a_step_that_is_not_there_is_named(tape: Tape, step: int) -> None:
    with pytest.raises(NoSuchStep, match=f"there is no step {step}"):
        show(tape, step)


@settings(deadline=None, max_examples=50)
@given(tape=tapes())
def test_any_legal_tape_can_be_shown_at_every_step(tape: Tape) -> None:
    for step in range(-1, len(tape.steps)):
        json.loads(dumps(show(tape, step)))


@given(value=values())
def test_every_number_comes_back_bit_for_bit(value: Value) -> None:
    shown = json.loads(json.dumps(value_as_json(value), allow_nan=False))
    numbers = shown if value.complete else shown["sample"]
    array = value.array()

    def number(item: Any) -> Any:
        match item:
            case list():
                return [number(each) for each in item]
            case {"real": real, "imag": imag}:
                return complex(number(real), number(imag))
            case str():
                return {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}[item]
        return item

    again = np.array(number(numbers), array.dtype).reshape(array.shape)
    np.testing.assert_array_equal(again, array)
    if array.dtype.kind == "f":
        np.testing.assert_array_equal(np.signbit(again[again == 0]), np.signbit(array[array == 0]))


def test_a_float32_is_written_as_the_float64_it_is() -> None:
    value = Value(dtype="float32", shape=(), data=struct.pack("<f", 0.1))
    assert json.dumps(value_as_json(value)) == "0.10000000149011612"


def test_what_json_cannot_say_is_spelled_out() -> None:
    numbers = np.array([math.nan, math.inf, -math.inf, -0.0], "f4")
    value = Value(dtype="float32", shape=(4,), data=encode(numbers, "float32"))
    assert json.dumps(value_as_json(value)) == '["NaN", "Infinity", "-Infinity", -0.0]'


def test_beyond_the_cap_there_is_a_sample_with_statistics() -> None:
    stats = Stats(min=0, max=3, mean=math.nan, std=1, norm=2, zeros=1, nans=1, infs=0)
    data = encode(np.array([0, 2], "i4"), "int32")
    value = Value(dtype="int32", shape=(2, 2), data=data, stride=2, stats=stats)
    shown: Any = value_as_json(value)
    assert shown["shape"] == [2, 2]
    assert shown["sample"] == [0, 2]
    assert shown["stride"] == 2
    assert shown["stats"]["mean"] == "NaN"


def test_the_text_tells_program_step_and_gradients(tape: Tape) -> None:
    text = text_of(tape)
    assert ">   7  d.backward()" in text
    assert "c = b * b" in text
    assert "c = [4 4 4]" in text
    assert "a.grad = [4 4 4]" in text
    assert "AccumulateGrad" in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_step_has_a_text(tape: Tape, language: Any) -> None:
    for step in range(-1, len(tape.steps)):
        assert text_of(tape, step, language).startswith("program.py")


def test_an_error_is_told_with_its_line() -> None:
    program = pytest.importorskip("graphviewer.record.program")
    tape = program.record("import torch\nx = 1 / 0\n")
    assert "line 2: ZeroDivisionError: division by zero" in text_of(tape)
    shown: Any = show(tape)
    assert (shown["error"]["type"], shown["error"]["line"]) == ("ZeroDivisionError", 2)
