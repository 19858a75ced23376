"""A file whose name gets an ending replaces none that the user was not asked about."""

from __future__ import annotations

from pathlib import Path

from graphviewer.files.named import ended


def test_an_ending_is_added(tmp_path: Path) -> None:
    assert ended(tmp_path / "loss 0.5", ".png") == tmp_path / "loss 0.5.png"


def test_what_is_there_stays(tmp_path: Path) -> None:
    for name in ("a.txt.png", "a.txt (2).png"):
        (tmp_path / name).touch()
    assert ended(tmp_path / "a.txt", ".png") == tmp_path / "a.txt (3).png"
