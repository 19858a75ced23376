"""The settings of the window, written as they change."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from graphviewer.disk.problem import FileProblem
from graphviewer.files import settings as store
from graphviewer.files.settings import Settings

log = logging.getLogger(__name__)


class Memory:
    """The settings and the file they are kept in.

    `broken` is set where the file could not be understood. `on_failure` is called with the first
    problem of writing it that the function can tell of; it returns whether it did.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else store.default_path()
        self.broken = False
        self.on_failure: Callable[[FileProblem], bool] | None = None
        self._logged = self._told = False
        self.settings: Settings = store.load(self.path, self._on_broken)

    def _on_broken(self, told: str) -> None:
        self.broken = True
        log.warning("%s", told)

    def keep(self, **changes: object) -> None:
        """Change settings, and write what that made different.

        What another window has written meanwhile stays, and its lists are taken over.
        """
        before, changed = self.settings, msgspec.structs.replace(self.settings, **changes)
        if changed == before:
            return
        self.settings = changed
        try:
            self.settings = store.update(before, changed, self.path)
        except FileProblem as problem:
            # A read-only home must not stop a lecture; next time the window is as before.
            if not self._logged:
                log.warning("the settings could not be kept: %s", problem)
            self._logged = True
            if not self._told and self.on_failure is not None:
                self._told = self.on_failure(problem)
