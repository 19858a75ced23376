"""Where this system keeps an app's data."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graphviewer.disk.folders import data_folder


@pytest.mark.parametrize(
    ("platform", "variable", "below_home"),
    [
        ("linux", "XDG_DATA_HOME", ".local/share"),
        ("win32", "LOCALAPPDATA", "AppData/Local"),
        ("darwin", "", "Library/Application Support"),
    ],
)
def test_each_system_has_its_place(
    platform: str, variable: str, below_home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert data_folder("runs") == tmp_path / below_home / "graphviewer" / "runs"
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "other"))
        assert data_folder() == tmp_path / "other" / "graphviewer"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG is for the others")
def test_a_relative_xdg_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert data_folder() == tmp_path / ".local" / "share" / "graphviewer"
