"""JSON from files that are not trusted: deep nesting and names given twice are errors."""

from __future__ import annotations

import json


def loads(data: bytes) -> object:
    """What the JSON text says. Raises ValueError."""
    try:
        return json.loads(data, object_pairs_hook=_once)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found
