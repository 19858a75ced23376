"""Settings come back as they were, and a broken file costs nothing but itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from graphviewer.disk.problem import CannotWrite
from graphviewer.files import settings
from graphviewer.files.settings import Settings
from graphviewer.gui.memory import Memory


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


def test_two_windows_keep_what_each_of_them_changed(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    start = Settings(lessons_seen=("1.1",), recent=("a.py",), sizes={"left": (1, 2)})
    settings.save(start, path)
    one = settings.update(start, replace(start, theme="dark", lessons_seen=("1.1", "1.2")), path)
    other = replace(
        start,
        speed=2.0,
        lessons_seen=("1.1", "7.1"),
        recent=("b.py", "a.py"),
        sizes={"right": (3,)},
    )
    other = settings.update(start, other, path)
    kept = settings.load(path, _fail)
    assert (kept.theme, kept.speed) == ("dark", 2.0)
    assert set(kept.lessons_seen) == {"1.1", "1.2", "7.1"}
    assert kept.recent == ("b.py", "a.py")
    assert kept.sizes == {"right": (3,)}
    assert other.theme == "light"  # a window does not change its looks under its user
    one = settings.update(one, replace(one, recent=("c.py", *one.recent)), path)
    assert one.recent == ("c.py", "a.py", "b.py")
    assert set(one.lessons_seen) == {"1.1", "1.2", "7.1"}


@pytest.mark.parametrize("field", ["trusted", "trusted_models", "lessons_seen"])
def test_what_one_window_emptied_the_other_does_not_fill_again(field: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    start = settings.update(Settings(), replace(Settings(), **{field: ("a", "b")}), path)
    settings.update(start, replace(start, **{field: ()}), path)
    other = settings.update(start, replace(start, speed=2.0), path)
    assert getattr(other, field) == getattr(settings.load(path, _fail), field) == ()


def test_a_window_that_has_seen_nothing_forgets_nothing_of_the_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    seen = Settings(lessons_seen=("1.1",), trusted=("a",), watched={"a.py": ("loss",)})
    settings.save(seen, path)
    settings.update(Settings(), Settings(speed=2.0), path)
    assert settings.load(path, _fail) == replace(seen, speed=2.0)


def test_joined_lists_and_tables_stay_within_what_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    full = tuple(f"{i}.py" for i in range(settings.MOST_RECENT))
    watched: dict[str, tuple[str, ...]] = {f"{i}": ("loss",) for i in range(settings.MOST_WATCHED)}
    settings.save(Settings(recent=full, watched=watched), path)
    now = Settings(recent=("new.py",), watched={"new": ("acc",)})
    settings.update(Settings(), now, path)
    kept = settings.load(path, _fail)
    assert kept.recent == ("new.py", *full[:-1])
    assert "0" not in kept.watched
    assert list(kept.watched)[-1] == "new"


def test_a_file_that_was_deleted_is_written_again_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    before = Settings(theme="dark", lessons_seen=("1.1",))
    settings.update(before, replace(before, speed=2.0), path)
    assert settings.load(path, _fail) == replace(before, speed=2.0)


def test_two_stores_on_one_file_lose_nothing(tmp_path: Path) -> None:
    one, other = Memory(tmp_path / "settings.json"), Memory(tmp_path / "settings.json")
    for number in range(1, 8):
        memory = one if number % 2 else other
        memory.keep(
            lessons_seen=(*memory.settings.lessons_seen, f"1.{number}"), lesson=f"1.{number}"
        )
    kept = Memory(tmp_path / "settings.json").settings
    assert set(kept.lessons_seen) == {f"1.{number}" for number in range(1, 8)}
    assert kept.lesson == "1.7"
    assert set(one.settings.lessons_seen) == set(kept.lessons_seen)
