"""The text of a key: what a program wrote between the brackets of `x[...]`."""

# ruff: noqa: ANN401  # what a program puts between brackets can be anything
from __future__ import annotations

from typing import Any

from torch import Tensor

from graphviewer.tape.keys import LONGEST, REST, TENSOR

_MOST = 64  # numbers of a list; longer ones are not searched for tensors either


def key_text(key: Any) -> str:
    """As `tape.keys` reads it; empty where the tape has no words for it."""
    parts = key if type(key) is tuple else (key,)
    told = [_part(one) for one in parts]
    text = ",".join(one or "" for one in told)
    return text if all(told) and len(text) <= LONGEST else ""


def _part(one: Any) -> str | None:
    kind = type(one)
    if one is None or kind is int:
        return str(one)
    if one is Ellipsis:
        return REST
    if isinstance(one, Tensor):
        return TENSOR
    if kind is slice:
        ends = (one.start, one.stop, one.step)
        if any(end is not None and type(end) is not int for end in ends):
            return None
        first, last, step = ("" if end is None else str(end) for end in ends)
        return f"{first}:{last}" + (f":{step}" if step else "")
    if kind is list and len(one) <= _MOST and {type(each) for each in one} in ({int}, {bool}):
        return "[" + ",".join(map(str, one)) + "]"
    return None
