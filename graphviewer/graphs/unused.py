"""Modules whose parameters nothing ever read: an original that was only copied, a spare head."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

OWN = "Parameter"  # what makes a parameter that the program may keep outside any module


def unused_modules(tape: Tape, index: TapeIndex) -> dict[str, set[int]]:
    """The outermost modules that were never used, by path, with the tensors of their parameters.

    A module that was called, or of which some parameter was read, is none of them. Nothing is known
    of any where the program went on and was no longer recorded.
    """
    if tape.end is not None and tape.end.reason == "limit":
        return {}
    reading = (op for op in tape.ops if op.outputs or not op.in_place)  # `y += p` reads p
    read = {tape.tensors[tensor].object for op in reading for tensor in op.inputs}
    used: set[str] = set()
    spare: list[int] = []
    for row in tape.tensors:
        if not row.is_parameter:
            continue
        if row.object not in read:
            spare.append(row.id)
            continue
        for name in index.names(row.id):
            used.update(_holders(name))
    for path in {op.module for op in tape.ops if op.module}:
        used.update((path, *_holders(path)))
    found: dict[str, set[int]] = {}
    for tensor in spare:
        maker = tape.tensors[tensor].op
        if maker is not None and tape.ops[maker].name == OWN:
            continue
        paths = [
            next((holder for holder in _holders(name) if holder not in used), None)
            for name in index.names(tensor)
        ]
        if paths and all(paths):
            found.setdefault(paths[0] or "", set()).add(tensor)
    return found


def _holders(name: str) -> Iterator[str]:
    """What holds a thing by its name, the outermost first: `net` and `net.0` of `net.0.weight`."""
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))
