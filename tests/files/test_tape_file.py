"""`.tape` files come back as they were, and damage never goes unnoticed."""

from __future__ import annotations

import hashlib
import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphviewer.disk.problem import CannotWrite, IsAFolder, MissingFile, TooLarge
from graphviewer.files import tape_file
from graphviewer.tape import coding
from graphviewer.tape.rows import Meta, Step, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value
from tests.files.tape_strategies import tapes

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def tape() -> Tape:
    value = Value(dtype="float32", shape=(2,), data=b"\0\0\x80?\0\0\0@")
    tensor = Tensor(
        id=0, name="a", shape=(2,), dtype="float32", device="cpu", requires_grad=True,
        is_leaf=True, value=0,
    )  # fmt: skip
    step = Step(index=0, kind="print", text="hello\n")
    return Tape(meta=Meta(source="print('hello')"), values=[value], tensors=[tensor], steps=[step])


@pytest.fixture
def saved(tape: Tape, tmp_path: Path) -> Path:
    path = tmp_path / "a.tape"
    tape_file.write(tape, path)
    return path


@quick
@given(tape=tapes())
def test_what_is_written_is_read_back(tape: Tape, tmp_path: Path) -> None:
    tape_file.write(tape, tmp_path / "t.tape")
    again = tape_file.read(tmp_path / "t.tape")
    assert coding.encode(again) == coding.encode(tape)  # bytes, so that NaN equals itself


@quick
@given(tape=tapes(), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_is_found(tape: Tape, place: float, bit: int, tmp_path: Path) -> None:
    path = tmp_path / "t.tape"
    tape_file.write(tape, path)
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    path.write_bytes(data)
    with pytest.raises(tape_file.TapeFileError):
        tape_file.read(path)


def test_every_truncation_is_found(saved: Path) -> None:
    whole = saved.read_bytes()
    for length in range(len(whole)):
        saved.write_bytes(whole[:length])
        with pytest.raises(tape_file.TapeFileError):
            tape_file.read(saved)


def test_bytes_at_the_end_are_found(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes() + b"\0")
    with pytest.raises(tape_file.TruncatedTape):
        tape_file.read(saved)


@given(junk=st.binary(max_size=300))
@quick
def test_junk_is_no_tape(junk: bytes, tmp_path: Path) -> None:
    (tmp_path / "junk.tape").write_bytes(junk)
    with pytest.raises(tape_file.TapeFileError):
        tape_file.read(tmp_path / "junk.tape")


def test_a_newer_format_is_named_with_what_to_do(saved: Path) -> None:
    data = bytearray(saved.read_bytes())
    data[8:12] = struct.pack("<I", 7)
    saved.write_bytes(data)
    with pytest.raises(tape_file.NewerTape, match=r"format 7.*up to 2\. Update graphviewer"):
        tape_file.read(saved)


def _sign(path: Path, rows: bytes, arrays: bytes) -> None:
    head = tape_file.MAGIC + struct.pack("<IQQ", 1, len(rows), len(arrays))
    body = head + rows + arrays
    path.write_bytes(body + hashlib.blake2b(body, digest_size=32).digest())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"steps": [Step(index=3, kind="print")]}, "step 3 stands at place 0"),
        ({"steps": [Step(index=0, kind="backward")]}, "has no node"),
        ({"values": [Value(dtype="float32", shape=(9,), data=b"")]}, "beyond the arrays"),
        ({"values": [Value(dtype="nibble", shape=(), data=b"")]}, "has no size"),
        ({"values": [Value(dtype="int8", shape=(-1,), data=b"")]}, "has no size"),
        ({"values": [Value(dtype="int8", shape=(0, 2**62), data=b"")]}, "shape no array has"),
    ],
)
def test_a_signed_file_that_breaks_the_law_is_refused(
    change: dict[str, list[object]], words: str, tmp_path: Path
) -> None:
    tape = Tape(meta=Meta(source=""))
    for name, rows in change.items():
        setattr(tape, name, rows)
    _sign(tmp_path / "bad.tape", coding.encode(tape), b"")
    with pytest.raises(tape_file.AlteredTape, match=words):
        tape_file.read(tmp_path / "bad.tape")


def test_rows_of_the_wrong_type_are_refused(tmp_path: Path) -> None:
    _sign(tmp_path / "bad.tape", coding.encode({"meta": {"source": 5}}), b"")
    with pytest.raises(tape_file.AlteredTape, match="source"):
        tape_file.read(tmp_path / "bad.tape")


def test_lengths_are_checked_before_anything_is_allocated(tmp_path: Path) -> None:
    head = tape_file.MAGIC + struct.pack("<IQQ", 1, 2**62, 2**62)
    (tmp_path / "huge.tape").write_bytes(head + bytes(40))
    with pytest.raises(tape_file.TruncatedTape):
        tape_file.read(tmp_path / "huge.tape")


def test_a_file_over_the_limit_is_not_read(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape_file, "MAX_BYTES", 100)
    with pytest.raises(TooLarge):
        tape_file.read(saved)


def test_a_missing_file_and_a_folder_have_their_own_names(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        tape_file.read(tmp_path / "none.tape")
    with pytest.raises(IsAFolder):
        tape_file.read(tmp_path)


def test_a_failed_write_leaves_the_old_tape_and_no_litter(
    saved: Path, tape: Tape, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match=r"No space left.*Nothing was changed"):
        tape_file.write(tape, saved)
    assert saved.read_bytes() == before
    assert list(saved.parent.iterdir()) == [saved]


def test_text_that_utf8_cannot_hold_is_kept_escaped(tape: Tape, tmp_path: Path) -> None:
    tape.steps.append(Step(index=1, kind="print", text="\ud800!"))
    tape_file.write(tape, tmp_path / "s.tape")
    assert tape_file.read(tmp_path / "s.tape").steps[1].text == "\\ud800!"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_no_file_takes_the_place_of_a_pipe_or_a_device(tape: Tape, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CannotWrite, match="a device or a pipe"):
        tape_file.write(tape, pipe)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
