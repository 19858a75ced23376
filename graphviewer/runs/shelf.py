"""The folder that holds the runs: listed, named, renamed, deleted so that it can be undone."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graphviewer.disk.problem import CannotWrite, FileProblem, reason_of
from graphviewer.runs.config import Config
from graphviewer.runs.folder import CONFIG, RunBusy, read_status
from graphviewer.runs.run import is_run
from graphviewer.runs.status import is_alive

TRASH = ".trash"
MAX_NAME = 100  # characters
_MAX_BYTES = 200  # of a name: systems take 255, and " (2)" may follow
_FORBIDDEN = r'[<>:"/\\|?*\x00-\x1f]'  # in names of Windows
_DEVICES = r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?"


class BadName(FileProblem):
    """A run cannot be called so, or another one is."""


def runs(root: Path) -> list[Path]:
    """The folders of runs in `root`, newest first. A root that is not there holds none."""
    try:
        found = [path for path in root.iterdir() if is_run(path) and path.name != TRASH]
    except OSError:
        return []
    return sorted(found, key=_made, reverse=True)


def _made(run: Path) -> tuple[int, str]:
    """When its config was written; of one that has just gone nobody knows."""
    try:
        return (run / CONFIG).stat().st_mtime_ns, run.name
    except OSError:
        return 0, run.name


def title(config: Config) -> str:
    """What a run is called if nobody says: its own title, or model, optimizer and rate."""
    model = config.model
    what = "program" if model.source else "layers" if model.layers else model.preset or "model"
    return config.title or f"{what} {config.optimizer.name} {config.optimizer.lr:g}"


def new_path(root: Path, config: Config, today: date) -> Path:
    """Where a new run goes: a name such as "2026-11-21 mlp-256 sgd 0.1" nobody has yet."""
    plain = re.sub(_FORBIDDEN, " ", title(config))
    name = " ".join(f"{today.isoformat()} {plain}".split())[:MAX_NAME]
    return _free(root, _cut(name).rstrip(" ."))


def _cut(name: str) -> str:
    """As much of a name as a file may have; Hangul takes three bytes a letter."""
    return name.encode(errors="replace")[:_MAX_BYTES].decode(errors="ignore")


def rename(run: Path, name: str) -> Path:
    """Give a run another name. Returns its new folder; raises BadName, RunBusy or CannotWrite."""
    name = name.strip()
    bad = re.search(_FORBIDDEN, name) or re.fullmatch(_DEVICES, name)
    long = len(name) > MAX_NAME or _cut(name) != name
    if not name or bad or long or name.startswith(".") or name.endswith("."):
        raise BadName(run, f"A run cannot be called {name!r}: another name, please.")
    target = run.with_name(name)
    if target.exists() and not target.samefile(run):
        raise BadName(run, f"There is a run called {name} already.")
    return _move(run, target)


def delete(run: Path) -> Path:
    """Put a run into the trash. Returns where it lies now, for `restore`; raises as `rename`."""
    trash = run.parent / TRASH
    try:
        trash.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(trash, reason_of(error)) from error
    gone = _move(run, _free(trash, run.name))
    os.utime(gone)  # what was deleted last is restored first
    return gone


def restore(trashed: Path) -> Path:
    """Take a run out of the trash. Returns its folder; another name where its own is taken."""
    return _move(trashed, _free(trashed.parent.parent, trashed.name))


def trashed(root: Path) -> list[Path]:
    """The deleted runs of `root` that can be restored, the one deleted last at the end."""
    trash = root / TRASH
    try:
        found = [path for path in trash.iterdir() if is_run(path)]
        return sorted(found, key=_deleted)
    except OSError:
        return []


def _deleted(path: Path) -> int:
    return path.stat().st_mtime_ns


def empty_trash(root: Path) -> None:
    """Remove deleted runs for good. Raises CannotWrite."""
    trash = root / TRASH
    try:
        if trash.is_dir() and not trash.is_symlink():
            shutil.rmtree(trash)
    except OSError as error:
        raise CannotWrite(trash, reason_of(error)) from error


def export(run: Path, path: Path) -> None:
    """Put a run into a zip file, in a folder of its name. Raises CannotWrite."""
    temporary = path.with_name(f".{_cut(path.name)}.{os.getpid()}.tmp")
    try:
        with zipfile.ZipFile(
            temporary, "x", zipfile.ZIP_DEFLATED, strict_timestamps=False
        ) as archive:
            for file in _files(run):
                archive.write(file, Path(run.name) / file.relative_to(run))
        temporary.replace(path)
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _files(run: Path) -> Iterator[Path]:
    """What lies in the run's folder, without what links lead to or a killed process left half."""
    for file in sorted(run.rglob("*")):
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            yield file


def _free(folder: Path, name: str) -> Path:
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{name} ({number})"
    return target


def _move(run: Path, target: Path) -> Path:
    try:
        busy = is_alive(read_status(run))
    except FileProblem:
        busy = False  # it tells nothing of a process
    if busy:
        raise RunBusy(run, f"{run.name} is still training: stop it first.")
    try:
        return run.rename(target)
    except OSError as error:
        raise CannotWrite(run, reason_of(error)) from error
