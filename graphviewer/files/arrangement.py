"""What was arranged in a document's pictures, kept beside the settings: a JSON file each."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from graphviewer.disk import atomic
from graphviewer.disk.problem import (
    CannotWrite,
    FileProblem,
    MissingFile,
    read_bytes,
    reason_of,
)
from graphviewer.tape.arrangement import NOTHING, Arrangement

FORMAT = 1
_MAX_BYTES = 128 * 1024**2
_Pictures = Annotated[dict[str, Arrangement], Meta(max_length=50)]


class Arrangements(Struct, frozen=True, kw_only=True):
    """Of a document's pictures what is arranged in each; `document` says for people which it is."""

    format: int = FORMAT
    document: str = ""
    pictures: _Pictures = {}


class BadArrangement(FileProblem):
    """A file holds no arrangement. It was put aside, with ".broken" after its name."""

    def __init__(self, path: str | Path) -> None:
        said = f"{path} holds no arrangement of a graph. It was put aside as {path}.broken."
        super().__init__(path, said)


class NewerArrangement(FileProblem):
    """A newer version wrote the file: it is left as it is, and nothing is kept over it."""

    def __init__(self, path: str | Path) -> None:
        said = "It is left as it is, and what is arranged now is not kept."
        super().__init__(path, f"{path} was written by a newer graphviewer. {said}")


class LargeArrangement(FileProblem):
    """More is arranged than a file may hold; what was kept before is left as it is."""

    def __init__(self, path: str | Path, size: int, limit: int) -> None:
        said = f"what is arranged takes {size:,} bytes, and no more than {limit:,} are kept."
        super().__init__(path, f"{path} is left as it is: {said}")
        self.size, self.limit = size, limit


class _Head(Struct, frozen=True):
    format: int = FORMAT


def path_of(document: str, folder: Path) -> Path:
    """Where in a folder the arrangement of a document is kept, by what the document is called."""
    name = hashlib.sha256(document.encode()).hexdigest()[:32]
    return folder / f"{name}.json"


def load(document: str, folder: Path) -> dict[str, Arrangement]:
    """What was arranged; nothing if nothing was.

    Raises FileProblem: the file cannot be read, is damaged, or came from a newer version.
    """
    path = path_of(document, folder)
    try:
        data = read_bytes(path, _MAX_BYTES)
    except MissingFile:
        return {}
    try:
        if msgspec.json.decode(data, type=_Head).format > FORMAT:
            raise NewerArrangement(path)
        return dict(msgspec.json.decode(data, type=Arrangements).pictures)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        try:
            path.replace(path.with_name(path.name + ".broken"))
        except OSError as refused:  # it stays where it is, and must not be written over
            raise CannotWrite(path, reason_of(refused)) from error
        raise BadArrangement(path) from error


def save(document: str, pictures: dict[str, Arrangement], folder: Path) -> None:
    """Keep what is arranged. Raises FileProblem."""
    path = path_of(document, folder)
    kept = {name: one for name, one in pictures.items() if one != NOTHING}
    if not kept and not path.exists():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, reason_of(error)) from error
    data = msgspec.json.encode(Arrangements(document=document, pictures=kept))
    if len(data) > _MAX_BYTES or not all(one.fits for one in kept.values()):
        raise LargeArrangement(path, len(data), _MAX_BYTES)
    atomic.write(path, [data])
