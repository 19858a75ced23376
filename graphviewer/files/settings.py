"""What the app remembers between starts: one JSON file in the platform's folder for settings."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from graphviewer.disk import atomic
from graphviewer.disk.folders import settings_folder
from graphviewer.disk.problem import CannotWrite, FileProblem, MissingFile, read_bytes, reason_of

log = logging.getLogger(__name__)
_T = TypeVar("_T")

MOST_RECENT = 10
MOST_LESSONS = 1000
MOST_WATCHED = 100  # programs whose charted variables are remembered
_MAX_BYTES = 1024**2
# What several windows add to: lists, newest first but for the lessons, and tables, oldest first.
LISTS = {
    "recent": MOST_RECENT,
    "trusted": None,
    "trusted_models": None,
    "lessons_seen": MOST_LESSONS,
}
TABLES = {"sizes": None, "watched": MOST_WATCHED}

_Speed = Annotated[float, Meta(gt=0, le=100)]
_Pixels = Annotated[int, Meta(ge=0, le=200)]
_Watched = Annotated[dict[str, tuple[str, ...]], Meta(max_length=MOST_WATCHED)]
_Seen = Annotated[tuple[str, ...], Meta(max_length=MOST_LESSONS)]
_Recent = Annotated[tuple[str, ...], Meta(max_length=MOST_RECENT)]


class Settings(Struct, frozen=True, kw_only=True):
    """Everything remembered. Which themes, devices and views there are is their owners' affair."""

    theme: str = "light"
    language: str = ""  # "" is the system's
    device: str = "cpu"
    speed: _Speed = 1.0
    view: str = "expression"
    motion: bool | None = None  # whether things glide; None: as the system wishes
    recent: _Recent = ()  # newest first
    geometry: str = ""  # of the window, base64
    sizes: dict[str, tuple[int, ...]] = {}  # of each splitter's panes
    hidden: tuple[str, ...] = ()  # panels
    unmarked: tuple[str, ...] = ()  # kinds of marks that are not shown in the graph
    watching: bool = False  # the watch opens by itself where there is something to chart
    watched: _Watched = {}  # of each program the variables charted, oldest first
    font_size: _Pixels = 0  # of the program in pixels; 0 is the app's own
    folder: str = ""  # where a file was opened or saved last
    trusted: tuple[str, ...] = ()  # files and folders whose programs may run unrestricted
    trusted_models: tuple[str, ...] = ()  # SHA-256 of models' programs that may, newest first
    page: str = "explore"  # the one that was shown last
    config: str = ""  # of the next training run, JSON
    folded: tuple[str, ...] | None = None  # groups of settings; None: as they come
    export: str = ""  # what was chosen when exporting last, JSON
    lessons_seen: _Seen = ()  # ids of the lessons whose last step was reached
    lesson: str = ""  # the id of the one that was opened last
    descent: str = ""  # how the Descent page stands, JSON
    functions: str = ""  # how the Functions page stands, JSON
    runs: str = ""  # the folder of training runs; "": in the app's own data folder


def default_path() -> Path:
    """Where this system keeps settings."""
    return settings_folder() / "settings.json"


def load(path: Path | None = None, tell: Callable[[str], None] = log.warning) -> Settings:
    """The remembered settings, or the defaults.

    A file that cannot be understood is put aside with ".broken" after its name, and `tell` is
    called with a sentence about it. Never raises for what the file holds.
    """
    path = path or default_path()
    try:
        return msgspec.json.decode(read_bytes(path, _MAX_BYTES), type=Settings)
    except MissingFile:
        return Settings()
    except FileProblem as problem:
        tell(f"{problem} The settings are the app's own for now.")
        return Settings()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        aside = path.with_name(path.name + ".broken")
        with contextlib.suppress(OSError):
            path.replace(aside)
        tell(
            f"The settings in {path} could not be understood ({error}). The file was kept as "
            f"{aside.name}; the settings are the app's own again."
        )
        return Settings()


def update(before: Settings, now: Settings, path: Path | None = None) -> Settings:
    """Remember what changed from `before` to `now`, over what the file holds by now.

    Another window may have written it since: what that one changed stays, and lists and tables
    are joined. Returns `now` with those joined. Raises CannotWrite or IsAFolder.
    """
    path = path or default_path()
    theirs = _by_now(path, before)
    joined: dict[str, object] = {}
    for name, most in LISTS.items():
        lists = (getattr(one, name) for one in (before, now, theirs))
        joined[name] = _joined_list(*lists)[:most]
    for name, most in TABLES.items():
        tables = (getattr(one, name) for one in (before, now, theirs))
        rows = list(_joined_table(*tables).items())
        joined[name] = dict(rows[-most:] if most is not None else rows)
    changed = {
        name: getattr(now, name)
        for name in Settings.__struct_fields__
        if name not in joined and getattr(now, name) != getattr(before, name)
    }
    save(replace(theirs, **changed, **joined), path)
    return replace(now, **joined)


def _by_now(path: Path, before: Settings) -> Settings:
    """What the file holds; as it was known before where it is gone or not to be understood."""
    told: list[str] = []
    found = load(path, told.append) if path.exists() else before
    return before if told else found


def _joined_list(
    before: tuple[str, ...], now: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Both windows' entries less what either took out; what one has emptied is empty."""
    if before and not now:
        return ()
    gone = set(before) - set(theirs)
    ours = [one for one in now if one not in gone]
    return (*ours, *(one for one in theirs if one not in before and one not in now))


def _joined_table(
    before: dict[str, tuple[_T, ...]],
    now: dict[str, tuple[_T, ...]],
    theirs: dict[str, tuple[_T, ...]],
) -> dict[str, tuple[_T, ...]]:
    """Theirs with the rows that were changed here, as the newest, and without those taken out."""
    changed = {name: row for name, row in now.items() if before.get(name) != row}
    gone = before.keys() - now.keys()
    kept = {name: row for name, row in theirs.items() if name not in {*changed, *gone}}
    return kept | changed


def save(settings: Settings, path: Path | None = None) -> None:
    """Remember the settings. Raises CannotWrite or IsAFolder."""
    path = path or default_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error
    data = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    atomic.write(path, [data, b"\n"])
