"""What the window's process and a recording process say to each other: length-prefixed frames.

A frame is a magic word, a length and one MessagePack struct with array bytes left raw. Nothing is
ever unpickled, and no length is believed before it has been compared with a cap.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import Struct

from graphviewer.formulas.answers import Answered
from graphviewer.formulas.questions import Ask
from graphviewer.runs.news import TrainingNews
from graphviewer.runs.orders import TrainingOrder
from graphviewer.tape import coding
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part

MAGIC = b"gvF1"
MAX_FRAME = 256 * 1024**2
_HEAD = struct.Struct("<4sI")

_Message = TypeVar("_Message")


class BadFrame(ValueError):
    """What came through the pipe is no frame of this protocol."""


class Device(Struct, frozen=True):
    """Where a program could run. `reason` says, when it is not available, why."""

    name: str  # "cpu", "cuda:0", "mps"
    label: str
    available: bool = True
    reason: str = ""


# --- to the recording process


class Start(Struct, frozen=True, kw_only=True, tag="start"):
    """Run one program: `meta.source`, in `folder` if there is one."""

    meta: Meta
    folder: str = ""
    restricted: bool = False
    memory: int = 0  # bytes the program may use when restricted


class Stop(Struct, frozen=True, tag="stop"):
    """Please end: at the next line."""


Order = Start | Stop | TrainingOrder | Ask

# --- from the recording process


class Warm(Struct, frozen=True, kw_only=True, tag="warm"):
    """torch is imported and warmed up: a program can be started."""

    torch: str
    python: str
    devices: tuple[Device, ...]


class Walls(Struct, frozen=True, tag="walls"):
    """Which of the operating system's walls stand around a restricted run, in words."""

    standing: tuple[str, ...]
    missing: tuple[str, ...]


class Taping(Struct, frozen=True, tag="taping"):
    """A training process begins the tape of one of its steps; its rows follow."""

    meta: Meta


class Rows(Struct, frozen=True, tag="rows"):
    """More of the tape."""

    part: Part


class AtLine(Struct, frozen=True, tag="line"):
    """A sign of life, and the line the program is at."""

    line: int | None


class Failed(Struct, frozen=True, tag="failed"):
    """The recording process itself failed; not the program."""

    message: str


News = Warm | Walls | Taping | Rows | AtLine | Failed | TrainingNews | Answered


def frame(message: Order | News) -> bytes:
    """A message as it travels. Raises BadFrame when it is too large to."""
    body = coding.encode(message)
    if len(body) > MAX_FRAME:
        raise BadFrame(f"a message of {len(body):,} bytes is more than {MAX_FRAME:,}")
    return _HEAD.pack(MAGIC, len(body)) + body


class Frames:
    """Cuts a stream of bytes into the bodies of frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take in what arrived; yields each complete body. Raises BadFrame."""
        self._buffer += data
        while self._buffer:
            magic = bytes(self._buffer[: len(MAGIC)])
            if magic != MAGIC[: len(magic)]:
                raise BadFrame(f"{magic!r} where a frame should begin")
            if len(self._buffer) < _HEAD.size:
                return
            _, length = _HEAD.unpack_from(self._buffer)
            if length > MAX_FRAME:
                raise BadFrame(f"a frame of {length:,} bytes is more than {MAX_FRAME:,}")
            if len(self._buffer) < _HEAD.size + length:
                return
            body = bytes(memoryview(self._buffer)[_HEAD.size : _HEAD.size + length])
            del self._buffer[: _HEAD.size + length]
            yield body


def read_news(body: bytes) -> News:
    """A message from the recording process. Raises BadFrame."""
    return _read(body, _news)


def read_order(body: bytes) -> Order:
    """A message to the recording process. Raises BadFrame."""
    return _read(body, _orders)


_news: msgspec.msgpack.Decoder[News] = msgspec.msgpack.Decoder(News)
_orders: msgspec.msgpack.Decoder[Order] = msgspec.msgpack.Decoder(Order)


def _read(body: bytes, decoder: msgspec.msgpack.Decoder[_Message]) -> _Message:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadFrame(f"a frame does not validate: {error}") from error
