"""Writing that never destroys: a temporary file in the same folder, then one rename."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from graphviewer.disk.problem import CannotWrite, IsAFolder, reason_of


def write(path: str | Path, chunks: Iterable[bytes | memoryview], *, durable: bool = True) -> None:
    """Put `chunks` into the file at `path`, all or nothing.

    Until the last byte is on the disk the old file stays as it was; a link is followed, an existing
    file's permissions are kept. Raises CannotWrite or IsAFolder.

    Not `durable`: nobody waits for the disk. Readers, and who comes after a killed process, still
    find the old file or the new one; only a power failure may leave neither.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsAFolder(path)
        exists = target.exists()
        if exists and not target.is_file():  # the rename would put a file in its place
            raise CannotWrite(path, "it is a device or a pipe, not a file")
        if exists and not os.access(target, os.W_OK):
            raise CannotWrite(path, "it is read-only")
        _replace(target, chunks, keep_mode=exists, durable=durable)
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error
    except ValueError as error:  # a NUL in the name
        raise CannotWrite(path, str(error)) from error


def _replace(
    target: Path, chunks: Iterable[bytes | memoryview], *, keep_mode: bool, durable: bool
) -> None:
    temporary = target.with_name(f".{target.name[:50]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if keep_mode:
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:  # even when interrupted, leave no litter; then let it through
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be opened (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
