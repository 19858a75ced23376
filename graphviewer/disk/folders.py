"""Where this system wants an app's own data: data sets that were downloaded, training runs."""

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
    home = Path.home()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(home / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or ""
        if not Path(base).is_absolute():  # as the XDG specification asks
            base = str(home / ".local" / "share")
    return Path(base).joinpath(NAME, *parts)
