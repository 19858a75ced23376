"""doctor: what it looks at, and what it says where something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphviewer import doctor
from graphviewer.cli import main
from graphviewer.files import system


def test_it_looks_at_everything(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor"])
    printed = capsys.readouterr().out
    lines = printed.splitlines()
    for what in ("Python", "torch", "numpy", "device cpu", "display", "fonts", "FashionMNIST"):
        assert any(line[4:].startswith(what) for line in lines), what
    assert status == (1 if "!!" in printed else 0)


def test_what_is_missing_comes_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr("sys.platform", "linux")
    (found,) = (one for one in doctor.examine() if one.what == "libraries for pictures")
    assert doctor.line(found).startswith("!!  libraries for pictures: missing libegl1")
    assert "apt install libegl1" in doctor.line(found)


def test_a_torch_that_does_not_start_is_told_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "ASK_TORCH", "raise ImportError('libcublas is not there')")
    (found,) = (one for one in doctor.examine() if one.what == "torch")
    assert doctor.line(found).startswith("!!  torch: ImportError: libcublas is not there")


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_data_is_found_packed_or_not(suffix: str, tmp_path: Path) -> None:
    for name in doctor.DATA_FILES:
        assert not doctor.holds_data(tmp_path)
        (tmp_path / f"{name}{suffix}").touch()
    assert doctor.holds_data(tmp_path)
