"""What the app remembers between starts: one JSON file in the platform's folder for settings."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from graphviewer.disk import atomic
from graphviewer.disk.folders import settings_folder
from graphviewer.disk.problem import CannotWrite, FileProblem, MissingFile, read_bytes, reason_of

log = logging.getLogger(__name__)

MOST_RECENT = 10
MOST_LESSONS = 1000
MOST_WATCHED = 100  # programs whose charted variables are remembered
_MAX_BYTES = 1024**2

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


def save(settings: Settings, path: Path | None = None) -> None:
    """Remember the settings. Raises CannotWrite or IsAFolder."""
    path = path or default_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error
    data = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    atomic.write(path, [data, b"\n"])
