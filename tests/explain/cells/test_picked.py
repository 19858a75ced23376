"""Which cells a key picks, against PyTorch's own indexing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from graphviewer.explain.cells.picked import by_key, by_memory
from graphviewer.record.keys import key_text
from graphviewer.record.program import record
from graphviewer.tape.keys import parts

SHAPE = (4, 3, 5)
MASK = torch.arange(12).reshape(4, 3) % 2 == 0
KEYS: list[Any] = [
    1,
    -1,
    (slice(None), 1),
    slice(0, 2),
    slice(-2, None),
    slice(None, None, 2),
    (1, 2),
    (1, 2, 3),
    (slice(None, 2), slice(None)),
    (..., -1),
    (0, ..., 1),
    (None, 1),
    (slice(None), None, 2),
    [0, 2],
    ([0, 2], 1),
    (slice(None), [0, 2]),
    ([0, 1], [2, 0]),
    (0, slice(None), [1, 2]),
    ([1, 2], slice(None), [0, 4]),
    torch.tensor([3, 0, 3]),
    (torch.tensor([[0], [2]]), torch.tensor([1, 2])),
    (torch.tensor(2), slice(None), [0, 1]),
    MASK,
    (slice(None), torch.tensor([True, False, True])),
    (MASK, 1),
    (MASK, torch.tensor([0, 4, 1, 1, 2, 3])),
    (MASK, None, torch.tensor([0, 4, 1, 1, 2, 3])),
    [True, False, True, False],
    torch.ones(SHAPE, dtype=torch.bool),
    torch.zeros(SHAPE, dtype=torch.bool),
]


def tensors_of(key: Any) -> list[Any]:  # keys can be anything
    found = key if isinstance(key, tuple) else (key,)
    return [one.numpy() for one in found if isinstance(one, torch.Tensor)]


@pytest.mark.parametrize("key", KEYS, ids=key_text)
def test_a_key_picks_what_pytorch_picks(key: Any) -> None:  # as above
    expected = torch.arange(60).reshape(SHAPE)[key]
    found = by_key(SHAPE, key_text(key), tensors_of(key))
    assert found is not None
    np.testing.assert_array_equal(found, expected.numpy())


@pytest.mark.parametrize("key", [True, slice(torch.tensor(1), None), list(range(65)), "a", [[1]]])
def test_a_key_without_words_is_not_told(key: Any) -> None:  # as above
    assert key_text(key) == ""
    assert by_key(SHAPE, "", []) is None


@pytest.mark.parametrize("text", ["7", "0,0,0,0", "T", "[9]", "[True,False]"])
def test_a_key_that_does_not_fit_picks_nothing(text: str) -> None:
    assert by_key(SHAPE, text, []) is None


@pytest.mark.parametrize("text", ["x", "1,", ",1", "1;2", "[1,", "1 ", "T:", "1" * 500])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        parts(text)


VIEWS = """import torch
x = torch.arange(24).reshape(2, 3, 4)
y = {}
"""


@pytest.mark.parametrize(
    "code",
    [
        "x[1]", "x[:, 1]", "x[..., ::2]", "x.transpose(0, 2)", "x.select(1, 2)",
        "x.narrow(2, 1, 2)", "x.diagonal(0, 1, 2)", "x.view(6, 4)", "x.permute(2, 0, 1)",
        "x.unsqueeze(1)", "x[:, :1].expand(2, 3, 4)", "x[1].as_strided((2, 2), (4, 1), 14)",
    ],
)  # fmt: skip
def test_a_views_memory_tells_which_cells_it_is_of(code: str) -> None:
    tape = record(VIEWS.format(code))
    view = eval(code, {"x": torch.arange(24).reshape(2, 3, 4)})  # one of those above
    row = tape.tensors[-1]
    assert row.offset == view.storage_offset()
    assert row.strides == view.stride()
    found = by_memory(tape.tensors[1], row)
    assert found is not None
    np.testing.assert_array_equal(found, view.numpy())


def test_memory_says_nothing_of_other_memory() -> None:
    tape = record("import torch\nx = torch.arange(6)\ny = x[1:]\nz = torch.zeros(3)\n")
    rows = {tape.tensors[one.tensor].name: tape.tensors[one.tensor] for one in tape.bindings}
    x, y, z = (rows[name] for name in ("torch.arange(6)", "x[1:]", "torch.zeros(3)"))
    assert by_memory(x, z) is None
    assert by_memory(y, x) is None  # a cell of x lies outside of y
