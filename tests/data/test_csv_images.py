"""Images in CSV files hold what IDX files hold, and faults are named by line and column."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graphviewer.data import csv_images, fashion
from graphviewer.data.load import load
from graphviewer.data.loaded import Bytes, Examples
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data

HEADER = "label,pixel1,pixel2,pixel3,pixel4\n"
per_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def text_of(examples: Examples, delimiter: str = ",") -> str:
    flat = examples.x.reshape(len(examples), -1)
    rows: Iterable[list[int]] = np.column_stack([examples.y, flat]).tolist()
    return "".join(delimiter.join(map(str, row)) + "\n" for row in rows)


def problem_of(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DataProblem) as caught:
        load(Data(name="csv", path=str(path)))
    return caught.value.message


def test_csv_gives_the_same_tensors_as_idx(tmp_path: Path) -> None:
    """Lesson 7.9, with the full set where there is one."""
    full = fashion.load()
    train = full.train.first(5000)
    (tmp_path / "my_train.csv").write_text("label" + ",p" * 784 + "\n" + text_of(train))
    (tmp_path / "my_test.csv").write_text(text_of(full.validation.first(1000)))
    loaded = load(Data(name="csv", path=str(tmp_path / "my_train.csv")))
    np.testing.assert_array_equal(loaded.train.x, train.x)
    np.testing.assert_array_equal(loaded.train.y, train.y)
    np.testing.assert_array_equal(loaded.validation.x, full.validation.x[:1000])
    assert loaded.train.x.dtype == train.x.dtype
    assert loaded.train.y.dtype == train.y.dtype
    assert "my_test.csv" in loaded.origin


@per_file
@given(
    x=hnp.arrays(np.uint8, st.tuples(st.integers(1, 5), st.just(2), st.just(2))),
    header=st.booleans(),
    delimiter=st.sampled_from(",;\t"),
    newline=st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
    packed=st.booleans(),
    mark=st.booleans(),
)
def test_what_is_written_is_read(
    tmp_path: Path,
    x: Bytes,
    header: bool,
    delimiter: str,
    newline: str,
    packed: bool,
    mark: bool,
) -> None:
    y = np.arange(len(x))
    text = (HEADER.replace(",", delimiter) if header else "") + text_of(Examples(x, y), delimiter)
    data = text.replace("\n", newline).encode("utf-8-sig" if mark else "utf-8")
    path = tmp_path / "images.csv"
    path.write_bytes(gzip.compress(data) if packed else data)
    found = csv_images.read(path)
    np.testing.assert_array_equal(found.x, x)
    np.testing.assert_array_equal(found.y, y)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADER + "1,2,3,4,5\n1,2,x,4,5\n", 'line 3, column 3: "x" is not a whole number'),
        ("1,2,3,4,5\n\n1,2,3,4,256\n", 'line 3, column 5: "256" is not a whole number from 0'),
        ("1,2,3,4,-1\n", 'line 1, column 5: "-1"'),
        ("1,2,3,4,\n", "line 1, column 5: an empty cell"),
        ("1,2,3,4,0.5\n", 'line 1, column 5: "0.5"'),
        ("1,2,3,4,\u0663\n", 'line 1, column 5: "\u0663"'),
        ("1,2,3,4,5\n1,2,3,4\n", "line 2: it has 4 columns, not 5"),
        ("1,2,3,4,5\n1,2,3,4,5,6\n", "line 2: it has 6 columns, not 5"),
        ("1,2,3,4\n", "4 columns a row"),
        ("1\n", "1 columns a row"),
        ("", "no rows"),
        (HEADER, "no rows"),
        ("1,2,3,4," + "9" * 5000 + "\n", "line 1, column 5"),
        (gzip.compress(HEADER.encode() + b"1,2,3,4,5\n" * 1000, mtime=0)[:-20], "cut short"),
        (b"\xff\xfe\x00\x00", "images.csv"),
    ],
)
def test_a_fault_is_named_by_line_and_column(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    assert words in problem_of(tmp_path / "images.csv", content)


@per_file
@given(
    content=st.binary(max_size=80)
    | st.text(alphabet='0123456789,;."\n\r\t -xe\0\ufeff가', max_size=80).map(str.encode)
)
def test_nothing_but_a_problem_comes_of_any_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "images.csv"
    path.write_bytes(content)
    with contextlib.suppress(DataProblem):
        load(Data(name="csv", path=str(path)))


@pytest.mark.parametrize("path", ["", "nowhere.csv", ".", "a\0b"])
def test_no_file_is_told(path: str) -> None:
    with pytest.raises(DataProblem):
        load(Data(name="csv", path=path))


def test_one_row_in_five_is_held_back_from_a_file_alone(tmp_path: Path) -> None:
    x = np.arange(200, dtype=np.uint8)[:, None, None].repeat(2, 1).repeat(2, 2)
    path = tmp_path / "images.csv"
    path.write_text(text_of(Examples(x, np.arange(200) % 10)))
    loaded = load(Data(name="csv", path=str(path)))
    assert (len(loaded.train), len(loaded.validation)) == (160, 40)
    both = np.concatenate([loaded.train.x, loaded.validation.x])[:, 0, 0]
    assert sorted(both.tolist()) == list(range(200))
    assert set(loaded.validation.y.tolist()) == set(range(10))
    assert "held back" in loaded.origin


def test_images_of_two_sizes_are_told(tmp_path: Path) -> None:
    (tmp_path / "test.csv").write_text("1,2\n")
    assert "different sizes" in problem_of(tmp_path / "train.csv", "1,2,3,4,5\n")
