"""FashionMNIST: where it is looked for, what is checked, and the sample."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graphviewer.data import fashion
from graphviewer.data.load import load
from graphviewer.data.problem import DataProblem
from graphviewer.data.small import eighth
from graphviewer.disk.folders import data_folder
from graphviewer.runs.config import Data
from tests.data import small_fashion
from tools import sample as sample_tool

needs_full = pytest.mark.skipif(fashion.where() is None, reason="FashionMNIST is not on this disk")


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without FashionMNIST: home and working folder are this empty one."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "KERAS_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(fashion, "SYSTEM", tmp_path / "system")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@needs_full
def test_the_full_set_is_the_real_one() -> None:
    loaded = load(Data())
    assert loaded.train.x.shape == (60_000, 28, 28)
    assert loaded.validation.x.shape == (10_000, 28, 28)
    assert loaded.train.x.dtype == np.uint8
    assert loaded.train.y.dtype == np.int64
    assert loaded.train.y[:10].tolist() == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5]
    assert np.bincount(loaded.train.y).tolist() == [6000] * 10
    assert loaded.classes[9] == "ankle boot"
    assert not loaded.sample


@needs_full
def test_the_full_set_is_read_once() -> None:
    assert load(Data()).train.x.base is load(Data()).train.x.base
    assert fashion.load() is fashion.load()


@needs_full
def test_the_sample_is_made_of_the_full_set() -> None:
    full, few = fashion.load(), fashion.sample()
    for a, b, size in ((full.train, few.train, 2000), (full.validation, few.validation, 500)):
        take = sample_tool.chosen(a, size)
        np.testing.assert_array_equal(a.x[take], b.x)
        np.testing.assert_array_equal(a.y[take], b.y)


def test_without_the_files_the_sample_is_taken_and_named(nowhere: Path) -> None:
    assert fashion.where() is None
    loaded = load(Data())
    assert loaded.sample
    assert "ships with the app" in loaded.origin
    assert (len(loaded.train), len(loaded.validation)) == (2000, 500)
    assert np.bincount(loaded.train.y).tolist() == [200] * 10
    assert np.bincount(loaded.validation.y).tolist() == [50] * 10
    assert np.bincount(loaded.train.y[:100]).tolist() == [10] * 10
    assert nowhere.exists()


@pytest.mark.parametrize("compressed", [False, True])
def test_places_are_searched_in_order(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, compressed: bool
) -> None:
    made = small_fashion.arrays(20, 10)
    small_fashion.pretend(monkeypatch, made)
    places = (
        nowhere / "KERAS_HOME" / "datasets" / "fashion-mnist",
        nowhere / "system",
        nowhere / "data" / "FashionMNIST" / "raw",
        data_folder("data", "FashionMNIST", "raw"),
    )
    for place in places:  # the least wanted first
        small_fashion.put(place, made, compressed=compressed)
        found = fashion.where()
        assert found is not None
        assert found.folder == place
        loaded = fashion.load()
        assert str(place) in loaded.origin
        np.testing.assert_array_equal(loaded.train.x, made["train-images-idx3-ubyte"])


@pytest.mark.parametrize("below", [(), ("FashionMNIST", "raw"), ("raw",)])
def test_a_chosen_folder_is_searched_in_torchvisions_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: tuple[str, ...]
) -> None:
    made = small_fashion.arrays(20, 10)
    small_fashion.pretend(monkeypatch, made)
    small_fashion.put(tmp_path.joinpath(*below), made)
    assert len(load(Data(path=str(tmp_path))).train) == 20


def test_a_chosen_folder_without_it_is_an_error_not_the_sample(tmp_path: Path) -> None:
    with pytest.raises(DataProblem, match="no FashionMNIST in") as caught:
        load(Data(path=str(tmp_path)))
    assert "train-images-idx3-ubyte" in caught.value.advice


@pytest.mark.parametrize("path", ["~nobody-at-all/x", "a\0b", "x" * 5000])
def test_an_impossible_folder_is_told(path: str) -> None:
    with pytest.raises(DataProblem):
        load(Data(path=path[:4000]))


def test_an_altered_file_is_refused_once_it_is_altered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = small_fashion.arrays(20, 10)
    small_fashion.pretend(monkeypatch, made)
    small_fashion.put(tmp_path, made)
    load(Data(path=str(tmp_path)))
    file = tmp_path / "t10k-images-idx3-ubyte"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(DataProblem, match=r"t10k-images-idx3-ubyte.*SHA-256"):
        load(Data(path=str(tmp_path)))


def test_a_damaged_place_is_passed_over_for_a_good_one(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = small_fashion.arrays(20, 10)
    small_fashion.pretend(monkeypatch, made)
    first, second = nowhere / "data" / "FashionMNIST" / "raw", nowhere / "system"
    small_fashion.put(first, made)
    (first / "train-images-idx3-ubyte").write_bytes(b"")
    with pytest.raises(DataProblem, match="cut short"):
        fashion.load()
    small_fashion.put(second, made)
    assert str(second) in fashion.load().origin


@pytest.mark.parametrize(("asked", "got"), [(0, 2000), (7, 7), (99_999, 2000)])
def test_a_limit_takes_the_first(nowhere: Path, asked: int, got: int) -> None:
    loaded = load(Data(train=asked, validation=3))
    assert (len(loaded.train), len(loaded.validation)) == (got, 3)
    np.testing.assert_array_equal(loaded.train.x, fashion.sample().train.x[:got])
    assert nowhere.exists()


def test_8x8_are_exact_means_of_blocks(nowhere: Path) -> None:
    loaded, full = load(Data(name="fashion-8x8")), fashion.sample()
    assert loaded.sample
    assert nowhere.exists()
    image = np.zeros((32, 32))
    image[2:30, 2:30] = full.train.x[5]
    means = [[image[r : r + 4, c : c + 4].mean() for c in range(0, 32, 4)] for r in range(0, 32, 4)]
    np.testing.assert_array_equal(loaded.train.x[5], np.floor(np.array(means) + 0.5))
    assert eighth(np.full((1, 28, 28), 255, np.uint8)).max() == 255
