"""What torch.save wrote: the tensors of a state_dict, found without unpickling anything.

Two forms: the archive (since PyTorch 1.6) and the older row of pickles with the numbers behind.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graphviewer.files.models import pickled, pickles
from graphviewer.files.models.archive import Archive
from graphviewer.files.models.data import SIZES, Entry, Weights, fits
from graphviewer.files.models.problem import NotAModel, Reason

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C  # torch/serialization.py
_FIRST = ("state_dict", "model_state_dict", "model", "net", "module", "weights")
_LONGEST = 256  # bits of a whole number that is written out
_DEPTH = 2  # dicts within dicts that are looked into
_Places = Mapping[str, tuple[int, int]]  # of each storage: first byte and length


def read_archive(path: Path, archive: Archive) -> Weights:
    """A checkpoint in the archive's form. Raises NotAModel."""
    if "constants.pkl" in archive or any(one.startswith("code/") for one in archive.names):
        raise NotAModel(path, "torchscript")
    content = _unpickled(path, BytesIO(archive.read("data.pkl", pickles.MOST_BYTES)))
    order = archive.read("byteorder", _LONGEST) if "byteorder" in archive else b"little"
    places = {
        name.removeprefix("data/"): archive.place(name)
        for name in archive.names
        if name.startswith("data/") and order == b"little"
    }
    return _weights(path, content, places)


def read_old(path: Path, file: BinaryIO, size: int) -> Weights:
    """A checkpoint in the older form, or another pickle. Raises NotAModel."""
    file.seek(0)
    if _unpickled(path, file, "pickle") != MAGIC_NUMBER:
        raise NotAModel(path, "pickle", "not written by torch.save")
    _unpickled(path, file)  # the version
    system = _unpickled(path, file)
    content = _unpickled(path, file)
    keys = _unpickled(path, file)
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise NotAModel(path, "damaged", "it does not list its storages")
    sizes = {one.storage.key: one.dtype for _, one in _all_tensors(content)}
    places: dict[str, tuple[int, int]] = {}
    big = isinstance(system, dict) and system.get("little_endian") is False
    for key in () if big else keys:
        head = file.read(8)
        count = struct.unpack("<q", head)[0] if len(head) == 8 else -1
        length = count * SIZES.get(sizes.get(key, ""), 0)
        if count < 0 or not length or file.tell() + length > size:
            break  # what lies behind cannot be found; names and shapes are known all the same
        places[key] = (file.tell(), length)
        file.seek(length, 1)
    return _weights(path, content, places)


def _unpickled(path: Path, file: BinaryIO, refused: Reason = "pickled") -> object:
    try:
        return pickles.read(file)
    except pickled.Refused as found:
        beside = refused == "pickled" and found.inside
        raise NotAModel(path, "checkpoint" if beside else refused, str(found)) from found
    except pickled.Damaged as error:
        raise NotAModel(path, "damaged", str(error)) from error


def _weights(path: Path, content: object, places: _Places) -> Weights:
    inside, found = _state_in(content)
    if not found:
        raise NotAModel(path, "empty")
    entries = tuple(_entry(path, name, one, places) for name, one in found.items())
    about = () if not isinstance(content, dict) else tuple(_words(content, inside))
    return Weights(path=path, kind="state_dict", entries=entries, inside=inside, about=about)


def _entry(path: Path, name: str, one: pickled.Tensor, places: _Places) -> Entry:
    start, size = places.get(one.storage.key, (-1, 0))
    entry = Entry(
        name=name,
        shape=one.shape,
        dtype=one.dtype,
        start=start,
        size=size,
        offset=one.offset,
        stride=one.stride,
        learned=one.learned or None,
    )
    if start >= 0 and one.dtype in SIZES and not fits(entry):
        raise NotAModel(path, "damaged", f"the numbers of {name!r} reach beyond their storage")
    return entry


def _state_in(content: object) -> tuple[tuple[str, ...], dict[str, pickled.Tensor]]:
    """The keys that lead to the state_dict, and the tensors in it."""
    level: list[tuple[tuple[str, ...], object]] = [((), content)]
    for _ in range(_DEPTH + 1):
        for keys, one in level:
            if found := _tensors_of(one):
                return keys, found
        level = [
            ((*keys, name), inner)
            for keys, one in level
            if isinstance(one, dict)
            for name, inner in sorted(one.items(), key=_rank)
            if isinstance(name, str) and isinstance(inner, dict)
        ]
    return (), {}


def _rank(item: tuple[object, object]) -> int:
    return _FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST)


def _tensors_of(one: object) -> dict[str, pickled.Tensor]:
    if not isinstance(one, dict):
        return {}
    return {
        name: value
        for name, value in one.items()
        if isinstance(name, str) and isinstance(value, pickled.Tensor)
    }


def _all_tensors(content: object) -> list[tuple[str, pickled.Tensor]]:
    """Every tensor in nested containers, each container looked into once."""
    found: list[tuple[str, pickled.Tensor]] = []
    seen: set[int] = set()
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pickled.Tensor):
            found.append((one.storage.key, one))
        elif isinstance(one, (dict, list, tuple)) and id(one) not in seen:
            seen.add(id(one))
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return found


def _words(content: dict[object, object], inside: tuple[str, ...]) -> list[tuple[str, str]]:
    """What a checkpoint holds beside the state_dict: plain values as they are, the rest named."""
    said = []
    for key, value in list(content.items())[:50]:
        if isinstance(key, str) and key not in inside and not isinstance(value, pickled.Tensor):
            said.append((key, _word(value)))
    return said


def _word(value: object) -> str:
    """A plain value in at most 80 letters. Python does not write whole numbers without bound."""
    if isinstance(value, int) and value.bit_length() > _LONGEST:
        return "…"
    return str(value)[:80] if isinstance(value, (str, int, float)) else "…"
