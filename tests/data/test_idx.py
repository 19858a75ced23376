"""IDX files: what is written is read, and what is broken is told."""

from __future__ import annotations

import contextlib
import gzip
import lzma
import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graphviewer.data import idx
from graphviewer.data.loaded import Bytes
from graphviewer.data.problem import DataProblem

ARRAYS = hnp.arrays(np.uint8, hnp.array_shapes(min_dims=3, max_dims=3, max_side=6))
PACK: dict[str, Callable[[bytes], bytes]] = {"raw": bytes, "gz": gzip.compress, "xz": lzma.compress}
per_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@per_file
@given(values=ARRAYS, form=st.sampled_from(sorted(PACK)))
def test_what_is_written_is_read(tmp_path: Path, values: Bytes, form: str) -> None:
    path = tmp_path / "file"
    idx.write(path, values)
    path.write_bytes(PACK[form](path.read_bytes()))
    found = idx.read(path, 3)
    np.testing.assert_array_equal(found, values)
    assert found.flags.writeable  # torch.from_numpy warns of what is not


@per_file
@given(values=ARRAYS, form=st.sampled_from(sorted(PACK)), data=st.data())
def test_a_cut_file_is_told(tmp_path: Path, values: Bytes, form: str, data: st.DataObject) -> None:
    whole = PACK[form](idx.header(values.shape) + values.tobytes())
    path = tmp_path / "file"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(DataProblem):
        idx.read(path, 3)


@per_file
@given(values=ARRAYS, form=st.sampled_from(sorted(PACK)), data=st.data())
def test_nothing_but_a_problem_comes_of_changed_bytes(
    tmp_path: Path, values: Bytes, form: str, data: st.DataObject
) -> None:
    changed = bytearray(PACK[form](idx.header(values.shape) + values.tobytes()))
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "file"
    path.write_bytes(changed)
    with contextlib.suppress(DataProblem):
        assert idx.read(path, 3).dtype == np.uint8


@per_file
@given(content=st.binary(max_size=60), start=st.sampled_from([b"", b"\0\0\x08\x03", b"\x1f\x8b"]))
def test_nothing_but_a_problem_comes_of_any_bytes(
    tmp_path: Path, content: bytes, start: bytes
) -> None:
    path = tmp_path / "file"
    path.write_bytes(start + content)
    with contextlib.suppress(DataProblem):
        idx.read(path, 3)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0\0\x08\x03" + struct.pack(">3I", 2, 2, 2) + bytes(9), "goes on after its last"),
        (
            gzip.compress(b"\0\0\x08\x03" + struct.pack(">3I", 2, 2, 2) + bytes(9), mtime=0),
            "goes on",
        ),
        (b"\0\0\x08\x03" + struct.pack(">3I", 2, 2, 2) + bytes(7), "ends before its last"),
        (b"\0\0\x08\x03" + struct.pack(">3I", 0, 28, 28), "is empty"),
        (b"\0\0\x08\x01" + struct.pack(">I", 2) + bytes(2), "has 1 dimensions, not 3"),
        (b"\0\0\x0d\x03" + struct.pack(">3I", 1, 1, 1) + bytes(4), "of type 0x0d, not bytes"),
        (b"label,pixel1\n", "does not begin with two zero bytes"),
        (b"", "ends before its last"),
    ],
)
def test_the_message_says_what_is_wrong(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(DataProblem, match=words):
        idx.read(path, 3)


@pytest.mark.parametrize("shape", [(2**32 - 1, 2**32 - 1, 2**32 - 1), (60_000, 28, 28)])
def test_a_header_that_promises_too_much_allocates_nothing(
    tmp_path: Path, shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(idx.header(shape) + bytes(100))
    monkeypatch.delattr(np, "empty")
    with pytest.raises(DataProblem, match=r"are the most|cut short"):
        idx.read(path, 3)


@pytest.mark.parametrize("name", ["nothing", ".", "a\0b", "x" * 300])
def test_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataProblem):
        idx.read(tmp_path / name, 3)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataProblem):
        idx.read(tmp_path / "pipe", 3)
