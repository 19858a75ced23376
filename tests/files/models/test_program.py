"""The models of a program are found in its text, and their first input is guessed from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer.files.models import program
from graphviewer.files.models.guess import Guess
from graphviewer.files.models.problem import NotAModel
from tests.files.models.conftest import PROGRAM

HEAD = "import torch\nfrom torch import nn\n"


def first(source: str) -> program.Candidate:
    return program.find(Path("m.py"), HEAD + source).candidates[0]


def made_of(layers: str) -> Guess | None:
    return first(f"model = nn.Sequential({layers})").guess


def test_a_class_is_found_with_its_call_and_its_input() -> None:
    found = program.find(Path("m.py"), PROGRAM).candidates[0]
    assert (found.name, found.call, found.missing, found.takes) == ("Net", "Net()", (), ("x",))
    assert found.guess == Guess((2, 4))


def test_a_model_made_by_the_program_comes_before_its_class() -> None:
    found = first(f"{PROGRAM}\nmodel = Net(inputs=7).eval()")
    assert (found.name, found.call) == ("model", "")
    assert found.guess == Guess((2, 7))


def test_arguments_that_a_class_wants_are_named() -> None:
    source = "class A(nn.Module):\n    def __init__(self, width, depth=2):\n        pass\n"
    assert first(source).missing == ("width",)


@pytest.mark.parametrize(
    ("layers", "shape", "tokens"),
    [
        ("nn.Linear(5, 3)", (2, 5), 0),
        ("nn.Linear(in_features=5, out_features=3)", (2, 5), 0),
        ("nn.Conv2d(1, 6, 5)", (2, 1, 28, 28), 0),
        ("nn.Conv2d(3, 6, 5)", (2, 3, 32, 32), 0),
        ("nn.Flatten(), nn.Linear(28 * 28, 10)", (2, 1, 28, 28), 0),
        ("nn.Flatten(), nn.Linear(10, 10)", (2, 10), 0),
        ("nn.Embedding(50, 8)", (2, 8), 50),
        ("nn.ReLU(), nn.Linear(6, 1)", (2, 6), 0),
        ("nn.Sequential(nn.Linear(9, 1))", (2, 9), 0),
    ],
)
def test_the_first_layer_tells_the_shape(layers: str, shape: tuple[int, ...], tokens: int) -> None:
    assert made_of(layers) == Guess(shape, tokens)


def test_a_shape_that_the_text_does_not_tell_is_not_guessed() -> None:
    assert made_of("nn.Linear(width(), 3)") is None


@pytest.mark.parametrize(
    "source", ["", "loss = nn.MSELoss()", "class A:\n    pass", "w = nn.Parameter(x)"]
)
def test_a_program_without_a_model_is_told(source: str) -> None:
    with pytest.raises(NotAModel) as caught:
        first(source)
    assert caught.value.reason == "no model"


@pytest.mark.parametrize("source", ["def (", "x = 1\n\tif", "(" * 2000])
def test_what_is_no_python_is_told(source: str) -> None:
    with pytest.raises(NotAModel) as caught:
        first(source)
    assert caught.value.reason == "not python"


def test_what_a_program_does_when_run_itself_is_left_out() -> None:
    kept = program.without_main(PROGRAM)
    assert "SystemExit" not in kept
    assert "class Net" in kept
