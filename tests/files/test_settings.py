"""Settings come back as they were, and a broken file costs nothing but itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graphviewer.disk.problem import CannotWrite
from graphviewer.files import settings
from graphviewer.files.settings import Settings


def _fail(message: str) -> None:
    raise AssertionError(message)


def test_settings_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    kept = Settings(theme="dark", speed=2.5, recent=("a.py", "나.py"), sizes={"outer": (1, 2)})
    settings.save(kept, path)
    assert settings.load(path, _fail) == kept


def test_a_first_start_has_the_defaults_and_says_nothing(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.json", _fail) == Settings()


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b'{"speed": "fast"}', b'{"speed": -1}', b"\xff", b'{"recent": [1]}'],
)
def test_a_broken_file_is_kept_aside_and_told_of(broken: bytes, tmp_path: Path) -> None:
    path, told = tmp_path / "settings.json", list[str]()
    path.write_bytes(broken)
    assert settings.load(path, told.append) == Settings()
    assert (tmp_path / "settings.json.broken").read_bytes() == broken
    assert not path.exists()
    assert "could not be understood" in told[0]
    settings.save(Settings(theme="dark"), path)
    assert settings.load(path, _fail).theme == "dark"


def test_fields_of_another_version_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark", "hologram": true}')
    assert settings.load(tmp_path / "settings.json", _fail) == Settings(theme="dark")


def test_a_folder_in_the_way_is_told_of(tmp_path: Path) -> None:
    told = list[str]()
    assert settings.load(tmp_path, told.append) == Settings()
    assert "is a folder" in told[0]


def test_a_folder_that_cannot_be_made_is_told_with_the_systems_reason(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CannotWrite, match=r"settings\.json cannot be written: (File|Not)"):
        settings.save(Settings(), tmp_path / "taken" / "settings.json")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG is for the others")
def test_the_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings.default_path() == tmp_path / "graphviewer" / "settings.json"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert settings.default_path() == Path.home() / ".config" / "graphviewer" / "settings.json"
