"""The settings of the window, written as they change."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from graphviewer.files import settings as store
from graphviewer.files.problem import FileProblem
from graphviewer.files.settings import Settings

log = logging.getLogger(__name__)


class Memory:
    """The settings and the file they are kept in."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else store.default_path()
        self.settings: Settings = store.load(self.path)

    def keep(self, **changes: object) -> None:
        """Change settings, and write them if that made a difference."""
        changed = msgspec.structs.replace(self.settings, **changes)
        if changed == self.settings:
            return
        self.settings = changed
        try:
            store.save(changed, self.path)
        except FileProblem:
            # A read-only home must not stop a lecture; next time the window is as before.
            log.warning("the settings could not be kept", exc_info=True)
