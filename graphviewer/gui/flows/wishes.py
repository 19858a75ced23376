"""What to do once the open program may go, and which files were used."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from graphviewer.files import lessons
from graphviewer.files.settings import MOST_RECENT
from graphviewer.session.document import Opened
from graphviewer.tape.tape import Tape


class Wish(Struct, frozen=True):
    """What to do once the open program may go: the user may have to be asked first."""

    what: Literal["new", "choose", "file", "lesson", "copy", "tape", "offer", "close"]
    name: str = ""
    tape: Tape | None = None
    opened: Opened | None = None


def lesson_at(path: Path) -> str | None:
    """The id of the lesson whose own file this is."""
    try:
        whole = path.resolve()
        return next((one.id for one in lessons.lessons() if one.path.resolve() == whole), None)
    except (lessons.LessonError, OSError, ValueError, RuntimeError):
        return None  # it is opened as what it is, and that says what is wrong


def with_recent(recent: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The list of recent files once `path` was used: newest first, each once."""
    return (path, *(one for one in recent if one != path))[:MOST_RECENT]
