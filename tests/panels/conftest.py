"""Tapes written by hand, so that the panels are tested without torch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value, encode
from tests.explain.sample import sample

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform says of every window that it cannot hint at sizes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def value(array: npt.ArrayLike, dtype: str = "float32") -> Value:
    """A complete value of some numbers."""
    held = np.asarray(array)
    return Value(dtype=dtype, shape=held.shape, data=encode(held, dtype))


@pytest.fixture
def tape() -> Tape:
    return sample()


@pytest.fixture
def index(tape: Tape) -> TapeIndex:
    return TapeIndex(tape)
