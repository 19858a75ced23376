"""Folders of IDX files in MNIST's layout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graphviewer.data import idx
from graphviewer.data.load import load
from graphviewer.data.problem import DataProblem
from graphviewer.runs.config import Data
from tests.data import small_fashion


def idx_folder(folder: Path) -> Data:
    return Data(name="idx", path=str(folder))


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("sign", ["-", "."])
@pytest.mark.parametrize("test", ["t10k", "test"])
def test_the_usual_names_are_known(tmp_path: Path, compressed: bool, sign: str, test: str) -> None:
    made = small_fashion.arrays(30, 10)
    small_fashion.put(tmp_path, made, compressed=compressed)
    for file in list(tmp_path.iterdir()):
        name = file.name.replace("s-idx", f"s{sign}idx").replace("t10k", test)
        file.rename(tmp_path / name)
    loaded = load(idx_folder(tmp_path))
    np.testing.assert_array_equal(loaded.train.x, made["train-images-idx3-ubyte"])
    np.testing.assert_array_equal(loaded.validation.y, made["t10k-labels-idx1-ubyte"])
    assert loaded.classes == tuple("0123456789")
    assert loaded.kind == "images"


def test_torchvisions_mnist_is_found_by_its_root(tmp_path: Path) -> None:
    small_fashion.put(tmp_path / "MNIST" / "raw", small_fashion.arrays(30, 10))
    assert len(load(idx_folder(tmp_path)).train) == 30


def test_an_empty_folder_says_where_to_get_the_files(tmp_path: Path) -> None:
    with pytest.raises(DataProblem, match="no IDX files in") as caught:
        load(idx_folder(tmp_path))
    assert "https://" in caught.value.advice


def test_labels_that_do_not_fit_are_told(tmp_path: Path) -> None:
    small_fashion.put(tmp_path, small_fashion.arrays(30, 10))
    idx.write(tmp_path / "train-labels-idx1-ubyte", np.zeros(29, np.uint8))
    with pytest.raises(DataProblem, match=r"30 images.*29 labels"):
        load(idx_folder(tmp_path))


def test_images_of_two_sizes_are_told(tmp_path: Path) -> None:
    small_fashion.put(tmp_path, small_fashion.arrays(30, 10))
    idx.write(tmp_path / "t10k-images-idx3-ubyte", np.zeros((10, 8, 8), np.uint8))
    with pytest.raises(DataProblem, match="28×28 and 8×8"):
        load(idx_folder(tmp_path))


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    small_fashion.put(tmp_path, small_fashion.arrays(30, 10))
    load(idx_folder(tmp_path))
    small_fashion.put(tmp_path, small_fashion.arrays(40, 10))
    assert len(load(idx_folder(tmp_path)).train) == 40
