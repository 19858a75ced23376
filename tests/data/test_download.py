"""Downloading, from a server on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from graphviewer.data import fashion
from graphviewer.data.download import download
from graphviewer.data.problem import DataProblem
from graphviewer.disk import atomic
from graphviewer.disk.problem import CannotWrite
from tests.data import small_fashion
from tests.data.servers import Server, serving

FIRST = "train-images-idx3-ubyte"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    made = small_fashion.arrays()
    small_fashion.pretend(monkeypatch, made)
    with serving({f"{n}.gz": small_fashion.packed(v) for n, v in made.items()}) as one:
        yield one


def go(folder: Path, server: Server, stop_at: int = -1) -> tuple[fashion.Place | None, list[int]]:
    """Download; cancelled once so many bytes have come."""
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        assert done <= total
        seen.append(done)

    def cancelled() -> bool:
        return stop_at >= 0 and bool(seen) and seen[-1] >= stop_at

    return download(folder, progress, cancelled, [server.address]), seen


def parts(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


def test_what_came_is_found_and_loaded(tmp_path: Path, server: Server) -> None:
    place, _ = go(tmp_path, server)
    assert place == fashion.where(str(tmp_path))
    assert place is not None
    assert place.folder == tmp_path / "FashionMNIST" / "raw"
    loaded = fashion.load(str(tmp_path))
    np.testing.assert_array_equal(loaded.train.x, small_fashion.arrays()[FIRST])
    assert not loaded.sample
    assert not parts(tmp_path)


def test_progress_rises_to_the_total(tmp_path: Path, server: Server) -> None:
    _, seen = go(tmp_path, server)
    assert seen == sorted(seen)
    assert seen[-1] == sum(len(data) for data in server.files.values())


def test_what_is_there_is_not_fetched_again(tmp_path: Path, server: Server) -> None:
    go(tmp_path, server)
    server.asked.clear()
    go(tmp_path, server)
    assert server.asked == []


def test_a_cancelled_download_goes_on_where_it_was(tmp_path: Path, server: Server) -> None:
    place, _ = go(tmp_path, server, stop_at=100_000)
    assert place is None
    (part,) = parts(tmp_path)
    have = part.stat().st_size
    assert 100_000 <= have < len(server.files[f"{FIRST}.gz"])
    server.asked.clear()
    place, _ = go(tmp_path, server)
    assert server.asked[0] == (f"{FIRST}.gz", f"bytes={have}-")
    assert fashion.load(str(tmp_path)).train.x.shape == (400, 28, 28)


def test_cancelled_at_once_asks_for_nothing(tmp_path: Path, server: Server) -> None:
    assert download(tmp_path, lambda *_: None, lambda: True, [server.address]) is None
    assert server.asked == []


def test_a_server_without_ranges_begins_anew(tmp_path: Path, server: Server) -> None:
    go(tmp_path, server, stop_at=100_000)
    server.ranges = False
    go(tmp_path, server)
    assert not fashion.load(str(tmp_path)).sample


def test_a_connection_that_ends_early_is_told_and_goes_on(tmp_path: Path, server: Server) -> None:
    server.cut = 50_000
    with pytest.raises(DataProblem, match="ended after 50,000 of"):
        go(tmp_path, server)
    server.cut = 0
    go(tmp_path, server)
    assert f"{FIRST}.gz" in [name for name, wanted in server.asked if wanted == "bytes=50000-"]
    assert not fashion.load(str(tmp_path)).sample


def test_a_part_that_is_whole_is_only_checked(tmp_path: Path, server: Server) -> None:
    raw = tmp_path / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / f".{FIRST}.0.part").write_bytes(server.files[f"{FIRST}.gz"])
    go(tmp_path, server)
    assert not fashion.load(str(tmp_path)).sample


@pytest.mark.parametrize("change", ["other", "truncated", "rubbish"])
def test_an_altered_file_is_refused_and_not_kept(
    tmp_path: Path, server: Server, change: str
) -> None:
    name = f"{FIRST}.gz"
    good = server.files[name]
    values = small_fashion.arrays()[FIRST].copy()
    values[0, 0, 0] ^= 1
    bad = {"other": small_fashion.packed(values), "truncated": good[:-999], "rubbish": b"<html>"}
    server.files[name] = bad[change]
    with pytest.raises(DataProblem):
        go(tmp_path, server)
    assert not parts(tmp_path)
    assert not (tmp_path / "FashionMNIST" / "raw" / FIRST).exists()
    server.files[name] = good
    assert go(tmp_path, server)[0] is not None


def test_the_next_address_is_tried(tmp_path: Path, server: Server) -> None:
    with serving({}) as empty:
        addresses = [empty.address, server.address]
        assert download(tmp_path, lambda *_: None, lambda: False, addresses) is not None


def test_a_missing_file_is_named(tmp_path: Path, server: Server) -> None:
    server.files.clear()
    with pytest.raises(DataProblem, match="404"):
        go(tmp_path, server)


def test_no_network_is_told_as_such(tmp_path: Path, server: Server) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(DataProblem, match="could not be reached") as caught:
        go(tmp_path, server)
    assert "network" in caught.value.advice


def test_a_full_disk_is_seen_before_anything_is_fetched(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(DataProblem, match="too full"):
        go(tmp_path, server)
    assert server.asked == []


def test_a_disk_that_fills_up_is_told(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _chunks: object) -> None:
        raise CannotWrite(path, "No space left on device")

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(DataProblem, match="No space left"):
        go(tmp_path, server)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path, server: Server) -> None:
    (tmp_path / "FashionMNIST").write_text("", encoding="utf-8")
    with pytest.raises(DataProblem, match="cannot be made"):
        go(tmp_path, server)


def test_a_part_that_cannot_be_written_is_told(tmp_path: Path, server: Server) -> None:
    (tmp_path / "FashionMNIST" / "raw" / f".{FIRST}.0.part").mkdir(parents=True)
    with pytest.raises(DataProblem, match="cannot be written") as caught:
        go(tmp_path, server)
    assert "Make room" in caught.value.advice
