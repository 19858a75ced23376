"""The program that is open: its text, where it came from, and whether it may run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from graphviewer.session.event import Event

Origin = Literal["new", "lesson", "program", "tape"]
Trust = Literal["ours", "own", "unknown", "restricted", "trusted"]


class Opened(Struct, frozen=True, kw_only=True):
    """What a document is made from."""

    origin: Origin
    source: str
    filename: str
    path: Path | None = None
    lesson: str | None = None
    folder: Path | None = None  # where a program that is in no file runs

    @property
    def trust(self) -> Trust:
        """A lesson is ours, a new program is its writer's own, a file is someone's."""
        trusts: dict[Origin, Trust] = {
            "new": "own",
            "lesson": "ours",
            "program": "unknown",
            "tape": "unknown",
        }
        return trusts[self.origin]


class Document:
    """The open program. `opened`: another one. `changed`: its text, path or saved state changed."""

    def __init__(self) -> None:
        self.opened: Event[Opened] = Event()
        self.changed: Event[None] = Event()
        self._set(Opened(origin="new", source="", filename="program.py"))

    def _set(self, opened: Opened) -> None:
        self.origin = opened.origin
        self.source = self.saved_source = opened.source
        self.filename = opened.filename
        self.path = opened.path
        self.lesson = opened.lesson
        self.folder = opened.folder
        self.trust = opened.trust
        self.taped_source: str | None = opened.source if opened.origin == "tape" else None

    def open(self, opened: Opened) -> None:
        """Show another program."""
        self._set(opened)
        self.opened.emit(opened)
        self.changed.emit(None)

    @property
    def key(self) -> str:
        """What a choice made for this document is remembered under."""
        if self.path is not None:
            return str(self.path)
        if self.lesson is None:
            return self.filename
        return f"{'' if self.origin == 'lesson' else 'copy of '}lesson {self.lesson}"

    @property
    def dirty(self) -> bool:
        """Whether there are changes that are not saved."""
        return self.source != self.saved_source

    @property
    def stale(self) -> bool:
        """Whether the tape shown was made by another text than this one."""
        return self.taped_source is not None and self.source != self.taped_source

    @property
    def must_ask(self) -> bool:
        """Whether the user has to be asked before it runs."""
        return self.trust == "unknown"

    def edit(self, source: str) -> None:
        """Take over what the user typed."""
        if source != self.source:
            self.source = source
            self.changed.emit(None)

    def ran(self, source: str) -> None:
        """Remember which text the shown tape was made from."""
        self.taped_source = source
        self.changed.emit(None)

    def saved(self, path: Path) -> None:
        """Remember where the text was saved; it is then a program of the user's own."""
        self.path, self.filename = path, path.name
        if self.origin in ("new", "lesson"):
            self.trust = "own"
        if self.origin == "lesson":
            self.lesson = None  # a copy keeps the lesson's words beside it
        self.origin = "program"
        self.saved_source = self.source
        self.changed.emit(None)

    def decide(self, trust: Literal["restricted", "trusted"]) -> None:
        """Remember the answer to the question of trust."""
        self.trust = trust
