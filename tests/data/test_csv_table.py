"""Tables in CSV files: what is a class, what is a number, what is a fault."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphviewer.data import csv_table, csv_text
from graphviewer.data.load import load
from graphviewer.data.loaded import Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data


def table(path: Path, content: str) -> Loaded:
    path.write_text(content, encoding="utf-8")
    return load(Data(name="table", path=str(path)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def with_targets(*targets: str) -> str:
    return "a,b,y\n" + "".join(f"{n},{n / 2},{target}\n" for n, target in enumerate(targets))


@pytest.mark.parametrize(
    ("targets", "classes"),
    [
        (["0", "0", "1", "1"], ("0", "1")),
        (["10", "9", "10", "9"], ("9", "10")),  # by size, not by letters
        (["yes", "no", "no"], ("no", "yes")),
        (["-1", "1", "-1", "1"], ("-1", "1")),
        (["152", "185", "180", "196", "142"], ()),  # lesson 6.1: as many values as rows
        (["5", "6", "9", "10"], ()),  # lesson 6.8
        (["0", "0", "1", "1.0"], ()),  # a decimal point is a measured number
        (["1", "1", "1"], ()),  # one class is none
    ],
)
def test_targets_are_classes_or_numbers(
    path: Path, targets: list[str], classes: tuple[str, ...]
) -> None:
    loaded = table(path, with_targets(*targets))
    assert loaded.classes == classes
    if classes:
        assert [classes[index] for index in loaded.train.y] == targets
        assert loaded.train.y.dtype == np.int64
        assert loaded.kind == "points"
    else:
        np.testing.assert_array_equal(loaded.train.y[:, 0], [float(one) for one in targets])
        assert loaded.train.y.dtype == np.float32
        assert loaded.kind == "table"
    assert ("regression" in loaded.origin) == (not classes)


def test_features_are_float32_in_the_files_order(path: Path) -> None:
    loaded = table(path, "1.5;2e3;0\n-1;.25;1\n3;4;0\n5;6;1\n")
    assert loaded.train.x.dtype == np.float32
    assert loaded.train.x.tolist() == [[1.5, 2000], [-1, 0.25], [3, 4], [5, 6]]


def test_the_partner_file_is_the_validation_set(tmp_path: Path) -> None:
    (tmp_path / "iris_test.csv").write_text("1,2,3,cat\n", encoding="utf-8")
    loaded = table(tmp_path / "iris_train.csv", "1,2,3,dog\n4,5,6,ant\n")
    assert loaded.classes == ("ant", "cat", "dog")
    assert loaded.train.y.tolist() == [2, 0]
    assert loaded.validation.y.tolist() == [1]
    assert "iris_test.csv" in loaded.origin


def test_the_seed_chooses_which_rows_are_held_back(path: Path) -> None:
    content = with_targets(*(str(n % 2) for n in range(100)))
    first = table(path, content)
    assert (len(first.train), len(first.validation)) == (80, 20)
    other = load(Data(name="table", path=str(path), seed=1))
    assert not np.array_equal(first.validation.x, other.validation.x)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b,y\n1,2,3\n1,x,3\n", 'line 3, column 2: "x" is not a number'),
        ("1,2,3\n1,,3\n", "line 2, column 2: an empty cell is not a number"),
        ("1,2,3\n1,nan,3\n", "line 2, column 2"),
        ("1,2,3\n1,1e39,3\n", "line 2, column 2"),
        ("1,2,0.5\n1,2,huge\n", 'line 2, column 3: "huge" is not a number'),
        ("1,2,0.5\n1,2,\n", "line 2, column 3: an empty cell"),
        ("1,2,3\n1,2\n", "line 2: it has 2 columns, not 3"),
        ("1\n2\n", "line 1: it has one column"),
        ("", "has no rows"),
        ("a,b,y\n", "has no rows"),
        ("".join(f"1,name{n}\n" for n in range(300)), "300 different words"),
        ('1,"' + "9" * 200_000 + '"\n', "line 1"),
    ],
)
def test_a_fault_is_named_by_line_and_column(path: Path, content: str, words: str) -> None:
    with pytest.raises(DataProblem) as caught:
        table(path, content)
    assert words in caught.value.message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.binary(max_size=80)
    | st.text(alphabet='019,;."\n\r\t -xe_\0\ufeff가²', max_size=80).map(str.encode)
)
def test_nothing_but_a_problem_comes_of_any_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with contextlib.suppress(DataProblem):
        loaded = load(Data(name="table", path=str(path)))
        assert np.isfinite(loaded.train.x).all()
        assert len(loaded.train.x) == len(loaded.train.y)


def test_korean_files_of_excel_are_read(path: Path) -> None:
    path.write_bytes("키,몸무게,판정\n170,60,합격\n160,70,불합격\n".encode("cp949"))
    assert load(Data(name="table", path=str(path))).classes == ("불합격", "합격")


@pytest.mark.parametrize("cell", ["nan", "-inf", "1e39", ""])
def test_a_first_row_that_is_wrong_is_no_header(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{cell},1.5\n2,2.5\n")
    with pytest.raises(DataProblem, match=r"line 1, column 1: .* is not a number"):
        load(Data(name="table", path=str(path)))


def test_a_header_may_begin_with_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",mark\n1,1.5\n2,2.5\n")
    assert len(load(Data(name="table", path=str(path))).train) == 2


@pytest.mark.parametrize("name", ["table", "csv"])
@pytest.mark.parametrize("start", ["", "1,2\n" * 9, "1,2\r" * 9])
def test_a_line_without_end_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: str
) -> None:
    monkeypatch.setattr(csv_text, "MOST_IN_A_LINE", 20)
    path = tmp_path / "a.csv"
    path.write_text(start + "1," * 50 + "\n1,2\n", newline="")
    with pytest.raises(DataProblem, match="a line of more than 20 bytes"):
        load(Data(name=name, path=str(path)))


def test_lines_that_are_short_enough_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "MOST_IN_A_LINE", 20)
    path = tmp_path / "a.csv"
    path.write_text("1.5,2.5\n" * 40)
    assert len(load(Data(name="table", path=str(path))).train) == 40


def test_more_rows_than_fit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_ROWS", 3)
    path = tmp_path / "a.csv"
    path.write_text("1,2\n" * 4)
    with pytest.raises(DataProblem, match="more than 3 rows"):
        load(Data(name="table", path=str(path)))
