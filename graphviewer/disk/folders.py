"""Where this system wants an app's own files: settings, downloaded data sets, training runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "graphviewer"


def data_folder(*parts: str) -> Path:
    """A place under the app's data folder; it need not exist.

    Windows: %LOCALAPPDATA%; macOS: ~/Library/Application Support; elsewhere $XDG_DATA_HOME, by
    default ~/.local/share.
    """
    return _place("LOCALAPPDATA", "Local", "XDG_DATA_HOME", ".local/share").joinpath(NAME, *parts)


def settings_folder() -> Path:
    """The app's folder for settings; it need not exist.

    Windows: %APPDATA%; macOS: ~/Library/Application Support; elsewhere $XDG_CONFIG_HOME, by
    default ~/.config.
    """
    return _place("APPDATA", "Roaming", "XDG_CONFIG_HOME", ".config") / NAME


def _place(variable: str, folder: str, xdg: str, usual: str) -> Path:
    """What a variable names: on Windows the first, where XDG's specification holds the second."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get(variable) or home / "AppData" / folder)
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    named = os.environ.get(xdg) or ""
    return Path(named) if Path(named).is_absolute() else home / usual  # as the specification asks
