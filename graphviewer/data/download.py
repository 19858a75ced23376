"""Gets FashionMNIST from where its authors put it. Only called when somebody has agreed to it."""

from __future__ import annotations

import http.client
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from graphviewer.data import idx
from graphviewer.data.fashion import DIGESTS, LAYOUT, Place
from graphviewer.data.loaded import Bytes
from graphviewer.data.problem import DataProblem
from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, reason_of

ADDRESSES = (  # the authors' own, then their repository's; any copy will do, the bytes are checked
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
)
SIZES = {  # compressed, in bytes, as the authors have them
    "train-images-idx3-ubyte": 26_421_880,
    "train-labels-idx1-ubyte": 29_515,
    "t10k-images-idx3-ubyte": 4_422_102,
    "t10k-labels-idx1-ubyte": 5_148,
}
ROOM = 90_000_000  # bytes on the disk: the raw files and, while they come, the compressed ones
SILENCE = 15.0  # seconds without a byte until a server is given up
_PIECE = 64 * 1024
_MOST = 40_000_000  # bytes of one file: a server that sends more sends something else
_PARTIAL, _NOT_SATISFIABLE = 206, 416

Progress = Callable[[int, int], None]  # bytes done, bytes in all


class _Stopped(Exception):
    """The person said Cancel."""


def download(
    folder: Path,
    progress: Progress,
    cancelled: Callable[[], bool],
    addresses: Sequence[str] = ADDRESSES,
) -> Place | None:
    """Put the four files, uncompressed, into FashionMNIST/raw below `folder`; None: cancelled.

    That is torchvision's layout, so a program of one's own finds them with `root=folder`. What has
    come of a file is kept, and the next call goes on from there. Both functions are called between
    pieces of 64 KiB, in the calling thread. Raises DataProblem; files that are whole stay.
    """
    raw = folder.joinpath(*LAYOUT)
    _prepare(raw)
    total, before = sum(SIZES.values()), 0
    for name, size in SIZES.items():
        if not _have(raw / name, name):
            base = before

            def tell(done: int, base: int = base, size: int = size) -> None:
                if cancelled():
                    raise _Stopped
                progress(base + min(done, size), total)

            try:
                _get(raw, name, addresses, tell)
            except _Stopped:
                return None
        before += size
        progress(before, total)
    return Place(raw, tuple(raw / name for name in DIGESTS))


def _prepare(raw: Path) -> None:
    try:
        raw.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(raw).free
    except OSError as error:
        raise DataProblem(f"{raw} cannot be made: {reason_of(error)}.") from error
    if free < ROOM:
        raise DataProblem(
            f"The disk is too full: {free:,} bytes are free at {raw}, {ROOM:,} are wanted.",
            "Make room, or choose another folder.",
        )


def _have(file: Path, name: str) -> bool:
    """Whether the file is there already, whole and unaltered."""
    try:
        return idx.digest(idx.read(file, _dimensions(name))) == DIGESTS[name]
    except DataProblem:
        return False


def _get(raw: Path, name: str, addresses: Sequence[str], tell: Callable[[int], None]) -> None:
    """One file, from the first address that gives it."""
    problem: DataProblem | None = None
    for number, address in enumerate(addresses):
        part = raw / f".{name}.{number}.part"  # two servers may have compressed it differently
        try:
            _fetch(f"{address}{name}.gz", part, tell)
            _keep(raw / name, _checked(part, name))
        except DataProblem as error:
            problem = problem or error
        else:
            part.unlink(missing_ok=True)
            return
    assert problem is not None, "at least one address"
    raise problem


def _fetch(address: str, part: Path, tell: Callable[[int], None]) -> None:
    """Bring `part` to its full length, from where it stands."""
    try:
        _write(address, part, tell)
    except urllib.error.HTTPError as error:
        with error:
            raise DataProblem(
                f"{address} was refused: {error.code} {error.reason}.", "Try again later."
            ) from error
    except (
        OSError,
        ValueError,
        http.client.HTTPException,
    ) as error:  # what the disk says was named already
        reason = getattr(error, "reason", error)
        raise DataProblem(
            f"{address} could not be reached: {reason}.",
            "Is there a network? What has come is kept; the next try goes on from there.",
        ) from error


def _write(address: str, part: Path, tell: Callable[[int], None]) -> None:
    done = part.stat().st_size if part.exists() else 0
    tell(done)
    response = _opened(address, done)
    if response is None:
        return  # nothing is missing; whether it is right is seen when it is checked
    with response:
        if done and response.status != _PARTIAL:
            done = 0  # a server that knows no ranges begins anew
        left = int(response.headers.get("Content-Length") or 0)
        wanted = done + left if left else None
        _cut(part, done)
        while piece := response.read1(_PIECE):
            _append(part, piece)
            done += len(piece)
            if done > _MOST:
                raise DataProblem(f"{address} sends more than the file can be.")
            tell(done)
    if wanted is not None and done < wanted:
        raise ConnectionError(f"it ended after {done:,} of {wanted:,} bytes")


def _cut(part: Path, length: int) -> None:
    """Keep the first `length` bytes of what has come; the file is there afterwards."""
    try:
        with part.open("ab") as file:
            file.truncate(length)
    except OSError as error:
        raise _unwritten(part, error) from error


def _append(part: Path, piece: bytes) -> None:
    try:
        with part.open("ab") as file:
            file.write(piece)
    except OSError as error:
        raise _unwritten(part, error) from error


def _unwritten(part: Path, error: OSError) -> DataProblem:
    return DataProblem(
        f"{part} cannot be written: {reason_of(error)}.", "Make room, or choose another folder."
    )


def _opened(address: str, done: int) -> http.client.HTTPResponse | None:
    """The answer from byte `done` on; None: there is nothing behind it."""
    headers = {"User-Agent": "graphviewer"}
    if done:
        headers["Range"] = f"bytes={done}-"
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - ADDRESSES are HTTP
    try:
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=SILENCE)  # noqa: S310 - as above
    except urllib.error.HTTPError as error:
        if error.code != _NOT_SATISFIABLE:
            raise
        error.close()
        return None
    return response


def _checked(part: Path, name: str) -> Bytes:
    """The array of a file that has come in full. A wrong one is thrown away."""
    try:
        values = idx.read(part, _dimensions(name))
    except DataProblem:
        part.unlink(missing_ok=True)
        raise
    if idx.digest(values) != DIGESTS[name]:
        part.unlink(missing_ok=True)
        raise DataProblem(f"What came as {name} is not FashionMNIST's: its SHA-256 is another.")
    return values


def _keep(file: Path, values: Bytes) -> None:
    try:
        atomic.write(file, [idx.header(values.shape), values.tobytes()])
    except FileProblem as problem:
        raise DataProblem(problem.message, "Make room, or choose another folder.") from problem


def _dimensions(name: str) -> int:
    return 3 if "images" in name else 1
