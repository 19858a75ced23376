"""Opening and closing folds: what a shaping becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from graphviewer.graphs.data import Fold, Graph, Shaping
from graphviewer.graphs.inside import AT_ONCE, key_in, keys_of
from graphviewer.graphs.search import Found, holder

DEEPEST = 24  # boxes in boxes that are opened to show one vertex


def with_opened(graph: Graph, shaping: Shaping, keys: frozenset[str]) -> Shaping:
    """A shaping that opens more; what suited the size so far stays as it is."""
    return _said(graph, shaping, _opened(graph, shaping) | keys)


def toggled(graph: Graph, shaping: Shaping, fold: Fold) -> Shaping:
    """Opens a fold that is closed in a graph, or closes one whose frame is there."""
    if fold.members:
        return with_opened(graph, shaping, keys_of(fold))
    opened = _opened(graph, shaping)
    gone = {fold.key}
    if _steps_in(graph, fold) * fold.of <= AT_ONCE:  # they were opened together
        stem = fold.key.rpartition(".")[0]
        gone = {key for key in opened if key.rpartition(".")[0] == stem}
    return _said(graph, shaping, opened - gone)


def folding(graph: Graph, shaping: Shaping, *, repeats: bool) -> Shaping:
    """Repeated structure folded, or not at all, whatever the size."""
    modules = frozenset(key for key in _opened(graph, shaping) if "#" in key)
    return replace(shaping, repeats=repeats, opened=modules)


def is_folded(graph: Graph) -> bool:
    """Whether repeated structure is one vertex somewhere."""
    return any(fold.of > 1 for fold in graph.folds)


def shaping_that_shows(
    build: Callable[[Shaping], Graph], shaping: Shaping, found: Found
) -> Shaping:
    """A shaping in which a vertex is drawn that is inside closed boxes; as it is, if it is not."""
    for _ in range(DEEPEST):
        graph = build(shaping)
        if any((one.kind, one.ref) == (found.kind, found.ref) for one in graph.vertices):
            return shaping
        held = holder(graph, found)
        if held is None:
            return shaping
        vertex, place = held
        fold = graph.folds[vertex.ref]
        key = fold.key if vertex.kind == "module" else key_in(fold, place)
        shaping = with_opened(graph, shaping, frozenset({key}))
    return shaping


def _opened(graph: Graph, shaping: Shaping) -> frozenset[str]:
    if shaping.opened is not None:
        return shaping.opened
    return frozenset(group.key for group in graph.groups)


def _said(graph: Graph, shaping: Shaping, opened: frozenset[str]) -> Shaping:
    return replace(shaping, opened=opened, repeats=shaping.repeats or is_folded(graph))


def _steps_in(graph: Graph, fold: Fold) -> int:
    """How many steps the frame of an opened repetition holds."""
    groups = {place for place, group in enumerate(graph.groups) if group.key == fold.key}
    return sum(one.group in groups and one.kind != "tensor" for one in graph.vertices)
