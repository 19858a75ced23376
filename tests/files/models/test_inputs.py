"""Inputs that are asked for are the tensors PyTorch makes; what cannot be is told."""

from __future__ import annotations

import pytest
import torch

from graphviewer.files.models import inputs, writing
from graphviewer.files.models.data import Given
from graphviewer.files.models.inputs import BadInput, Input
from graphviewer.files.models.writing import BadGoal, Goal, Wanted


@pytest.mark.parametrize("text", ["2, 3", "(2,3)", "[2, 3]", "2 x 3", "2×3", " 2 3 ", "2*3"])
def test_a_shape_can_be_written_in_many_ways(text: str) -> None:
    assert inputs.shape_of(text) == (2, 3)


def test_nothing_is_the_shape_of_one_number() -> None:
    assert inputs.shape_of("") == inputs.shape_of("()") == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2, -3", "shape"),
        ("2.5", "shape"),
        ("a", "shape"),
        ("0", "size"),
        ("9999, 9999", "many"),
        ("1,1,1,1,1,1,1,1,1", "dimensions"),
        ("9" * 5000, "shape"),
    ],
)
def test_a_shape_that_cannot_be_is_told(text: str, wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        inputs.shape_of(text)
    assert caught.value.wrong == wrong


@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "int32"])
@pytest.mark.parametrize("kind", ["randn", "zeros", "ones", "arange", "tokens"])
def test_the_code_makes_a_tensor_of_the_shape_and_dtype(
    kind: inputs.Kind, dtype: str, shape: tuple[int, ...]
) -> None:
    one = Input(kind=kind, dtype=dtype, shape=shape, bound=5)
    whole = dtype.startswith("int")
    if (kind == "randn" and whole) or (kind == "tokens" and not whole):
        with pytest.raises(BadInput):
            inputs.check(one)
        return
    made = eval(inputs.code(one), {"torch": torch})
    assert tuple(made.shape) == shape
    assert str(made.dtype) == f"torch.{dtype}"
    assert kind != "tokens" or (made.min() >= 0 and made.max() < 5)


def test_values_are_taken_as_they_are_typed() -> None:
    one = Input(kind="values", text="[[1, 2.5], [3, -4]]")
    inputs.check(one)
    made = eval(inputs.code(one), {"torch": torch})
    assert torch.equal(made, torch.tensor([[1, 2.5], [3, -4]]))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "values"),
        ("open('x')", "values"),
        ("[[1], [2, 3]]", "ragged"),
        ("[]", "values"),
        ("['a']", "values"),
        ("[" * 3000, "values"),
    ],
)
def test_values_that_are_no_numbers_are_told(text: str, wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        inputs.check(Input(kind="values", text=text))
    assert caught.value.wrong == wrong


def test_an_exported_program_wants_its_own_sizes() -> None:
    given = Given(name="x", shape=(0, 5), dtype="float32", example=(2, 5))
    inputs.check(Input(shape=(9, 5)), given)
    with pytest.raises(BadInput) as caught:
        inputs.check(Input(shape=(9, 6)), given)
    assert caught.value.detail == "? × 5"


@pytest.mark.parametrize("output", ["", "[0]", '["logits"]', ".logits", '["a"][1].b'])
def test_an_output_is_a_way_into_the_result(output: str) -> None:
    writing.check(Wanted(goal=Goal(output=output)))


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(goal=Goal(output="[0]; print(1)")), "output"),
        (Wanted(goal=Goal(output="[-1]")), "output"),
        (Wanted(goal=Goal(root="element", numbers="x")), "numbers"),
        (Wanted(goal=Goal(root="cross_entropy", numbers="")), "numbers"),
        (Wanted(arguments="4)("), "arguments"),
        (Wanted(arguments="4 # "), "arguments"),
        (Wanted(arguments="4\n"), "arguments"),
    ],
)
def test_what_would_not_be_the_program_is_told(wanted: Wanted, field: str) -> None:
    with pytest.raises(BadGoal) as caught:
        writing.check(wanted)
    assert caught.value.field == field
