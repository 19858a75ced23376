"""Parameters that several modules hold: tied weights."""

from __future__ import annotations

import math
from itertools import chain, takewhile
from typing import NamedTuple

from graphviewer.graphs.data import Fold, Graph
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape


class Tied(NamedTuple):
    """How many of a module's numbers are held by others too, and by which, within their parent."""

    numbers: int
    others: tuple[str, ...]


def path_of(fold: Fold) -> str:
    """The path of the module that a fold is a call of."""
    return fold.key.rpartition("#")[0]


def tied(tape: Tape, index: TapeIndex, graph: Graph, fold: Fold) -> Tied:
    """What of a module's parameters other modules that were called hold as well."""
    path = path_of(fold)
    tensors = (one.ref for one in fold.members if one.kind == "tensor")
    held = {tensor: owners for tensor in tensors if (owners := _owners(index, tensor, path))}
    called = {path_of(one) for one in graph.folds} if held else set()
    shared = {tensor: sorted(both) for tensor, owners in held.items() if (both := owners & called)}
    others = dict.fromkeys(chain.from_iterable(shared.values()))
    count = sum(math.prod(tape.tensors[tensor].shape) for tensor in shared)
    return Tied(count, tuple(_within(owner, path) for owner in others))


def _owners(index: TapeIndex, tensor: int, path: str) -> set[str]:
    """The modules besides one, and those in it, that a tensor has a name in."""
    names = (name for name in index.names(tensor) if not name.startswith(f"{path}."))
    return {name.rpartition(".")[0] for name in names}


def _within(other: str, path: str) -> str:
    """A module's path, without what it has in common with another's."""
    parts, beside = other.split("."), path.split(".")
    pairs = zip(parts[:-1], beside, strict=False)
    same = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
    return ".".join(parts[same:])


def name_within(index: TapeIndex, tensor: int, path: str) -> str:
    """The name that a tensor has in a module, else its first."""
    names = index.names(tensor)
    return next((name for name in names if name.startswith(f"{path}.")), index.name(tensor))
