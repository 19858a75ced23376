"""Rows as bytes and back: MessagePack with array bytes left raw, for files and for pipes."""

from __future__ import annotations

from typing import TypeVar

import msgspec

_T = TypeVar("_T")
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1  # what a MessagePack integer can hold

_encoder = msgspec.msgpack.Encoder()


def encode(thing: object) -> bytes:
    """Structs as MessagePack.

    Text that UTF-8 cannot hold (lone surrogates) is written with `\\udc80`-like escapes, and an
    integer beyond 64 bits in hexadecimal: a program may print or save anything.
    """
    try:
        return _encoder.encode(thing)
    except (UnicodeEncodeError, OverflowError):
        return _encoder.encode(_encodable(msgspec.to_builtins(thing, builtin_types=(bytes,))))


def decode(data: bytes | memoryview, kind: type[_T]) -> _T:
    """Strictly typed decoding. Raises msgspec.MsgspecError (a ValueError) or UnicodeDecodeError."""
    return msgspec.msgpack.decode(data, type=kind)


def _encodable(thing: object) -> object:
    match thing:
        case str():
            return thing.encode("utf-8", "backslashreplace").decode("utf-8")
        case bool():
            return thing
        case int() if not _SMALLEST <= thing <= _LARGEST:
            return hex(thing)  # str() refuses integers of more than 4300 digits
        case dict():
            return {_encodable(key): _encodable(item) for key, item in thing.items()}
        case list() | tuple():
            return [_encodable(item) for item in thing]
    return thing
