"""What is inside a fold or a module, and the keys that open it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.graphs.data import Fold, Graph, Vertex

AT_ONCE = 40  # steps up to which all repetitions are opened together


def key_in(fold: Fold, member: int) -> str:
    """The key that opens what holds a member, by its place: its own repetition."""
    if not fold.starts:
        return fold.key
    nth = sum(start <= member for start in fold.starts) - 1
    return f"{fold.key.rpartition('.')[0]}.{fold.first + nth}"


def keys_of(fold: Fold) -> frozenset[str]:
    """What opening it in place opens: all repetitions of few steps, the first of many."""
    if not fold.starts or sum(one.kind != "tensor" for one in fold.members) > AT_ONCE:
        return frozenset({fold.key})
    return frozenset(key_in(fold, start) for start in fold.starts)


def inside(graph: Graph, vertex: Vertex) -> Iterator[Vertex]:
    """All that a fold or a module stands for, and what that stands for."""
    return within(graph, graph.folds[vertex.ref])


def within(graph: Graph, fold: Fold) -> Iterator[Vertex]:
    """The same of a fold."""
    for one in fold.members:
        yield one
        if one.kind in ("module", "fold"):
            yield from within(graph, graph.folds[one.ref])
