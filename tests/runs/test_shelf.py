"""The folder of all runs: names, listing, deleting and taking back, exporting."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from graphviewer.runs import folder, shelf
from graphviewer.runs.config import Config, Model
from graphviewer.runs.folder import RunBusy, RunFolder
from graphviewer.runs.news import Closed
from graphviewer.runs.run import Run

CONFIG = Config(title="mine", epochs=3)
DONE = Closed(reason="finished", step=30)


def started(path: Path) -> RunFolder:
    folder.create(path, CONFIG)
    writer = RunFolder(path)
    writer.claim()
    return writer


def test_names_tell_day_and_config_and_are_not_given_twice(tmp_path: Path) -> None:
    day = date(2026, 11, 21)
    config = Config(model=Model(preset="mlp-256"))
    first = shelf.new_path(tmp_path, config, day)
    assert first.name == "2026-11-21 mlp-256 sgd 0.1"
    first.mkdir()
    assert shelf.new_path(tmp_path, config, day).name == "2026-11-21 mlp-256 sgd 0.1 (2)"
    assert shelf.new_path(tmp_path, Config(title="a/b: *?"), day).name == "2026-11-21 a b"


def test_a_name_in_korean_fits_the_system(tmp_path: Path) -> None:
    config = Config(title="가" * 200)
    path = shelf.new_path(tmp_path, config, date(2026, 11, 21))
    folder.create(path, config)
    assert path.name.startswith("2026-11-21 가가가")
    assert shelf.new_path(tmp_path, config, date(2026, 11, 21)).name.endswith(" (2)")
    shelf.export(path, tmp_path / ("나" * 80 + ".zip"))
    with pytest.raises(shelf.BadName):
        shelf.rename(path, "다" * 100)
    assert shelf.rename(path, "다" * 60).is_dir()


def test_a_file_older_than_zip_is_exported(tmp_path: Path) -> None:
    folder.create(tmp_path / "a", CONFIG)
    os.utime(tmp_path / "a" / folder.CONFIG, (0, 0))
    shelf.export(tmp_path / "a", tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_size > 0


def test_a_run_that_vanishes_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.create(tmp_path / "a", CONFIG)
    monkeypatch.setattr(shelf, "is_run", lambda _path: True)
    (tmp_path / "b").mkdir()
    assert [path.name for path in shelf.runs(tmp_path)] == ["a", "b"]


def test_runs_are_listed_newest_first(tmp_path: Path) -> None:
    assert shelf.runs(tmp_path / "none") == []
    for at, name in enumerate("abc"):
        folder.create(tmp_path / name, CONFIG)
        os.utime(tmp_path / name / folder.CONFIG, (at, at))
    (tmp_path / "other").mkdir()
    assert [path.name for path in shelf.runs(tmp_path)] == ["c", "b", "a"]


def test_a_deleted_run_comes_back(tmp_path: Path) -> None:
    folder.create(tmp_path / "a", CONFIG)
    gone = shelf.delete(tmp_path / "a")
    assert shelf.runs(tmp_path) == []
    folder.create(tmp_path / "a", CONFIG)
    assert shelf.restore(gone).name == "a (2)"
    assert {path.name for path in shelf.runs(tmp_path)} == {"a", "a (2)"}


def test_what_was_deleted_last_comes_last_until_the_trash_is_emptied(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        folder.create(tmp_path / name, CONFIG)
        shelf.delete(tmp_path / name)
    assert [path.name for path in shelf.trashed(tmp_path)] == ["b", "a", "c"]
    shelf.empty_trash(tmp_path)
    assert not (tmp_path / shelf.TRASH).exists()
    assert shelf.trashed(tmp_path) == []


def test_a_run_is_renamed(tmp_path: Path) -> None:
    folder.create(tmp_path / "a", CONFIG)
    folder.create(tmp_path / "b", CONFIG)
    assert shelf.rename(tmp_path / "a", " 새 이름 ").name == "새 이름"
    for name in ("b", "", "x/y", "..", ".trash", "nul", "x" * 200, "a\nb"):
        with pytest.raises(shelf.BadName):
            shelf.rename(tmp_path / "새 이름", name)


def test_a_run_under_way_stays_where_it_is(tmp_path: Path) -> None:
    started(tmp_path / "a")
    for move in (shelf.delete, lambda run: shelf.rename(run, "b")):
        with pytest.raises(RunBusy, match="still training"):
            move(tmp_path / "a")


def test_a_run_is_exported(tmp_path: Path) -> None:
    started(tmp_path / "a").close(DONE)
    (tmp_path / "a" / ".half.tmp").touch()
    shelf.export(tmp_path / "a", tmp_path / "out.zip")
    shutil.unpack_archive(tmp_path / "out.zip", tmp_path / "far")
    assert Run(tmp_path / "far" / "a").standing == "finished"
    assert not (tmp_path / "far" / "a" / ".half.tmp").exists()
