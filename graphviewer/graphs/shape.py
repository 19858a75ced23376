"""What a shaping makes of a view's graph."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from graphviewer.graphs.data import Graph, Shaping


def shaped(graph: Graph, shaping: Shaping) -> Graph:
    """The graph without what is hidden."""
    hidden = {
        place
        for place, vertex in enumerate(graph.vertices)
        if (vertex.kind, vertex.ref) in shaping.hidden
    }
    return without(graph, hidden)


def without(graph: Graph, left_out: Collection[int]) -> Graph:
    """The graph without the vertices in some places, and without their links."""
    if not left_out:
        return graph
    kept = [place for place in range(len(graph.vertices)) if place not in left_out]
    now = {place: number for number, place in enumerate(kept)}
    return replace(
        graph,
        vertices=tuple(graph.vertices[place] for place in kept),
        links=tuple(
            replace(link, source=now[link.source], target=now[link.target])
            for link in graph.links
            if link.source in now and link.target in now
        ),
        places=None if graph.places is None else tuple(graph.places[place] for place in kept),
    )
