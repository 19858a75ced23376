"""A sign stands between the numbers of a cell only where the numbers bear it out."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.explain.cells.told import told
from tests.explain.cells.test_origins import last_working

START = "import torch\nx = torch.arange(12.).reshape(3, 4)\nb = torch.arange(1., 5.)\n"


@pytest.mark.parametrize(
    "call",
    [
        "torch.add(x, b, alpha=2)",
        "torch.sub(x, b, alpha=3)",
        "(x * 1e-9).add(b * 1e-9, alpha=2)",
        'torch.div(x, b, rounding_mode="floor")',
        "torch.sub(other=b, input=x)",
        "torch.div(other=b, input=x)",
        "x.to(torch.uint8) * (100 * b).to(torch.uint8)",  # overflows
    ],
)
def test_no_sign_stands_where_the_call_did_something_else(call: str) -> None:
    found = last_working(f"{START}y = {call}\n")
    assert found.sign == ""
    assert all(told(found, at).count("=") + told(found, at).count("≈") == 1 for at in _cells())


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("x - b", "y[1, 2] = x[1, 2] − b[2] = 6 − 3 = 3"),
        ("x.half() * 1e4 * b.half()", "y[1, 2] = 60000 · 3 = inf"),
        ("(1 + 2j) * x * (x - 1j)", "= (6+12j) · (6-1j) = 48+66j"),
        ("x > b", "y[1, 2] = x[1, 2] > b[2] = 6 > 3 = True"),
    ],
)
def test_a_sign_stands_where_it_says_what_the_call_did(call: str, sentence: str) -> None:
    assert told(last_working(f"{START}y = {call}\n"), (1, 2)).endswith(sentence)


def test_where_of_one_tensor_twice_does_not_say_which() -> None:
    found = last_working(f"{START}y = torch.where(x > 3, b, b)\n")
    assert [grid.picked for grid in found.operands] == [None, None, None]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("x[:1].sum(0)", ""),
        ("x[0, 0].sum()", ""),
        ("x.sum(0)", "along dim 0: 3 cells into one"),
        ("x.sum()", "all 12 cells into one"),
    ],
)
def test_one_cell_does_not_go_into_one(call: str, words: str) -> None:
    assert last_working(f"{START}y = {call}\n").operands[0].words == words


def _cells() -> list[tuple[int, ...]]:
    return list(np.ndindex(3, 4))
