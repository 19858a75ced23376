"""What the lessons on tensors show of memory, identity and files, plain and on their tapes."""

from __future__ import annotations

import csv
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from graphviewer.files.lessons import lesson
from graphviewer.record.program import record
from graphviewer.tape.rows import OUTSIDE, Tensor
from tests.lessons.recording import recorded, unrecorded


def rows(identifier: str, name: str) -> list[Tensor]:
    """The rows a name of the program has stood for, in order."""
    tape = recorded(identifier).tape
    return [tape.tensors[one.tensor] for one in tape.bindings if one.name == name]


def row(identifier: str, name: str) -> Tensor:
    return rows(identifier, name)[-1]


# --- 2.1: copies and shared memory

SEEN = {
    "a": (100.0, "float64"),
    "b": (100.0, "float64"),
    "c": (1.0, "float32"),
    "d": (1.0, "float64"),
}


@pytest.mark.parametrize(("name", "wanted"), SEEN.items())
def test_from_numpy_and_as_tensor_see_the_change(name: str, wanted: tuple[float, str]) -> None:
    plain = unrecorded("2.1").tensors()[name]
    assert (plain[0].item(), str(plain.dtype)) == (wanted[0], f"torch.{wanted[1]}")
    assert (recorded("2.1").value(name)[0], row("2.1", name).dtype) == wanted


def test_only_the_tensors_on_the_arrays_memory_share_it() -> None:
    a, b, c, d = (row("2.1", name).storage for name in "abcd")
    assert a == b
    assert len({a, c, d}) == 3


def test_the_arrays_change_is_a_step_of_its_line() -> None:
    (step,) = [step for step in recorded("2.1").tape.steps if step.text == OUTSIDE]
    assert step.line is not None
    assert lesson("2.1").source().splitlines()[step.line - 1].startswith("array[0] = 100")


def test_what_is_made_by_chance_is_within_its_bounds() -> None:
    made = unrecorded("2.1").tensors()
    assert ((made["uniform"] >= 0) & (made["uniform"] < 1)).all()
    assert set(made["dice"].tolist()) <= set(range(1, 7))


# --- 2.2, 2.5: views


@pytest.mark.parametrize(
    ("identifier", "names"),
    [("2.2", ("x", "Y", "flat")), ("2.2", ("v", "column", "back")), ("2.2", ("X", "T"))],
)
def test_views_share_their_memory(identifier: str, names: tuple[str, ...]) -> None:
    plain = unrecorded(identifier).tensors()
    assert len({plain[name].data_ptr() for name in names}) == 1
    assert len({row(identifier, name).storage for name in names}) == 1


def test_a_stretched_axis_has_stride_0() -> None:
    plain = unrecorded("2.5").tensors()
    for name, strides in (("A", (1, 0)), ("B", (0, 1))):
        assert plain[name].stride() == strides == row("2.5", name).strides
        assert row("2.5", name).storage == row("2.5", name.lower()).storage


# --- 2.3 to 2.7: NumPy says the same


def arrays(identifier: str) -> dict[str, Any]:
    return {name: one.numpy() for name, one in unrecorded(identifier).tensors().items()}


def test_a_mask_picks_what_is_true() -> None:
    now = arrays("2.3")
    np.testing.assert_array_equal(now["picked"], now["x"][now["x"] > 0.5])
    np.testing.assert_array_equal(np.nonzero(now["mask"]), (now["i"], now["j"]))
    assert row("2.3", "column").storage == row("2.3", "x").storage != row("2.3", "picked").storage


def test_products_are_numpys() -> None:
    now = arrays("2.4")
    np.testing.assert_array_equal(now["C"], np.matmul(now["A"], now["B"]))
    np.testing.assert_array_equal(now["y"], np.matmul(now["A"], now["x"]))
    np.testing.assert_array_equal(now["H"], np.multiply(now["A"], now["A"]))


def test_shares_of_each_row_add_up_to_1() -> None:
    np.testing.assert_allclose(arrays("2.6")["shares"].sum(1), [1, 1])


def test_stack_adds_an_axis_and_cat_does_not() -> None:
    shapes = {name: row("2.7", name).shape for name in ("wide", "tall", "deep")}
    assert shapes == {"wide": (1, 6), "tall": (3, 2), "deep": (3, 1, 2)}


# --- 2.8: identity


def test_only_the_sum_is_another_tensor() -> None:
    tape = recorded("2.8").tape
    first, second, *more = rows("2.8", "Y")
    assert first.object != second.object
    assert first.storage != second.storage
    assert {one.object for one in more} <= {second.object}
    changed = [step.tensor for step in tape.steps if step.kind == "update"]
    assert changed == [second.id, second.id]


# --- 2.9: a file


def test_the_file_is_read_without_pickle_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    source = lesson("2.9").source()
    assert "weights_only=True" in source
    tape = record(source)
    assert "['X.pt']" in tape.output
    assert not list(tmp_path.iterdir())


def test_what_is_loaded_has_the_numbers_and_memory_of_its_own() -> None:
    saved, loaded = row("2.9", "X"), row("2.9", "Y")
    assert recorded("2.9").value("Y") == torch.arange(24).reshape(2, 3, 4).tolist()
    assert loaded.shape == saved.shape == (2, 3, 4)
    assert loaded.storage != saved.storage


# --- 2.10: a table


def test_gaps_become_the_mean_and_words_become_columns() -> None:
    now = unrecorded("2.10")
    table = list(csv.DictReader(now.names["text"].splitlines()))
    rooms = [float(one["rooms"]) for one in table if one["rooms"] != "NA"]
    assert recorded("2.10").value("mean") == sum(rooms) / len(rooms) == 3.0
    slate, absent = now.tensors()["X"][:, 1:].T.tolist()
    assert slate == [float(one["roof"] == "Slate") for one in table]
    assert absent == [float(one["roof"] == "NA") for one in table]


# --- 2.11: times


@pytest.mark.parametrize("recording", [False, True])
def test_the_ratio_is_that_of_the_times(recording: bool) -> None:
    output = recorded("2.11").tape.output if recording else unrecorded("2.11").output
    loop, vector, ratio = map(float, re.findall(r"(?m)^(?:loop|vector|ratio) +([\d.]+)", output))
    assert ratio == pytest.approx(loop / vector, rel=0.1)


def test_what_is_timed_leaves_no_steps() -> None:
    assert len(recorded("2.11").tape.steps) < 10
